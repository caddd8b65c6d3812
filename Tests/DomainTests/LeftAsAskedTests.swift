// Refusals after which everything is as it was asked for.

import Domain
import Testing

@Suite("Left as asked")
struct LeftAsAskedTests {
    private static func scan(_ mode: CheckIn.Mode) -> Command.Action {
        .checkIn(CheckIn(serial: Sample.serial(7), mode: mode, gate: .main, at: Sample.moment))
    }

    @Test(
        "is whoever is in and was to come in, whoever is out and was to leave, and what was cancelled or restored already",
        arguments: [
            (scan(.enter), [Refusal.Reason.alreadyCheckedIn]), (scan(.reenter), [.alreadyCheckedIn]),
            (scan(.leave), [.alreadyLeft, .notCheckedIn]),
            (.cancel(serial: Sample.serial(7), version: 1, reason: "x"), [.cancelled]),
            (.restore(serial: Sample.serial(7), version: 1, status: .approved), [.notCancelled]),
            (.edit(serial: Sample.serial(7), version: 1, form: Sample.reference, answers: Sample.answers), []),
        ] as [(Command.Action, [Refusal.Reason])])
    func asAsked(_ action: Command.Action, _ reasons: [Refusal.Reason]) {
        let all: [Refusal.Reason] = [
            .alreadyCheckedIn, .alreadyLeft, .notCheckedIn, .cancelled, .notCancelled, .revoked, .notApproved,
            .conflict,
            .duplicate, .unknownSerial, .waitlisted, .full,
        ]
        #expect(all.filter { Refusal($0).leavesItAsAsked(by: action) } == reasons)
    }
}
