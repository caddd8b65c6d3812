// A lost or damaged badge: the person goes on under a new serial, and whoever finds the old pass has nothing.

/// Gives somebody a new pass. A pass is its serial, so they move to a new one with everything they have; the row of the old
/// serial becomes `merged` into the new one, and all their passes until now are revoked.
public struct Reissue: Hashable, Sendable, Codable {
    /// The word for it in the audit log.
    static let kind = "reissue"

    /// Whose pass it is; not a merged registration, whose person is the one it was merged into.
    public var serial: Serial
    /// Of the row the desk saw: of two desks that reissue at once one is told of the other.
    public var version: Int
    /// The new serial, taken from the desk's own block before the command was written down.
    public var replacement: Serial
    /// The old row's from now on, 32 hexadecimal digits: the person's public page goes with them.
    public var publicID: String
    /// One line of at most `CancelReason.maximumLength` characters, or empty.
    public var reason: String

    public init(serial: Serial, version: Int, replacement: Serial, publicID: String, reason: String) {
        self.serial = serial
        self.version = version
        self.replacement = replacement
        self.publicID = publicID
        self.reason = reason
    }
}

/// Moves the person to the new serial. There is no way back: a revoked pass may be in anybody's hands.
func reissue(_ reissue: Reissue, _ facts: Facts) throws(RefusalWithRow) -> Decision {
    guard let subject = facts.subject else { throw RefusalWithRow(.notFound) }
    guard subject.version == reissue.version, subject.status != .merged else {
        throw RefusalWithRow(.conflict, subject)
    }
    switch subject.status {
    case .applied, .approved, .waitlisted, .held: break
    case .cancelled: throw RefusalWithRow(.cancelled, subject)
    case .rejected, .merged: throw RefusalWithRow(.notApproved, subject)
    }
    let reason = CancelReason.cleaned(reissue.reason)
    guard reason.count <= CancelReason.maximumLength else {
        throw RefusalWithRow(.invalidField, subject, faults: [CancelReason.fault(reason)])
    }
    var old = subject
    old.status = .merged
    old.mergedInto = reissue.replacement
    old.publicID = reissue.publicID
    old.version += 1
    // The versions go on, so that the histories of both serials are one.
    var new = subject
    new.serial = reissue.replacement
    new.version += 1
    // The old row first: only then is the telephone, and the public page, free for the new one.
    return Decision(
        outcome: .reissued(old.serial, new.serial, version: new.version),
        changes: [.update(old, searchable: false), .insert(new), .carry(from: old.serial, to: new.serial)]
            + ([old.serial] + facts.earlierPasses).map { .revoke($0) })
}
