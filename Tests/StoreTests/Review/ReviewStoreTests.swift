// Decisions on several against the real server: versions, seats, the line for them, and their undoing.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Review in the database", .serialized)
struct ReviewStoreTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func history(_ serial: Int64) throws -> [StatusEffect] {
        try store.commands(on: Fixture.serial(serial), event: fixture.event, limit: 50).commands.compactMap(\.effect)
    }

    @Test("a decision changes its rows, stands in everybody's history, and sent again changes nothing")
    func decided() throws {
        try fixture.apply(1...3, at: store)
        let command = fixture.review(.approve, [(1, 1), (2, 1), (3, 9)])
        let receipt = try store.apply(command)
        #expect(receipt.review?.decided.map(\.serial.rawValue) == [1, 2])
        #expect(receipt.review?.refused == [.init(Fixture.serial(3), .conflict, status: .applied)])
        let again = try store.apply(command)
        #expect(again.isReplay && again.outcome == receipt.outcome)
        #expect(try fixture.status(1, at: store) == .approved)
        #expect(try fixture.status(3, at: store) == .applied)
        #expect(try history(1) == [StatusEffect(deed: .decided, was: .applied, status: .approved, version: 2)])
        #expect(try history(3).isEmpty)
        let log = try store.commands(on: Fixture.serial(2), event: fixture.event, limit: 9).commands
        let told = PersonHistory(log, forms: [fixture.form: Fixture.definition()])
        #expect(told.newest?.before?.status == .applied && told.newest?.after?.status == .approved)
        #expect(told.newest?.after?.version == 2)
    }

    @Test("approval makes a pass valid: an applicant is refused at the gate, and let in once approved")
    func gate() throws {
        try fixture.apply(1...1, at: store)
        #expect(try store.apply(fixture.scan(1)).outcome.word == "not_approved")
        _ = try fixture.review(.approve, [1], at: store)
        #expect(try store.apply(fixture.scan(1)).outcome.word == "checked_in")
    }

    @Test("of two managers on one row the second is told what the first did")
    func twoManagers() async throws {
        let fixture = fixture
        for round in Int64(1)...10 {
            try fixture.apply(round...round, at: store)
            let commands = [fixture.review(.approve, [(round, 1)]), fixture.review(.reject, [(round, 1)])]
            let receipts = try await together(2) { try fixture.store().apply(commands[$0]) }
            let results = receipts.compactMap(\.review)
            #expect(results.count { $0.decided.count == 1 } == 1)
            let now = try fixture.status(round, at: store)
            #expect(results.flatMap(\.refused) == [.init(Fixture.serial(round), .conflict, status: now)])
        }
    }

    @Test("a rejected person whose telephone is taken is refused by name, the others are decided")
    func phoneTaken() throws {
        _ = try store.apply(fixture.registration(1, phone: "010-1111-1111"))
        _ = try fixture.review(.reject, [1], at: store)
        _ = try store.apply(fixture.registration(2, phone: "010-1111-1111"))
        try fixture.apply(3...3, at: store)
        let result = try fixture.review(.approve, [1, 3], at: store).review
        #expect(
            result?.refused == [.init(Fixture.serial(1), .duplicate, status: .rejected, existing: Fixture.serial(2))])
        #expect(result?.decided.map(\.serial.rawValue) == [3])
    }

    @Test("a walk-in who may wait stands last in line; whoever gets a seat is named to whoever set it free")
    func walkInWaits() throws {
        try fixture.apply(5...6, at: store)
        _ = try store.apply(fixture.capacity(1))
        _ = try fixture.review(.approve, [5, 6], at: store)
        #expect(try store.apply(fixture.registration(1)).outcome.word == "full")
        func waiting(_ serial: Int64) -> Command {
            var command = fixture.registration(serial, name: "현장\(serial)")
            guard case .register(var new) = command.action else { return command }
            new.mayWait = true
            command.action = .register(new)
            return command
        }
        // Lower serials than that of whoever waits already: the line is not by serial.
        let command = waiting(2)
        let receipt = try store.apply(command)
        #expect(receipt.outcome == .registeredApart(Fixture.serial(2), .waitlisted, into: nil))
        #expect(receipt.row?.status == .waitlisted && receipt.promoted.isEmpty)
        #expect(try store.apply(command).outcome == receipt.outcome)
        _ = try store.apply(waiting(3))
        func place(_ serial: Int64) throws -> Int? {
            try store.placeInLine(of: Fixture.serial(serial), event: fixture.event, isOneLine: true)
        }
        #expect(try [6, 2, 3].map(place) == [1, 2, 3])
        #expect(try fixture.review(.reject, [5], at: store).promoted == [Fixture.serial(6)])
        #expect(try store.apply(fixture.capacity(3)).promoted == [Fixture.serial(2), Fixture.serial(3)])
        #expect(try fixture.status(2, at: store) == .approved)
        // With seats to be had it is a registration like any other.
        _ = try store.apply(fixture.capacity(9))
        #expect(try store.apply(waiting(4)).outcome == .registered(Fixture.serial(4)))
        #expect(try store.counterFlaws(fixture.event).isEmpty)
    }

    @Test("over capacity people wait in the order of their approval, and get seats in it, recorded in their history")
    func line() throws {
        try fixture.apply(1...6, at: store)
        _ = try store.apply(fixture.capacity(2))
        let result = try fixture.review(.approve, [5, 1, 4, 2, 3], at: store).review
        #expect(result?.decided.map(\.serial.rawValue) == [5, 1])
        #expect(result?.waiting.map(\.serial.rawValue) == [4, 2, 3])
        for (place, serial) in [4, 2, 3].enumerated() {
            #expect(
                try store.placeInLine(of: Fixture.serial(Int64(serial)), event: fixture.event, isOneLine: true) == place
                    + 1)
        }
        #expect(try store.apply(fixture.registration(9)).outcome == .refused(Refusal(.full)))
        let five = try #require(try store.registration(Fixture.serial(5), event: fixture.event))
        let gone = try #require(try store.apply(fixture.cancel(five)).row)
        #expect(try fixture.status(4, at: store) == .approved)
        #expect(try fixture.status(2, at: store) == .waitlisted)
        #expect(try history(4).last == StatusEffect(deed: .promoted, was: .waitlisted, status: .approved, version: 3))
        #expect(try store.apply(fixture.restore(gone)).outcome.word == "full")
        _ = try fixture.review(.reject, [1], at: store)
        #expect(try fixture.status(2, at: store) == .approved)
        _ = try store.apply(fixture.capacity(3))
        #expect(try fixture.status(3, at: store) == .approved)
        #expect(try store.seats(of: fixture.event) == Seats(event: .init(capacity: 3, taken: 3)))
    }

    @Test("a lower limit keeps everybody; no seat comes free before as many have left; lifted, all who wait come in")
    func lowered() throws {
        try fixture.apply(1...5, at: store)
        _ = try fixture.review(.approve, [1, 2, 3], at: store)
        #expect(
            try store.apply(fixture.capacity(1)).outcome
                == .capacitySet(CapacityChange(category: nil, capacity: 1), taken: 3))
        #expect(try fixture.review(.approve, [4, 5], at: store).review?.waiting.count == 2)
        for serial in Int64(1)...2 {
            _ = try fixture.review(.hold, [serial], at: store)
            #expect(try fixture.status(4, at: store) == .waitlisted)
        }
        _ = try fixture.review(.hold, [3], at: store)
        #expect(try fixture.status(4, at: store) == .approved)
        #expect(try fixture.status(5, at: store) == .waitlisted)
        _ = try store.apply(fixture.capacity(nil))
        #expect(try fixture.status(5, at: store) == .approved)
        #expect(try store.seats(of: fixture.event) == Seats())
    }

    @Test(
        "a category's limit: an edit into a full one is refused, and one out of it gives the seat to the first in line")
    func categories() throws {
        try fixture.apply(1...2, category: "teacher", at: store)
        try fixture.apply(3...3, category: "general", at: store)
        _ = try store.apply(fixture.capacity(1, "teacher"))
        _ = try fixture.review(.approve, [1, 2, 3], at: store)
        #expect(try fixture.status(2, at: store) == .waitlisted)
        func edit(_ serial: Int64, _ category: String) throws -> String {
            let row = try #require(try store.registration(Fixture.serial(serial), event: fixture.event))
            return try store.apply(
                fixture.command(
                    .edit(
                        serial: row.serial, version: row.version, form: fixture.form,
                        answers: Fixture.answers(name: row.name, category: category)))
            ).outcome.word
        }
        #expect(try edit(3, "teacher") == "full")
        #expect(try edit(1, "general") == "edited")
        #expect(try fixture.status(2, at: store) == .approved)
        #expect(try store.seats(of: fixture.event) == Seats(categories: ["teacher": .init(capacity: 1, taken: 1)]))
    }

    @Test("an undo puts everybody back but those who moved on, and names them; an undo is not taken back by another")
    func undo() throws {
        try fixture.apply(1...4, at: store)
        let first = fixture.review(.reject, [(1, 1), (2, 1)])
        let second = fixture.review(.reject, [(3, 1)])
        _ = try store.apply(first)
        _ = try store.apply(second)
        let undo = fixture.command(.undoReview(ReviewUndo([first.id, second.id])))
        _ = try fixture.review(.approve, [2], at: store)
        let undone = try store.apply(undo).review
        #expect(undone?.refused == [.init(Fixture.serial(2), .conflict, status: .approved)])
        #expect(undone?.decided.map(\.serial.rawValue) == [1, 3])
        #expect(try (1...3).map { try fixture.status($0, at: store) } == [.applied, .approved, .applied])
        #expect(try store.apply(undo).isReplay)
        let again = fixture.command(.undoReview(ReviewUndo([undo.id])))
        #expect(try store.apply(again).outcome.word == "not_found")
        #expect(try fixture.status(1, at: store) == .applied)
        // But they may be decided anew.
        #expect(try fixture.review(.reject, [1], at: store).review?.decided.count == 1)
    }

    @Test("seats taken by somebody else meanwhile are theirs: that one is named, and the others get theirs back")
    func undoAfterSeatsWent() throws {
        try fixture.apply(1...5, at: store)
        _ = try store.apply(fixture.capacity(3))
        _ = try fixture.review(.approve, [1, 2, 3], at: store)
        let hold = fixture.review(.hold, [(1, 2), (2, 2), (3, 2)])
        _ = try store.apply(hold)
        #expect(try fixture.review(.approve, [5], at: store).review?.decided.count == 1)
        let undone = try store.apply(fixture.command(.undoReview(ReviewUndo([hold.id])))).review
        #expect(undone?.decided.count == 2)
        #expect(undone?.refused.map(\.reason) == [.full])
        #expect(try store.seats(of: fixture.event) == Seats(event: .init(capacity: 3, taken: 3)))
    }

    @Test("who is asked about has a name, and what changed their row last, whatever else was done to them since")
    func latestChanges() throws {
        try fixture.apply(1...4, at: store)
        let hold = fixture.review(.hold, [(1, 1), (2, 1)], reason: "확인")
        _ = try store.apply(hold)
        let row = try #require(try store.registration(Fixture.serial(2), event: fixture.event))
        _ = try store.apply(fixture.cancel(row))
        // Refused: nobody's row is another by these.
        for _ in 0..<2 { _ = try fixture.review(.hold, [1], at: store) }
        _ = try store.apply(fixture.cancel(row))
        let asked = [1, 2, 3, 9].map { Fixture.serial($0) }
        let latest = try store.latestChanges(of: asked, event: fixture.event)
        #expect(latest.count == 3 && latest[Fixture.serial(1)]?.name == "사람1")
        #expect(latest[Fixture.serial(1)]?.command?.id == hold.id)
        guard case .review(let review)? = latest[Fixture.serial(1)]?.command?.command?.action else {
            throw SupportError("what was asked is missing")
        }
        #expect(review.cleanReason == "확인")
        #expect(latest[Fixture.serial(1)]?.command?.effect?.status == .held)
        #expect(latest[Fixture.serial(2)]?.command?.kind == "cancel")
        #expect(latest[Fixture.serial(3)]?.command?.kind == "register")
        #expect(latest[Fixture.serial(3)]?.command?.isErased == false)
    }

    @Test("nothing limited costs nothing: the statements of a walk-in and of a cancellation are the ones they were")
    func unlimited() throws {
        final class Log { var names: [[String]] = [] }
        let log = Log()
        _ = try store.apply(fixture.registration(1))
        store.onApply = { log.names.append($0.map(\.statement.name)) }
        let row = try #require(try store.apply(fixture.registration(2)).row)
        _ = try store.apply(fixture.cancel(row))
        let reads = ["apply.begin", "apply.subject", "apply.samePhone", "apply.recorded"]
        let leaving = [
            "apply.begin", "seat.sessionsOfPerson", "apply.subject", "apply.samePhone", "seat.enrolments", "seat.next",
            "apply.hasEntered", "apply.recorded",
        ]
        let writes = ["apply.book", "apply.detail", "apply.record", "apply.commit"]
        #expect(
            log.names == [
                reads, ["apply.insert", "apply.search"] + writes, leaving, ["apply.update"] + writes,
            ])
    }

    @Test("a store that knew of no limit hears of it with its next command, and so does a new desk")
    func limitHeard() throws {
        let other = try fixture.store()
        _ = try other.apply(fixture.registration(1))
        _ = try store.apply(fixture.capacity(1))
        #expect(try other.apply(fixture.registration(2)).outcome.word == "full")
        let desk = DeskID(bytes: [UInt8](repeating: 8, count: 16))
        let third = try fixture.store()
        try third.announce(desk: desk, name: "desk 2", event: fixture.event)
        var command = fixture.registration(3)
        command.desk = desk
        #expect(try third.apply(command).outcome.word == "full")
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 1)
    }
}
