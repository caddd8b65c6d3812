// An application that does what a table says, and what is around it, all writing one log.

import Synchronization
import Terminal
import Text

/// Everything observable, in the order in which it happened.
final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }

    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }
}

/// Looks each event up in its reactions.
enum Puppet: Application {
    struct Model {
        var seen: [String] = []
        var reactions: [String: [Effect<String, String>]] = [:]
    }

    static func update(_ model: inout Model, _ event: ProgramEvent<String>) -> [Effect<String, String>] {
        let name =
            switch event {
            case .input(let timed):
                switch timed.event {
                case .key(let press): "\(press)"
                case .paste(let text): "paste \(text)"
                case .mouse(let mouse): "mouse \(mouse.place.column),\(mouse.place.row)"
                case .reply: "reply"
                }
            case .message(let message): "message \(message)"
            case .resized(let size): "\(size.columns)x\(size.rows)"
            }
        model.seen.append(name)
        return model.reactions[name] ?? []
    }

    static func view(_ model: Model, _ canvas: inout Canvas) {
        canvas.draw(model.seen.last ?? "", at: Point(column: 0, row: 0), role: .text)
    }

    static func theme(_ model: Model) -> Theme { .mono }
}

/// Logs what it is asked to show.
final class RecordingPresenter: Presenter {
    private(set) var size: Size
    let ambiguous = AmbiguousWidth.narrow
    private let log: Log

    init(_ log: Log, size: Size = Size(columns: 40, rows: 5)) {
        self.log = log
        self.size = size
    }

    func present(_ frame: Frame, theme: Theme) {
        log.add("frame " + frame.buffer.text(row: 0).split(separator: " ").joined(separator: " "))
    }
    func resize(to size: Size) { self.size = size }
    func redraw() { log.add("redraw") }
    func captureMouse(_ isOn: Bool) { log.add("mouse \(isOn)") }
    func ring() { log.add("bell") }
    func copy(_ text: String) { log.add("copy \(text)") }
    func hear(_ reply: TerminalReply) { log.add("hear \(reply)") }
}

/// Starts nothing by itself; the test answers in the performer's place.
final class ManualPerformer: Performer {
    struct Work: Sendable {
        let request: String
        let ticket: Ticket
        let reply: @Sendable (String) -> Void
        let done: @Sendable () -> Void
    }

    private let log: Log
    private let started = Mutex<[Work]>([])

    init(_ log: Log) { self.log = log }

    func perform(
        _ request: String, ticket: Ticket, reply: @escaping @Sendable (String) -> Void,
        done: @escaping @Sendable () -> Void
    ) {
        log.add("perform \(request)")
        started.withLock { $0.append(Work(request: request, ticket: ticket, reply: reply, done: done)) }
    }

    func cancel(_ ticket: Ticket) { log.add("cancel \(work(ticket)?.request ?? "?")") }

    /// The latest work of this name.
    func work(_ request: String) -> Work? {
        started.withLock { work in work.last { $0.request == request } }
    }

    private func work(_ ticket: Ticket) -> Work? {
        started.withLock { work in work.last { $0.ticket == ticket } }
    }
}

/// A puppet with everything around it.
struct Stage {
    let log = Log()
    let clock = VirtualClock(at: 1000)
    let performer: ManualPerformer
    let program: Program<Puppet>

    init(
        _ reactions: [String: [Effect<String, String>]], initial: [Effect<String, String>] = [], idle: IdleSignal? = nil
    ) {
        performer = ManualPerformer(log)
        program = Program(
            Puppet.self, model: Puppet.Model(reactions: reactions), initial: initial, performer: performer,
            presenter: RecordingPresenter(log), clock: clock, idle: idle)
    }

    /// Keys by name, all in one turn.
    func press(_ names: String...) {
        program.turn(
            input: names.compactMap { KeyPress($0) }.map { TimedEvent(event: .key($0), at: clock.now()) })
    }

    func pass(_ milliseconds: Int64) {
        clock.advance(by: milliseconds)
        program.turn()
    }
}
