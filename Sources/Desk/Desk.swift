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
    /// Nil where the desk's own clock says when something happens.
    private var serverClock: ServerClock?
    let database: Database
    var keys: [PassKey]
    /// Nil after the line was lost, until it is back.
    var store: Store?
    /// The last command has waited for the line in vain, and nothing was answered since.
    var lineIsDown = false
    private var onConnect: ((Store) -> Void)?
    /// Told of what was applied here, where somebody watches for this desk; nil for several.
    var onChange: ((Registration?) -> Void)?
    var notices = NoticePace()
    /// Told whenever the database has answered.
    var onContact: ((Timestamp) -> Void)?

    /// Opens the desk: reaches the database (starting and bringing up the embedded one where needed), finds the event
    /// and makes the desk known to it.
    /// - Parameter eventTime: whose clock says which day it is for check-ins.
    public init(
        _ settings: DeskSettings, journal: Journal, clock: @escaping Clock = Timestamp.now,
        eventTime: EventTime = .server
    ) throws(DeskError) {
        self.settings = settings
        self.journal = journal
        self.clock = clock
        database = Database(settings)
        let store = Store(try database.connectAsDesk())
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
        if eventTime == .server { serverClock = try DeskError.wrap { try ServerClock(reading: store) } }
    }

    /// The server says which day it is, and not a script.
    var usesServerClock: Bool { serverClock != nil }

    /// What time it is for the event.
    func eventTime() -> Timestamp {
        serverClock?.now() ?? clock()
    }

    /// Calls `body` with this connection's store and with that of each later one.
    func watchConnections(_ body: @escaping (Store) -> Void) {
        onConnect = body
        if let store { body(store) }
    }

    public var id: DeskID { DeskID(bytes: journal.deskID) }

    private static func event(_ settings: DeskSettings, _ store: Store) throws(DeskError) -> Event {
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
    /// repeated, as reads and commands may.
    func withStore<T>(_ body: (Store) throws -> T) throws(DeskError) -> T {
        let value = try DeskError.wrap {
            if let store {
                do {
                    return try body(store)
                } catch let error as StoreError where error.isOutOfReach {
                    self.store = nil
                }
            }
            return try body(try connectedStore())
        }
        lineIsDown = false
        onContact?(clock())
        return value
    }

    private func connectedStore() throws(DeskError) -> Store {
        let fresh = Store(try database.connectAsDesk())
        store = fresh
        if serverClock != nil { serverClock = try DeskError.wrap { try ServerClock(reading: fresh) } }
        onConnect?(fresh)
        return fresh
    }
}
