// What a desk gets for a command.

public import Domain

/// What a desk gets for a command: the outcome that is recorded, and the rows it is about as they are now.
public struct Receipt: Hashable, Sendable {
    public var outcome: Outcome
    /// The registration the command made or changed.
    public var row: Registration?
    /// The registration a refusal ran into.
    public var existing: Registration?
    /// The command had been applied before; this is what came of it then.
    public var isReplay: Bool
    /// What had been asked for under this id; only for a replay, and nil once erased.
    public var storedAction: Command.Action?
    /// For a replay: what was applied then carried what its desk had told. True where that is erased.
    public var isStoredApart = false
    /// Where it came to something else than its desk had told already.
    public var conflict: Conflict?
    /// Whoever got a seat of the event by it, in their order in line; none for a replay.
    public var promoted: [Serial] = []
    /// A desk has decided it by its own copy of the event: the database does not know of it.
    public var isByCopy = false

    public init(
        outcome: Outcome, row: Registration?, existing: Registration?, isReplay: Bool = false,
        storedAction: Command.Action? = nil, conflict: Conflict? = nil
    ) {
        self.outcome = outcome
        self.row = row
        self.existing = existing
        self.isReplay = isReplay
        self.storedAction = storedAction
        self.conflict = conflict
    }
}
