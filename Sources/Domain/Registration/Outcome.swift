// What became of a command. Kept with it for ever, so it holds no personal data.

/// What became of a command.
public enum Outcome: Hashable, Sendable, Codable {
    case registered(Serial)
    case edited(Serial, version: Int)
    case cancelled(Serial, version: Int)
    case restored(Serial, version: Int)
    case refused(Refusal)

    /// The registration that was changed, nil for a refusal.
    public var serial: Serial? {
        switch self {
        case .registered(let serial), .edited(let serial, _), .cancelled(let serial, _), .restored(let serial, _):
            serial
        case .refused: nil
        }
    }

    /// One word for the audit log: what was done, or the reason it was not.
    public var word: String {
        switch self {
        case .registered: "registered"
        case .edited: "edited"
        case .cancelled: "cancelled"
        case .restored: "restored"
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
    }

    public var reason: Reason
    /// The row it ran into: the person who has this telephone already, or the newer version of the row.
    public var existing: Serial?
    public var faults: [FieldFault]

    public init(_ reason: Reason, existing: Serial? = nil, faults: [FieldFault] = []) {
        self.reason = reason
        self.existing = existing
        self.faults = faults
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
