// Charts of characters.

import Terminal
import Testing
import Text

@Suite("Charts")
struct ChartsTests {
    private let charts = Charts(ambiguous: .narrow)
    private let plain = Charts(ambiguous: .wide)

    @Test("a bar is as long as its share, and the least of anything shows")
    func bars() {
        #expect(charts.bar(10, of: 10, columns: 4) == "████")
        #expect(charts.bar(5, of: 10, columns: 3) == "█▌")
        #expect(charts.bar(1, of: 100_000, columns: 4) == "▏")
        #expect(charts.bar(0, of: 10, columns: 4).isEmpty && charts.bar(3, of: 0, columns: 4).isEmpty)
        #expect(charts.bar(20, of: 10, columns: 4) == "████" && charts.bar(-1, of: 10, columns: 4).isEmpty)
        #expect(plain.bar(5, of: 10, columns: 4) == "##" && plain.bar(1, of: 1_000, columns: 4) == "#")
    }

    @Test("a sparkline's highest is the largest, a blank is nothing")
    func sparklines() {
        #expect(charts.sparkline([0, 1, 4, 8]) == " ▁▄█")
        #expect(charts.sparkline([0, 0]) == "  " && charts.sparkline([]).isEmpty)
        #expect(charts.sparkline([-2, 8]) == " █")
        #expect(plain.sparkline([0, 1, 9, 3]) == ".193")
    }

    @Test("upright bars stand on the last line")
    func histograms() {
        #expect(charts.histogram([8, 0, 16], rows: 2, columns: 2) == ["    █ ", "█   █ "])
        #expect(charts.histogram([4, 1], rows: 1, columns: 3) == ["██ ▂▂ "])
        #expect(plain.histogram([8, 0, 16], rows: 2, columns: 2) == ["    # ", "#   # "])
        #expect(
            charts.histogram([], rows: 2, columns: 2) == ["", ""] && charts.histogram([1], rows: 0, columns: 2).isEmpty)
    }

    @Test("plain charts take one column a sign where ambiguous characters take two")
    func width() {
        for line in [plain.bar(7, of: 9, columns: 12), plain.sparkline([1, 0, 5])]
            + plain.histogram([3, 1], rows: 2, columns: 4)
        {
            #expect(ColumnWidth.of(line, ambiguous: .wide) == line.count)
        }
    }
}
