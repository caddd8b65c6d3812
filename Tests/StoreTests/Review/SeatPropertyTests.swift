// Any interleaving of decisions, cancellations, restorations, walk-ins, edits and limits, on eight connections.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

/// What one lane does next, drawn by chance.
private struct SeatActor {
    let fixture: Fixture
    let store: Store
    let desk: DeskID
    var random: SeededRandom
    /// Serials of this lane's walk-ins.
    var next: Int64

    static let people: ClosedRange<Int64> = 1...40
    static let categories: [String?] = [nil, "general", "teacher"]

    init(_ fixture: Fixture, lane: Int, seed: UInt64) throws {
        self.fixture = fixture
        store = try fixture.store()
        desk = DeskID(bytes: [UInt8](repeating: 0xB0, count: 15) + [UInt8(lane)])
        random = SeededRandom(seed: seed &+ UInt64(lane))
        next = Int64(1_000 * (lane + 1))
        try store.announce(desk: desk, name: "desk \(lane)", event: fixture.event)
    }

    private mutating func person() throws -> Registration? {
        try store.registration(Fixture.serial(Int64(random.int(in: 1...40))), event: fixture.event)
    }

    mutating func act() throws {
        guard var command = try command() else { return }
        command.desk = desk
        _ = try store.apply(command)
    }

    private mutating func command() throws -> Command? {
        switch random.int(in: 0...13) {
        case 0...5:
            let decision = random.pick(Review.Decision.allCases + [.approve, .approve])
            let rows = try (0..<random.int(in: 1...6)).compactMap { _ in try person() }
            let once = Dictionary(rows.map { ($0.serial.rawValue, $0.version) }) { $1 }
            return once.isEmpty ? nil : fixture.review(decision, once.map { ($0.key, $0.value) })
        case 6...8: return try person().map { $0.status == .cancelled ? fixture.restore($0) : fixture.cancel($0) }
        case 9: return try person().map { fixture.restore($0, to: .waitlisted) }
        case 10, 11:
            let category = random.pick(Self.categories)
            return try person().map {
                fixture.command(
                    .edit(
                        serial: $0.serial, version: $0.version, form: fixture.form,
                        answers: Fixture.answers(name: $0.name, category: category)))
            }
        case 12:
            next += 1
            return fixture.registration(next, category: random.pick(Self.categories))
        default:
            let category = random.pick(Self.categories)
            return fixture.capacity(random.int(in: 0...9) + (category == nil ? 8 : 0), category)
        }
    }
}

@Suite("Any interleaving over seats", .serialized)
struct SeatPropertyTests {
    @Test(
        "never more approved than seats beyond those a lowered limit kept, nobody waits while a seat is free, counts are true"
    )
    func concurrent() async throws {
        let random = SeededRandom.fromEnvironment()
        let fixture = try Fixture()
        let store = try fixture.store()
        try fixture.apply(1...20, category: "general", at: store)
        try fixture.apply(21...40, category: "teacher", at: store)
        for (limit, category) in [(12, nil), (6, "teacher"), (8, "general")] as [(Int, String?)] {
            _ = try store.apply(fixture.capacity(limit, category))
        }
        _ = try await together(8) { lane in
            var actor = try SeatActor(fixture, lane: lane, seed: random.seed)
            for _ in 0..<60 { try actor.act() }
        }
        try check(fixture, store, random.seed)
    }

    private func check(_ fixture: Fixture, _ store: Store, _ seed: UInt64) throws {
        let seats = try store.seats(of: fixture.event)
        let rows = try fixture.owner().run(
            Statement("rows", "SELECT status, coalesce(category, '') FROM expo.registration"))
        let people = try rows.map { (try $0.string(0), try $0.string(1)) }
        let approved = people.filter { $0.0 == "approved" }
        #expect(seats.event?.taken == approved.count, "seed \(seed)")
        for (category, scope) in seats.categories {
            #expect(scope.taken == approved.count { $0.1 == category }, "seed \(seed): \(category)")
        }
        #expect(try fixture.count("SELECT count(*) FROM expo.seats WHERE taken > ceiling") == 0, "seed \(seed)")
        for (_, category) in people.filter({ $0.0 == "waitlisted" }) {
            #expect(!seats.hasSeat(in: category.isEmpty ? nil : category), "seed \(seed): \(seats)")
        }
        // Every change of a row is a command in somebody's history: versions have no gaps but where one command put
        // somebody on the list and gave them a seat.
        for serial in SeatActor.people {
            guard let row = try store.registration(Fixture.serial(serial), event: fixture.event) else { continue }
            let log = try store.commands(on: row.serial, event: fixture.event, limit: 1_000).commands
            var last = 0
            for command in LoggedCommand.inOrder(log) {
                guard let version = command.version else { continue }
                let most = command.effect?.status == .approved ? 2 : 1
                #expect((1...most).contains(version - last), "seed \(seed): \(serial) \(command.kind) \(version)")
                last = version
            }
            #expect(last == row.version, "seed \(seed): \(serial)")
        }
    }
}
