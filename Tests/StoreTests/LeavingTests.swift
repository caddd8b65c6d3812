// Program seats of those who are approved no more, and all seats of those who go on under another serial.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Leaving and going on")
struct LeavingTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        try fixture.apply(1...8, at: store)
        _ = try fixture.review(.approve, [1, 2, 3, 4, 5, 6, 7, 8], at: store)
        _ = try store.apply(fixture.plan(try Fixture.session("talk", capacity: 3, waiting: 4)))
        for serial in Int64(1)...7 { _ = try store.apply(fixture.enrol(serial, "talk")) }
    }

    private func standings() throws -> [Int64: Standing] {
        let page = try store.people(in: Fixture.session("talk"), after: nil, limit: 50, event: fixture.event)
        return Dictionary(uniqueKeysWithValues: page.people.map { ($0.person.serial.rawValue, $0.standing) })
    }

    private func word(_ command: Command) throws -> String { try store.apply(command).outcome.word }

    @Test(
        "a decision against somebody gives their seat to the first who waits and is still approved, many at once too",
        arguments: [Review.Decision.reject, .hold, .waitlist])
    func decisions(_ decision: Review.Decision) throws {
        // 5 waits before 6, but is decided upon as well.
        _ = try fixture.review(decision, [1, 3, 5], at: store)
        #expect(try standings() == [2: .confirmed, 4: .confirmed, 6: .confirmed, 7: .waiting(place: 1)])
        try fixture.checkSeats("\(decision)")
        let log = try store.commands(on: Fixture.serial(6), event: fixture.event, limit: 20).commands
        #expect(log.last?.kind == "review" && log.last?.promotedIn == [Fixture.session("talk")])
        #expect(log.last?.version == nil && log.last?.leavesRegistration == true)
        // Taken back, they have to ask for a seat like everybody.
        let last = try #require(
            try store.commands(on: Fixture.serial(1), event: fixture.event, limit: 20).commands.last)
        #expect(try word(fixture.command(.undoReview(ReviewUndo([last.id])))) == "review_undone")
        #expect(try fixture.status(1, at: store) == .approved && standings()[1] == nil)
        try fixture.checkSeats("\(decision) undone")
    }

    @Test("an approval taken back frees the seat as well; a seat that was taken up stays")
    func undone() throws {
        #expect(try word(fixture.door(2, "talk", minutes: 0)) == "checked_in")
        let log = try store.commands(on: Fixture.serial(1), event: fixture.event, limit: 20).commands
        let approval = try #require(log.first { $0.kind == "review" })
        #expect(try word(fixture.command(.undoReview(ReviewUndo([approval.id])))) == "review_undone")
        #expect(try standings() == [2: .confirmed])
        try fixture.checkSeats("undone")
    }

    @Test(
        "whoever is out and whose entry is taken back gives the seat to the first who waits; whoever is not out keeps it"
    )
    func entryTakenBack() throws {
        for serial in Int64(1)...2 {
            let entered = try #require(try store.apply(fixture.door(serial, "talk", minutes: 0)).admission)
            if serial == 1 { _ = try fixture.review(.reject, [1], at: store) }
            #expect(try standings()[serial] == .confirmed)
            #expect(try word(fixture.undo(serial, entered)) == "undone")
        }
        #expect(
            try standings() == [
                2: .confirmed, 3: .confirmed, 4: .confirmed, 5: .waiting(place: 1), 6: .waiting(place: 2),
                7: .waiting(place: 3),
            ])
        try fixture.checkSeats("taken back")
        let log = try store.commands(on: Fixture.serial(4), event: fixture.event, limit: 20).commands
        #expect(log.last?.promotedIn == [Fixture.session("talk")])
    }

    @Test("whoever is not approved any more is never moved up, even if they were left in the line")
    func left() throws {
        try fixture.owner().script("UPDATE expo.registration SET status = 'held' WHERE serial = 4")
        #expect(
            try store.apply(fixture.leave(1, "talk")).outcome
                == .enrolmentCancelled(Fixture.serial(1), Fixture.session("talk"), promoted: Fixture.serial(5)))
        _ = try fixture.review(.reject, [2], at: store)
        #expect(try standings()[6] == .confirmed && standings()[4] != .confirmed)
    }

    @Test("at a full and at a lowered limit a new pass keeps the seat, and no seat comes of it")
    func newPassAtTheLimit() throws {
        for limit in [8, 3] {
            _ = try store.apply(fixture.capacity(limit))
            let serial: Int64 = limit == 8 ? 1 : 51
            let ceiling = try fixture.count("SELECT ceiling FROM expo.seats")
            #expect(try word(fixture.reissue(try fixture.row(serial), as: serial + 50)) == "reissued")
            #expect(try fixture.status(serial + 50, at: store) == .approved)
            #expect(try fixture.count("SELECT taken FROM expo.seats") == 8)
            #expect(try fixture.count("SELECT ceiling FROM expo.seats") == ceiling)
        }
        // The next who leaves lowers the ceiling again.
        _ = try fixture.review(.hold, [2], at: store)
        #expect(try fixture.count("SELECT ceiling FROM expo.seats") == 7)
        #expect(try word(fixture.registration(90)) == "full")
    }

    @Test("a new pass keeps seat, standing and door of a session; nothing is left at the old serial")
    func enrolled() throws {
        for (old, new) in [(Int64(1), Int64(51)), (4, 54), (5, 55)] {
            #expect(try word(fixture.reissue(try fixture.row(old), as: new)) == "reissued")
        }
        #expect(try standings()[51] == .confirmed && standings()[1] == nil)
        #expect(try standings()[54] == .waiting(place: 1) && standings()[55] == .waiting(place: 2))
        #expect(try word(fixture.door(51, "talk", minutes: 0)) == "checked_in")
        #expect(try word(fixture.door(1, "talk", minutes: 0)) == "revoked")
        #expect(try word(fixture.reissue(try fixture.row(51), as: 61)) == "reissued")
        #expect(try word(fixture.door(61, "talk", minutes: 0)) == "already_checked_in")
        #expect(try word(fixture.leave(61, "talk")) == "already_checked_in")
        _ = try store.apply(fixture.leave(2, "talk"))
        #expect(try standings()[54] == .confirmed)
        try fixture.checkSeats("new passes")
    }

    @Test("whoever waits for the event keeps the place with a new pass")
    func waiting() throws {
        _ = try store.apply(fixture.capacity(8))
        try fixture.apply(11...13, at: store)
        _ = try fixture.review(.approve, [11, 12, 13], at: store)
        #expect(try word(fixture.reissue(try fixture.row(11), as: 99)) == "reissued")
        #expect(try store.placeInLine(of: Fixture.serial(99), event: fixture.event, isOneLine: true) == 1)
        _ = try store.apply(fixture.cancel(try fixture.row(2)))
        #expect(try fixture.status(99, at: store) == .approved && fixture.status(12, at: store) == .waitlisted)
    }

    @Test("a session lets the survivor of a merge in by the old pass, once, and knows who was in before")
    func merged() throws {
        try fixture.merge(8, into: 1)
        try fixture.merge(7, into: 8)
        #expect(try word(fixture.door(7, "talk", minutes: 0)) == "checked_in")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission WHERE serial = 1") == 1)
        #expect(try word(fixture.door(1, "talk", minutes: 1)) == "already_checked_in")
        #expect(try word(fixture.door(8, "talk", .leave, minutes: 2)) == "left")
        // Who went in before the merge has taken the seat up.
        #expect(try word(fixture.door(3, "talk", minutes: 0)) == "checked_in")
        try fixture.merge(3, into: 2)
        #expect(try word(fixture.door(2, "talk", minutes: 1)) == "already_checked_in")
        #expect(try word(fixture.leave(2, "talk")) == "already_checked_in")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 2)
    }
}
