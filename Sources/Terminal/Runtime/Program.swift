// The heart of a console: events in, one frame, then effects. Knows neither ttys nor curses.

import Text

/// Runs an application: delivers events to `update`, shows one frame for all of them, and only then starts the effects
/// they asked for.
///
/// A program lives on one thread; it is not `Sendable`, so the compiler keeps it there. `run(on:signals:)` drives it from a
/// terminal, `ScriptRunner` from a script. Both go through `begin()` and `turn(input:resized:)`, so tests see the real loop.
public final class Program<App: Application> {
    public typealias Work = Effect<App.Request, App.Message>

    /// Milliseconds between two frames that show nothing but background news.
    static var framePace: Int64 { 33 }
    /// Timers up to this many milliseconds count as work under way for the idle handshake.
    static var shortTimer: Int64 { 1000 }

    /// The application's state. Read it freely in tests; only `update` changes it.
    public private(set) var model: App.Model
    /// The exit status once the program wants to leave.
    public internal(set) var exitCode: Int32?
    /// How many frames were presented.
    public private(set) var frames: UInt64 = 0
    /// How many answers were dropped because their slot had moved on.
    public private(set) var lateAnswers = 0
    /// Bytes read from the terminal so far.
    public private(set) var bytesRead: UInt64 = 0

    public let presenter: any Presenter
    public let inbox: Inbox<App.Message>
    let clock: any ProgramClock
    let performer: any Performer<App.Request, App.Message>
    weak var device: (any Device)?
    var desk = EffectDesk<App.Request, App.Message>()
    var parser: InputParser
    private let idle: IdleSignal?
    private var initial: [Work]

    /// Whether the size must be asked for anew: the window may have changed while the process was stopped.
    var needsMeasuring = false
    private var isDirty = false
    /// What can be clicked in the frame on the screen.
    private var shown: Frame?
    private var frameIsUrgent = false
    private var lastFrame: Int64 = .min / 2
    private var restedAt: (frame: UInt64, bytes: UInt64)?

    /// - Parameters:
    ///   - initial: effects to start after the first frame.
    ///   - inbox: news from other threads; make it first when they need it before the program.
    ///   - escapeDelay: milliseconds after which a lone ESC is the Escape key; 200 suits slow lines.
    ///   - idle: the handshake for tests, taken from the environment unless given.
    public init(
        _ app: App.Type = App.self, model: App.Model, initial: [Work] = [],
        performer: some Performer<App.Request, App.Message>, presenter: any Presenter,
        inbox: Inbox<App.Message> = Inbox(), clock: any ProgramClock = MonotonicClock(), escapeDelay: Int64 = 25,
        idle: IdleSignal? = .fromEnvironment()
    ) {
        self.model = model
        self.initial = initial
        self.performer = performer
        self.presenter = presenter
        self.inbox = inbox
        self.clock = clock
        self.idle = idle
        parser = InputParser(escapeDelay: escapeDelay)
    }

    // MARK: Turning

    /// Tell the application its size, show the first frame, start the initial effects.
    public func begin() {
        deliver(.resized(presenter.size))
        desk.enter(initial, at: clock.now())
        initial = []
        frameIsUrgent = true
        finishTurn()
    }

    /// Parse bytes from the terminal; they are delivered in the next turn.
    public func feed(_ bytes: some Collection<UInt8>) {
        bytesRead += UInt64(bytes.count)
        parser.feed(bytes, at: clock.now())
    }

    /// One turn: everything that waits is delivered, then at most one frame, then the effects.
    ///
    /// - Parameters:
    ///   - input: events that did not come as bytes; delivered after those that did.
    ///   - resized: the new size, if it changed.
    public func turn(input: [TimedEvent] = [], resized: Size? = nil) {
        let now = clock.now()
        if let resized {
            presenter.resize(to: resized)
            frameIsUrgent = true
            deliver(.resized(presenter.size))
        }
        parser.expire(at: now)
        for event in parser.drain() + input {
            if case .reply(let reply) = event.event {
                presenter.hear(reply)
            } else {
                frameIsUrgent = true
                deliver(.input(aimed(event)))
            }
        }
        for mail in inbox.mailbox.drain() { open(mail) }
        for message in desk.takeDueTimers(at: now) { deliver(.message(message)) }
        finishTurn()
    }

