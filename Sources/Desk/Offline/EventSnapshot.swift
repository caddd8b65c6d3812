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
    /// The change of this desk that was the last to be confirmed before that; nil where it is not known.
    var confirmed: [UInt8]?

    /// What verifies passes of this event.
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
    /// The change of this desk that was the last to be confirmed before that; nil where it is not known.
    var confirmed: [UInt8]?
}

extension EventSnapshot {
    /// The newest version of a form that is the same as `form`; nil where the copy does not know it.
    func reference(of form: FormDefinition) -> FormReference? {
        let resolved = form.resolved(with: event.categories)
        return forms.filter { $0.key.id == form.id && $0.value == resolved }.keys.max { $0.version < $1.version }
    }

    mutating func apply(_ change: SnapshotChange) {
        for row in change.rows { roster.put(row) }
        for gate in change.gates { roster.put(gate.admissions, revoked: gate.isRevoked, of: gate.serial) }
        forms.merge(change.forms) { $1 }
        horizon = change.horizon
        freshAt = change.at
        confirmed = change.confirmed ?? confirmed
    }
}
