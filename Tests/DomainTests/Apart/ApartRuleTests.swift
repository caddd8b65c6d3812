// What becomes of a command that its desk has acted on: what stands, and what a manager is told.

import Domain
import Testing

@Suite("Decided at a desk without a line")
struct ApartRuleTests {
    /// The passage that the desk let happen, by the movement that it has told of.
    private func apart(_ arrival: Arrival) -> Decision {
        var command = arrival.command
        let told = Movement(command: command.id, at: Arrival.scannedAt, gate: arrival.gate.name, by: command.actor)
        let passage = Admission(place: .area(arrival.gate.area), day: Arrival.day("2026-05-01"), entered: told)
        command.apart = DecidedApart(told: .passed(Sample.serial(1), arrival.mode, passage))
        return decide(
            command, Facts(form: nil, subject: arrival.subject, samePhone: nil, checkIn: arrival.facts))
    }

    private func isAdmitted(_ decision: Decision) -> Bool {
        decision.changes.contains { if case .admit = $0 { true } else { false } }
    }

    // MARK: At a gate

    @Test("whoever was let in with every right is in, and nobody is told")
    func withRight() {
        let decision = apart(Arrival())
        #expect(decision.outcome.word == "checked_in" && isAdmitted(decision) && decision.conflict == nil)
    }

    /// What takes the right to enter from somebody, and leaves them inside once they are.
    static let losses: [(reason: Refusal.Reason, change: @Sendable (inout Arrival) -> Void)] = [
        (.cancelled, { $0.subject?.status = .cancelled }),
        (.notApproved, { $0.subject?.status = .rejected }),
        (.waitlisted, { $0.subject?.status = .waitlisted }),
        (.outsideDays, { $0.facts.moment.day = Arrival.day("2026-05-03") }),
        (.categoryNotAllowed, { $0.gate.categories = ["teacher"] }),
        (.beforeDoors, { $0.gate.opens = Arrival.time("10:00") }),
        (.gateClosed, { $0.gate.closes = Arrival.time("09:12") }),
    ]

    @Test("whoever was let in without the right to it is inside all the same, and listed with the reason")
    func withoutRight() {
        for (reason, change) in Self.losses {
            let decision = apart(Arrival().with(change))
            #expect(decision.outcome.word == "checked_in" && isAdmitted(decision), "\(reason)")
            let conflict = decision.conflict
            #expect(conflict?.kind == .withoutRight && conflict?.reason == reason, "\(reason)")
            #expect(conflict?.other == nil, "\(reason)")
            #expect(conflict?.passage?.gate == "main" && conflict?.admission?.entered.gate == "main", "\(reason)")
        }
    }

    @Test("where they are inside already they were admitted twice: the entry that stands is told, and the reason")
    func twice() {
        let twice = apart(Arrival().with { $0.facts.admission = Arrival.inside })
        #expect(twice.outcome.word == "already_checked_in" && twice.changes.isEmpty)
        #expect(twice.conflict?.kind == .admittedTwice && twice.conflict?.reason == .alreadyCheckedIn)
        #expect(twice.conflict?.admission == Arrival.inside && twice.conflict?.isTwiceWithoutRight == false)
        for (reason, change) in Self.losses {
            let decision = apart(
                Arrival().with {
                    change(&$0)
                    $0.facts.admission = Arrival.inside
                })
            let conflict = decision.conflict
            #expect(decision.outcome.word == "already_checked_in" && decision.changes.isEmpty, "\(reason)")
            #expect(conflict?.kind == .admittedTwice && conflict?.reason == reason, "\(reason)")
            #expect(conflict?.isTwiceWithoutRight == true && conflict?.admission == Arrival.inside, "\(reason)")
        }
    }

    @Test("a revoked pass lets nobody in: its owner may be at the next gate")
    func revoked() {
        let decision = apart(Arrival().with { $0.facts.isRevoked = true })
        #expect(decision.outcome.word == "revoked" && decision.changes.isEmpty)
        #expect(decision.conflict?.kind == .revokedPass && decision.conflict?.serial == Sample.serial(1))
    }

    @Test("by the pass of somebody who was merged the survivor was let in, and is named beside it")
    func byMergedPass() {
        let decision = apart(
            Arrival().with {
                $0.subject = Sample.person(status: .merged)
                $0.facts.survivor = Sample.person(99, status: .cancelled)
            })
        #expect(decision.conflict?.kind == .withoutRight && decision.conflict?.serial == Sample.serial(1))
        #expect(decision.conflict?.other == Sample.serial(99))
    }

