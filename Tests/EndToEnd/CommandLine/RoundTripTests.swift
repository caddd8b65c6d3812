// What is exported is what an import brings back, into another event.

import Foundation
import Sheets
import TestSupport
import Testing

@Suite("Export and import again", .serialized)
struct RoundTripTests {
    private func rows(_ path: String) throws -> [[String: String]] {
        var rows: [[String]] = []
        try SheetFile(path: path).rows {
            rows.append(path.hasSuffix(".csv") ? $0.cells.map(FormulaGuard.plain) : $0.cells)
            return true
        }
        let heading = try #require(rows.first)
        // Numbers, sources and moments are each event's own.
        let own: Set = ["번호", "경로", "등록", "동의한 때"]
        return rows.dropFirst().map { row in
            var cells: [String: String] = [:]
            for (name, cell) in zip(heading, row) where !own.contains(where: name.hasPrefix) && !cell.isEmpty {
                cells[name] = cell
            }
            return cells
        }
    }

    @Test("the same people come back from what was exported", arguments: ["csv", "xlsx"])
    func roundTrip(_ kind: String) throws {
        let (old, new) = (try Program(), try Program())
        #expect(try old.run("init", "--slug", "old", "--title", "지난 행사", "--sample", "60").status == 0)
        for name in ["=1+1", "-가 나", "@홍길동", "'=2", "''김'", "김\"하\"늘, 둘째"] {
            let added = try old.run("register", "--name=\(name)", "--affiliation=+한빛, \"고\"", "--consent")
            try #require(added.status == 0, "\(added)")
        }
        let first = old.file("명단.\(kind)")
        #expect(try old.run("export", "attendees", "--out", first, "--language", "ko").status == 0)
        #expect(try new.run("init", "--slug", "new", "--title", "새 행사").status == 0)
        // When somebody agreed is in the list.
        let brought = try new.run("import", first, "--language", "ko")
        #expect(brought.status == 0, "\(brought)")
        let second = new.file("다시.\(kind)")
        #expect(try new.run("export", "attendees", "--out", second, "--language", "ko").status == 0)
        let (before, after) = (try rows(first), try rows(second))
        #expect(before.count == 66 && before == after)
        #expect(before.contains { $0["이름"] == "'=2" } && before.contains { $0["이름"] == "''김'" })
        #expect(before.contains { $0["이름"] == "=1+1" && $0["소속"] == "+한빛, \"고\"" })
    }
}
