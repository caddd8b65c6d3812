// A passphrase for the desk's key by the built program: set, asked for, read from a file, changed, removed.

import Foundation
import Glibc
import Journal
import TestSupport
import Testing

@testable import Desk

@Suite("The desk's passphrase on the command line")
struct PassphraseCommandTests {
    private static let secret = "열려라 참깨 2026"

    private let program: Program
    private var data: String { program.file("data") }
    private var file: String { program.file("secret") }

    init() throws {
        program = try Program()
    }

    /// A database that nobody reaches: what opens the journal is looked at, nothing beyond it.
    private static let away = ["EXPODESK_DATABASE": "host=/nowhere", "EXPODESK_LANGUAGE": "en"]

    private func lock(_ text: String = secret) throws {
        try Journal(dataFolder: data).setPassphrase(
            try #require(Passphrase(text)).bytes, cost: Journal.leastPassphraseCost)
    }

    private func write(_ text: String, mode: Int = 0o600) throws -> [String: String] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return Self.away.merging(["EXPODESK_PASSPHRASE_FILE": file]) { $1 }
    }

    private func pty(_ words: [String], _ environment: [String: String] = away) throws -> Pty {
        let settings = ["EXPODESK_DATA_DIR": data, "EXPODESK_DESK": "desk-1", "HOME": program.folder]
        return try Pty(words, environment: settings.merging(environment) { $1 })
    }

    private func pty(_ words: String..., environment: [String: String] = away) throws -> Pty {
        try pty([Program.path] + words, environment)
    }

    /// Types an answer after each question.
    private func answer(_ pty: Pty, _ answers: [(question: String, answer: String)]) {
        var seen = pty.output.count
        for (question, answer) in answers {
            #expect(pty.expect(question, from: seen), "\(String(decoding: pty.output, as: UTF8.self))")
            seen = pty.output.count
            pty.write(Array((answer + "\n").utf8))
        }
    }

    private func text(_ pty: Pty) -> String { String(decoding: pty.output, as: UTF8.self) }

    // MARK: Asking

    @Test("set asks twice and shows nothing of it, refuses a short one, and is refused where there is one")
    func set() throws {
        let asked = try pty("passphrase", "set")
        answer(
            asked,
            [
                ("New passphrase: ", ""), ("New passphrase: ", "seven77"), ("New passphrase: ", "correct horse"),
                ("once more: ", "correct house"), ("New passphrase: ", "correct horse"),
                ("once more: ", "correct horse"),
            ])
        #expect(asked.expect("locked with the passphrase"))
        #expect(asked.end() == .exited(0))
        #expect(text(asked).contains("8 letters or more") && text(asked).contains("not the same"))
        #expect(!text(asked).contains("horse") && !text(asked).contains("seven77"))
        #expect(throws: JournalError.wrongPassphrase) { try Journal(dataFolder: data, passphrase: Array("x".utf8)) }
        _ = try Journal(dataFolder: data, passphrase: Array("correct horse".utf8))
        let again = try program.run(["passphrase", "set", "--json"], environment: Self.away)
        #expect(again.status == 1 && again.errors.contains("expodesk passphrase change"), "\(again)")
        #expect(try again.objects().first?["reason"] as? String == "already_set")
    }

    @Test("whoever opens the journal is asked once, on a wrong answer again, and after three the command ends with 3")
    func asked() throws {
        try lock()
        let right = try pty("sync", "--export", program.file("out.journal"))
        answer(right, [("This desk's passphrase: ", "something else"), ("This desk's passphrase: ", Self.secret)])
        // The other passphrase is the journal file's, and told apart.
        answer(right, [("Passphrase: ", "a file's own"), ("once more: ", "a file's own")])
        #expect(right.expect("Nothing waits"))
        #expect(right.end() == .exited(0))
        #expect(text(right).contains("That is not this desk's passphrase."))
        #expect(!text(right).contains("열려라"))
        let wrong = try pty("sync", "--export", program.file("out.journal"))
        answer(wrong, (0..<3).map { ("This desk's passphrase: ", "something else \($0)") })
        #expect(wrong.end() == .exited(3))
        #expect(text(wrong).contains("wrong three times") && !text(wrong).contains("damaged"))
    }

    @Test("on a terminal the old passphrase is asked for before the new one, and before it is removed")
    func changeAndRemove() throws {
        try lock()
        let changed = try pty("passphrase", "change")
        answer(
            changed,
            [
                ("This desk's passphrase: ", "something else"), ("This desk's passphrase: ", Self.secret),
                ("New passphrase: ", "열려라 들깨 2027"), ("once more: ", "열려라 들깨 2027"),
            ])
        #expect(changed.end() == .exited(0))
        #expect(text(changed).contains("The passphrase is changed.") && !text(changed).contains("들깨"))
        let removed = try pty("passphrase", "remove")
        answer(
            removed, [("This desk's passphrase: ", Self.secret), ("This desk's passphrase: ", "열려라 들깨 2027")])
        #expect(removed.end() == .exited(0))
        _ = try Journal(dataFolder: data)
        let refused = try program.run(["passphrase", "change"], environment: Self.away)
        #expect(refused.status == 1 && refused.errors.contains("expodesk passphrase set"), "\(refused)")
    }

