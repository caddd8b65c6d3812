// What is exported is what an import brings back, into another event.

import Foundation
import Sheets
import TestSupport
import Testing

@Suite("Export and import again", .serialized)
struct RoundTripTests {
    private static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "screens/walk-in.form.toml")

    /// A question of every kind, with options whose names have separators in them.
    private static let questions = """
        [[field]]
        id = "email"
        kind = "email"
        label = { ko = "이메일", en = "E-mail" }
        [[field]]
        id = "party"
        kind = "text"
        label = { ko = "일행", en = "Party" }
        [[field]]
        id = "age"
        kind = "number"
        label = { ko = "나이", en = "Age" }
        [[field]]
        id = "birthday"
        kind = "date"
        label = { ko = "생일", en = "Birthday" }
        [[field]]
        id = "notes"
        kind = "long-text"
        label = { ko = "남길 말", en = "Notes" }
        [[field]]
        id = "size"
        kind = "choice"
        label = { ko = "크기", en = "Size" }
        options = [{ id = "s", label = { ko = "작은 것", en = "Small" } }, { id = "l", label = { ko = "큰 것", en = "Large" } }]
        [[field]]
        id = "hat"
        kind = "choice"
        label = { ko = "크기", en = "Size" }
        options = [{ id = "s", label = { ko = "작은 것", en = "Small" } }, { id = "l", label = { ko = "큰 것", en = "Large" } }]
        [[field]]
        id = "topics"
        kind = "choices"
        label = { ko = "관심 분야", en = "Topics" }
        options = [
            { id = "ai", label = { ko = "소프트웨어/AI", en = "Software/AI" } },
            { id = "food", label = { ko = "음식 (우유, 콩)", en = "Food (milk, soy)" } },
            { id = "art", label = { ko = "미술", en = "Art" } },
        ]

        """

    private func screens(_ program: Program) throws -> [String: String] {
        let folder = program.file("screens")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let consent = "[[field]]\nid = \"consent\""
        try String(contentsOf: Self.shipped, encoding: .utf8).replacing(consent, with: Self.questions + consent)
            .write(toFile: folder + "/walk-in.form.toml", atomically: true, encoding: .utf8)
        return ["EXPODESK_SCREENS": folder]
    }

    /// All that a person would call their data, by heading: only numbers, the way in and the time of it are each event's own.
    private func rows(_ path: String) throws -> [[String: String]] {
        var rows: [[String]] = []
        try SheetFile(path: path).rows {
            rows.append(path.hasSuffix(".csv") ? $0.cells.map(FormulaGuard.plain) : $0.cells)
            return true
        }
        let heading = try #require(rows.first)
        let own: Set = ["번호", "등록 유형", "등록 시각", "No.", "Source", "Registered"]
        #expect(heading.filter(own.contains).count == 3, "\(heading)")
        return rows.dropFirst().map { row in
            var cells: [String: String] = [:]
            for (name, cell) in zip(heading, row) where !own.contains(name) && !cell.isEmpty { cells[name] = cell }
            return cells
        }
    }

    private func fill(_ old: Program, _ screens: [String: String]) throws {
        for name in ["=1+1", "-가 나", "@홍길동", "'=2", "''김'", "김\"하\"늘, 둘째"] {
            let added = try old.run("register", "--name=\(name)", "--affiliation=+한빛, \"고\"", "--consent")
            try #require(added.status == 0, "\(added)")
        }
        let answers = [
            "email=kim@example.com", "party=A-12", "age=17", "birthday=2009-03-02", "notes=여러\n줄, \"따옴표\"", "size=s",
            "hat=l", "topics=ai,food",
        ]
        let full = try old.run(
            ["register", "--name", "김모두", "--phone", "+1 415 555 2671", "--category", "teacher", "--consent"]
                + answers.flatMap { ["--field", $0] }, environment: screens)
        try #require(full.status == 0, "\(full)")
        let list = old.file("심사.csv")
        let states = ["신청", "승인", "거절", "대기", "보류", "취소"]
        let text =
            "이름,상태,동의한 때,동의 안내문 버전\n"
            + states.enumerated().map {
                "심사\($0.offset),\($0.element),2026-01-0\($0.offset + 1) 09:1\($0.offset),2025-1\n"
            }
            .joined()
        try text.write(toFile: list, atomically: true, encoding: .utf8)
        let brought = try old.run("import", list)
        try #require(brought.status == 0, "\(brought)")
    }

    @Test("the same people come back from what was exported", arguments: ["csv", "xlsx"], ["ko", "en"])
    func roundTrip(_ kind: String, _ language: String) throws {
        let (old, new) = (try Program(), try Program())
        #expect(try old.run("init", "--slug", "old", "--title", "지난 행사", "--sample", "60").status == 0)
        let screens = try screens(old)
        try fill(old, screens)
        func export(_ program: Program, _ name: String) throws -> String {
            let file = program.file("\(name).\(kind)")
            let done = try program.run(
                ["export", "attendees", "--out", file, "--language", language], environment: screens)
            try #require(done.status == 0, "\(done)")
            return file
        }
        let first = try export(old, "명단")
        #expect(try new.run("init", "--slug", "new", "--title", "새 행사").status == 0)
        // When somebody agreed is in the list.
        let brought = try new.run(["import", first, "--language", language], environment: screens)
        #expect(brought.status == 0, "\(brought)")
        let (before, after) = (try rows(first), try rows(try export(new, "다시")))
        #expect(before.count == 73 && before == after)
        let isKorean = language == "ko"
        let (name, at, version) =
            isKorean ? ("이름", "동의한 때", "동의 안내문 버전") : ("Name", "Consent given at", "Consent text version")
        #expect(before.contains { $0[name] == "'=2" } && before.contains { $0[name] == "''김'" })
        let person = try #require(after.first { $0[name] == "김모두" })
        // All columns but those of each event's own.
        #expect(person.count == 14, "\(person)")
        #expect(
            person[isKorean ? "관심 분야" : "Topics"]
                == (isKorean ? "소프트웨어/AI, 음식 (우유, 콩)" : "Software/AI, Food (milk, soy)"))
        let rejected = try #require(after.first { $0[name] == "심사2" })
        #expect(rejected[at] == "2026-01-03 09:12" && rejected[version] == "2025-1")
        #expect(Set(after.compactMap { $0[isKorean ? "상태" : "Status"] }).count >= 6)
    }

    @Test("when somebody agreed is refused where it cannot be read: by row, column and value")
    func unreadable() throws {
        let program = try Program()
        #expect(try program.run("init", "--slug", "new", "--title", "새 행사").status == 0)
        let list = program.file("list.csv")
        try "이름,동의한 때\n김민준,2026-01-01\n이서연,2026-13-01\n".write(toFile: list, atomically: true, encoding: .utf8)
        let brought = try program.run("import", list, "--language", "ko")
        #expect(
            brought.status == 4 && brought.output.contains("3행: 동의한 때 '2026-13-01': 동의한 때로 읽을 수 없습니다"), "\(brought)")
        let json = try program.run("import", list, "--json").objects()
        #expect(json.contains { $0["line"] as? Int == 3 && $0["reason"] as? String == "invalid_field" })
    }
}
