// The order of things: events, one frame, effects.

import Glibc
import Testing

@testable import Terminal

@Suite struct ProgramTests {
    @Test("the first frame comes before the initial effects")
    func begin() {
        let stage = Stage([:], initial: [.ask("rows", "load"), .bell])
        stage.program.begin()
        #expect(stage.log.all == ["frame 40x5", "perform load", "bell"])
    }

    @Test("many events make one frame, and their effects start after it, in order")
    func oneFrame() {
        let stage = Stage(["a": [.tell("A")], "b": [.copy("text"), .tell("B")]])
        stage.program.begin()
        _ = stage.log.take()
        stage.press("a", "b", "c")
        #expect(stage.log.all == ["frame c", "perform A", "copy text", "perform B"])
        #expect(stage.program.model.seen == ["40x5", "a", "b", "c"])
    }

    @Test("a newer request in a slot cancels the older one, whose answers never arrive")
    func newestWins() throws {
        let stage = Stage(["a": [.ask("s", "first")], "b": [.ask("s", "second")]])
        stage.program.begin()
        stage.press("a")
        let first = try #require(stage.performer.work("first"))
        first.reply("one of first")
        stage.press("b")
        // The answer was in the mailbox before the newer request's turn: it is late all the same, the key came first.
        #expect(!stage.program.model.seen.contains("message one of first"))
        #expect(stage.log.all.suffix(2) == ["cancel first", "perform second"])
        first.reply("two of first")
        first.done()
        let second = try #require(stage.performer.work("second"))
        second.reply("one of second")
        second.reply("two of second")
        second.done()
        stage.pass(50)
        #expect(stage.program.model.seen.suffix(2) == ["message one of second", "message two of second"])
        #expect(stage.program.lateAnswers == 2)
        #expect(stage.program.isAtRest)
    }

    @Test("a request replaced in its own turn never starts")
    func replacedAtOnce() {
        let stage = Stage(["a": [.ask("s", "first")], "b": [.ask("s", "second")], "c": [.cancel("s")]])
        stage.program.begin()
        _ = stage.log.take()
        stage.press("a", "b")
        #expect(stage.log.take() == ["frame b", "perform second"])
        stage.press("c")
        #expect(stage.log.take() == ["frame c", "cancel second"])
        stage.press("c")
        #expect(stage.log.take() == ["frame c"])
    }

    @Test("what is told is never cancelled and always answered")
    func tells() throws {
        let stage = Stage(["a": [.tell("save")], "b": [.ask("save", "x"), .cancel("save")]])
        stage.program.begin()
        stage.press("a")
        stage.press("b")
        let save = try #require(stage.performer.work("save"))
        #expect(!stage.log.all.contains { $0.hasPrefix("cancel") })
        save.reply("saved")
        save.done()
        stage.pass(50)
        #expect(stage.program.model.seen.last == "message saved")
    }

    @Test("a request that is done is not cancelled any more")
    func noCancelAfterDone() throws {
        let stage = Stage(["a": [.ask("s", "x")], "b": [.cancel("s")]])
        stage.program.begin()
        stage.press("a")
        try #require(stage.performer.work("x")).done()
        stage.pass(1)
        stage.press("b")
        #expect(!stage.log.all.contains { $0.hasPrefix("cancel") })
    }

    @Test("timers fire in the order of their times; using the slot again replaces or ends them")
    func timers() {
        let stage = Stage([
            "a": [.after(milliseconds: 100, "x", "x1"), .after(milliseconds: 50, "y", "y1")],
            "b": [.after(milliseconds: 100, "x", "x2")], "c": [.cancel("x")],
            "d": [.after(milliseconds: 10, "z", "late"), .ask("z", "load")],
        ])
        stage.program.begin()
        stage.press("a")
        #expect(stage.program.deadline == 1050)
        stage.pass(60)
        #expect(stage.program.model.seen.last == "message y1")
        stage.press("b")
        stage.pass(60)
        #expect(!stage.program.model.seen.contains("message x1"))
        stage.pass(40)
        #expect(stage.program.model.seen.last == "message x2")
        stage.press("a", "c", "d")
        stage.pass(500)
        #expect(stage.program.model.seen.suffix(2) == ["d", "message y1"])
    }

