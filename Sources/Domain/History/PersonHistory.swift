// Somebody's history: every command on them, and the states they made of the registration.

/// Every command on one registration, oldest first, each with the registration before and after it.
///
/// The states are not stored anywhere: they come of the same rules that made them the first time.
public struct PersonHistory: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public var command: LoggedCommand
        /// Nil before a registration, and where the log does not tell.
        public var before: Registration?
        /// The same as `before` for a refusal; nil where the log does not tell.
        public var after: Registration?

        public init(command: LoggedCommand, before: Registration?, after: Registration?) {
            self.command = command
            self.before = before
            self.after = after
        }
    }

    public let steps: [Step]
    /// There are older commands that were not read.
    public let hasEarlier: Bool

    /// - Parameters:
    ///   - commands: ordered by time; where they came by their serial by a reissue, those on the serial before it too.
    ///   - serial: whose history it is.
    ///   - forms: those their answers were given to.
    public init(
        _ commands: [LoggedCommand], of serial: Serial? = nil, forms: [FormReference: FormDefinition],
        hasEarlier: Bool = false
    ) {
        var row: Registration?
        var steps: [Step] = []
        for command in LoggedCommand.inOrder(commands) {
            guard command.refusal == nil else {
                steps.append(Step(command: command, before: row, after: row))
                continue
            }
            let after = Self.replay(command, onto: row, of: serial, forms)
            steps.append(Step(command: command, before: row, after: after))
            row = after
        }
        self.steps = steps
        self.hasEarlier = hasEarlier
    }

    /// What `command` made of `row`; nil where that cannot be said.
    private static func replay(
        _ logged: LoggedCommand, onto row: Registration?, of owner: Serial?,
        _ forms: [FormReference: FormDefinition]
    ) -> Registration? {
        // Gates and seats leave the registration as it is, whether or not it is still known who went where.
        guard !logged.leavesRegistration else { return row }
        if let effect = logged.effect { return replay(effect, of: logged, onto: row, owner: owner, forms) }
        guard let command = logged.command else { return nil }
        // A command that was about somebody else, and revoked this one's pass among others.
        if let row, let serial = command.action.serial, row.serial != serial { return row }
        // Nobody else counts: whoever had the telephone then, the command was carried out.
        let facts = Facts(form: command.action.form.flatMap { forms[$0] }, subject: row, samePhone: nil)
        let decision = decide(command, facts)
        // The history of a new serial begins with that of the old one, which ends with the row it has now.
        if case .reissue(let reissue) = command.action, reissue.serial != owner {
            return decision.row(of: reissue.replacement)
        }
        var after = decision.row(of: command.action.serial)
        // Whom they met then is not known any more.
        if case .registeredApart(_, let status, let survivor) = logged.outcome {
            after?.status = status
            after?.mergedInto = survivor
        }
        return after
    }

    /// What a command about several, or somebody else's, made of `row`. An edit, or the import that brought them, may have
    /// got them a seat as well.
    private static func replay(
        _ effect: StatusEffect, of logged: LoggedCommand, onto row: Registration?, owner: Serial?,
        _ forms: [FormReference: FormDefinition]
    ) -> Registration? {
        var own = logged
        own.effect = nil
        let isOwn = row.map { logged.command?.action.serial == $0.serial } ?? logged.isRegistration
        var after = isOwn ? replay(own, onto: row, of: owner, forms) : row
        after?.status = effect.status
        after?.version = effect.version
        return after
    }

    /// The newest command that was carried out and changed the registration.
    public var newest: Step? { steps.last { $0.command.refusal == nil && !$0.command.leavesRegistration } }

    /// The changes that still stand, oldest first: without those that were taken back, without what took them back, and
    /// without edits that changed nothing.
    public var standing: [Step] { folded.standing }

    /// The newest change, where it did nothing but take back the one before it.
    public var takingBack: Step? { folded.takingBack }

    private var folded: (standing: [Step], takingBack: Step?) {
        var standing: [Step] = []
        var takingBack: Step?
        for step in steps where step.command.refusal == nil && !step.command.leavesRegistration {
            if let before = step.before, let after = step.after, before.isSame(as: after) { continue }
            if let before = standing.last?.before, let after = step.after, before.isSame(as: after) {
                standing.removeLast()
                takingBack = step
            } else {
                standing.append(step)
                takingBack = nil
            }
        }
        return (standing, takingBack)
    }
}
