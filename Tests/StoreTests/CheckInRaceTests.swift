// Many gates at once. The admission's key decides, and the first test shows that nothing else would.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Races at the gates", .serialized)
struct CheckInRaceTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    private func register(_ serials: ClosedRange<Int64>) throws {
        let store = try fixture.store()
        for serial in serials { _ = try store.apply(fixture.registration(serial)) }
    }

    /// The commands over as many connections at once; the receipts in the commands' order.
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

    @Test("without the key two gates at once really do let one person in twice")
    func raceIsReal() async throws {
        try register(1...40)
        try fixture.owner().script("ALTER TABLE expo.admission DROP CONSTRAINT admission_pkey")
        var mostEntries = 0
        // Whether two gates meet is chance; that they meet at least once in so many rounds is not.
        for serial in Int64(1)...40 where mostEntries < 2 {
            let receipts = try await race((0..<8).map { _ in fixture.scan(serial) }, connections: 8)
            mostEntries = max(mostEntries, receipts.count { $0.outcome.word == "checked_in" })
        }
        #expect(mostEntries >= 2)
    }

    @Test("sixty-four gates that scan one pass at once: one lets in, 63 say when, where and by whom")
    func onePerson() async throws {
        try register(1...4)
        for serial in Int64(1)...4 {
            let commands = (0..<64).map { fixture.scan(serial, gate: Domain.Gate(name: "gate \($0)", area: "main")) }
            let receipts = try await race(commands, connections: 64)
            let winners = receipts.filter { $0.outcome.word == "checked_in" }
            #expect(winners.count == 1)
            let admission = try #require(winners.first?.admission)
            let refusal = Refusal(.alreadyCheckedIn, existing: Fixture.serial(serial), admission: admission)
            #expect(receipts.count { $0.outcome == .refused(refusal) } == 63)
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 4)
        #expect(try fixture.count("SELECT count(*) FROM expo.command WHERE kind = 'check_in'") == 256)
    }

    @Test("one scan sent over sixty-four connections at once happens once, and all get its answer")
    func oneCommand() async throws {
        try register(1...3)
        for serial in Int64(1)...3 {
            let scan = fixture.scan(serial)
            let receipts = try await race([Command](repeating: scan, count: 64), connections: 64)
            #expect(Set(receipts.map(\.outcome)).count == 1 && receipts[0].outcome.word == "checked_in")
            #expect(receipts.count { !$0.isReplay } == 1)
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.command WHERE kind = 'check_in'") == 3)
    }

    @Test("of many who let one person out at once, or take one entry back, one does")
    func movements() async throws {
        try register(1...10)
        let store = try fixture.store()
        for serial in Int64(1)...10 {
            let entry = try #require(try store.apply(fixture.scan(serial)).admission)
            let left = try await race((0..<8).map { _ in fixture.scan(serial, .leave) }, connections: 8)
            #expect(left.map(\.outcome.word).sorted() == [String](repeating: "already_left", count: 7) + ["left"])
            let back = try #require(try store.apply(fixture.scan(serial, .reenter)).admission)
            #expect(back.entered == entry.entered)
            let undone = try await race((0..<8).map { _ in fixture.undo(serial, back) }, connections: 8)
            #expect(undone.map(\.outcome.word).sorted() == [String](repeating: "conflict", count: 7) + ["undone"])
        }
    }

    @Test("a scan and a cancellation at once: whoever was let in was let in before")
    func cancellation() async throws {
        try register(1...20)
        let store = try fixture.store()
        for serial in Int64(1)...20 {
            let row = try #require(try store.registration(Fixture.serial(serial), event: fixture.event))
            let receipts = try await race(
                [
                    fixture.scan(serial), fixture.cancel(row),
                    fixture.scan(serial, gate: Domain.Gate(name: "b", area: "b")),
                ],
                connections: 3)
            #expect(receipts[1].outcome.word == "cancelled")
            for scan in [receipts[0], receipts[2]] {
                #expect(["checked_in", "cancelled"].contains(scan.outcome.word))
            }
            #expect(
                try store.apply(fixture.scan(serial, gate: Domain.Gate(name: "c", area: "c"))).outcome.word
                    == "cancelled")
        }
    }
}
