// One desk's way to the database: a connection and what it has learnt of the events there.

import Domain
public import Postgres

/// The repository: everything a desk reads from and writes to the database. Lives on one thread, like its connection.
public final class Store {
    let connection: Connection
    /// Form versions never change once stored, so they are read once.
    var forms: [FormKey: FormDefinition] = [:]

    /// What commands are decided under; the record of each command says whether that still holds.
    var limits: [EventID: Limits] = [:]
    /// Tests take the lock away to see that it is needed.
    var locksSeats = true
    /// Told of each round trip of a command: tests look at what was run.
    var onApply: (([Call]) -> Void)?

    /// Neither does an event's time zone.
    var timeZones: [EventID: String] = [:]
    /// Told of each statement that reads attendees: tests look at their plans.
    var onRead: ((Call) -> Void)?
    /// Off only in the test that shows what the lock is for.
    var locksSessions = true
    /// Of the filter that was read last.
    var lastEstimates: (key: EstimatesKey, estimates: AttendeeEstimates)?

    struct FormKey: Hashable {
        var event: EventID
        var form: FormReference
    }

    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// Ends the running statement at the server, from any thread.
    public func makeCancel() -> CancelHandle? {
        connection.makeCancel()
    }

    /// Breaks the connection from any thread, for a line that is known to be down.
    public func makeBreak() -> LineBreak? {
        connection.makeBreak()
    }

    /// Nothing has come over the connection that nobody asked for, its end least of all. Reads nothing.
    public var isQuiet: Bool { connection.isQuiet }

    /// The schema must be exactly this program's.
    public func requireCurrentSchema() throws(StoreError) {
        try Migrator(connection).requireCurrent()
    }
}
