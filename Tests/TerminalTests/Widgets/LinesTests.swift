import Terminal
import Testing

@Suite("Status line and layers")
struct LinesTests {
    @Test("the right side keeps its room, the left gives way")
    func status() {
        let line = StatusLine(
            left: [.init("행사 관리 콘솔"), .init("참가자")], right: [.init("대기 3", role: .warning), .init("12:00")])
        #expect(Sketch.rows(40, 1) { line.draw(in: &$0, at: $0.bounds) } == ["행사 관리 콘솔  참가자     대기 3  12:00"])
        #expect(Sketch.rows(24, 1) { line.draw(in: &$0, at: $0.bounds) } == ["행사 관리… 대기 3  12:00"])
        #expect(Sketch.rows(6, 1) { line.draw(in: &$0, at: $0.bounds) } == ["대기 3"])
    }

    @Test("events go from the front to the back until one takes them")
    func dispatch() {
        var layers = Layers(["back", "middle", "front"])
        var offered: [String] = []
        let answer = layers.dispatch { layer -> Int? in
            offered.append(layer)
            layer += "!"
            return layer == "middle!" ? 7 : nil
        }
        #expect(answer == 7 && offered == ["front", "middle"])
        #expect(layers.layers == ["back", "middle!", "front!"])
        #expect(layers.updateFront { $0.count } == 6)
        #expect(layers.pop() == "front!" && layers.front == "middle!")
    }

    @Test("drawing goes from the back to the front, and only the front has the cursor")
    func draws() {
        let layers = Layers([1, 2])
        let frame = Sketch.frame(3, 1) { canvas in
            layers.draw(in: &canvas) { layer, canvas in
                canvas.draw("\(layer)", at: Point(column: 0, row: 0), role: .text)
                if layer == 1 { canvas.cursor = Point(column: 1, row: 0) }
            }
        }
        #expect(frame.rows == ["2"] && frame.cursor == nil)
        var empty = Layers<Int>()
        #expect(empty.isEmpty && empty.pop() == nil && empty.updateFront { $0 } == nil)
    }
}
