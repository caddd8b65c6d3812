// What came of a decision on several: serials, versions and reasons, no personal data.

/// What came of a decision on several, row by row.
public struct ReviewResult: Hashable, Sendable, Codable {
    /// Somebody whose status is another now, at this version of their row.
    public struct Changed: Hashable, Sendable, Codable {
        public var serial: Serial
        public var version: Int

        public init(_ serial: Serial, version: Int) {
            self.serial = serial
            self.version = version
        }
    }

    /// Somebody who was left as they are.
    public struct Refused: Hashable, Sendable, Codable {
        public var serial: Serial
        public var reason: Refusal.Reason
        /// What they are now; nil where there is nobody.
        public var status: Registration.Status?
        /// Who has their telephone.
        public var existing: Serial?

        public init(
            _ serial: Serial, _ reason: Refusal.Reason, status: Registration.Status? = nil, existing: Serial? = nil
        ) {
            self.serial = serial
            self.reason = reason
            self.status = status
            self.existing = existing
        }
    }

    /// Decided as was asked, in the order asked.
    public var decided: [Changed] = []
    /// Approved, but every seat is taken: on the waiting list now.
    public var waiting: [Changed] = []
    public var refused: [Refused] = []

    public init(decided: [Changed] = [], waiting: [Changed] = [], refused: [Refused] = []) {
        self.decided = decided
        self.waiting = waiting
        self.refused = refused
    }
}

/// What a command did to somebody beside what it says of itself: recorded for each of several, and for whoever got a seat
/// because somebody else gave theirs up.
public struct StatusEffect: Hashable, Sendable {
    public enum Deed: String, Sendable {
        /// By the command itself.
        case decided
        /// A seat was free, and they were the first to wait for it.
        case promoted
        /// A decision was taken back.
        case undone
    }

    public var deed: Deed
    public var was: Registration.Status
    public var status: Registration.Status
    /// Of the row, after it.
    public var version: Int

    public init(deed: Deed, was: Registration.Status, status: Registration.Status, version: Int) {
        self.deed = deed
        self.was = was
        self.status = status
        self.version = version
    }
}
