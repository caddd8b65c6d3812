// Deciding applications: which decision leads from where to where, and what a manager asks for.

import Text

/// A decision on some applications: the same for all of them, each under the version that the manager saw.
public struct Review: Hashable, Sendable, Codable {
    /// More rows than this are several commands, so that nobody waits long for a row.
    public static let mostRows = 500

    public enum Decision: String, Hashable, Sendable, Codable, CaseIterable {
        case approve, reject, hold, waitlist

        /// Where it leads.
        public var status: Registration.Status {
            switch self {
            case .approve: .approved
            case .reject: .rejected
            case .hold: .held
            case .waitlist: .waitlisted
            }
        }

        /// Why `status` cannot be decided so; nil where it can.
        public func obstacle(from status: Registration.Status) -> Refusal.Reason? {
            switch (status, self) {
            case (.cancelled, _): .cancelled
            case (.merged, _): .merged
            case (.approved, .approve), (.rejected, .reject), (.held, .hold), (.waitlisted, .waitlist): .alreadyDecided
            case (.applied, _), (.approved, _), (.rejected, _), (.waitlisted, _), (.held, _): nil
            }
        }
    }

    /// Somebody, as the manager saw them.
    public struct Row: Hashable, Sendable, Codable {
        public var serial: Serial
        public var version: Int

        public init(serial: Serial, version: Int) {
            self.serial = serial
            self.version = version
        }
    }

    public var decision: Decision
    /// 1...`mostRows`, nobody twice; where seats run out, the first get them.
    public var rows: [Row]
    /// A reason as it was typed or taken from a template; a rejection needs one.
    public var reason: String?

    public init(_ decision: Decision, _ rows: [Row], reason: String? = nil) {
        self.decision = decision
        self.rows = rows
        self.reason = reason
    }

    /// The reason as it counts: one clean line, nil where there is none.
    public var cleanReason: String? {
        reason.map(CancelReason.cleaned).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What is wrong with it whoever it is about; nil where nothing is.
    public var fault: FieldFault? {
        let reason = cleanReason
        if decision == .reject, reason == nil { return FieldFault(field: .reason, problem: .required) }
        if let reason, reason.count > CancelReason.maximumLength {
            return FieldFault(field: .reason, problem: .tooLong(maximum: CancelReason.maximumLength))
        }
        return nil
    }
}

/// Taking back decisions. Whoever is still as they were decided goes back to what they were before; who moved on, or whose
/// telephone or seat is somebody else's now, stays as they are, and is named.
public struct ReviewUndo: Hashable, Sendable, Codable {
    /// What is taken back. One command each keeps its locks as short as the decision's were.
    public var commands: [CommandID]

    public init(_ commands: [CommandID]) {
        self.commands = commands
    }
}

extension CommandID {
    /// The id under which what this command decided is taken back: always the same, so that whoever asks for it again, after
    /// a lost answer or a restart, asks for the same command.
    public var undoing: CommandID {
        var other = bytes
        // Among the random bytes: neither the time nor the version, nor where the steps of one work count up.
        for (place, mark) in zip(9..., "und".utf8) { other[place] ^= mark }
        return CommandID(bytes: other) ?? self
    }
}

/// A ready reason for a decision, from the configuration.
public struct ReasonTemplate: Hashable, Sendable {
    public var id: String
    public var text: Localized
    /// The decisions it is offered for.
    public var decisions: Set<Review.Decision>

    public init(id: String, text: Localized, decisions: Set<Review.Decision>) {
        self.id = id
        self.text = text
        self.decisions = decisions
    }
}