    @Test("whoever is nobody stays so, and a manager is told that it was not carried out")
    func nobody() {
        let decision = apart(Arrival().with { $0.subject = nil })
        #expect(decision.outcome.word == "unknown_serial" && decision.changes.isEmpty)
        #expect(decision.conflict?.kind == .notCarriedOut && decision.conflict?.reason == .unknownSerial)
    }

    // MARK: Registering

    /// A registration that its desk has told of as `told`.
    private func register(_ told: Outcome, samePhone: Registration? = nil, seats: Seats? = nil) -> Decision {
        var command = Sample.command(Sample.registration(Sample.answers))
        command.apart = DecidedApart(told: told)
        return decide(command, Facts(form: Sample.form(), subject: nil, samePhone: samePhone, seats: seats))
    }

    private let holder = Sample.person(2, name: "이서연")
    private let full = Seats(event: .init(capacity: 3, taken: 3))

    @Test("a telephone that somebody else has by now makes the two one person, and the pass stays theirs")
    func merged() {
        let decision = register(.registered(Sample.serial(1)), samePhone: holder)
        let row = decision.row(of: Sample.serial(1))
        #expect(row?.status == .merged && row?.mergedInto == holder.serial)
        #expect(decision.outcome == .registeredApart(Sample.serial(1), .merged, into: holder.serial))
        #expect(decision.conflict?.kind == .merged && decision.conflict?.other == holder.serial)
    }

    @Test("beyond the last seat somebody waits, and is told of")
    func waitlisted() {
        let decision = register(.registered(Sample.serial(1)), seats: full)
        #expect(decision.row(of: Sample.serial(1))?.status == .waitlisted)
        #expect(decision.conflict?.kind == .waitlisted && decision.conflict?.other == nil)
    }

    @Test("sent again to a database that has lost it, it comes to the same, and a manager is told only of what is new")
    func again() {
        let merged = Outcome.registeredApart(Sample.serial(1), .merged, into: holder.serial)
        let same = register(merged, samePhone: holder)
        #expect(same.outcome == merged && same.conflict == nil)
        let waits = register(.registeredApart(Sample.serial(1), .waitlisted, into: nil), seats: full)
        #expect(waits.row(of: Sample.serial(1))?.status == .waitlisted && waits.conflict == nil)
        let other = Sample.person(3, name: "박지우")
        #expect(register(merged, samePhone: other).conflict?.other == other.serial)
    }

    // MARK: A new pass

    @Test("a new pass that was handed out leads to the person, whether others have changed them or given them one too")
    func reissued() {
        let (old, mine, theirs) = (Sample.serial(1), Sample.serial(9), Sample.serial(5))
        let asked = Reissue(serial: old, version: 1, replacement: mine, publicID: "f", reason: "")
        var command = Sample.command(.reissue(asked))
        command.apart = DecidedApart(told: .reissued(old, mine, version: 2))
        var edited = Sample.person(1)
        edited.version = 3
        let alone = decide(command, Facts(form: nil, subject: edited, samePhone: nil))
        #expect(alone.outcome == .reissued(old, mine, version: 4) && alone.conflict == nil)
        #expect(alone.row(of: mine)?.name == edited.name && alone.row(of: old)?.mergedInto == mine)
        var gone = Sample.person(1, status: .merged)
        (gone.version, gone.mergedInto) = (2, theirs)
        let both = decide(command, Facts(form: nil, subject: gone, samePhone: nil))
        #expect(both.row(of: mine)?.mergedInto == theirs && both.row(of: mine)?.status == .merged)
        #expect(both.row(of: old) == nil && both.changes.contains(.revoke(old)))
        #expect(both.conflict?.isSecondPass == true && both.conflict?.serial == mine)
        #expect(both.conflict?.other == theirs)
        // Cancelled meanwhile: the pass is theirs all the same, and says so at the gate.
        let cancelled = decide(
            command, Facts(form: nil, subject: Sample.person(1, status: .cancelled, version: 2), samePhone: nil))
        #expect(cancelled.row(of: mine)?.mergedInto == old && cancelled.row(of: old) == nil)
        #expect(cancelled.conflict?.kind == .notCarriedOut && cancelled.conflict?.reason == .cancelled)
        // Whoever waits for the answer is told of the other one.
        command.apart = nil
        #expect(decide(command, Facts(form: nil, subject: gone, samePhone: nil)).outcome.word == "conflict")
    }

    // MARK: The clock

    private static let hour: Int64 = 3_600_000

    @Test("a command made by a wrong clock is put right as a whole, and is known to be")
    func later() {
        var command = Arrival().command
        command.clock = MachineMoment(boot: "x", milliseconds: 5)
        let right = command.later(by: 25 * Self.hour, minutesAheadOfUTC: 540)
        #expect(right.clock == nil && right.madeAt.milliseconds == command.madeAt.milliseconds + 25 * Self.hour)
        guard case .checkIn(let scan) = right.action else {
            Issue.record("another command")
            return
        }
        #expect(scan.at.milliseconds == Arrival.scannedAt.milliseconds + 25 * Self.hour)
    }

