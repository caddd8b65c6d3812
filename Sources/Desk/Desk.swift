// A desk: what staff do, on one thread. Screens and the command line call this and nothing below it.

public import Domain
public import Journal
import Postgres
import Store

/// An open desk: its journal, its event, its way to the database. One thread uses it; a console has several desks
/// over one journal, one for each thread that works for it.
public final class Desk {
    public let settings: DeskSettings
    public let journal: Journal
    public internal(set) var event: Event
    /// How far the event's time zone is ahead of UTC now, in minutes.
    public internal(set) var minutesAheadOfUTC: Int

    let clock: Clock
    /// What this desk has in common with the program's others.
    public let share: DeskShare
    let database: Database
    private let answerPatience: Int?
    var keys: [PassKey]
    /// Nil after the line was lost, until it is back.
    var store: Store?
    private var onConnect: ((Store) -> Void)?
    /// Told of what was applied here, where somebody watches for this desk; nil for several.
    var onChange: ((Registration?) -> Void)?
    var notices = NoticePace()
    /// What was written down of them last: they are read more often than they change.
    var sessionsKept: [SessionOverview]?
    /// Told whenever the database has answered, and when by the event's time.
    var onContact: ((Timestamp) -> Void)?

    /// Opens the desk: reaches the database (starting and bringing up the embedded one where needed), finds the event
    /// and makes the desk known to it. Where the database is out of reach it opens over the copy of the event that the
    /// desk has kept, if there is one.
    /// - Parameters:
    ///   - eventTime: whose clock says which day it is for check-ins.
    ///   - share: what it has in common with other desks of this program; nil for one that is alone.
    ///   - answerPatience: milliseconds after which a database that does not answer counts as out of reach; nil waits as
    ///     long as the server's own limits allow, once the desk is open.
    public init(
        _ settings: DeskSettings, journal: Journal, clock: @escaping Clock = Timestamp.now,
        eventTime: EventTime = .server, share: DeskShare? = nil, answerPatience: Int? = nil
    ) throws(DeskError) {
        self.settings = settings
        self.journal = journal
        self.clock = clock
        let share = share ?? DeskShare(settings, journal: journal, clock: clock, eventTime: eventTime)
        self.share = share
        self.answerPatience = answerPatience
        database = Database(settings)
        // Switched off for a machine that others use as well, it is not to lie there with everybody in it.
        if !settings.keepsCopy { SnapshotFile.removeAll(in: journal) }
        do throws(DeskError) {
            guard !share.line.isDown else { throw DeskError.outOfReach(share.line.reason) }
            let connection = try database.connectAsDesk()
            // Also of whoever has time for what comes then: a server may read and not write, without a standby that it waits for.
            Self.limit(connection, answerPatience ?? settings.answerPatience)
            let store = Store(connection)
            try DeskError.wrap { share.clock.ask(try store.serverTime()) }
            let event = try Self.event(settings, store)
            (keys, minutesAheadOfUTC) = try DeskError.wrap {
                try store.announce(desk: DeskID(bytes: journal.deskID), name: settings.deskName, event: event.id)
                return (
                    try store.keys(of: event.id),
                    try store.minutesAheadOfUTC(in: event.timeZone, at: clock())
                )
            }
            self.event = event
            self.store = store
            share.line.answered()
            share.copy.expect(event)
            // A disk that is full is no reason to stay closed: whoever looks somebody up needs none of it.
            try? DeskMemory.opened(event, journal)
            try sendAgainWhatIsLost(by: store)
            connection.answerPatience = answerPatience
        } catch {
            guard case .outOfReach = error, share.copy.isThere, let copy = share.copy.snapshot else { throw error }
            (event, keys, minutesAheadOfUTC) = (copy.event, copy.keys, copy.minutesAheadOfUTC)
            share.line.lost(error)
        }
    }

    /// Whether the database has answered this desk, and is not known to have gone since; else it stands on its copy.
    public var hasLine: Bool { store != nil }

    /// What time it is for the event.
    public func eventTime() -> Timestamp { share.clock.now }

    /// Calls `body` with this connection's store and with that of each later one.
    func watchConnections(_ body: @escaping (Store) -> Void) {
        onConnect = body
        if let store { body(store) }
    }

    public var id: DeskID { DeskID(bytes: journal.deskID) }

    static func event(_ settings: DeskSettings, _ store: Store) throws(DeskError) -> Event {
        let events = try DeskError.wrap { try store.events() }
        let slugs = events.map(\.slug)
        if let slug = settings.eventSlug {
            guard let event = events.first(where: { $0.slug == slug }) else {
                throw .unknownEvent(slug, known: slugs)
            }
            return event
        }
        guard let event = events.first else { throw .noEvent }
        guard events.count == 1 else { throw .severalEvents(slugs) }
        return event
    }

    /// Runs `body` over the store. A lost line is taken up again and `body` run once more: only for what may be
    /// repeated, as reads and commands may. While the line is known to be down nobody waits.
    func withStore<T>(_ body: (Store) throws -> T) throws(DeskError) -> T {
        guard !share.line.isDown else { throw .outOfReach(share.line.reason) }
        let value = try DeskError.wrap {
            if let store {
                let begin = Monotonic.milliseconds()
                do {
                    return try body(store)
                } catch let error as StoreError where error.isOutOfReach {
                    self.store = nil
                    // Nobody waits twice: a server that has hung is not likely to take a new connection.
                    if let answerPatience, Monotonic.milliseconds() - begin >= answerPatience { throw error }
                }
            }
            return try body(try connectedStore())
        }
        onContact?(eventTime())
        return value
    }

    private static func limit(_ connection: Connection, _ patience: Int?) {
        connection.answerPatience = patience
        connection.workingPatience = DeskSettings.workingPatience
    }

    private func connectedStore() throws(DeskError) -> Store {
        let connection = try database.connectAsDesk()
        Self.limit(connection, answerPatience)
        let fresh = Store(connection)
        try DeskError.wrap { share.clock.ask(try fresh.serverTime()) }
        store = fresh
        onConnect?(fresh)
        try sendAgainWhatIsLost(by: fresh)
        return fresh
    }
}
