// Scans one after another: what is written, what is answered, which day it is.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Check-in")
struct CheckInTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        for serial in Int64(1)...3 { _ = try store.apply(fixture.registration(serial)) }
    }

    @Test("an entry is written as it was decided, and a second scan is told of it")
    func twice() throws {
        let scan = fixture.scan(1)
        let first = try store.apply(scan)
        #expect(first.outcome.word == "checked_in")
        #expect(first.row?.serial == Fixture.serial(1))
        let admission = try #require(first.admission)
        #expect(admission.entered == Movement(command: scan.id, at: Fixture.morning, gate: "main", by: "desk 1"))
        #expect(admission.day.description == "2026-05-01")
        let again = try store.apply(fixture.scan(1, at: Timestamp(milliseconds: Fixture.morning.milliseconds + 60_000)))
        #expect(
            again.outcome
                == .refused(Refusal(.alreadyCheckedIn, existing: Fixture.serial(1), admission: admission)))
        #expect(again.existing == first.row)
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 1)
        #expect(try store.admissions(of: Fixture.serial(1), at: Fixture.morning, event: fixture.event) == [admission])
    }

    @Test("the same command again is the same scan: the first answer, and nothing written, whatever happened since")
    func replay() throws {
        let scan = fixture.scan(1)
        let first = try store.apply(scan)
        let left = try store.apply(fixture.scan(1, .leave))
        let again = try store.apply(scan)
        #expect(again.isReplay && again.outcome == first.outcome && again.row == first.row)
        let refused = fixture.scan(1)
        let refusal = try store.apply(refused).outcome
        _ = try store.apply(fixture.undo(1, try #require(left.admission)))
        #expect(try store.apply(refused).outcome == refusal)
        #expect(try fixture.count("SELECT count(*) FROM expo.command WHERE kind = 'check_in'") == 2)
    }

    @Test("leaving and coming back move the one entry, and each movement is in the log")
    func movements() throws {
        for (mode, word) in [
            (CheckIn.Mode.leave, "not_checked_in"), (.reenter, "not_checked_in"), (.enter, "checked_in"),
            (.reenter, "already_checked_in"), (.leave, "left"), (.leave, "already_left"),
            (.enter, "already_checked_in"),
            (.reenter, "re_entered"), (.leave, "left"),
        ] {
            #expect(try store.apply(fixture.scan(1, mode)).outcome.word == word)
        }
        let rows = try store.admissions(of: Fixture.serial(1), at: Fixture.morning, event: fixture.event)
        #expect(rows.map(\.isInside) == [false] && rows.map(\.moves) == [3])
        let kinds = try fixture.owner().run(
            Statement("kinds", "SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM expo.command"))[0].string(0)
        #expect(kinds == "check_in check_out re_enter register")
    }

    @Test("undone, an entry never was; an undo of what moved on is refused by name")
    func undo() throws {
        let entry = try #require(try store.apply(fixture.scan(1)).admission)
        let left = try #require(try store.apply(fixture.scan(1, .leave)).admission)
        let early = try store.apply(fixture.undo(1, entry))
        #expect(early.outcome == .refused(Refusal(.conflict, existing: Fixture.serial(1), admission: left)))
        let command = fixture.undo(1, left)
        let inside = try #require(try store.apply(command).admission)
        #expect(inside.isInside && inside.moves == 0 && inside.entered == entry.entered)
        #expect(try store.apply(fixture.undo(1, left)).outcome.word == "conflict")
        #expect(try store.apply(fixture.undo(1, inside)).outcome == .passageUndone(Fixture.serial(1), nil))
        #expect(try store.apply(fixture.undo(1, inside)).outcome.word == "not_checked_in")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 0)
        #expect(try store.apply(fixture.scan(1)).outcome.word == "checked_in")
    }

    @Test("areas and days are apart: one entry in each, by whichever gate")
    func places() throws {
        let east = Domain.Gate(name: "east", area: "main")
        let hall = Domain.Gate(name: "hall", area: "hall")
        let tomorrow = Timestamp(milliseconds: Fixture.morning.milliseconds + 86_400_000)
        #expect(try store.apply(fixture.scan(1)).outcome.word == "checked_in")
        let second = try store.apply(fixture.scan(1, gate: east))
        #expect(second.outcome.word == "already_checked_in" && second.admission?.entered.gate == "main")
        #expect(try store.apply(fixture.scan(1, gate: hall)).outcome.word == "checked_in")
        #expect(try store.apply(fixture.scan(1, gate: east, at: tomorrow)).outcome.word == "checked_in")
        let entries = try store.firstEntries(
            of: [1, 2].map(Fixture.serial), at: tomorrow, event: fixture.event)
        #expect(entries == [Fixture.serial(1): tomorrow])
    }

    @Test("a repeat gate writes movements only")
    func repeatGate() throws {
        let gate = Domain.Gate(name: "lounge", area: "main", entry: .repeat)
        for mode in [CheckIn.Mode.enter, .enter, .leave, .leave, .reenter] {
            let scan = fixture.scan(1, mode, gate: gate)
            let receipt = try store.apply(scan)
            #expect(receipt.outcome.word != "already_checked_in" && receipt.row != nil)
            #expect(try store.apply(scan).outcome == receipt.outcome)
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 0)
        #expect(try fixture.count("SELECT count(*) FROM expo.command WHERE kind <> 'register'") == 5)
    }

    @Test("who is unknown, revoked, cancelled or too early is told so")
    func refusals() throws {
        let row = try #require(try store.registration(Fixture.serial(2), event: fixture.event))
        #expect(try store.apply(fixture.scan(999)).outcome.word == "unknown_serial")
        try fixture.owner().script(
            "INSERT INTO expo.revocation (event_id, serial) VALUES (\(fixture.event.rawValue), 3)")
        #expect(try store.apply(fixture.scan(3)).outcome.word == "revoked")
        _ = try store.apply(fixture.cancel(row))
        let cancelled = try store.apply(fixture.scan(2))
        #expect(cancelled.outcome.word == "cancelled" && cancelled.existing?.serial == row.serial)
        let opens = TimeOfDay("09:13")
        #expect(
            try store.apply(fixture.scan(1, gate: Domain.Gate(name: "a", area: "main", opens: opens))).outcome.word
                == "before_doors")
        #expect(
            try store.apply(fixture.scan(1, gate: Domain.Gate(name: "a", area: "main", categories: ["teacher"])))
                .outcome.word
                == "category_not_allowed")
    }

    @Test("a merged registration's pass enters as the survivor, through any number of merges; a circle is nobody")
    func merged() throws {
        try fixture.merge(1, into: 2)
        try fixture.merge(2, into: 3)
        let entry = try store.apply(fixture.scan(1))
        #expect(entry.outcome.serial == Fixture.serial(3) && entry.row?.serial == Fixture.serial(3))
        for serial in Int64(2)...3 {
            #expect(try store.apply(fixture.scan(serial)).outcome.word == "already_checked_in")
        }
        #expect(try store.apply(fixture.scan(2, .leave)).outcome.word == "left")
        #expect(try store.apply(fixture.scan(1, .reenter)).outcome.word == "re_entered")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission WHERE serial = 3") == 1)
        try fixture.merge(3, into: 1)
        #expect(try store.apply(fixture.scan(1)).outcome.word == "unknown_serial")
    }
}

