import Terminal
import TestSupport
import Testing

@Suite("Layout")
struct LayoutTests {
    @Test("fixed parts first, the rest by weight")
    func split() {
        let rect = Rect(column: 2, row: 1, columns: 20, rows: 10)
        #expect(
            Layout.split(rect, .columns, [.fixed(5), .fill(1), .fill(2)]) == [
                Rect(column: 2, row: 1, columns: 5, rows: 10), Rect(column: 7, row: 1, columns: 5, rows: 10),
                Rect(column: 12, row: 1, columns: 10, rows: 10),
            ])
        #expect(Layout.split(rect, .rows, [.fixed(1), .fill(), .fixed(2)]).map(\.rows) == [1, 7, 2])
        #expect(Layout.lengths(30, [.min(10), .min(4)]) == [18, 12])
    }

    @Test("too little room goes to the first parts")
    func tooSmall() {
        #expect(Layout.lengths(7, [.fixed(5), .min(4), .fill(), .fixed(2)]) == [5, 2, 0, 0])
        #expect(Layout.lengths(0, [.fill(), .fixed(2)]) == [0, 0])
        #expect(Layout.lengths(-3, [.fill()]) == [0])
    }

    @Test("parts touch, cover the whole, are never negative and never shrink when there is more room")
    func properties() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<300 {
            let parts: [Length] = (0..<random.int(in: 1...6)).map { _ in
                switch random.int(in: 0...2) {
                case 0: .fixed(random.int(in: 0...12))
                case 1: .min(random.int(in: 0...12))
                default: .fill(random.int(in: 1...5))
                }
            }
            let grows = parts.contains { if case .fixed = $0 { false } else { true } }
            var previous = parts.map { _ in 0 }
            for columns in 0...60 {
                let rects = Layout.split(Rect(column: 3, row: 2, columns: columns, rows: 1), .columns, parts)
                let lengths = rects.map(\.columns)
                let sum = lengths.reduce(0, +)
                #expect(grows ? sum == columns : sum <= columns, "seed \(random.seed)")
                #expect(zip(previous, lengths).allSatisfy { $0 <= $1 }, "seed \(random.seed): \(parts) at \(columns)")
                #expect(zip(rects, rects.dropFirst()).allSatisfy { $0.endColumn == $1.column }, "seed \(random.seed)")
                previous = lengths
            }
        }
    }

    @Test("rectangles meet, contain and centre without negative sizes")
    func rects() {
        let rect = Rect(column: 0, row: 0, columns: 10, rows: 4)
        #expect(rect.inset(3).isEmpty)
        #expect(rect.inset(1) == Rect(column: 1, row: 1, columns: 8, rows: 2))
        #expect(rect.intersection(Rect(column: 8, row: 3, columns: 9, rows: 9)).size == Size(columns: 2, rows: 1))
        #expect(rect.intersection(Rect(column: 20, row: 0, columns: 1, rows: 1)).isEmpty)
        #expect(rect.contains(Point(column: 9, row: 3)) && !rect.contains(Point(column: 10, row: 3)))
        #expect(rect.centred(Size(columns: 4, rows: 2)) == Rect(column: 3, row: 1, columns: 4, rows: 2))
        #expect(rect.centred(Size(columns: 40, rows: 2)).columns == 10)
    }
}
