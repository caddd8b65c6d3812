// What became of a command. Kept with it for ever, so it holds no personal data.

/// What became of a command.
public enum Outcome: Hashable, Sendable, Codable {
    case registered(Serial)
    /// Registered, but not as a walk-in is: waiting, because every seat is taken, or merged into somebody whom a desk that
    /// had registered them by itself could not know.
    case registeredApart(Serial, Registration.Status, into: Serial?)
    case edited(Serial, version: Int)
    case cancelled(Serial, version: Int)
    case restored(Serial, version: Int)
    /// Somebody went through a gate; the admission is as it was then.
    case passed(Serial, CheckIn.Mode, Admission)
    /// A movement was taken back; nil where that was the entry itself.
    case passageUndone(Serial, Admission?)
    /// A file's people were stored; whose they are stands in rows of their own.
    case imported(ImportCounts)
    /// Each of several was decided, put on the waiting list or refused.
    case reviewed(ReviewResult)
    case reviewUndone(ReviewResult)
    /// How many seats are taken within the limit that was changed.
    case capacitySet(CapacityChange, taken: Int)
    case enrolled(Serial, SessionID, Standing)
    /// Gave a seat or a place back; with whoever got the seat.
    case enrolmentCancelled(Serial, SessionID, promoted: Serial?)
    case programsSet(sessions: Int, promoted: Int, changed: Int? = nil)
    /// So many rows have left as a file.
    case exported(rows: Int)
    /// The first serial's person goes on under the second one.
    case reissued(Serial, Serial, version: Int)
    case refused(Refusal)

    /// The registration that was changed or let through, nil for a refusal.
    public var serial: Serial? {
        switch self {
        case .registered(let serial), .registeredApart(let serial, _, _), .edited(let serial, _),
            .cancelled(let serial, _), .restored(let serial, _),
            .passed(let serial, _, _), .passageUndone(let serial, _), .enrolled(let serial, _, _),
            .enrolmentCancelled(let serial, _, _), .reissued(_, let serial, _):
            serial
        case .exported, .programsSet, .imported, .reviewed, .reviewUndone, .capacitySet, .refused: nil
        }
    }

    /// One word for the audit log: what was done, or the reason it was not.
    public var word: String {
        switch self {
        case .registered: "registered"
        case .registeredApart(_, _, .some): "registered_merged"
        case .registeredApart(_, _, nil): "registered_waiting"
        case .edited: "edited"
        case .cancelled: "cancelled"
        case .restored: "restored"
        case .passed(_, .enter, _): "checked_in"
        case .passed(_, .leave, _): "left"
        case .passed(_, .reenter, _): "re_entered"
        case .passageUndone: "undone"
        case .imported: "imported"
        case .reviewed: "reviewed"
        case .reviewUndone: "review_undone"
        case .capacitySet: "capacity_set"
        case .enrolled(_, _, .confirmed): "enrolled"
        case .enrolled(_, _, .waiting): "enrolled_waiting"
        case .enrolmentCancelled: "enrolment_cancelled"
        case .programsSet: "programs_set"
        case .exported: "exported"
        case .reissued: "reissued"
        case .refused(let refusal): refusal.reason.rawValue
        }
    }
}

/// Why a command was refused.
public struct Refusal: Error, Hashable, Sendable, Codable {
    public enum Reason: String, Sendable, Codable {
        case duplicate
        case notFound = "not_found"
        case conflict
        case cancelled
        case notCancelled = "not_cancelled"
        case consentMissing = "consent_missing"
        case invalidName = "invalid_name"
        case invalidPhone = "invalid_phone"
        case invalidField = "invalid_field"
        case unknownForm = "unknown_form"
        // At a gate, in the order in which they are tested; `cancelled` comes after `revoked`.
        case unknownSerial = "unknown_serial"
        case revoked
        case notApproved = "not_approved"
        case waitlisted
        case outsideDays = "outside_days"
        case beforeDoors = "before_doors"
        case gateClosed = "gate_closed"
        case categoryNotAllowed = "category_not_allowed"
        case alreadyCheckedIn = "already_checked_in"
        /// Leaving or coming back without having entered that day.
        case notCheckedIn = "not_checked_in"
        case alreadyLeft = "already_left"
        // In review.
        case merged
        /// They are what the decision would make them.
        case alreadyDecided = "already_decided"
        /// Nobody has to wait while a seat is free.
        case seatFree = "seat_free"
        /// Every seat of the event or of their category is taken; in a session, every place to wait as well.
        case full
        // In programs.
        case alreadyEnrolled = "already_enrolled"
        case notEnrolled = "not_enrolled"
        /// The session takes nobody any more.
        case closed
        /// More than 30 minutes before the session.
        case tooEarly = "too_early"
        case sessionOver = "session_over"
        /// They are in another session at that time.
        case overlaps
        case unknownSession = "unknown_session"
        /// Fewer seats or places than are taken.
        case capacityTaken = "capacity_taken"
    }

    public var reason: Reason
    /// The row it ran into: the person who has this telephone already, or the newer version of the row.
    public var existing: Serial?
    public var faults: [FieldFault]
    /// The entry a check-in ran into: when, where, and who let them in.
    public var admission: Admission?
    /// The session it is about, for `overlaps` the one in the way.
    public var session: SessionID?

    public init(
        _ reason: Reason, existing: Serial? = nil, faults: [FieldFault] = [], admission: Admission? = nil,
        session: SessionID? = nil
    ) {
        self.reason = reason
        self.existing = existing
        self.faults = faults
        self.admission = admission
        self.session = session
    }

    /// The refusal for answers with faults, named after the gravest: consent, then name, phone, anything else.
    public init(_ faults: FormFaults) {
        let fields = Set(faults.faults.map(\.field))
        let reason: Reason =
            if fields.contains(.consent) {
                .consentMissing
            } else if fields.contains(.name) {
                .invalidName
            } else if fields.contains(.phone) {
                .invalidPhone
            } else {
                .invalidField
            }
        self.init(reason, faults: faults.faults)
    }
}
