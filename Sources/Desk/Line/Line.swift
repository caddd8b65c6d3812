// Whether the database is in reach, for all threads of a desk: found out once, not by each of them.

internal import Postgres
internal import Synchronization

/// How the line to the database stands. Whoever finds it lost says so, and from then on nobody waits for it: a thread of
/// its own tries, and says when it is back.
public final class Line: Sendable {
    private struct State {
        var isDown = false
        /// An embedded server that runs and does not answer; one that is dead is started by whoever needs it next.
        var isHung = false
        /// What was said when it was lost.
        var reason = ""
        var isProbing = false
        var isClosed = false
        var tell: (@Sendable (Bool) -> Void)?
    }

    private static let firstPause = 100
    private static let longestPause = 3_000

    private let database: Database
    /// Nil where the database is somebody's own.
    private let embedded: PrivateServer?
    private let state = Mutex(State())
    private let wake = Wake()

    public init(_ settings: DeskSettings) {
        database = Database(settings)
        embedded = database.privateServer
    }

    /// The embedded server is on this machine, and started by whoever needs it: nobody waits long for that.
    var isEmbedded: Bool { embedded != nil }

    /// Nobody is to wait for the database. A dead embedded server is no reason not to: whoever needs it starts it again.
    public var isDown: Bool {
        state.withLock { $0.isDown && (embedded == nil || $0.isHung) }
    }

    /// Calls `tell` with whether the line is lost, whenever that changes, on whichever thread finds it out.
    func tell(_ tell: @escaping @Sendable (Bool) -> Void) {
        state.withLock { $0.tell = tell }
    }

    /// Why it is down, in the words of the server or of the system.
    var reason: String { state.withLock(\.reason) }

    /// The database did not answer in time.
    func lost(_ error: DeskError) {
        if case .outOfReach(let reason) = error, !reason.isEmpty { state.withLock { $0.reason = reason } }
        if set(isDown: true, isHung: embeddedRuns) {
            Thread { [self] in probe() }.start(name: "desk-line")
        }
    }

    /// There is an embedded server, and its process lives.
    private var embeddedRuns: Bool {
        if case .running? = try? embedded?.status() { true } else { false }
    }

    /// Somebody is ready to wait: the next one who needs the database tries, whatever was found before.
    func tryAgain() {
        state.withLock { $0.isDown = false }
    }

    /// The database has answered.
    func answered() {
        _ = set(isDown: false, isHung: false)
    }

    /// - Returns: whether somebody has to begin to try.
    private func set(isDown: Bool, isHung: Bool) -> Bool {
        let (begins, tell) = state.withLock { state -> (Bool, (@Sendable (Bool) -> Void)?) in
            guard !state.isClosed else { return (false, nil) }
            let tell = state.isDown == isDown ? nil : state.tell
            (state.isDown, state.isHung) = (isDown, isHung)
            let begins = isDown && (embedded == nil || isHung) && !state.isProbing
            if begins { state.isProbing = true }
            return (begins, tell)
        }
        tell?(isDown)
        return begins
    }

    /// Lets the thread end.
    func close() {
        state.withLock { $0.isClosed = true }
        wake.signal()
    }

    /// Tries until somebody has got through, longer each time and never all desks at once.
    private func probe() {
        var pause = Self.firstPause
        while isWanted() {
            wake.wait(milliseconds: Int.random(in: pause / 2...pause))
            pause = Self.pause(after: pause)
            if embedded == nil {
                if (try? database.connectAsDesk()) != nil { answered() }
            } else if !embeddedRuns || (try? database.connectToWatch()) != nil {
                // It answers again, or it is dead by now: the next one who needs it starts it. The probe starts nothing.
                answered()
            }
        }
    }

    /// Twice as long, up to the longest: whoever waits for the line to come back is not kept waiting for it.
    static func pause(after pause: Int) -> Int { min(pause * 2, longestPause) }

    /// Whether to go on. Where not, the next loss begins anew.
    private func isWanted() -> Bool {
        state.withLock { state in
            state.isProbing = state.isDown && !state.isClosed
            return state.isProbing
        }
    }
}
