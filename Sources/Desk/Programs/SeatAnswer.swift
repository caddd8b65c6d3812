// What somebody who wants a seat, or gives one back, is told.

public import Domain
import Store

/// The answer to an enrolment or its cancelling.
public struct SeatAnswer: Hashable, Sendable {
    public enum Result: Hashable, Sendable {
        case enrolled(SessionID, Standing)
        /// With whoever moved up from the waiting list.
        case cancelled(SessionID, promoted: Serial?)
        case refused(Refusal)
        /// The database was out of reach: kept at this desk, and nobody has decided it yet.
        case queued(Serial)
    }

    public var result: Result
    /// Whom it is about; nil for an unknown serial and for what is queued.
    public var person: Registration?

    /// Nil for the answer to anything else.
    init?(_ submitted: SubmissionResult) {
        switch submitted {
        case .queued(let serial):
            result = .queued(serial)
            person = nil
        case .applied(let receipt), .kept(let receipt):
            switch receipt.outcome {
            case .enrolled(_, let session, let standing): result = .enrolled(session, standing)
            case .enrolmentCancelled(_, let session, let promoted): result = .cancelled(session, promoted: promoted)
            case .refused(let refusal): result = .refused(refusal)
            default: return nil
            }
            person = receipt.row ?? receipt.existing
        }
    }
}

/// The answer to a plan of programs.
public enum PlanAnswer: Hashable, Sendable {
    /// How many sessions were named, how many people moved up from waiting lists to seats, and how many programs and sessions
    /// are other than before; nil where the database was asked by an earlier program.
    case set(sessions: Int, promoted: Int, changed: Int?)
    /// Nothing was changed.
    case refused(Refusal)
}
