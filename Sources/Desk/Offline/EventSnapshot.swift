// A desk's copy of the event, as it was when the database was last in reach.

public import Domain
import Store

/// All that a desk needs of the event to go on without the database.
public struct EventSnapshot: Sendable {
    public var event: Event
    /// Nowhere else on the desk's disk.
    var keys: [PassKey]
    /// The forms that people's answers were given to.
    public var forms: [FormReference: FormDefinition]
    public var minutesAheadOfUTC: Int
    public var roster: Roster
    /// Where to go on asking for changes.
    var horizon: Horizon
    /// The server's time when it was last as the database is.
    public var freshAt: Timestamp

    public var verifier: PassVerifier { PassVerifier(eventNumber: event.number, keys: keys) }
}

/// What has happened since: rows and gate records as they are now.
struct SnapshotChange {
    var rows: [Registration] = []
    /// One for every serial in `rows`, empty ones too: they stand in place of what was known.
    var gates: [GateRecord] = []
    var forms: [FormReference: FormDefinition] = [:]
    var horizon: Horizon
    var at: Timestamp
}

extension EventSnapshot {
    mutating func apply(_ change: SnapshotChange) {
        for row in change.rows { roster.put(row) }
        for gate in change.gates { roster.put(gate.admissions, revoked: gate.isRevoked, of: gate.serial) }
        forms.merge(change.forms) { $1 }
        horizon = change.horizon
        freshAt = change.at
    }
}