    @Test("Ctrl-C and a request to end do at the question what they do anywhere, with the terminal as it was")
    func interrupted() throws {
        try lock()
        for signal in [SIGINT, SIGTERM] {
            let pty = try pty("sync", "--export", program.file("out.journal"))
            #expect(pty.expect("This desk's passphrase: "))
            #expect(!pty.isCooked)
            if signal == SIGINT { pty.write([3]) } else { pty.process.signal(signal) }
            #expect(pty.end() == .signalled(signal))
            #expect(pty.isCooked)
        }
        let ended = try pty("sync", "--export", program.file("out.journal"))
        #expect(ended.expect("This desk's passphrase: "))
        ended.write([4])
        #expect(ended.end() == .exited(3))
    }

    @Test("without a terminal the command ends with 3 and says what to do, in both languages")
    func noTerminal() throws {
        try lock()
        for (language, words) in [("en", "EXPODESK_PASSPHRASE_FILE"), ("ko", "이 데스크는 암호로 잠겨 있는데")] {
            // A session of its own has no terminal to ask on, though its input is one.
            let environment = Self.away.merging(["EXPODESK_LANGUAGE": language]) { $1 }
            let pty = try pty(
                ["setsid", "--wait", Program.path, "sync", "--export", program.file("out.journal")], environment)
            #expect(pty.end() == .exited(3))
            #expect(text(pty).contains(words), "\(text(pty))")
        }
        let pty = try pty(["setsid", "--wait", Program.path, "passphrase", "change"])
        #expect(pty.end() == .exited(3))
    }

    @Test("what is piped into check-in is scans, not answers: the question goes to the terminal")
    func pipe() throws {
        #expect(try program.run("init", "--slug", "fair", "--title", "박람회").status == 0)
        try lock()
        let scans = program.file("scans")
        try Data("123\n\n456\n".utf8).write(to: URL(fileURLWithPath: scans))
        let command = "exec \(Program.path) check-in - --json < \(scans) > \(program.file("answers"))"
        let asked = try pty(["sh", "-c", command], ["EXPODESK_LANGUAGE": "en"])
        answer(asked, [("This desk's passphrase: ", Self.secret)])
        #expect(asked.end() == .exited(1))
        let answers = try String(contentsOfFile: program.file("answers"), encoding: .utf8)
        #expect(answers.split(separator: "\n").count == 3, "\(answers)")
        #expect(answers.split(separator: "\n").allSatisfy { $0.contains("malformed") }, "\(answers)")
        #expect(text(asked).components(separatedBy: "passphrase: ").count == 2)

        // The console asks before it takes the screen, once for all its threads.
        let console = try pty([Program.path], ["EXPODESK_LANGUAGE": "en"])
        #expect(console.expect("This desk's passphrase: "))
        #expect(!console.wrote("\u{1B}[?1049h"))
        console.write(Array((Self.secret + "\n").utf8))
        #expect(console.expect("\u{1B}[?1049h"))
        #expect(console.expect("F10"))
        console.write([0x11])
        #expect(console.end() == .exited(0))
        #expect(text(console).components(separatedBy: "This desk's passphrase").count == 2)

        // With a file nobody is asked, and the change is made.
        let file = try write(Self.secret + "\n").filter { $0.key != "EXPODESK_DATABASE" }
        let kept = try program.run(["register", "--name", "김민준", "--consent", "--json"], environment: file)
        #expect(kept.status == 0, "\(kept)")
        let sync = try program.run(["sync", "--json"], environment: file)
        #expect(try sync.objects().first?["journalGuard"] as? String == "passphrase", "\(sync)")
        let refused = try program.run(
            ["register", "--name", "김서준", "--consent"], environment: try write("열려라 들깨 2026\n"))
        #expect(refused.status == 3 && refused.errors.contains("first line is not"), "\(refused)")
    }

    // MARK: A file

