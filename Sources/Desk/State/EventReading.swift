// What the database alone says of the event.

public import Domain
internal import Postgres
public import Store

/// The event as the database has it, read without a journal: `doctor` looks also where nobody says the passphrase of one.
/// Changes nothing, and makes no desk known.
public struct EventReading {
    public let event: Event
    private let store: Store

    /// Finds the event that the settings name, else the only one. Throws `noEvent`, `severalEvents`, `unknownEvent`, or as
    /// `Database.connectAsDesk`.
    public init(_ settings: DeskSettings) throws(DeskError) {
        store = Store(try Database(settings).connectAsDesk())
        event = try Desk.event(settings, store)
    }

    /// Where the dashboard's numbers are not what a full count gives.
    public func counterFlaws() throws(DeskError) -> [CounterFlaw] {
        try DeskError.wrap { try store.counterFlaws(event.id) }
    }

    /// How far this machine's clock is ahead of the server's, in milliseconds.
    public func clockAhead() throws(DeskError) -> Int {
        try DeskError.wrap { try store.clockAhead(Timestamp.now) }
    }
}
