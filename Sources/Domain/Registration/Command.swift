// A command: the only way anything changes. Who, where, when, what.

/// One change somebody at a desk asked for. Applied any number of times under its id, it happens once.
public struct Command: Hashable, Sendable, Codable {
    /// Goes up when the payload's shape changes; a store takes this one and the one before.
    public static let currentPayloadVersion = 2
    /// What a store takes: a desk that was not brought up to date yet may still send the one before.
    public static let acceptedPayloadVersions = max(1, currentPayloadVersion - 1)...currentPayloadVersion

    public var payloadVersion = Command.currentPayloadVersion
    public var id: CommandID
    public var event: EventID
    public var desk: DeskID
    /// The desk's own running number of its commands.
    public var deskSequence: Int64
    /// Who asked: a staff name once there are staff, until then the desk's own name.
    public var actor: String
    /// When the command was made, by the server's clock as far as the desk knew it.
    public var madeAt: Timestamp
    public var action: Action
    /// The same moment by the machine, where the desk did not know the server's time; nil where it did.
    public var clock: MachineMoment?
    /// What the desk has told already, where it could not ask the database.
    public var apart: DecidedApart?

    public init(
        id: CommandID, event: EventID, desk: DeskID, deskSequence: Int64, actor: String, madeAt: Timestamp,
        action: Action, clock: MachineMoment? = nil, apart: DecidedApart? = nil
    ) {
        self.id = id
        self.event = event
        self.desk = desk
        self.deskSequence = deskSequence
        self.actor = actor
        self.madeAt = madeAt
        self.action = action
        self.clock = clock
        self.apart = apart
    }

    /// What to do.
    public enum Action: Hashable, Sendable, Codable {
        case register(NewRegistration)
        /// Replaces all answers of a registration.
        case edit(serial: Serial, version: Int, form: FormReference, answers: Answers)
        case cancel(serial: Serial, version: Int, reason: String)
        /// The inverse of a cancel: back to the status before it.
        case restore(serial: Serial, version: Int, status: Registration.Status)
        /// Somebody at a gate, in or out.
        case checkIn(CheckIn)
        /// The inverse of a check-in's last movement.
        case undoCheckIn(CheckInUndo)
        /// A file's people, who lie in rows of their own.
        case importRows(ImportOrder)
        /// A decision on several applications.
        case review(Review)
        /// The inverse of decisions.
        case undoReview(ReviewUndo)
        case setCapacity(CapacityChange)
        /// Somebody wants a seat in a session.
        case enrol(SeatRequest)
        /// The inverse of an enrolment; whoever enrols again is last in order.
        case cancelEnrolment(SeatRequest)
        /// Programs and sessions as they shall be.
        case setPrograms(ProgramPlan)
        /// Data has left as a file. Changes nothing; it is here to be recorded.
        case export(ExportRecord)
        /// A new pass under a new serial; the old one is revoked.
        case reissue(Reissue)

        /// The word for it in the audit log.
        public var kind: String {
            switch self {
            case .register: "register"
            case .edit: "edit"
            case .cancel: "cancel"
            case .restore: "restore"
            case .checkIn(let scan): scan.mode.kind
            case .undoCheckIn: CheckInUndo.kind
            case .importRows: "import"
            case .review: "review"
            case .undoReview: "undo_review"
            case .setCapacity: "set_capacity"
            case .enrol: "enrol"
            case .cancelEnrolment: "cancel_enrolment"
            case .setPrograms: "set_programs"
            case .export: "export"
            case .reissue: Reissue.kind
            }
        }

        /// The registration it is about; nil for one about several or none.
        public var serial: Serial? {
            switch self {
            case .register(let new): new.serial
            case .edit(let serial, _, _, _), .cancel(let serial, _, _), .restore(let serial, _, _): serial
            case .checkIn(let scan): scan.serial
            case .undoCheckIn(let undo): undo.serial
            case .reissue(let reissue): reissue.serial
            case .review, .undoReview, .setCapacity, .setPrograms, .importRows, .export: nil
            case .enrol(let request), .cancelEnrolment(let request): request.serial
            }
        }

        /// It may take seats or give some up.
        public var concernsSeats: Bool {
            switch self {
            case .register(let new): new.source == .walkIn
            // A reissue moves one, under the same lock.
            case .edit, .cancel, .restore, .review, .undoReview, .setCapacity, .importRows, .reissue: true
            case .checkIn, .undoCheckIn, .enrol, .cancelEnrolment, .setPrograms, .export: false
            }
        }

        /// The form its answers were given to, for those that carry answers.
        public var form: FormReference? {
            switch self {
            case .register(let new): new.form
            case .edit(_, _, let form, _): form
            case .importRows(let order): order.form
            case .cancel, .restore, .checkIn, .undoCheckIn, .review, .undoReview, .setCapacity, .enrol,
                .cancelEnrolment, .setPrograms, .export, .reissue:
                nil
            }
        }

        /// The answers it carries.
        public var answers: Answers? {
            switch self {
            case .register(let new): new.answers
            case .edit(_, _, _, let answers): answers
            case .cancel, .restore, .checkIn, .undoCheckIn, .reissue, .export, .enrol, .cancelEnrolment, .setPrograms,
                .review, .undoReview, .setCapacity, .importRows:
                nil
            }
        }

        /// The telephone it would give to its registration, for those that carry one.
        public var phone: PhoneNumber? {
            switch self {
            case .register(let new): new.answers[.phone]?.text.flatMap(PhoneNumber.init(normalising:))
            case .edit(_, _, _, let answers): answers[.phone]?.text.flatMap(PhoneNumber.init(normalising:))
            case .cancel, .restore, .checkIn, .undoCheckIn, .reissue, .export, .enrol, .cancelEnrolment, .setPrograms,
                .review, .undoReview, .setCapacity, .importRows:
                nil
            }
        }
    }
}

/// A registration somebody asks for: not checked yet, so not a `Registration`.
public struct NewRegistration: Hashable, Sendable, Codable {
    /// Taken from the desk's own block before the command was written down.
    public var serial: Serial
    public var publicID: String
    public var source: Registration.Source
    public var form: FormReference
    public var answers: Answers
    /// Where it begins, if not where its source begins: a list may say so.
    public var status: Registration.Status?
    /// Somebody at the desk who will wait where every seat is taken; without it they are refused then.
    public var mayWait: Bool?

    public init(
        serial: Serial, publicID: String, source: Registration.Source, form: FormReference, answers: Answers,
        status: Registration.Status? = nil, mayWait: Bool? = nil
    ) {
        self.serial = serial
        self.publicID = publicID
        self.source = source
        self.form = form
        self.answers = answers
        self.status = status
        self.mayWait = mayWait
    }
}
