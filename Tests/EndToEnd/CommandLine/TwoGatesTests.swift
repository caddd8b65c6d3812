// Two headless gates over the same people, and new passes between them.

import Foundation
import TestSupport
import Testing

@Suite("Two gates of the command line", .serialized)
struct TwoGatesTests {
    let program: Program
    let passes: [String]

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "420", "--language", "en")
        #expect(made.status == 0, "\(made)")
        passes = try program.run("attendees", "--json", "--status", "approved", "--limit", "420").objects()
            .compactMap { $0["pass"] as? String }
    }

    private func begin(_ lines: [String], _ name: String) throws -> Program.Run {
        let path = program.file(name)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let input = try #require(FileHandle(forReadingAtPath: path))
        return try program.start(["check-in", "-", "--json"], environment: ["EXPODESK_DESK": name], input: input)
    }

    @Test("two streams of the same people at once: everybody in exactly once, one answer a line, in order")
    func sameQueue() throws {
        var random = SeededRandom.fromEnvironment()
        func scans() -> [String] {
            (0..<500).map { _ in
                switch random.int(in: 0...19) {
                case 0: ""
                case 1: String(random.pick(passes).prefix(20))
                case 2: "잘못 찍은 것 \(random.int(in: 0...9))"
                default: random.pick(passes)
                }
            }
        }
        let queues = [scans(), scans()]
        let runs = try queues.enumerated().map { try begin($0.element, "gate-\($0.offset)") }
        let said = try runs.map { try $0.finish() }
        var admitted: [String: Int] = [:]
        for (queue, answers) in zip(queues, try said.map { try $0.objects() }) {
            #expect(answers.count == queue.count, "seed \(random.seed)")
            for (line, answer) in zip(queue, answers) {
                let outcome = answer["outcome"] as? String
                guard passes.contains(line) else {
                    #expect(outcome == "refused" && answer["reason"] as? String == "malformed", "\(line)")
                    continue
                }
                #expect(answer["pass"] as? String == line, "seed \(random.seed)")
                #expect(outcome == "checked_in" || outcome == "already_checked_in", "seed \(random.seed)")
                if outcome == "checked_in" { admitted[line, default: 0] += 1 }
            }
        }
        let scanned = Set(queues.joined()).intersection(passes)
        #expect(Set(admitted.keys) == scanned && admitted.values.allSatisfy { $0 == 1 }, "seed \(random.seed)")
    }

    @Test("a new pass: the old one is revoked, the person stays in; an entry is taken back by any of their serials")
    func reissue() throws {
        func object(_ arguments: String..., status: Int32) throws -> [String: Any] {
            let said = try program.run(arguments + ["--json"])
            #expect(said.status == status, "\(arguments) \(said)")
            return try #require(try said.objects().first)
        }
        let entered = try object("check-in", passes[0], status: 0)
        let old = try #require(entered["serial"] as? Int)
        let made = try object("reissue", passes[0], "--reason", "lost", status: 0)
        #expect(made["outcome"] as? String == "reissued" && made["replaces"] as? Int == old)
        #expect(made["name"] as? String == entered["name"] as? String && made["status"] as? String == "approved")
        let pass = try #require(made["pass"] as? String)
        let serial = try #require(made["serial"] as? Int)
        #expect(try object("check-in", passes[0], status: 1)["reason"] as? String == "revoked")
        #expect(try object("check-in", pass, status: 1)["reason"] as? String == "already_checked_in")
        #expect(
            try object("show", "\(serial)", status: 0)["checkedInAt"] as? String == entered["checkedInAt"] as? String)
        let shown = try program.run("show", "\(old)", "--language", "en")
        #expect(shown.output.contains("Pass") && shown.output.contains("revoked"), "\(shown.output)")
        #expect(try object("show", "\(old)", status: 0)["revoked"] as? Bool == true)
        #expect(try !program.run("show", "\(serial)", "--language", "en").output.contains("revoked"))
        // Whoever found the lost one is not the person: with it nothing is made, taken back or drawn.
        for arguments in [["reissue", passes[0]], ["check-in", passes[0], "--undo"], ["qr", passes[0]]] {
            let said = try program.run(arguments + ["--json"])
            #expect(said.status == 1, "\(said)")
            #expect(try said.objects().first?["reason"] as? String == "revoked", "\(said)")
        }
        let drawn = try program.run("qr", "\(old)", "--json", "--language", "en")
        #expect(try drawn.objects().first?["pass"] as? String == pass)
        #expect(drawn.errors.contains("is revoked") && drawn.errors.contains("\(serial)"), "\(drawn.errors)")
        // The old serial leads to the person: a second new pass makes the first one worthless.
        let again = try object("reissue", "\(old)", status: 0)
        #expect(again["replaces"] as? Int == serial)
        #expect(try object("check-in", pass, status: 1)["reason"] as? String == "revoked")
        #expect(try object("check-in", "\(old)", "--undo", status: 0)["outcome"] as? String == "undone")
        #expect(try object("check-in", "\(old)", "--undo", status: 1)["reason"] as? String == "not_checked_in")
        let emptied = try program.run("check-in", "\(old)", "--undo", "--language", "en")
        #expect(emptied.errors.contains("No entry to main to take back") && !emptied.errors.contains("entry first"))
        let newest = try #require(again["pass"] as? String)
        #expect(try object("check-in", newest, status: 0)["outcome"] as? String == "checked_in")
        #expect(try program.run("check-in", "-", "--undo").status == 2)
        #expect(try program.run("reissue", "999999").status == 1)
    }
}
