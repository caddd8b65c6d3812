// A command as the log has it: who asked, when it came, and what became of it, long after it was sent.

/// One command on somebody, as the log has it.
public struct LoggedCommand: Hashable, Sendable {
    public var id: CommandID
    /// The log's word for what was asked: `Command.Action.kind`, or that of a newer program.
    public var kind: String
    /// The log's word for what became of it: `Outcome.word`, or that of a newer program.
    public var word: String
    public var actor: String
    /// The name that the desk has now.
    public var deskName: String
    /// By the desk's clock.
    public var madeAt: Timestamp
    /// By the server's clock.
    public var appliedAt: Timestamp
    /// What was asked, in full; nil once it was erased, or where this program cannot read it.
    public var command: Command?
    /// What became of it, in full; nil like `command`.
    public var outcome: Outcome?
    /// What was asked and answered has been erased.
    public var isErased: Bool
    /// What it did to this person, where it was about several, or where they got the seat that it set free.
    public var effect: StatusEffect?
    /// It is about somebody else, or about several, and touched this person, or their seats, on the way.
    public var isAboutOther: Bool
    /// The sessions in which it moved this person from the waiting list to a seat.
    public var promotedIn: [SessionID]

    public init(
        id: CommandID, kind: String, word: String, actor: String, deskName: String, madeAt: Timestamp,
        appliedAt: Timestamp, command: Command?, outcome: Outcome?, isErased: Bool, effect: StatusEffect? = nil,
        isAboutOther: Bool = false, promotedIn: [SessionID] = []
    ) {
        self.id = id
        self.kind = kind
        self.word = word
        self.actor = actor
        self.deskName = deskName
        self.madeAt = madeAt
        self.appliedAt = appliedAt
        self.command = command
        self.outcome = outcome
        self.isErased = isErased
        self.effect = effect
        self.isAboutOther = isAboutOther
        self.promotedIn = promotedIn
    }

    /// Why it was refused; nil for what was carried out.
    public var refusal: Refusal? {
        if case .refused(let refusal) = outcome { return refusal }
        guard outcome == nil, let reason = Refusal.Reason(rawValue: word) else { return nil }
        // "cancelled" is what a cancellation does, and also why other commands are refused.
        return reason == .cancelled && kind == "cancel" ? nil : Refusal(reason)
    }

    /// Somebody went through a gate, or that was taken back: the registration stays as it is.
    public var isAtGate: Bool {
        CheckIn.Mode.allCases.contains { $0.kind == kind } || kind == CheckInUndo.kind
    }

    /// It made the registration: there is nothing before it. An import of the person is told as what it did to them.
    public var isRegistration: Bool {
        if case .register = command?.action { true } else { kind == "register" }
    }

    /// It was about seats: the registration stays as it is.
    public var isAboutSeats: Bool {
        ["enrol", "cancel_enrolment", "set_programs"].contains(kind)
    }

    /// Why somebody was decided so, where a reason was given and is still known.
    public var reviewReason: String? {
        if case .review(let review) = command?.action { review.cleanReason } else { nil }
    }

    /// The registration whose history this is stays as it is.
    public var leavesRegistration: Bool { isAtGate || isAboutSeats || (isAboutOther && effect == nil) }

    /// The row's version that it made; nil for a refusal, and where it is not known any more.
    public var version: Int? { effect?.version ?? (isAboutOther ? nil : outcome?.version) }

    /// The serial that was given up for `serial`; nil where it came of no reissue, or the log does not tell.
    public static func serial(before serial: Serial, in commands: [LoggedCommand]) -> Serial? {
        commands.lazy.compactMap(\.reissued).first { $0.new == serial }?.old
    }

    /// The serial that was given up and the one that was given for it; nil for any other command.
    public var reissued: (old: Serial, new: Serial)? {
        if case .reissued(let old, let new, _) = outcome { (old, new) } else { nil }
    }

    /// In the order in which they happened to the row.
    ///
    /// A row's version goes up by one with each change, so versions are the order of what was carried out, whatever
    /// the clocks said: the time of a transaction is that of its beginning, and two of them may begin at once. Whatever
    /// has no version keeps its place among `commands`, which come ordered by time.
    public static func inOrder(_ commands: [LoggedCommand]) -> [LoggedCommand] {
        let places = commands.indices.filter { commands[$0].version != nil }
        let sorted = places.sorted {
            (commands[$0].version ?? 0, $0) < (commands[$1].version ?? 0, $1)
        }
        var ordered = commands
        for (place, source) in zip(places, sorted) { ordered[place] = commands[source] }
        return ordered
    }
}

extension Outcome {
    /// The row's version after it; nil for a refusal, and for gates, which leave the row as it is.
    public var version: Int? {
        switch self {
        case .registered, .registeredApart: 1
        case .edited(_, let version), .cancelled(_, let version), .restored(_, let version),
            .reissued(_, _, let version):
            version
        case .passed, .passageUndone, .exported, .enrolled, .enrolmentCancelled, .programsSet, .imported, .reviewed,
            .reviewUndone, .capacitySet, .refused:
            nil
        }
    }
}