    @Test("the first line of a file is the passphrase; files that others can read, short and missing ones are refused")
    func passphraseFile() throws {
        let export = ["sync", "--export", program.file("out.journal"), "--passphrase-file", file]
        try lock()
        for text in [Self.secret, Self.secret + "\nmore\n", "\u{FEFF}" + Self.secret + "\r\n"] {
            let run = try program.run(export, environment: try write(text))
            #expect(run.status == 0, "\(run)")
        }
        for mode in [0o644, 0o640, 0o604, 0o620] {
            let run = try program.run(export, environment: try write(Self.secret, mode: mode))
            #expect(run.status == 2 && run.errors.contains("chmod 600 \(file)"), "\(String(mode, radix: 8)) \(run)")
        }
        let wrong = try program.run(export, environment: try write("열려라 들깨 2026"))
        #expect(wrong.status == 3 && wrong.errors.contains("passphrase_file") && !wrong.errors.contains("damaged"))
        for text in ["", "\n" + Self.secret, "짧다"] {
            let run = try program.run(export, environment: try write(text))
            #expect(run.status == 2 && run.errors.contains("8 letters"), "\(run)")
        }
        let missing = Self.away.merging(["EXPODESK_PASSPHRASE_FILE": program.file("nowhere")]) { $1 }
        let none = try program.run(export, environment: missing)
        #expect(none.status == 2 && none.errors.contains("No such file"), "\(none)")
    }

    @Test("by files alone: set, changed with the old one, removed with the new one")
    func byFiles() throws {
        let first = try write("correct horse\n")
        let set = try program.run(["passphrase", "set", "--json"], environment: first)
        #expect(set.status == 0, "\(set)")
        #expect(set.output == #"{"outcome":"set","journalGuard":"passphrase"}"# + "\n")
        let new = program.file("new")
        try Data("battery staple\n".utf8).write(to: URL(fileURLWithPath: new))
        #expect(chmod(new, 0o600) == 0)
        let changed = try program.run(["passphrase", "change", "--new-file", new], environment: first)
        #expect(changed.status == 0 && changed.output.contains(file), "\(changed)")
        let stale = try program.run(["passphrase", "change", "--new-file", new], environment: first)
        #expect(stale.status == 3 && stale.errors.contains("first line is not"), "\(stale)")
        #expect(try program.run(["passphrase", "remove"], environment: first).status == 3)
        let second = Self.away.merging(["EXPODESK_PASSPHRASE_FILE": new]) { $1 }
        let removed = try program.run(["passphrase", "remove", "--json"], environment: second)
        #expect(removed.output == #"{"outcome":"removed","journalGuard":"key_file"}"# + "\n", "\(removed)")
        let again = try program.run(["passphrase", "remove", "--json"], environment: second)
        #expect(try again.status == 1 && again.objects().first?["reason"] as? String == "not_set")
        _ = try Journal(dataFolder: data)
    }

    // MARK: Doctor

    @Test("doctor asks nobody: it says that the journal is locked, how it is guarded, and looks inside by a file")
    func doctor() throws {
        _ = try Journal(dataFolder: data)
        func said(_ environment: [String: String] = Self.away) throws -> [String: [String: Any]] {
            let run = try program.run(["doctor", "--json"], environment: environment)
            return Dictionary(try run.objects().map { ($0["check"] as? String ?? "", $0) }) { first, _ in first }
        }
        let open = try said()
        #expect(open["guard"]?["journalGuard"] as? String == "key_file")
        let advice = try #require(open["guard"]?["message"] as? String)
        #expect(advice.contains("takes folder, disk or machine") && advice.contains("expodesk passphrase set"))
        #expect(!advice.contains("embedded"))
        try lock()
        let locked = try said()
        #expect(locked["guard"]?["journalGuard"] as? String == "passphrase")
        #expect(locked["journal"]?["state"] as? String == "note" && locked["journal"]?["waiting"] == nil)
        #expect((locked["journal"]?["message"] as? String)?.contains("EXPODESK_PASSPHRASE_FILE") == true)
        #expect(locked["disk"] != nil)
        let inside = try said(try write(Self.secret))
        #expect(inside["journal"]?["waiting"] as? Int == 0)
        #expect(inside["guard"]?["journalGuard"] as? String == "passphrase")
        let wrong = try said(try write("열려라 들깨 2026"))
        #expect(wrong["journal"]?["state"] as? String == "bad")
        #expect(wrong["guard"]?["journalGuard"] as? String == "passphrase")
        // On a terminal it asks nobody either.
        let pty = try pty("doctor")
        #expect(pty.end() == .exited(1))
        #expect(!text(pty).contains("This desk's passphrase"))
    }

    @Test("doctor looks at an event's database also where the journal is locked, and says what the lock does not cover")
    func doctorWithEvent() throws {
        #expect(try program.run("init", "--slug", "fair", "--title", "박람회").status == 0)
        try lock()
        let said = try program.run("doctor", "--json", "--recount")
        #expect(said.status == 0, "\(said)")
        let checks = try said.objects().compactMap { $0["check"] as? String }
        #expect(Set(["event", "counters", "clock", "live", "guard", "journal"]).isSubset(of: checks), "\(checks)")
        let advice = try said.objects().first { $0["check"] as? String == "guard" }?["message"] as? String
        #expect(advice?.contains("embedded database is not locked") == true)
    }
}
