// What a desk without a line decides or keeps, and what it leaves to whoever has one.

import Domain

extension Command.Action {
    /// It is about one person, and no seat.
    var isDecidedAlone: Bool {
        switch self {
        case .register, .edit, .cancel, .restore, .checkIn, .undoCheckIn, .reissue: true
        case .review, .undoReview, .setCapacity, .enrol, .cancelEnrolment, .setPrograms, .export, .importRows: false
        }
    }
}

extension Submission.Change {
    /// A desk without a line may decide it, or keep it undecided.
    var isDecidedAlone: Bool {
        switch self {
        case .register, .edit, .cancel, .restore, .checkIn, .checkInToSession, .undoCheckIn, .reissue: true
        case .review, .undoReview, .setCapacity, .enrol, .cancelEnrolment, .setPrograms, .export: false
        }
    }

    /// Somebody has gone through a door, or that is taken back: it is kept also where nobody here can decide it.
    var isPassage: Bool {
        switch self {
        case .checkIn, .checkInToSession, .undoCheckIn: true
        case .register, .edit, .cancel, .restore, .reissue, .review, .undoReview, .setCapacity, .enrol,
            .cancelEnrolment, .setPrograms, .export:
            false
        }
    }
}
