// What a gate answers to a scan.

public import Domain
import Store

/// The answer to a scan: one result, and who it was as far as that is known.
public struct CheckInAnswer: Hashable, Sendable {
    public enum Result: Hashable, Sendable {
        /// In, out or in again, as asked. The admission says when and where, and when the first entry was.
        case passed(CheckIn.Mode, Admission)
        /// In already: the admission says since when, where, and who let them in.
        case alreadyIn(Admission)
        /// A rule says no; with the admission where that has something to do with it.
        case refused(Refusal.Reason, Admission?)
        /// These digits are no pass of this event.
        case notAPass(PassFault)
        /// The database was out of reach: the scan is kept at this desk and nobody has decided it yet.
        case queued(Serial)
        /// It is the test pass. Nothing was changed, nobody let in.
        case test(PassTest)
    }

    public var result: Result
    /// Whose pass it is; nil for what is no pass, for an unknown serial, and for what is queued.
    public var person: Registration?
    /// What the event wants to see of the person when they are scanned, in the order of their form.
    public var notes: [ScanNote] = []
    /// Their form could not be read, so that nobody knows what there was to show.
    public var lacksNotes = false
    /// This desk has decided it by its copy of the event: the database was out of reach, and no other desk knows of it.
    public var isByCopy = false
    /// When that copy was last as the database; nil where it was not asked.
    public var copyIsFrom: Timestamp?
    /// When it was answered, by the event's time; nil where nobody noted it.
    public var answeredAt: Timestamp?

    public init(result: Result, person: Registration?) {
        self.result = result
        self.person = person
    }

    /// Nil for the answer to anything but a check-in.
    public init?(_ submitted: SubmissionResult) {
        switch submitted {
        case .queued(let serial): self.init(result: .queued(serial), person: nil)
        case .applied(let receipt), .kept(let receipt):
            self.init(receipt)
            isByCopy = receipt.isByCopy
        }
    }

    private init?(_ receipt: Receipt) {
        switch receipt.outcome {
        case .passed(_, let mode, let admission): self.init(result: .passed(mode, admission), person: receipt.row)
        case .refused(let refusal):
            if refusal.reason == .alreadyCheckedIn, let admission = refusal.admission {
                self.init(result: .alreadyIn(admission), person: receipt.existing)
            } else {
                self.init(result: .refused(refusal.reason, refusal.admission), person: receipt.existing)
            }
        case .registered, .registeredApart, .edited, .cancelled, .restored, .passageUndone, .imported, .reviewed,
            .reviewUndone,
            .capacitySet, .enrolled, .enrolmentCancelled, .programsSet, .exported, .reissued:
            return nil
        }
    }

    /// The event wants this person sent to the desk. The rules have let them in or not all the same.
    public var holds: Bool { notes.contains(where: \.holds) }

    /// The reason's code where the person was not let through, `already_checked_in` among them.
    public var reason: String? {
        switch result {
        case .passed, .queued, .test: nil
        case .alreadyIn: Refusal.Reason.alreadyCheckedIn.rawValue
        case .refused(let reason, _): reason.rawValue
        case .notAPass(let fault): fault.rawValue
        }
    }

    /// The admission it is about.
    public var admission: Admission? {
        switch result {
        case .passed(_, let admission), .alreadyIn(let admission): admission
        case .refused(_, let admission): admission
        case .notAPass, .queued, .test: nil
        }
    }
}