    /// A report of the mouse with what stood there: what was on the screen is what was clicked.
    private func aimed(_ event: TimedEvent) -> TimedEvent {
        guard case .mouse(var mouse) = event.event else { return event }
        mouse.target = shown?.target(at: mouse.place)
        return TimedEvent(event: .mouse(mouse), at: event.at)
    }

    private func open(_ mail: Mail<App.Message>) {
        switch mail {
        case .news(let message):
            deliver(.message(message))
        case .answer(let ticket, let message):
            if desk.isCurrent(ticket) {
                // Somebody pressed a key for it and waits; only news that nobody asked for keeps the frames' pace.
                frameIsUrgent = true
                deliver(.message(message))
            } else {
                lateAnswers += 1
            }
        case .done(let ticket):
            desk.finish(ticket)
        }
    }

    private func deliver(_ event: ProgramEvent<App.Message>) {
        guard exitCode == nil, !desk.isLeaving else { return }
        isDirty = true
        desk.enter(App.update(&model, event), at: clock.now())
    }

    private func finishTurn() {
        // News alone draws at most 30 frames a second, but no effect waits for that. A `tell` still may not overtake the
        // frame that goes with it, so it brings the frame forward; the others start ahead of theirs.
        let now = clock.now()
        if isDirty, frameIsUrgent || desk.mustFollowFrame || now - lastFrame >= Self.framePace {
            show(at: now)
        }
        startEffects()
        // An effect such as `redraw` asks for a frame of its own.
        if isDirty, frameIsUrgent, exitCode == nil { show(at: clock.now()) }
        sayIdle()
    }

    private func show(at now: Int64) {
        var canvas = Canvas(size: presenter.size, ambiguous: presenter.ambiguous)
        App.view(model, &canvas)
        let frame = canvas.finish()
        presenter.present(frame, theme: App.theme(model))
        shown = frame
        frames += 1
        lastFrame = now
        isDirty = false
        frameIsUrgent = false
    }

    /// Have the next frame painted whole, in this turn or the next.
    func repaint() {
        presenter.redraw()
        isDirty = true
        frameIsUrgent = true
    }

    // MARK: Rest

    /// When the next turn is due at the latest, on the program's clock; nil while only others can wake it.
    public var deadline: Int64? {
        let frame: Int64? = isDirty ? lastFrame + Self.framePace : nil
        return [parser.deadline, desk.nextTimer, frame].compactMap(\.self).min()
    }

    /// The same deadline without timers longer than a second: what keeps the program from being at rest.
    var restDeadline: Int64? {
        let frame: Int64? = isDirty ? lastFrame + Self.framePace : nil
        return [parser.deadline, desk.nextShortTimer(upTo: Self.shortTimer), frame].compactMap(\.self).min()
    }

    /// Whether nothing is under way: no input half read, no effect outstanding, no short timer, the frame out.
    public var isAtRest: Bool {
        restDeadline == nil && !awaitsOthers
    }

    /// Whether work on other threads is outstanding or has just reported.
    var awaitsOthers: Bool {
        desk.hasOutstanding || !inbox.mailbox.isEmpty
    }

    private func sayIdle() {
        guard let idle, isAtRest, exitCode == nil else { return }
        // Once for each time something happened; a turn that changed nothing stays silent.
        if let restedAt, restedAt == (frames, bytesRead) { return }
        restedAt = (frames, bytesRead)
        idle.say(frame: frames, bytes: bytesRead)
    }
}
