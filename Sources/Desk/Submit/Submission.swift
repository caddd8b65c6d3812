// What a desk is asked to change, and what it answers.

public import Domain
public import Store

/// A change somebody asks for, under an id made when their form opened: asked again, it is the same change.
public struct Submission: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        /// - Parameter mayWait: of a walk-in: on the waiting list where every seat is taken, instead of refused.
        case register(source: Registration.Source, form: FormReference, answers: Answers, mayWait: Bool = false)
        case edit(serial: Serial, version: Int, form: FormReference, answers: Answers)
        case cancel(serial: Serial, version: Int, reason: String)
        case restore(serial: Serial, version: Int, status: Registration.Status)
        /// Somebody at a gate whose pass was verified, or who was looked up by hand.
        case checkIn(serial: Serial, mode: CheckIn.Mode, gate: Gate)
        /// Takes back the last movement of an admission.
        case undoCheckIn(serial: Serial, admission: Admission)
        /// A decision on at most `Review.mostRows` applications.
        case review(Review)
        case undoReview(ReviewUndo)
        case setCapacity(CapacityChange)
        /// Somebody at a session's door.
        case checkInToSession(serial: Serial, mode: CheckIn.Mode, session: SessionID)
        /// - Parameter byPass: their pass was shown; else somebody was looked up.
        case enrol(serial: Serial, session: SessionID, byPass: Bool = false)
        case cancelEnrolment(serial: Serial, session: SessionID, byPass: Bool = false)
        case setPrograms(ProgramPlan)
        /// Records that data has left as a file.
        case export(ExportRecord)
        /// A new pass for somebody, whose old one is lost or damaged. `serial` is not a merged registration's.
        case reissue(serial: Serial, version: Int, reason: String)
    }

    public var id: CommandID
    public var change: Change

    public init(id: CommandID, change: Change) {
        self.id = id
        self.change = change
    }
}

/// What became of a submission.
public enum SubmissionResult: Hashable, Sendable {
    /// The database has it, or refused it; or this desk did by its copy of the event, which leaves no trace.
    case applied(Receipt)
    /// This desk has decided it by its copy of the event. Only its journal has it; it will be sent. Other desks do not see
    /// it yet.
    case kept(Receipt)
    /// Only this desk's journal has it; it will be sent, and nobody has decided it yet.
    case queued(Serial)

    /// The answer to somebody who saves again what the journal had already: what was sent is `action`, whatever they ask
    /// for now.
    func asReplay(of action: Command.Action) -> SubmissionResult {
        guard case .applied(var receipt) = self else { return self }
        receipt.isReplay = true
        receipt.storedAction = action
        return .applied(receipt)
    }

    /// It was applied earlier under the same id, but with other answers than asked for now.
    public func differs(from submission: Submission) -> Bool {
        guard case .applied(let receipt) = self, receipt.isReplay, let stored = receipt.storedAction else {
            return false
        }
        return !submission.change.isSame(as: stored)
    }
}

extension Submission.Change {
    /// The command's action; a registration's serial and public id come from the desk, and so does the moment of what
    /// happens at a gate.
    func action(serial: Serial?, publicID: String, at moment: Timestamp) -> Command.Action? {
        switch self {
        case .register(let source, let form, let answers, let mayWait):
            guard let serial else { return nil }
            return .register(
                NewRegistration(
                    serial: serial, publicID: publicID, source: source, form: form, answers: answers,
                    mayWait: mayWait ? true : nil))
        case .edit(let serial, let version, let form, let answers):
            return .edit(serial: serial, version: version, form: form, answers: answers)
        case .cancel(let serial, let version, let reason):
            return .cancel(serial: serial, version: version, reason: reason)
        case .restore(let serial, let version, let status):
            return .restore(serial: serial, version: version, status: status)
        case .checkIn(let serial, let mode, let gate):
            return .checkIn(CheckIn(serial: serial, mode: mode, gate: gate, at: moment))
        case .undoCheckIn(let serial, let admission):
            return .undoCheckIn(
                CheckInUndo(
                    serial: serial, place: admission.place, day: admission.day, movement: admission.moved.command,
                    at: moment))
        case .review(let review): return .review(review)
        case .undoReview(let undo): return .undoReview(undo)
        case .setCapacity(let change): return .setCapacity(change)
        case .checkInToSession(let serial, let mode, let session):
            return .checkIn(CheckIn(serial: serial, mode: mode, session: session, at: moment))
        case .enrol(let serial, let session, let byPass):
            return .enrol(SeatRequest(serial: serial, session: session, at: moment, isByPass: byPass))
        case .cancelEnrolment(let serial, let session, let byPass):
            return .cancelEnrolment(SeatRequest(serial: serial, session: session, at: moment, isByPass: byPass))
        case .setPrograms(let plan): return .setPrograms(plan)
        case .export(let record): return .export(record)
        case .reissue(let old, let version, let reason):
            guard let serial else { return nil }
            return .reissue(
                Reissue(serial: old, version: version, replacement: serial, publicID: publicID, reason: reason))
        }
    }

    var takesSerial: Bool {
        switch self {
        case .register, .reissue: true
        default: false
        }
    }

    /// It is about several, or about the event: no copy decides it, and nobody is told of it as kept.
    var isAboutSeveral: Bool {
        switch self {
        case .review, .undoReview, .setCapacity: true
        default: false
        }
    }

    /// Whether `action` asks for the same, what a desk adds to it aside: a registration's serial, a passage's moment.
    func isSame(as action: Command.Action) -> Bool {
        if case .register(_, let form, let answers, _) = self, case .register(let new) = action {
            return form == new.form && answers == new.answers
        }
        if case .reissue(let serial, let version, _) = self, case .reissue(let other) = action {
            return serial == other.serial && version == other.version
        }
        let moment: Timestamp =
            switch action {
            case .checkIn(let scan): scan.at
            case .undoCheckIn(let undo): undo.at
            case .enrol(let request), .cancelEnrolment(let request): request.at
            case .register, .edit, .cancel, .restore, .review, .undoReview, .setCapacity, .importRows, .setPrograms,
                .export, .reissue:
                Timestamp(milliseconds: 0)
            }
        return self.action(serial: nil, publicID: "", at: moment) == action
    }
}