@Suite("The day of a check-in")
struct CheckInDayTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        _ = try store.apply(fixture.registration(1))
    }

    private func event(_ zone: String, _ first: String, _ last: String) throws {
        try fixture.owner().script(
            "UPDATE expo.event SET time_zone = '\(zone)', first_day = '\(first)', last_day = '\(last)'")
    }

    /// The answer to a scan at a moment of UTC, taken back again where it let somebody in.
    private func answer(_ utc: String, gate: Domain.Gate = .main) throws -> String {
        let milliseconds = try fixture.owner().run(
            Statement("moment", "SELECT (extract(epoch FROM $1::timestamptz) * 1000)::bigint"), [.text(utc)])[0].int(0)
        let receipt = try store.apply(fixture.scan(1, gate: gate, at: Timestamp(milliseconds: milliseconds)))
        guard case .passed(_, _, let admission) = receipt.outcome else { return receipt.outcome.word }
        _ = try store.apply(fixture.undo(1, admission))
        return admission.day.description
    }

    @Test("the day is the event's, not the server's, and changes at its midnight")
    func boundary() throws {
        #expect(try answer("2026-04-30T14:59:59.999Z") == "outside_days")
        #expect(try answer("2026-04-30T15:00Z") == "2026-05-01")
        #expect(try answer("2026-05-01T14:59:59.999Z") == "2026-05-01")
        #expect(try answer("2026-05-01T15:00Z") == "2026-05-02")
        #expect(try answer("2026-05-02T15:00Z") == "outside_days")
    }

    @Test("where the clock is put back, the day has 25 hours, and doors open by the wall clock")
    func fallBack() throws {
        try event("America/New_York", "2026-11-01", "2026-11-02")
        #expect(try answer("2026-11-01T03:59:59Z") == "outside_days")
        #expect(try answer("2026-11-01T04:00Z") == "2026-11-01")
        #expect(try answer("2026-11-02T04:59:59Z") == "2026-11-01")
        #expect(try answer("2026-11-02T05:00Z") == "2026-11-02")
        #expect(try answer("2026-11-03T05:00Z") == "outside_days")
        let gate = Domain.Gate(name: "main", area: "main", opens: TimeOfDay("09:00"))
        #expect(try answer("2026-11-01T13:59Z", gate: gate) == "before_doors")
        #expect(try answer("2026-11-01T14:00Z", gate: gate) == "2026-11-01")
    }

    @Test("where the clock is put forward, the day has 23 hours")
    func springForward() throws {
        try event("Europe/Berlin", "2026-03-29", "2026-03-29")
        #expect(try answer("2026-03-28T22:59:59Z") == "outside_days")
        #expect(try answer("2026-03-28T23:00Z") == "2026-03-29")
        #expect(try answer("2026-03-29T21:59:59Z") == "2026-03-29")
        #expect(try answer("2026-03-29T22:00Z") == "outside_days")
        let gate = Domain.Gate(name: "main", area: "main", opens: TimeOfDay("09:00"))
        #expect(try answer("2026-03-29T06:59Z", gate: gate) == "before_doors")
        #expect(try answer("2026-03-29T07:00Z", gate: gate) == "2026-03-29")
    }

    @Test("the database and the domain's own arithmetic agree on the day and minute of any moment")
    func sameDay() throws {
        var random = SeededRandom.fromEnvironment()
        for zone in ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"] {
            for _ in 0..<40 {
                let moment = Timestamp(
                    milliseconds: 1_767_225_600_000 + Int64(random.int(in: 0...(366 * 86_400_000))))
                let offset = try store.minutesAheadOfUTC(in: zone, at: moment)
                let row = try fixture.owner().run(
                    Statement(
                        "local",
                        """
                        SELECT to_char(m AT TIME ZONE $1, 'YYYY-MM-DD HH24:MI')
                        FROM (SELECT to_timestamp($2::bigint / 1000.0) AS m) AS moment
                        """), [.text(zone), .int(moment.milliseconds)])[0]
                let local = try #require(LocalMoment(moment, minutesAheadOfUTC: offset))
                #expect(try row.string(0) == "\(local.day) \(local.time)", "seed \(random.seed) \(zone)")
            }
        }
    }
}
