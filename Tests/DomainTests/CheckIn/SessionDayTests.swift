// When a session is, where clocks are changed; who may enter when.

import Domain
import Testing

@Suite("A session's times")
struct SessionDayTests {
    private static let hour: Int64 = 3_600_000

    private func instant(_ day: String, _ time: String, _ offset: (Timestamp) -> Int) throws -> Int64? {
        let moment = LocalMoment(day: try #require(CalendarDate(day)), time: try #require(TimeOfDay(time)))
        return moment.instant(minutesAheadOfUTC: offset)?.milliseconds
    }

    /// New York, 2026-11-01: 02:00 EDT becomes 01:00 EST.
    private static func newYork(_ moment: Timestamp) -> Int { moment.milliseconds < 1_793_512_800_000 ? -240 : -300 }
    /// Berlin, 2026-03-29: 02:00 CET becomes 03:00 CEST.
    private static func berlin(_ moment: Timestamp) -> Int { moment.milliseconds < 1_774_746_000_000 ? 60 : 120 }

    @Test("in Seoul a wall clock's time is one moment, midnight and the day's end too")
    func seoul() throws {
        #expect(try instant("2026-05-02", "00:00") { _ in 540 } == 1_777_647_600_000)
        #expect(try instant("2026-05-01", "24:00") { _ in 540 } == 1_777_647_600_000)
        #expect(try instant("2026-05-01", "09:12") { _ in 540 } == 1_777_594_320_000)
    }

    @Test("the hour that comes twice is the first of the two, the hours around it are themselves")
    func back() throws {
        let change: Int64 = 1_793_512_800_000
        #expect(try instant("2026-11-01", "00:59", Self.newYork) == change - Self.hour - 60_000)
        #expect(try instant("2026-11-01", "01:00", Self.newYork) == change - Self.hour)
        #expect(try instant("2026-11-01", "01:59", Self.newYork) == change - 60_000)
        #expect(try instant("2026-11-01", "02:00", Self.newYork) == change + Self.hour)
        #expect(try instant("2026-11-01", "24:00", Self.newYork) == change + 23 * Self.hour)
    }

    @Test("the hour that never comes is none")
    func forward() throws {
        let change: Int64 = 1_774_746_000_000
        #expect(try instant("2026-03-29", "01:59", Self.berlin) == change - 60_000)
        #expect(try instant("2026-03-29", "02:00", Self.berlin) == nil)
        #expect(try instant("2026-03-29", "02:59", Self.berlin) == nil)
        #expect(try instant("2026-03-29", "03:00", Self.berlin) == change)
    }

    @Test("every wall-clock time that is shown is read back from its moment")
    func backAndForth() throws {
        for (day, offset) in [("2026-11-01", Self.newYork), ("2026-03-29", Self.berlin)] {
            for minutes in 0..<1_440 {
                let local = LocalMoment(
                    day: try #require(CalendarDate(day)), time: try #require(TimeOfDay(minutes: minutes)))
                guard let moment = local.instant(minutesAheadOfUTC: offset) else { continue }
                #expect(LocalMoment(moment, minutesAheadOfUTC: offset(moment)) == local)
            }
        }
    }

    /// A session from 23:00 until 01:00 of the next day, entered at `at` minutes after its start.
    private func enter(
        _ at: Int64, enrolment: Enrolment?, mode: CheckIn.Mode = .enter, admission: Admission? = nil
    ) throws -> Decision {
        let starts = Sample.moment.milliseconds
        let id = try #require(SessionID("night-1"))
        let session = ProgramSession(
            id: id, program: try #require(ProgramID("night")), starts: Sample.moment,
            ends: Timestamp(milliseconds: starts + 2 * Self.hour), capacity: 1, waitingCapacity: 1)
        let facts = SessionFacts(
            session: session, day: Arrival.day("2026-05-01"), confirmed: 1, waiting: 0, nextOrder: 2,
            enrolment: enrolment)
        let scan = CheckIn(
            serial: Sample.serial(1), mode: mode, session: id, at: Timestamp(milliseconds: starts + at * 60_000))
        // On the wall clock it is the next day already, outside of the event's days.
        let arrival = CheckInFacts(
            moment: LocalMoment(day: Arrival.day("2026-05-02"), time: Arrival.time("00:10")),
            firstDay: Arrival.day("2026-05-01"), lastDay: Arrival.day("2026-05-01"), admission: admission,
            session: facts)
        return decide(
            Sample.command(.checkIn(scan)),
            Facts(form: nil, subject: Sample.person(), samePhone: nil, checkIn: arrival))
    }

    @Test("from 30 minutes before to the millisecond of the end; past midnight it is still the day it began on")
    func doors() throws {
        let seat = Enrolment(isConfirmed: true, order: 1)
        for (minutes, word) in [(-31, "too_early"), (-30, "checked_in"), (70, "checked_in"), (120, "session_over")] {
            #expect(try enter(Int64(minutes), enrolment: seat).outcome.word == word, "\(minutes)")
        }
        guard case .passed(_, _, let admission) = try enter(70, enrolment: seat).outcome else {
            Issue.record("not let in")
            return
        }
        #expect(admission.day.description == "2026-05-01" && admission.place.text == "session:night-1")
        #expect(try enter(70, enrolment: nil).outcome.word == "not_enrolled")
        #expect(try enter(70, enrolment: Enrolment(isConfirmed: false, order: 1)).outcome.word == "waitlisted")
        #expect(try enter(71, enrolment: seat, admission: admission).outcome.word == "already_checked_in")
        #expect(try enter(900, enrolment: seat, mode: .leave, admission: admission).outcome.word == "left")
    }

    @Test("a place is read back, and an id that is none is no place")
    func places() throws {
        let place = Place.session(try #require(SessionID("keynote-1")))
        #expect(Place(place.text) == place && place.text == "session:keynote-1")
        for text in ["session:", "session:A", "session:-a", "session:a-", "session:a b"] { #expect(Place(text) == nil) }
    }
}
