// Walk-ins beyond the last seat: refused, or waiting where they may.

import Domain
import Testing

@Suite("Walk-ins who may wait")
struct WaitingWalkInTests {
    private func decide(mayWait: Bool?, free: Int, told: Outcome? = nil) -> Decision {
        guard case .register(var new) = Sample.registration(Sample.answers) else {
            preconditionFailure("a registration is one")
        }
        new.mayWait = mayWait
        var command = Sample.command(.register(new))
        command.apart = told.map { DecidedApart(told: $0) }
        let seats = Seats(event: Seats.Scope(capacity: 5, taken: 5 - free))
        return Domain.decide(command, Facts(form: Sample.form(), subject: nil, samePhone: nil, seats: seats))
    }

    private static let waiting = Outcome.registeredApart(Sample.serial(1), .waitlisted, into: nil)

    @Test("with a seat they are registered, without one refused, or last in line where they may wait")
    func decided() {
        #expect(decide(mayWait: true, free: 1).outcome == .registered(Sample.serial(1)))
        #expect(decide(mayWait: nil, free: 0).outcome.word == "full")
        let waits = decide(mayWait: true, free: 0)
        #expect(waits.outcome == Self.waiting && waits.joinsLine == Sample.serial(1))
        #expect(waits.row(of: Sample.serial(1))?.status == .waitlisted)
    }

    @Test("told before, they are no conflict as long as it is the same; whoever was told of a seat and has none is one")
    func apart() {
        #expect(decide(mayWait: true, free: 0, told: Self.waiting).conflict == nil)
        #expect(decide(mayWait: true, free: 1, told: Self.waiting).conflict == nil)
        let other = decide(mayWait: true, free: 0, told: .registered(Sample.serial(1)))
        #expect(other.outcome == Self.waiting && other.conflict?.kind == .waitlisted)
    }
}
