// What a desk took for today while it could not ask, and the server's day.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("A day to come")
struct DayToComeTests {
    let fixture: Fixture
    let store: Store
    let now: Timestamp

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        for serial in Int64(1)...3 { _ = try store.apply(fixture.registration(serial)) }
        now = try store.serverTime()
        try fixture.owner().script(
            "UPDATE expo.event SET first_day = current_date - 3, last_day = current_date + 3")
    }

    /// A scan of tomorrow at a desk that had nobody to ask, and let them in.
    private func tomorrow(_ serial: Int64, _ mode: CheckIn.Mode = .enter) throws -> Command {
        let at = Timestamp(milliseconds: now.milliseconds + 86_400_000)
        var command = fixture.scan(serial, mode, at: at, desk: Fixture.desk)
        command.clock = MachineMoment(boot: "before", milliseconds: 5)
        let moment = try #require(LocalMoment(at, minutesAheadOfUTC: 540))
        let movement = Movement(command: command.id, at: at, gate: "main", by: command.actor)
        command.apart = DecidedApart(
            told: .passed(
                Fixture.serial(serial), mode, Admission(place: .area("main"), day: moment.day, entered: movement)))
        return command
    }

    private func days() throws -> [Int] {
        try fixture.owner().run(
            Statement(
                "days",
                "SELECT a.day - (now() AT TIME ZONE 'Asia/Seoul')::date FROM expo.admission a ORDER BY a.serial")
        ).map { Int(try $0.int(0)) }
    }

    @Test("the entry is stored for today and listed; one who is in today was admitted twice, and not for tomorrow")
    func tomorrowIsToday() throws {
        #expect(try store.apply(fixture.scan(2, at: now)).outcome.word == "checked_in")
        let first = try tomorrow(1)
        let receipt = try store.apply(first)
        #expect(receipt.outcome.word == "checked_in" && receipt.conflict?.kind == .otherDay)
        let claimed = try #require(
            LocalMoment(Timestamp(milliseconds: now.milliseconds + 86_400_000), minutesAheadOfUTC: 540)?.day)
        #expect(receipt.conflict?.claimedDay == claimed)
        let again = try store.apply(first)
        #expect(again.isReplay && again.outcome == receipt.outcome)
        let twice = try store.apply(tomorrow(2))
        #expect(twice.outcome.word == "already_checked_in" && twice.conflict?.kind == .admittedTwice)
        #expect(twice.conflict?.claimedDay == claimed)
        #expect(try store.apply(tomorrow(1, .leave)).outcome.word == "left")
        #expect(try days() == [0, 0])
        let open = try store.openConflicts(event: fixture.event, limit: 9).map(\.conflict)
        #expect(open.map(\.kind) == [.otherDay, .admittedTwice, .otherDay] && open.last == receipt.conflict)
        #expect(try store.counterFlaws(fixture.event).isEmpty)
    }

    @Test("what was done days ago stays there, however late it is sent")
    func lateIsNotToCome() throws {
        var command = try tomorrow(3)
        command = command.later(by: -3 * 86_400_000, minutesAheadOfUTC: 540)
        command.clock = MachineMoment(boot: "before", milliseconds: 5)
        let receipt = try store.apply(command)
        #expect(receipt.conflict == nil && receipt.outcome.word == "checked_in")
        #expect(try days() == [-2])
    }

    @Test(
        "the passages of a desk with a wrong date come as one, are settled as one, and everything else stays by itself")
    func listedTogether() throws {
        var ids: [CommandID] = []
        for serial in Int64(1)...3 {
            let command = try tomorrow(serial)
            _ = try store.apply(command)
            ids.append(command.id)
        }
        _ = try store.apply(try tomorrow(2, .leave))
        let open = try store.openConflicts(event: fixture.event, limit: 9)
        #expect(open.map(\.ids.count) == [1, 3] && open.last?.ids == ids)
        #expect(open.last?.serials == (1...3).map { Fixture.serial($0) })
        #expect(open.map(\.conflict.asked) == ["check_out", "check_in"])
        #expect(try store.openConflicts(event: fixture.event, limit: 1).map(\.ids.count) == [1])
        #expect(try store.openConflictCount(event: fixture.event) == 4)
        #expect(try store.settleConflicts(ids, by: "desk", event: fixture.event))
        #expect(try !store.settleConflicts(ids, by: "desk", event: fixture.event))
        #expect(try store.openConflicts(event: fixture.event, limit: 9).map(\.conflict.asked) == ["check_out"])
    }
}
