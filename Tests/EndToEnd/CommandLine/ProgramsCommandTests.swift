// `expodesk programs` and a session's door, as scripts use them.

import Foundation
import TestSupport
import Testing

@Suite("expodesk programs", .serialized)
struct ProgramsCommandTests {
    let program: Program

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "8", "--language", "en")
        #expect(made.status == 0, "\(made)")
    }

    /// A session that lasts all day, so that its door is open whenever the test runs.
    private func file(capacity: Int = 2, waiting: Int = 1, more: String = "") throws -> String {
        let days = try program.run("init", "--slug", "fair", "--json").objects().first
        let day = try #require(days?["from"] as? String)
        let path = program.file("programs.toml")
        let text = """
            [[program]]
            id = "open"
            title = { ko = "열린 강연", en = "Open talk" }
            room = "101"

            [[session]]
            id = "open-1"
            program = "open"
            day = \(day)
            starts = "00:00"
            ends = "24:00"
            capacity = \(capacity)
            waiting = \(waiting)
            overlap = true
            \(more)
            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func outcome(_ arguments: String...) throws -> (status: Int32, word: String?, object: [String: Any]) {
        let said = try program.run(arguments + ["--json"])
        let object = try said.objects().first ?? [:]
        return (said.status, object["reason"] as? String ?? object["outcome"] as? String, object)
    }

    @Test("set, enrol, promote and show, with exit codes and reasons")
    func wholeWay() throws {
        let path = try file()
        #expect(try outcome("programs", "set", path).word == "programs_set")
        #expect(try outcome("programs", "set", path).status == 0)
        for (serial, status, word) in [
            ("1", 0, "enrolled"), ("2", 0, "enrolled"), ("3", 0, "waiting"), ("4", 1, "full"),
            ("1", 1, "already_enrolled"), ("999", 1, "not_found"),
        ] as [(String, Int32, String)] {
            let said = try outcome("programs", "enrol", serial, "open-1")
            #expect(said.status == status && said.word == word, "\(serial): \(said)")
        }
        #expect(try outcome("programs", "enrol", "1", "open-9").word == "unknown_session")
        let cancelled = try outcome("programs", "cancel", "1", "open-1")
        #expect(cancelled.status == 0 && cancelled.object["promoted"] as? Int == 3)
        #expect(try outcome("programs", "cancel", "1", "open-1").word == "not_enrolled")

        let lower = try program.run("programs", "set", try file(capacity: 1), "--language", "en")
        #expect(lower.status == 1 && lower.errors.contains("open-1"), "\(lower)")
        #expect(try outcome("programs", "enrol", "5", "open-1").word == "waiting")
        let raised = try outcome("programs", "set", try file(capacity: 3))
        #expect(raised.object["promoted"] as? Int == 1)

        let shown = try program.run("programs", "show", "open-1", "--json").objects()
        #expect(shown.first?["confirmed"] as? Int == 3 && shown.first?["capacity"] as? Int == 3)
        #expect(shown.dropFirst().map { $0["serial"] as? Int } == [2, 3, 5])
        #expect(shown.dropFirst().allSatisfy { $0["standing"] as? String == "confirmed" })
        let list = try program.run("programs", "list", "--language", "ko")
        #expect(list.output.contains("open-1 · 열린 강연 · "), "\(list)")
        #expect(list.output.contains("확정 3/3 · 대기 0/1 · 출석 0"), "\(list)")
        #expect(try program.run("programs", "show", "nothing").status == 1)
    }

    @Test("the same file again says that nothing changed, and one with another title that something did")
    func sameFile() throws {
        let path = try file()
        #expect(try outcome("programs", "set", path).object["changed"] as? Int == 2)
        let again = try outcome("programs", "set", path)
        #expect(again.status == 0 && again.object["changed"] as? Int == 0 && again.object["sessions"] as? Int == 1)
        for (language, said) in [("en", "Nothing changed"), ("ko", "바뀐 것이 없습니다")] {
            #expect(try program.run("programs", "set", path, "--language", language).output.contains(said))
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("Open talk", with: "Open talks").write(toFile: path, atomically: true, encoding: .utf8)
        let titled = try program.run("programs", "set", path, "--language", "en")
        #expect(!titled.output.contains("Nothing changed"), "\(titled)")
    }

    @Test("a pass that was revoked enrols nobody and cancels nothing; the new one does, and so does the old serial")
    func revokedPass() throws {
        #expect(try outcome("programs", "set", try file()).status == 0)
        let old = try #require(try program.run("show", "1", "--json").objects().first?["pass"] as? String)
        #expect(try outcome("programs", "enrol", old, "open-1").word == "enrolled")
        let reissued = try program.run("reissue", "1", "--json").objects().first
        let new = try #require(reissued?["pass"] as? String)
        for verb in ["enrol", "cancel"] {
            let said = try outcome("programs", verb, old, "open-1")
            #expect(said.status == 1 && said.word == "revoked", "\(said)")
        }
        #expect(try program.run("programs", "cancel", old, "open-1", "--language", "en").errors.contains("revoked"))
        #expect(try outcome("programs", "enrol", new, "open-1").word == "already_enrolled")
        #expect(try outcome("programs", "cancel", "1", "open-1").word == "enrolment_cancelled")
    }

    @Test("a session's door: who is enrolled goes in once and out again; a gate and a door are not asked for at once")
    func door() throws {
        #expect(try program.run("programs", "set", try file(capacity: 1)).status == 0)
        let passes = try program.run("attendees", "--json").objects().compactMap { $0["pass"] as? String }
        for serial in ["1", "2"] { #expect(try program.run("programs", "enrol", serial, "open-1").status == 0) }
        for (person, mode, word) in [
            (0, "enter", "checked_in"), (0, "enter", "already_checked_in"), (1, "enter", "waitlisted"),
            (2, "enter", "not_enrolled"), (0, "leave", "left"), (0, "re-enter", "re_entered"),
        ] {
            let said = try outcome("check-in", passes[person], "--session", "open-1", "--mode", mode)
            #expect(said.word == word, "\(person) \(mode): \(said)")
            #expect(said.object["session"] as? String == "open-1")
        }
        let undone = try outcome("check-in", passes[0], "--session", "open-1", "--undo")
        #expect(undone.word == "undone" && undone.object["session"] as? String == "open-1", "\(undone)")
        #expect(try outcome("programs", "cancel", "1", "open-1").word == "already_checked_in")
        #expect(try program.run("check-in", passes[0], "--session", "open-9").status == 2)
        #expect(try program.run("check-in", passes[0], "--session", "open-1", "--gate", "main").status == 2)
        let shown = try program.run("programs", "show", "open-1", "--json").objects()
        #expect(shown.first?["attended"] as? Int == 1 && shown.dropFirst().first?["enteredAt"] != nil)
    }

    @Test("who comes too early to a session's door is told from when they are let in")
    func early() throws {
        let days = try program.run("init", "--slug", "fair", "--json").objects().first
        let tomorrow = try #require(days?["to"] as? String)
        let late = """

            [[session]]
            id = "open-2"
            program = "open"
            day = \(tomorrow)
            starts = "23:30"
            ends = "24:00"
            capacity = 9
            overlap = true
            """
        #expect(try program.run("programs", "set", try file(more: late)).status == 0)
        #expect(try program.run("programs", "enrol", "1", "open-2").status == 0)
        let person = try program.run("show", "1", "--json").objects().first
        let said = try program.run("check-in", try #require(person?["pass"] as? String), "--session", "open-2")
        #expect(said.status == 1 && said.errors.contains("let in from \(tomorrow.dropFirst(5)) 23:00"), "\(said)")
    }

    @Test("a file with flaws names each by its line, and nothing of it is stored")
    func flaws() throws {
        let before = try program.run("programs", "list", "--json").objects().count
        let path = try file(
            more: """

                [[session]]
                id = "open-1"
                program = "other"
                day = 1999-01-01
                starts = "25:00"
                ends = "11:00"
                capacity = 0
                """)
        let said = try program.run("programs", "set", path, "--language", "en")
        #expect(said.status == 4)
        for line in [":17:", ":18:", ":19:", ":20:", ":22:"] { #expect(said.errors.contains(line), "\(said)") }
        #expect(try program.run("programs", "list", "--json").objects().count == before)
        #expect(try program.run("programs", "set", program.file("none.toml")).status == 4)
    }
}
