// What time it is for the event: the server's, carried on by the machine since it was last asked.

public import Domain
public import Journal
internal import Synchronization

/// Whose clock says when somebody went through a gate, and so which day it was.
public enum EventTime: Sendable, Hashable {
    /// The server's, so that a desk whose clock is wrong still knows the day.
    case server
    /// The desk's own: for scripts, which play with a clock of theirs.
    case desk
}

/// The event's time for all threads and programs of a desk.
///
/// Once the server was asked, the machine's count of the time since then is enough, and that is kept on disk for
/// programs that begin later. A machine that was started anew without a line to the server knows only its own wall
/// clock, which may be hours off: somebody is asked once which day it is.
public final class EventClock: Sendable {
    /// A moment of the server's, and of the machine's at the same time.
    struct Anchor: Hashable, Sendable {
        var boot: String
        var machine: Int64
        var event: Int64
        /// Somebody at the desk has said so, and not the server.
        var isByHand: Bool
    }

    private static let file = "clock"

    /// When the server last told a program of this desk the time, by the server's clock; nil where that is not known, or
    /// where somebody has said the day since.
    static func lastAnswer(in journal: Journal) -> Timestamp? {
        journal.kept(as: file).flatMap(Anchor.init(bytes:)).flatMap { anchor in
            anchor.isByHand ? nil : Timestamp(milliseconds: anchor.event)
        }
    }

    private let own: Clock
    private let machine: Machine
    /// A script plays with a clock of its own.
    let isScripted: Bool
    private let journal: Journal?
    private let anchor: Mutex<Anchor?>

    /// - Parameter journal: keeps what is known for programs that begin later; nil keeps nothing.
    public convenience init(_ own: @escaping Clock, _ eventTime: EventTime, journal: Journal? = nil) {
        self.init(own, eventTime, journal: journal, machine: .own)
    }

    init(_ own: @escaping Clock, _ eventTime: EventTime, journal: Journal? = nil, machine: Machine) {
        self.own = own
        self.machine = machine
        isScripted = eventTime == .desk
        self.journal = journal
        let kept = eventTime == .desk ? nil : journal?.kept(as: Self.file).flatMap(Anchor.init(bytes:))
        anchor = Mutex(kept.flatMap { $0.boot == machine.boot() ? $0 : nil })
    }

    /// The server has said what time it is.
    func ask(_ server: Timestamp) {
        guard !isScripted else { return }
        set(
            Anchor(
                boot: machine.boot(), machine: machine.milliseconds(), event: server.milliseconds,
                isByHand: false))
    }

    /// Somebody has said that it is this day, at the time of day that the machine's clock shows. Where the server has said
    /// what time it is, that counts.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func confirm(_ day: CalendarDate, minutesAheadOfUTC: Int) {
        guard !isServers, let shown = LocalMoment(own(), minutesAheadOfUTC: minutesAheadOfUTC) else { return }
        let days = Int64(day.daysSince1970 - shown.day.daysSince1970)
        set(
            Anchor(
                boot: machine.boot(), machine: machine.milliseconds(),
                event: own().milliseconds + days * 86_400_000, isByHand: true))
    }

    private func set(_ new: Anchor) {
        anchor.withLock { $0 = new }
        // It can be asked for again.
        try? journal?.keep(new.bytes, as: Self.file)
    }

    /// What time it is for the event, as far as that is known here.
    public var now: Timestamp {
        guard let anchor = anchor.withLock(\.self) else { return own() }
        return Timestamp(milliseconds: anchor.event + machine.milliseconds() - anchor.machine)
    }

    /// Nobody has said which day it is since the machine was started: neither the server nor anybody here.
    public var isUnknown: Bool { !isScripted && anchor.withLock { $0 == nil } }

    /// The server has said what time it is since the machine was started; always for a script.
    var isServers: Bool { isScripted || anchor.withLock { $0?.isByHand == false } }

    /// The day that somebody at this desk has said, while the server has not said it since; nil otherwise.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func dayByHand(minutesAheadOfUTC: Int) -> DayByHand? {
        guard let anchor = anchor.withLock(\.self), anchor.isByHand,
            let moment = LocalMoment(now, minutesAheadOfUTC: minutesAheadOfUTC)
        else { return nil }
        return DayByHand(day: moment.day, since: Timestamp(milliseconds: anchor.event))
    }

    /// By the machine, for what has to be put right once the server can be asked; nil where its time is known.
    var machineMoment: MachineMoment? {
        isServers ? nil : MachineMoment(boot: machine.boot(), milliseconds: machine.milliseconds())
    }

    /// The server's time of a moment that a command was made at without knowing it. Nil for a moment before the machine
    /// was started: then the day that somebody confirmed is all there is.
    func serverTime(of moment: MachineMoment) -> Timestamp? {
        guard isServers, moment.boot == machine.boot(), let anchor = anchor.withLock(\.self) else { return nil }
        return Timestamp(milliseconds: anchor.event + moment.milliseconds - anchor.machine)
    }
}

extension EventClock.Anchor {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(boot)
        writer.add(machine)
        writer.add(event)
        writer.add(isByHand)
        return writer.bytes
    }

    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do {
            (boot, machine, event, isByHand) = (
                try reader.text(), try reader.signed(), try reader.signed(), try reader.flag()
            )
        } catch {
            return nil
        }
    }
}