    @Test("news alone is drawn at most every 33 ms; a key draws at once")
    func pace() {
        let stage = Stage([:])
        stage.program.begin()
        stage.pass(40)
        _ = stage.log.take()
        for number in 0..<40 {
            stage.program.inbox.post("\(number)")
            stage.pass(1)
        }
        #expect(stage.log.all.count <= 2)
        #expect(stage.program.model.seen.count == 41)
        #expect(!stage.program.isAtRest)
        _ = stage.log.take()
        stage.press("k")
        #expect(stage.log.take() == ["frame k"])
        #expect(stage.program.deadline == nil)
    }

    @Test("a request does not wait for a frame that is held back; a tell brings the frame forward")
    func effectsOfNews() {
        let stage = Stage(["message ask": [.ask("s", "more")], "message tell": [.tell("clear draft")]])
        stage.program.begin()
        _ = stage.log.take()
        stage.program.inbox.post("ask")
        stage.pass(1)
        #expect(stage.log.take() == ["perform more"])
        stage.program.inbox.post("tell")
        stage.pass(1)
        #expect(stage.log.take() == ["frame message tell", "perform clear draft"])
    }

    @Test("after a quit nothing is delivered any more")
    func quit() {
        let stage = Stage(["q": [.quit(5), .tell("last words")]])
        stage.program.begin()
        stage.press("q", "a")
        #expect(stage.program.exitCode == 5)
        #expect(stage.program.model.seen.last == "q")
        #expect(stage.log.all.suffix(2) == ["frame q", "perform last words"])
        stage.press("b")
        #expect(stage.program.model.seen.last == "q")
    }

    @Test("a redraw paints whole, with a frame of its own")
    func redraw() {
        let stage = Stage(["r": [.redraw]])
        stage.program.begin()
        _ = stage.log.take()
        stage.press("r")
        #expect(stage.log.take() == ["frame r", "redraw", "frame r"])
    }

    @Test("the terminal's late replies go to the presenter, not to the application")
    func replies() {
        let stage = Stage([:])
        stage.program.begin()
        _ = stage.log.take()
        stage.program.feed(Array("\u{1B}[?2026;2$y".utf8))
        stage.program.turn()
        #expect(stage.log.take() == ["hear \(TerminalReply.mode(number: 2026, state: 2))"])
        #expect(stage.program.model.seen == ["40x5"])
    }

    @Test("keys typed ahead keep their order, with bytes split anywhere")
    func typedAhead() {
        let bytes = Array("가b\u{1B}[Aㄱ\r".utf8)
        for cut in 0...bytes.count {
            let stage = Stage([:])
            stage.program.begin()
            stage.program.feed(bytes[..<cut])
            stage.program.turn()
            stage.program.feed(bytes[cut...])
            stage.program.turn()
            #expect(stage.program.model.seen.dropFirst() == ["가", "b", "Up", "ㄱ", "Enter"], "cut at \(cut)")
        }
    }

    @Test("idle is said once at rest, never with work or a short timer outstanding")
    func idle() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let stage = Stage(
            [
                "a": [.ask("s", "x")], "b": [.after(milliseconds: 1000, "t", "tick")],
                "c": [.after(milliseconds: 1001, "u", "tock")],
            ], idle: IdleSignal(descriptor: ends[1]))
        func said() -> String {
            var poller = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 0) == 1 else { return "" }
            var buffer = [UInt8](repeating: 0, count: 200)
            let count = read(ends[0], &buffer, 200)
            return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        }
        stage.program.begin()
        #expect(said() == "idle 1 0\n")
        stage.program.turn()
        #expect(said() == "")
        stage.program.feed([0x61])
        stage.program.turn()
        #expect(said() == "")
        try #require(stage.performer.work("x")).done()
        stage.program.turn()
        #expect(said() == "idle 2 1\n")
        stage.press("b")
        #expect(said() == "")
        stage.pass(1000)
        #expect(said() == "idle 4 1\n")
        stage.press("c")
        #expect(said() == "idle 5 1\n")
        stage.program.feed([0x1B])
        stage.program.turn()
        #expect(said() == "", "half a sequence is no rest")
        stage.pass(25)
        #expect(said() == "idle 6 2\n")
    }
}
