import Terminal
import TestSupport
import Testing

@Suite("Table")
struct TableTests {
    private let table = Table([
        TableColumn("번호", .fixed(4), alignment: .right), TableColumn("이름", .min(6)), TableColumn("상태", .fixed(4)),
    ])

    private func press(_ names: String, _ state: inout TableState) -> [TableState.Outcome] {
        Typing.keys(names).map { state.handle($0) }
    }

    @Test("header, marks, the selection and rows that have not come")
    func draws() {
        var state = TableState(pageRows: 3)
        state.select(1)
        let frame = Sketch.frame(22, 5) { canvas in
            table.draw(in: &canvas, at: canvas.bounds, state: state) { index in
                switch index {
                case 0: ["7", "김민준", "승인"]
                case 1: TableRow(["12", "아주 긴 이름입니다", "대기"], isMarked: true)
                default: nil
                }
            }
        }
        #expect(frame.rows == ["  번호 이름       상태", "     7 김민준     승인", ">*  12 아주 긴 …  대기", "     ·", "     ·"])
        #expect(frame.buffer.row(2).allSatisfy { $0.role == .selected })
        #expect(frame.cursor == Point(column: 0, row: 2))
    }

    @Test("keys move the selection, also beyond what is known")
    func moves() {
        var state = TableState(pageRows: 10)
        #expect(
            press("Up Down PgDn End Home Home a", &state) == [
                .consumed, .moved, .moved, .endWanted, .moved, .consumed, .ignored,
            ])
        _ = press("PgDn PgDn Down", &state)
        #expect(state.selected == 21 && state.window == 20..<30)
        state.setCount(15)
        #expect(state.selected == 14 && state.window == 5..<15)
        #expect(press("Down End PgUp", &state) == [.consumed, .consumed, .moved])
        #expect(state.selected == 4 && state.window == 0..<10)
        state.setCount(0)
        #expect(state.selected == 0 && state.window.isEmpty)
        #expect(state.handle(KeyPress(.pageDown, .control)) == .ignored)
    }

    @Test("the selection is in the window, whatever happens")
    func properties() {
        var random = SeededRandom.fromEnvironment()
        let presses = Typing.keys("Up Down PgUp PgDn Home End")
        for _ in 0..<300 {
            var state = TableState(pageRows: random.int(in: 0...8))
            for _ in 0..<random.int(in: 0...60) {
                switch random.int(in: 0...9) {
                case 0: state.fit(rows: random.int(in: -1...12))
                case 1: state.setCount(random.int(in: 0...3) == 0 ? nil : random.int(in: 0...40))
                case 2: state.select(random.int(in: -5...60))
                default: _ = state.handle(random.pick(presses))
                }
                #expect(state.count == 0 || state.window.contains(state.selected), "seed \(random.seed)")
                #expect(state.count.map { $0 == 0 || state.selected < $0 } ?? true, "seed \(random.seed)")
            }
            let rows = random.int(in: 1...12)
            let frame = Sketch.frame(random.int(in: 1...30), rows) { canvas in
                table.draw(in: &canvas, at: canvas.bounds, state: state) { ["\($0)", "한글", "x"] }
            }
            let selected = (0..<rows).contains { frame.buffer[column: 0, row: $0].role == .selected }
            #expect(selected == (rows > 1 && state.count != 0), "seed \(random.seed)")
        }
    }
}
