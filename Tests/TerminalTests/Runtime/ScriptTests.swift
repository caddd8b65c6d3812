// Scripts: what they may say, what is wrong with them, and how they play.

import Foundation
import Synchronization
import Testing

@testable import Terminal

@Suite struct ScriptTests {
    @Test("every kind of line is understood")
    func parsing() throws {
        let script = try Script(
            parsing: """
                # a comment

                type  김 민준
                key Tab Ctrl-S
                paste one\\ntwo\\\\
                bytes 1b 5b41
                scan 0123
                  resize 132x43
                wait
                advance 1500
                save-screen after save
                """)
        let keys = try ["Tab", "Ctrl-S"].map { try #require(KeyPress($0)) }
        #expect(
            script.steps.map(\.action) == [
                .type(" 김 민준"), .keys(keys), .paste("one\ntwo\\"), .bytes([0x1B, 0x5B, 0x41]), .scan("0123"),
                .resize(Size(columns: 132, rows: 43)), .wait, .advance(1500), .saveScreen("after save"),
            ])
        #expect(script.steps.map(\.line) == [3, 4, 5, 6, 7, 8, 9, 10, 11])
    }

    @Test(
        "a wrong line names itself and what is wrong",
        arguments: [
            ("tpye a", ScriptError.Fault.unknownVerb("tpye")), ("type", .missingArgument("type")),
            ("key", .missingArgument("key")), ("key Nokey", .unknownKey("Nokey")), ("bytes 1", .notHexadecimal("1")),
            ("bytes zz", .notHexadecimal("zz")), ("bytes +1", .notHexadecimal("+1")), ("scan 12a", .notDigits("12a")),
            ("resize 80", .notASize("80")), ("resize 0x24", .notASize("0x24")),
            ("resize 80x24x1", .notASize("80x24x1")),
            ("advance -1", .notMilliseconds("-1")), ("wait 3", .unexpectedArgument("wait")),
            ("nonsense", .unknownVerb("nonsense")),
        ])
    func faults(_ line: String, _ fault: ScriptError.Fault) {
        #expect(throws: ScriptError(line: 3, fault: fault)) {
            try Script(parsing: "# one\nkey Enter\n\(line)\nkey Enter")
        }
    }

    @Test("typing, scanning, pasting and keys arrive at their pace; screens are saved")
    func playing() throws {
        let play = Play([:])
        let code = try play.run(
            "type 가1\nkey Enter F2\npaste x\\ny\nscan 12\nsave-screen one\nresize 20x3\nsave-screen two")
        #expect(code == 0)
        #expect(
            play.program.model.seen == ["40x5", "가", "1", "Enter", "F2", "paste x\ny", "1", "2", "Enter", "20x3"])
        #expect(play.saved.map(\.name) == ["one", "two"])
        #expect(play.saved.first?.dump.contains("Enter") == true)
        #expect(play.saved.last?.dump.contains("20x3") == true)
    }

    @Test("the script waits for answers of other threads and for short timers")
    func settling() throws {
        let play = Play([
            "a": [.ask("s", "slow")], "message slow!": [.after(milliseconds: 200, "t", "then")],
            "message then": [.tell("more")], "b": [.after(milliseconds: 5000, "long", "later")],
        ])
        _ = try play.run(
            "type a\nsave-screen one\ntype b\nadvance 4000\nsave-screen two\nadvance 1000\nsave-screen three")
        #expect(
            play.program.model.seen.dropFirst() == [
                "a", "message slow!", "message then", "message more!", "b", "message later",
            ])
        #expect(play.saved.map { $0.dump.contains("later") } == [false, false, true])
        #expect(play.saved.first?.dump.contains("message more!") == true)
    }

    @Test("a lone escape is resolved by the virtual clock")
    func escape() throws {
        let play = Play([:])
        _ = try play.run("bytes 1b\ntype a")
        #expect(play.program.model.seen.dropFirst() == ["Esc", "a"])
    }

    @Test("the exit status is the program's; lines after the end are a fault of the script")
    func ending() throws {
        let play = Play(["q": [.tell("x"), .quit(4)]])
        #expect(try play.run("type q") == 4)
        #expect(throws: ScriptError(line: 2, fault: .programEnded(4))) {
            try Play(["q": [.quit(4)]]).run("type q\ntype a")
        }
    }

    @Test("timers without end and screens that cannot be saved are told with their line")
    func runFaults() {
        let spinner = Play([
            "a": [.after(milliseconds: 250, "s", "tick")], "message tick": [.after(milliseconds: 250, "s", "tick")],
        ])
        #expect(throws: ScriptError(line: 2, fault: .noRest)) { try spinner.run("wait\ntype a") }
        let full = Play([:], failing: true)
        #expect(throws: ScriptError(line: 1, fault: .screenNotSaved("x", reason: "no room"))) {
            try full.run("save-screen x")
        }
    }
}

/// A puppet driven by scripts, whose requests are answered by a thread each with the request and an exclamation mark.
private final class Play {
    let clock = VirtualClock()
    let presenter = PlainPresenter(size: Size(columns: 40, rows: 5))
    let program: Program<Puppet>
    let failing: Bool
    private(set) var saved: [(name: String, dump: String)] = []

    struct NoRoom: Error, CustomStringConvertible {
        var description: String { "no room" }
    }

    init(_ reactions: [String: [Effect<String, String>]], failing: Bool = false) {
        self.failing = failing
        program = Program(
            Puppet.self, model: Puppet.Model(reactions: reactions), performer: EchoPerformer(), presenter: presenter,
            clock: clock, idle: nil)
    }

    @discardableResult
    func run(_ text: String) throws -> Int32 {
        let runner = ScriptRunner(program, presenter: presenter, clock: clock) { [self] name, dump in
            if failing { throw NoRoom() }
            saved.append((name, dump))
        }
        return try runner.run(try Script(parsing: text))
    }
}

private struct EchoPerformer: Performer {
    func perform(
        _ request: String, ticket: Ticket, reply: @escaping @Sendable (String) -> Void,
        done: @escaping @Sendable () -> Void
    ) {
        // A thread of its own: other tests may hold all those that tasks run on.
        Thread.detachNewThread {
            reply(request + "!")
            done()
        }
    }

    func cancel(_ ticket: Ticket) {}
}
