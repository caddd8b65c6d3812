// A gate of single commands that loses its line: what it knows, and that it lets nobody in before somebody has said which
// day it is.

import Foundation
import Journal
import Postgres
import TestSupport
import Testing

@Suite("A gate of single commands without a line", .serialized)
struct LoneGateTests {
    /// The desk with the database, and a gate over the same database that has a data folder of its own.
    let program: Program
    let gate: String
    let address: String
    let passes: [String]

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "12", "--language", "en")
        #expect(made.status == 0, "\(made)")
        passes = try program.run("attendees", "--json", "--status", "approved").objects()
            .compactMap { $0["pass"] as? String }
        gate = program.file("gate")
        guard case .running(let running) = try PrivateServer(dataFolder: program.file("data")).status() else {
            throw Program.NotStarted()
        }
        address = running.conninfo(user: "expo_desk")
    }

    private func environment(online: Bool) -> [String: String] {
        [
            "EXPODESK_DATA_DIR": gate, "EXPODESK_DESK": "gate", "EXPODESK_LANGUAGE": "en",
            "EXPODESK_DATABASE": online ? address : "host=/nowhere",
        ]
    }

    private func run(_ words: String..., online: Bool) throws -> Program.Result {
        try program.run(words, environment: environment(online: online))
    }

    /// The machine was started anew: what the server had said of the time is worth nothing any more.
    private func forgetTheTime() throws {
        try FileManager.default.removeItem(atPath: gate + "/desk/clock")
    }

    @Test("what sync has fetched, and what the gate has done since, is known when the line goes")
    func knows() throws {
        #expect(try run("sync", online: true).status == 0)
        let elsewhere = try program.run("register", "--name", "이서연", "--consent", "--json").objects().first
        let stranger = try #require(elsewhere?["serial"] as? Int)
        let synced = try run("sync", "--json", online: true)
        #expect(try synced.objects().first?["copyPeople"] as? Int == 13, "\(synced)")
        let own = try run("register", "--name", "박지우", "--consent", "--json", online: true).objects().first
        let serial = try #require(own?["serial"] as? Int)
        #expect(try run("check-in", passes[0], online: true).status == 0)

        let again = try run("check-in", passes[0], "--json", online: false)
        let answer = try #require(try again.objects().first)
        #expect(again.status == 1 && answer["outcome"] as? String == "already_checked_in", "\(again)")
        #expect(answer["byCopy"] as? Bool == true)
        for number in [stranger, serial] {
            #expect(try run("show", "\(number)", online: false).status == 0, "\(number)")
        }
        #expect(try run("check-in", passes[1], online: false).status == 0)
        #expect(try run("sync", online: true).status == 0)
    }

    @Test(
        "a server that takes the line and then says nothing holds no single command up: it goes on without",
        .timeLimit(.minutes(2)))
    func silentServer() throws {
        #expect(try run("sync", online: true).status == 0)
        #expect(try run("check-in", passes[2], online: true).status == 0)
        let relay = try Relay(to: address)
        defer { relay.close() }
        var silent = environment(online: true)
        silent["EXPODESK_DATABASE"] = address + " host=\(relay.folder)"
        for (words, outcome) in [
            (["check-in", passes[0], "--json"], "checked_in"),
            (["check-in", passes[1], "--party", "--json"], "checked_in"),
            (["check-in", passes[2], "--undo", "--json"], "queued"),
            (["register", "--name", "이서연", "--consent", "--json"], "queued"),
        ] {
            relay.hang(false)
            relay.hangAtNextCommit()
            let said = try program.run(words, environment: silent)
            #expect(said.status == 0, "\(words) \(said)")
            #expect(try said.objects().first?["outcome"] as? String == outcome, "\(words) \(said)")
        }
        let synced = try run("sync", "--json", online: true)
        #expect(try synced.objects().first?["sent"] as? Int == 4, "\(synced)")
    }

    @Test("an entry that was kept without a line is taken back by a single command as soon as there is one")
    func undoOfKept() throws {
        #expect(try run("sync", online: true).status == 0)
        #expect(try run("check-in", passes[0], online: false).status == 0)
        #expect(try run("check-in", passes[1], online: false).status == 0)
        let undone = try run("check-in", passes[0], "--undo", "--json", online: true)
        #expect(try undone.status == 0 && undone.objects().first?["outcome"] as? String == "undone", "\(undone)")
        // What was promised after it waits for whoever sends it.
        #expect(try run("sync", "--json", online: true).objects().first?["sent"] as? Int == 1)
        let people = try program.run("attendees", "--json").objects()
        let inside = people.filter { $0["checkedInAt"] != nil }.compactMap { $0["pass"] as? String }
        #expect(inside == [passes[1]], "\(inside)")
    }

    @Test("sync calls a server that hangs once, and waits for no second answer", .timeLimit(.minutes(2)))
    func hungSync() throws {
        #expect(try run("sync", online: true).status == 0)
        let relay = try Relay(to: address)
        defer { relay.close() }
        relay.hang(true)
        var hung = environment(online: true)
        hung["EXPODESK_DATABASE"] = address + " host=\(relay.folder)"
        let said = try program.run(["sync"], environment: hung)
        #expect(said.output.contains("disconnected"), "\(said)")
        // The second may be the thread's that looks for the line from then on; it waits two seconds for each.
        #expect(relay.taken <= 2, "\(relay.taken) calls")
    }

    @Test(
        "a session's door opens without a line too: each scan is kept with one answer, and decided when the line is back"
    )
    func sessionDoor() throws {
        let days = try program.run("init", "--slug", "fair", "--json").objects().first
        let day = try #require(days?["from"] as? String)
        let file = program.file("programs.toml")
        let text = """
            [[program]]
            id = "talks"
            title = { ko = "강연", en = "Talks" }
            [[session]]
            id = "talk-1"
            program = "talks"
            day = \(day)
            starts = "00:00"
            ends = "24:00"
            capacity = 9
            """
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try program.run("programs", "set", file).status == 0)
        for pass in passes[..<2] { #expect(try program.run("programs", "enrol", pass, "talk-1").status == 0) }
        #expect(try run("sync", online: true).status == 0)
        let lines = program.file("lines")
        try Data((passes[..<3].joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: lines))
        let input = try #require(FileHandle(forReadingAtPath: lines))
        let said = try program.start(
            ["check-in", "-", "--session", "talk-1", "--json"], environment: environment(online: false), input: input
        ).finish()
        #expect(said.status == 0 && said.errors.contains("talk-1"), "\(said)")
        #expect(try said.objects().map { $0["outcome"] as? String } == ["queued", "queued", "queued"], "\(said)")
        let one = try run("check-in", passes[0], "--session", "talk-1", "--mode", "leave", "--json", online: false)
        #expect(try one.status == 0 && one.objects().first?["outcome"] as? String == "queued", "\(one)")
        #expect(try run("check-in", passes[0], "--session", "Not An Id", online: false).status == 2)

        let synced = try run("sync", "--json", online: true)
        #expect(try synced.objects().first?["sent"] as? Int == 3, "\(synced)")
        let shown = try program.run("programs", "show", "talk-1", "--json").objects()
        #expect(shown.first?["attended"] as? Int == 2 && shown.first?["inside"] as? Int == 1, "\(shown)")
        #expect(try run("check-in", passes[0], "--session", "talk-9", online: true).status == 2)
    }

    @Test("after a restart without a line no way of letting somebody in or out begins before the day is confirmed")
    func asksForTheDay() throws {
        #expect(try run("sync", online: true).status == 0)
        #expect(try run("check-in", passes[0], online: true).status == 0)
        try forgetTheTime()
        for words in [
            ["check-in", passes[1]], ["check-in", passes[1], "--party"], ["check-in", passes[0], "--undo"],
            ["check-in", passes[0], "--mode", "leave", "--json"], ["check-in", "-"],
        ] {
            let said = try program.run(words, environment: environment(online: false))
            #expect(said.status == 3 && said.errors.contains("the day is not known"), "\(words) \(said)")
        }
        let lines = program.file("lines")
        try Data("check-in \(passes[1])\n".utf8).write(to: URL(fileURLWithPath: lines))
        let input = try #require(FileHandle(forReadingAtPath: lines))
        let plain = try program.start(["console", "--plain"], environment: environment(online: false), input: input)
            .finish()
        #expect(plain.status == 1 && (plain.output + plain.errors).contains("the day is not known"), "\(plain)")
        #expect(try Journal(dataFolder: gate).unsettled().isEmpty)

        var terminal = environment(online: false)
        terminal["LANG"] = "C.UTF-8"
        let pty = try Pty([Program.path, "check-in", passes[1]], environment: terminal)
        #expect(pty.expect("Is today"))
        pty.write(Array("\n".utf8))
        #expect(pty.expect("Admitted"))
        #expect(pty.end() == .exited(0))
        // Said once, it is known to the next.
        #expect(try run("check-in", passes[1], online: false).status == 1)
        // With a line nobody is asked.
        try forgetTheTime()
        #expect(try run("check-in", passes[2], online: true).status == 0)
    }
}
