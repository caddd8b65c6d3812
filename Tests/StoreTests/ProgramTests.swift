// Programs, seats and session doors over a real database, one after another.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Programs")
struct ProgramTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        for serial in Int64(1)...8 { _ = try store.apply(fixture.registration(serial)) }
        _ = try store.apply(
            fixture.plan(
                try Fixture.session("talk", capacity: 2, waiting: 2), try Fixture.session("same-time", capacity: 9),
                try Fixture.session("later", capacity: 1, waiting: 3, hours: 1),
                try Fixture.session("shut", capacity: 9, hours: 3, isClosed: true)))
    }

    private func word(_ command: Command) throws -> String { try store.apply(command).outcome.word }

    private func fill() throws {
        for serial in Int64(1)...4 { _ = try store.apply(fixture.enrol(serial, "talk")) }
    }

    private func standings(_ session: String) throws -> [Int64: Standing] {
        let page = try store.people(in: Fixture.session(session), after: nil, limit: 50, event: fixture.event)
        return Dictionary(uniqueKeysWithValues: page.people.map { ($0.person.serial.rawValue, $0.standing) })
    }

    @Test("seats first, then places, then full; and every other reason")
    func reasons() throws {
        #expect(try word(fixture.enrol(1, "talk")) == "enrolled")
        #expect(try word(fixture.enrol(1, "talk")) == "already_enrolled")
        #expect(try word(fixture.enrol(1, "same-time")) == "overlaps")
        #expect(try word(fixture.enrol(1, "later")) == "enrolled")
        #expect(try word(fixture.enrol(2, "talk")) == "enrolled")
        let waits = try store.apply(fixture.enrol(3, "talk")).outcome
        #expect(waits == .enrolled(Fixture.serial(3), Fixture.session("talk"), .waiting(place: 1)))
        #expect(try word(fixture.enrol(4, "talk")) == "enrolled_waiting")
        #expect(try word(fixture.enrol(5, "talk")) == "full")
        #expect(try word(fixture.enrol(5, "shut")) == "closed")
        #expect(try word(fixture.enrol(5, "nothing")) == "unknown_session")
        #expect(try word(fixture.enrol(99, "talk")) == "not_found")
        #expect(try word(fixture.leave(5, "talk")) == "not_enrolled")
        let after = Timestamp(milliseconds: 1_777_600_800_000)
        #expect(try word(fixture.enrol(5, "same-time", at: after)) == "session_over")
        #expect(try word(fixture.leave(1, "talk", at: after)) == "session_over")
        let row = try #require(try store.registration(Fixture.serial(6), event: fixture.event))
        _ = try store.apply(fixture.cancel(row))
        #expect(try word(fixture.enrol(6, "talk")) == "cancelled")
        try fixture.checkSeats("reasons")
    }

    @Test("the same enrolment twice is one")
    func replay() throws {
        let command = fixture.enrol(1, "talk")
        let first = try store.apply(command)
        let second = try store.apply(command)
        #expect(second.isReplay && second.outcome == first.outcome)
        #expect(try fixture.count("SELECT confirmed FROM expo.session WHERE id = 'talk'") == 1)
    }

    @Test("whoever leaves a seat gives it to the first who waits; whoever leaves the list gives nobody anything")
    func promotion() throws {
        try fill()
        let left = try store.apply(fixture.leave(2, "talk")).outcome
        #expect(
            left == .enrolmentCancelled(Fixture.serial(2), Fixture.session("talk"), promoted: Fixture.serial(3)))
        #expect(try standings("talk") == [1: .confirmed, 3: .confirmed, 4: .waiting(place: 1)])
        // Whoever enrols again is last.
        _ = try store.apply(fixture.enrol(2, "talk"))
        #expect(try standings("talk")[2] == .waiting(place: 2))
        let place = try store.apply(fixture.leave(4, "talk")).outcome
        #expect(place == .enrolmentCancelled(Fixture.serial(4), Fixture.session("talk"), promoted: nil))
        #expect(try standings("talk") == [1: .confirmed, 3: .confirmed, 2: .waiting(place: 1)])
        try fixture.checkSeats("promotion")
    }

    @Test("a cancelled registration gives up its seats; who moves up finds that in their history; restored it has none")
    func cancelledRegistration() throws {
        try fill()
        _ = try store.apply(fixture.enrol(1, "later"))
        _ = try store.apply(fixture.enrol(3, "later"))
        let row = try #require(try store.registration(Fixture.serial(1), event: fixture.event))
        let cancelled = try #require(try store.apply(fixture.cancel(row)).row)
        #expect(try standings("talk") == [2: .confirmed, 3: .confirmed, 4: .waiting(place: 1)])
        #expect(try standings("later") == [3: .confirmed])
        let log = try store.commands(on: Fixture.serial(3), event: fixture.event, limit: 20).commands
        let last = try #require(log.last)
        #expect(last.kind == "cancel" && last.isAboutOther && last.version == nil)
        #expect(last.promotedIn.map(\.text).sorted() == ["later", "talk"])
        // It leaves their own registration, and what is next to be undone, as they were.
        let history = PersonHistory(log, forms: [fixture.form: Fixture.definition()])
        #expect(history.newest?.command.kind == "register" && history.steps.last?.after?.status == .approved)
        _ = try store.apply(fixture.restore(cancelled))
        #expect(try standings("talk")[1] == nil && standings("later")[1] == nil)
        try fixture.checkSeats("cancelled")
    }

    @Test("more seats promote in order; fewer than are taken are refused by the session's name, and nothing is changed")
    func capacity() throws {
        try fill()
        let lower = try store.apply(
            fixture.plan(
                try Fixture.session("new", capacity: 5), try Fixture.session("talk", capacity: 1, waiting: 2))
        ).outcome
        #expect(lower == .refused(Refusal(.capacityTaken, session: Fixture.session("talk"))))
        #expect(try store.sessions(event: fixture.event, only: Fixture.session("new")).isEmpty)
        let plan = try fixture.plan(try Fixture.session("talk", capacity: 3, waiting: 1))
        #expect(try store.apply(plan).outcome == .programsSet(sessions: 1, promoted: 1, changed: 1))
        #expect(try standings("talk")[3] == .confirmed && standings("talk")[4] == .waiting(place: 1))
        let log = try store.commands(on: Fixture.serial(3), event: fixture.event, limit: 20).commands
        #expect(log.last?.kind == "set_programs" && log.last?.promotedIn == [Fixture.session("talk")])
        // The same once more changes nothing.
        let again = try fixture.plan(try Fixture.session("talk", capacity: 3, waiting: 1))
        #expect(try store.apply(again).outcome == .programsSet(sessions: 1, promoted: 0, changed: 0))
        // Another title or another place among the programs does.
        let program = EventProgram(id: try #require(ProgramID("talks")), title: Localized(ko: "강연들", en: "Talks"))
        let titled = ProgramPlan(programs: [program], sessions: [])
        #expect(
            try store.apply(fixture.command(.setPrograms(titled))).outcome
                == .programsSet(sessions: 0, promoted: 0, changed: 1))
        #expect(try store.sessions(event: fixture.event).first?.title == program.title)
        try fixture.checkSeats("capacity")
    }

    @Test("a session's door: from 30 minutes before until the end, for those with seats, once")
    func door() throws {
        try fill()
        #expect(try word(fixture.door(5, "talk", minutes: 0)) == "not_enrolled")
        #expect(try word(fixture.door(3, "talk", minutes: 0)) == "waitlisted")
        #expect(try word(fixture.door(1, "talk", minutes: -31)) == "too_early")
        #expect(try word(fixture.door(1, "talk", minutes: -30)) == "checked_in")
        #expect(try word(fixture.door(1, "talk", minutes: 0)) == "already_checked_in")
        #expect(try word(fixture.door(2, "talk", minutes: 60)) == "session_over")
        #expect(try word(fixture.door(2, "talk", minutes: 59)) == "checked_in")
        #expect(try word(fixture.door(1, "talk", .leave, minutes: 300)) == "left")
        #expect(try word(fixture.door(1, "nothing", minutes: 0)) == "unknown_session")
        // The seat is taken up: neither is it given away, nor does a cancelled registration lose it.
        #expect(try word(fixture.leave(1, "talk")) == "already_checked_in")
        let row = try #require(try store.registration(Fixture.serial(1), event: fixture.event))
        _ = try store.apply(fixture.cancel(row))
        #expect(try standings("talk")[1] == .confirmed && standings("talk")[3] == .waiting(place: 1))
        let session = try #require(try store.sessions(event: fixture.event, only: Fixture.session("talk")).first)
        #expect(session.attended == 2 && session.inside == 1 && session.confirmed == 2 && session.waiting == 2)
        #expect(session.minutesAheadOfUTC == 540)
        let page = try store.people(in: Fixture.session("talk"), after: nil, limit: 1, event: fixture.event)
        #expect(page.hasMore && page.people.first?.leftAt != nil && page.people.first?.admission != nil)
        let next = try store.people(
            in: Fixture.session("talk"), after: page.people.first?.order, limit: 3, event: fixture.event)
        #expect(next.people.map(\.person.serial.rawValue) == [2, 3, 4] && !next.hasMore)
    }

    @Test("the gate of the expo and the door of a session are two places")
    func gateAndDoor() throws {
        try fill()
        #expect(try word(fixture.scan(1)) == "checked_in")
        #expect(try word(fixture.door(1, "talk", minutes: 5)) == "checked_in")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission WHERE serial = 1") == 2)
    }

    @Test("a merged registration enrols as its survivor")
    func merged() throws {
        try fixture.merge(2, into: 1)
        let outcome = try store.apply(fixture.enrol(2, "talk")).outcome
        #expect(outcome == .enrolled(Fixture.serial(1), Fixture.session("talk"), .confirmed))
        #expect(try word(fixture.enrol(1, "talk")) == "already_enrolled")
        #expect(try store.sessions(of: Fixture.serial(1), event: fixture.event).map(\.session.id.text) == ["talk"])
    }

    @Test(
        "a pass that was revoked enrols nobody and cancels nothing; whoever is looked up is the person, whatever their serial"
    )
    func revoked() throws {
        func request(_ serial: Int64, byPass: Bool) -> SeatRequest {
            SeatRequest(
                serial: Fixture.serial(serial), session: Fixture.session("talk"), at: Fixture.morning, isByPass: byPass)
        }
        _ = try store.apply(fixture.reissue(try fixture.row(1), as: 50))
        let refused = try store.apply(fixture.command(.enrol(request(1, byPass: true))))
        #expect(refused.outcome.word == "revoked" && refused.existing?.serial == Fixture.serial(50))
        #expect(try word(fixture.command(.enrol(request(50, byPass: true)))) == "enrolled")
        #expect(try word(fixture.command(.cancelEnrolment(request(1, byPass: true)))) == "revoked")
        #expect(try standings("talk") == [50: .confirmed])
        let left = try store.apply(fixture.command(.cancelEnrolment(request(1, byPass: false)))).outcome
        #expect(left == .enrolmentCancelled(Fixture.serial(50), Fixture.session("talk"), promoted: nil))
        #expect(try word(fixture.command(.enrol(request(1, byPass: false)))) == "enrolled")
        // A registration that only became part of another has a pass that counts.
        try fixture.merge(3, into: 2)
        #expect(try word(fixture.command(.enrol(request(3, byPass: true)))) == "enrolled")
        try fixture.checkSeats("revoked")
    }

    @Test("where the clocks are changed in between, doors, start and end have the hours that the wall shows then")
    func clocksChange() throws {
        try fixture.owner().script("UPDATE expo.event SET time_zone = 'Europe/Berlin'")
        // On 29 March 2026 the clocks go from 02:00 to 03:00, at 01:00 UTC; on 25 October from 03:00 to 02:00.
        let spring: Int64 = 1_774_746_000_000
        let autumn: Int64 = 1_792_890_000_000
        let minute: Int64 = 60_000
        for (change, starts, doors, start, end) in [
            (spring, -10, 60, 60, 120), (spring, 10, 60, 120, 120), (autumn, -10, 120, 120, 60),
            (autumn, 20, 120, 60, 60),
        ] as [(Int64, Int64, Int, Int, Int)] {
            var session = try Fixture.session("talk", capacity: 9, waiting: 2)
            session.starts = Timestamp(milliseconds: change + starts * minute)
            session.ends = Timestamp(milliseconds: change + (starts + 60) * minute)
            _ = try store.apply(try fixture.plan(session))
            let one = try #require(try store.sessions(event: fixture.event, only: session.id).first)
            #expect(
                [one.minutesAheadAtDoors, one.minutesAheadOfUTC, one.minutesAheadAtEnd] == [doors, start, end],
                "\(starts)")
            let serial = Int64(1 + (starts + 10) / 10) + (change == spring ? 0 : 4)
            let enrolled = SeatRequest(
                serial: Fixture.serial(serial), session: session.id, at: Timestamp(milliseconds: change - 60 * minute))
            #expect(try word(fixture.command(.enrol(enrolled))) == "enrolled")
            for (minutes, expected) in [
                (starts - 31, "too_early"), (starts + 60, "session_over"), (starts - 30, "checked_in"),
            ] {
                let at = Timestamp(milliseconds: change + minutes * minute)
                let scan = CheckIn(serial: Fixture.serial(serial), mode: .enter, session: session.id, at: at)
                #expect(try word(fixture.command(.checkIn(scan))) == expected, "\(starts) \(minutes)")
            }
            let own = try store.sessions(of: Fixture.serial(serial), event: fixture.event)
            #expect(own.first?.minutesAheadOfUTC == start)
        }
    }

    @Test("people are found by what they are enrolled in: a session, a program's id, a part of its title, or nothing")
    func filter() throws {
        for (serial, session) in [(1, "talk"), (2, "talk"), (2, "later"), (3, "later")] {
            #expect(try word(fixture.enrol(Int64(serial), session)) == "enrolled" || serial == 3)
        }
        func found(_ test: AttendeeFilter.Test, isNegated: Bool = false) throws -> [Int64] {
            let filter = AttendeeFilter(clauses: [AttendeeFilter.Clause(test, isNegated: isNegated)])
            return try store.attendees(
                AttendeeQuery(event: fixture.event, filter: filter, sort: .standard, limit: 10)
            ).rows.map(\.registration.serial.rawValue)
        }
        #expect(try found(.enrolled(["later"])) == [2, 3])
        #expect(try found(.enrolled(["same-time", "later"])) == [2, 3])
        #expect(try found(.enrolled(["talks"])) == [1, 2, 3] && found(.enrolled(["강"])) == [1, 2, 3])
        #expect(try found(.enrolled(["late"])) == [] && found(.enrolled(["%"])) == [])
        #expect(try found(.enrolled(["later"]), isNegated: true) == [1, 4, 5, 6, 7, 8])
        #expect(try found(.isMissing(.program)) == [4, 5, 6, 7, 8])
    }
}
