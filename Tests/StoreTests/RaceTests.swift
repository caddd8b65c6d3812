// Many desks at once. What decides is a unique key, and the first test shows that nothing else would.

import Domain
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@Suite("Races", .serialized)
struct RaceTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    /// `count` commands over `connections` connections at once; the receipts in the commands' order.
    private func race(_ commands: [Command], connections: Int) async throws -> [Receipt] {
        let fixture = fixture
        let receipts = try await together(connections) { lane in
            let store = try fixture.store()
            return try stride(from: lane, to: commands.count, by: connections).map {
                ($0, try store.apply(commands[$0]))
            }
        }
        return receipts.flatMap { $0 }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    @Test("without the unique index desks at once really do register one telephone several times")
    func raceIsReal() async throws {
        try fixture.owner().script("DROP INDEX expo.registration_phone")
        var mostRows = 0
        // Whether two desks meet is chance; that they meet at least once in so many rounds is not.
        for round in 0..<40 where mostRows < 2 {
            let phone = "0101234" + String(1_000 + round)
            let commands = (0..<8).map { fixture.registration(Int64(1 + round * 8 + $0), phone: phone) }
            let receipts = try await race(commands, connections: 8)
            mostRows = max(mostRows, receipts.count { $0.outcome.word == "registered" })
        }
        #expect(mostRows >= 2)
    }

    @Test(
        "two hundred registrations of one telephone over 24 connections make one person and 199 duplicates that carry them"
    )
    func onePhone() async throws {
        let commands = (1...200).map { fixture.registration(Int64($0), name: "사람\($0)", phone: "010-1234-5678") }
        let receipts = try await race(commands, connections: 24)
        let winners = receipts.filter { $0.outcome.word == "registered" }
        #expect(winners.count == 1)
        let winner = try #require(winners.first?.row)
        let losers = receipts.filter { $0.outcome == .refused(Refusal(.duplicate, existing: winner.serial)) }
        #expect(losers.count == 199)
        #expect(losers.allSatisfy { $0.existing == winner })
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 1)
        #expect(try fixture.count("SELECT count(*) FROM expo.command") == 200)
        #expect(try fixture.count("SELECT count(*) FROM expo.search") == 1)
    }

    @Test(
        "one command sent over eight connections at once happens once, with or without a telephone, and all get its outcome"
    )
    func oneCommand() async throws {
        for serial in Int64(1)...30 {
            let command = fixture.registration(
                serial, phone: serial.isMultiple(of: 2) ? "0107777\(1_000 + serial)" : nil)
            let receipts = try await race([Command](repeating: command, count: 8), connections: 8)
            #expect(receipts.allSatisfy { $0.outcome == .registered(Fixture.serial(serial)) })
            #expect(receipts.count { !$0.isReplay } == 1)
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 30)
        #expect(try fixture.count("SELECT count(*) FROM expo.command") == 30)
    }

    @Test("one edit sent over eight connections at once happens once")
    func oneEdit() async throws {
        var row = try #require(try fixture.store().apply(fixture.registration(1)).row)
        for round in 1...10 {
            let command = fixture.edit(row, phone: "010-1234-\(1_000 + round)")
            let receipts = try await race([Command](repeating: command, count: 8), connections: 8)
            #expect(receipts.allSatisfy { $0.outcome == .edited(row.serial, version: round + 1) })
            row = try #require(receipts[0].row)
        }
    }

    @Test("of several edits of one version one wins and the others are told of it")
    func edits() async throws {
        let row = try #require(try fixture.store().apply(fixture.registration(1)).row)
        let commands = (0..<8).map { fixture.edit(row, phone: "010-1234-\(1_000 + $0)") }
        let receipts = try await race(commands, connections: 8)
        #expect(receipts.count { $0.outcome == .edited(row.serial, version: 2) } == 1)
        #expect(receipts.count { $0.outcome == .refused(Refusal(.conflict, existing: row.serial)) } == 7)
    }

    @Test("people who change to one telephone at once: one gets it")
    func phoneChanges() async throws {
        let store = try fixture.store()
        let rows = try (1...8).map { try #require(try store.apply(fixture.registration(Int64($0))).row) }
        let receipts = try await race(rows.map { fixture.edit($0, phone: "010-1234-5678") }, connections: 8)
        #expect(receipts.count { $0.outcome.word == "edited" } == 1)
        let winner = receipts.compactMap { $0.outcome.serial }.first
        #expect(receipts.count { $0.outcome == .refused(Refusal(.duplicate, existing: winner)) } == 7)
    }

    @Test("two people who swap telephones at once end with one telephone each, and nobody waits for ever")
    func swap() async throws {
        let store = try fixture.store()
        let first = try #require(try store.apply(fixture.registration(1, phone: "010-1111-1111")).row)
        let second = try #require(try store.apply(fixture.registration(2, phone: "010-2222-2222")).row)
        let receipts = try await race(
            [fixture.edit(first, phone: "010-2222-2222"), fixture.edit(second, phone: "010-1111-1111")], connections: 2)
        #expect(receipts.allSatisfy { ["edited", "duplicate"].contains($0.outcome.word) })
        #expect(try fixture.count("SELECT count(DISTINCT phone) FROM expo.registration") == 2)
    }

    @Test("a restore and a registration that want one telephone at once: one gets it")
    func restores() async throws {
        let store = try fixture.store()
        for round in Int64(0)..<10 {
            let phone = "0105555\(1_000 + round)"
            let row = try #require(try store.apply(fixture.registration(1 + round * 2, phone: phone)).row)
            let cancelled = try #require(try store.apply(fixture.cancel(row)).row)
            let receipts = try await race(
                [fixture.restore(cancelled), fixture.registration(2 + round * 2, phone: phone)], connections: 2)
            #expect(receipts.count { $0.outcome.word == "duplicate" } == 1)
        }
    }

    @Test("blocks leased at once never overlap and leave no serial out")
    func blocks() async throws {
        let fixture = fixture
        let blocks = try await together(8) { _ in
            let store = try fixture.store()
            return try (0..<25).map { _ in try store.leaseBlock(event: fixture.event, desk: Fixture.desk, size: 7) }
        }
        let serials = blocks.flatMap { $0 }.flatMap { Array($0.first.rawValue...$0.last.rawValue) }
        #expect(serials.sorted() == Array(1...1_400))
    }

    @Test("the last block is what is left; after it a desk is told that there are no serials")
    func noSerialsLeft() throws {
        try fixture.owner().script("UPDATE expo.event SET next_serial = 999999990")
        let store = try fixture.store()
        let last = try store.leaseBlock(event: fixture.event, desk: Fixture.desk, size: 50)
        #expect(last.first.rawValue == 999_999_990)
        #expect(last.last.rawValue == 999_999_999)
        #expect(throws: StoreError.self) { try store.leaseBlock(event: fixture.event, desk: Fixture.desk, size: 50) }
    }

    @Test("a form published at once by many desks is one version, a changed one the next")
    func publishing() async throws {
        let fixture = fixture
        #expect(try fixture.store().publish(Fixture.definition(), event: fixture.event) == fixture.form)
        let changed = Fixture.definition { $0.title.en = "Changed" }
        let versions = try await together(8) { _ in try fixture.store().publish(changed, event: fixture.event).version }
        #expect(versions == [Int](repeating: 2, count: 8))
        #expect(try fixture.count("SELECT count(*) FROM expo.form") == 2)
        let stored = try fixture.store().definition(of: FormReference(id: "walk-in", version: 2), event: fixture.event)
        #expect(stored?.title.en == "Changed")
        #expect(stored?[.category]?.options.map(\.id) == ["general", "teacher"])
    }
}
