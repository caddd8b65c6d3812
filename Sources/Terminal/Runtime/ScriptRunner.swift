// Plays a script on a program without a terminal.

import Glibc
import Text

/// Plays scripts on a program: the same `begin` and `turn` as at a terminal, with a clock that only the script moves.
///
/// Give the program the runner's presenter and clock. Between two lines the runner waits until the program is at rest:
/// for work on other threads in real time, for timers up to a second by moving the clock to them.
public final class ScriptRunner<App: Application> {
    /// Milliseconds between two typed characters: slower than any scanner, so that typed digits are no scan.
    public static var typingPace: Int64 { 120 }
    /// Milliseconds between two characters of a scan.
    public static var scanningPace: Int64 { 5 }
    /// Virtual milliseconds that timers may go on before a line before the script is told that there is no rest.
    private static var timerPatience: Int64 { 60_000 }

    private let program: Program<App>
    private let presenter: PlainPresenter
    private let clock: VirtualClock
    private let save: (_ name: String, _ dump: String) throws -> Void
    private let patience: Int64

    /// - Parameters:
    ///   - presenter: the one the program was made with; `save-screen` dumps its frame.
    ///   - clock: the one the program was made with.
    ///   - patience: real milliseconds to wait for work on other threads before a line is given up.
    ///   - save: stores a dump under the name the script gave.
    public init(
        _ program: Program<App>, presenter: PlainPresenter, clock: VirtualClock, patience: Int64 = 30_000,
        save: @escaping (_ name: String, _ dump: String) throws -> Void
    ) {
        self.program = program
        self.presenter = presenter
        self.clock = clock
        self.patience = patience
        self.save = save
    }

    /// Begin the program and play the script.
    ///
    /// - Returns: the program's exit status, 0 when the script ended first.
    public func run(_ script: Script) throws(ScriptError) -> Int32 {
        program.begin()
        try settle(line: 0)
        for step in script.steps {
            if let code = program.exitCode { throw ScriptError(line: step.line, fault: .programEnded(code)) }
            try play(step)
            try settle(line: step.line)
        }
        program.finishTells()
        return program.exitCode ?? 0
    }

    private func play(_ step: Script.Step) throws(ScriptError) {
        switch step.action {
        case .type(let text):
            for character in text {
                feed(String(character).utf8)
                pass(Self.typingPace)
            }
        case .keys(let presses):
            for press in presses {
                program.turn(input: [TimedEvent(event: .key(press), at: clock.now())])
                pass(Self.typingPace)
            }
        case .paste(let text):
            feed("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        case .bytes(let bytes):
            feed(bytes)
        case .scan(let digits):
            for byte in Array(digits.utf8) + [0x0D] {
                feed([byte])
                pass(Self.scanningPace)
            }
        case .resize(let size):
            program.turn(resized: size)
        case .wait:
            break
        case .advance(let milliseconds):
            try advance(milliseconds, line: step.line)
        case .saveScreen(let name):
            try saveScreen(name, line: step.line)
        }
    }

    private func feed(_ bytes: some Collection<UInt8>) {
        program.feed(bytes)
        program.turn()
    }

    private func saveScreen(_ name: String, line: Int) throws(ScriptError) {
        guard let frame = presenter.frame, let theme = presenter.theme else { return }
        let width = presenter.ambiguous == .wide ? "wide" : "narrow"
        do {
            try save(name, ScreenDump.text(frame, theme: theme, header: width))
        } catch {
            throw ScriptError(line: line, fault: .screenNotSaved(name, reason: "\(error)"))
        }
    }

    // MARK: Time

    /// Let virtual time go by, with the timers that fall into it.
    private func pass(_ milliseconds: Int64) {
        let end = clock.now() + milliseconds
        while let next = program.deadline, next <= end, program.exitCode == nil {
            clock.advance(to: next)
            program.turn()
        }
        clock.advance(to: end)
    }

    /// The same, but at rest before each timer, so that answers come before what is due long after them.
    private func advance(_ milliseconds: Int64, line: Int) throws(ScriptError) {
        let end = clock.now() + milliseconds
        while let next = program.deadline, next <= end, program.exitCode == nil {
            clock.advance(to: next)
            program.turn()
            try awaitOthers(line: line)
        }
        clock.advance(to: end)
    }

    /// Turn until the program is at rest or has left.
    private func settle(line: Int) throws(ScriptError) {
        let limit = clock.now() + Self.timerPatience
        while program.exitCode == nil {
            try awaitOthers(line: line)
            guard program.exitCode == nil, let next = program.restDeadline else { return }
            guard next <= limit else { throw ScriptError(line: line, fault: .noRest) }
            clock.advance(to: next)
            program.turn()
        }
    }

    /// Turn until no work on other threads is outstanding, in real time.
    private func awaitOthers(line: Int) throws(ScriptError) {
        let real = MonotonicClock()
        let limit = real.now() + patience
        var waiter = pollfd(fd: program.inbox.mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        while program.exitCode == nil, program.awaitsOthers {
            let left = limit - real.now()
            guard left > 0 else { throw ScriptError(line: line, fault: .noRest) }
            _ = poll(&waiter, 1, Int32(clamping: left))
            program.turn()
        }
    }
}