    @Test("taking back an entry of the same wrong day takes it back on the right one; an older entry stays where it is")
    func laterUndo() {
        // 09:12 on 1 May in Seoul, by a clock that is a day and an hour behind.
        func day(_ text: String) -> CalendarDate? {
            let undo = CheckInUndo(
                serial: Sample.serial(1), place: .area("main"), day: Arrival.day(text),
                movement: Arrival.movement(1).command, at: Arrival.scannedAt)
            let right = Sample.command(.undoCheckIn(undo)).later(by: 25 * Self.hour, minutesAheadOfUTC: 540)
            guard case .undoCheckIn(let moved) = right.action else { return nil }
            #expect(moved.at.milliseconds == Arrival.scannedAt.milliseconds + 25 * Self.hour)
            return moved.day
        }
        #expect(day("2026-05-01") == Arrival.day("2026-05-02"))
        #expect(day("2026-04-30") == Arrival.day("2026-04-30"))
    }

    // MARK: A day to come

    /// Scanned at 09:12 on 1 May in Seoul, by a desk whose time nobody could put right; stored when the server says `now`.
    private func claimed(_ now: Timestamp, _ change: (inout Command) -> Void = { _ in }) -> Command? {
        var command = Arrival().command
        command.clock = MachineMoment(boot: "before", milliseconds: 5)
        change(&command)
        var facts = Arrival().facts
        facts.now = now
        return command.onServersDay(facts)
    }

    @Test("a day that is to come at the server was today: the hour stays, or it is now where that is to come as well")
    func dayToCome() {
        let scanned = Arrival.scannedAt.milliseconds
        func at(_ command: Command?) -> Int64? { command?.action.gateTime?.milliseconds }
        // The afternoon of the day before, and its early morning.
        #expect(at(claimed(Timestamp(milliseconds: scanned - 18 * Self.hour))) == scanned - 24 * Self.hour)
        #expect(at(claimed(Timestamp(milliseconds: scanned - 30 * Self.hour))) == scanned - 30 * Self.hour)
        #expect(at(claimed(Timestamp(milliseconds: scanned - 66 * Self.hour))) == scanned - 72 * Self.hour)
        // The same day, earlier, and any later one: desks may send what is days old.
        #expect(claimed(Timestamp(milliseconds: scanned - 2 * Self.hour)) == nil)
        #expect(claimed(Timestamp(milliseconds: scanned + 200 * Self.hour)) == nil)
        // Whose desk knew the time, or waits for the answer, is taken at its word: scripts play with clocks of their own.
        #expect(claimed(Timestamp(milliseconds: scanned - 18 * Self.hour)) { $0.clock = nil } == nil)
        let told = claimed(Timestamp(milliseconds: scanned - 18 * Self.hour)) {
            $0.clock = nil
            $0.apart = DecidedApart(told: .passageUndone(Sample.serial(1), nil))
        }
        #expect(told?.apart != nil)
    }

    @Test("taking back goes to the same day as the entry that is taken back")
    func dayToComeUndone() {
        let put = claimed(Timestamp(milliseconds: Arrival.scannedAt.milliseconds - 18 * Self.hour)) {
            $0.action = .undoCheckIn(
                CheckInUndo(
                    serial: Sample.serial(1), place: .area("main"), day: Arrival.day("2026-05-01"),
                    movement: Arrival.movement(1).command, at: Arrival.scannedAt))
        }
        guard case .undoCheckIn(let undo)? = put?.action else {
            Issue.record("another command")
            return
        }
        #expect(undo.day == Arrival.day("2026-04-30"))
    }

    @Test("what counts for another day than its desk took it for is listed with both, and as a second entry")
    func otherDay() {
        let claimed = Arrival.day("2026-05-02")
        let first = apart(Arrival().with { $0.facts.claimedDay = claimed })
        #expect(first.outcome.word == "checked_in" && isAdmitted(first))
        #expect(first.conflict?.kind == .otherDay && first.conflict?.claimedDay == claimed)
        #expect(first.conflict?.admission?.day == Arrival.day("2026-05-01") && first.conflict?.passage?.gate == "main")
        let second = apart(
            Arrival().with {
                $0.facts.claimedDay = claimed
                $0.facts.admission = Arrival.inside
            })
        #expect(second.changes.isEmpty)
        #expect(second.conflict?.kind == .admittedTwice && second.conflict?.claimedDay == claimed)
    }
}
