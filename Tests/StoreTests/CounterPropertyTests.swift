// Counters after any work: on many desks at once, over few people, so that they meet.

import Domain
import Glibc
import Postgres
import Store
import TestSupport
import Testing

/// One of the desks.
private struct Worker {
    let fixture: Fixture
    let desk: DeskID
    let store: Store
    var random: SeededRandom
    var sent: [Command] = []
    var admissions: [(Int64, Admission)] = []

    static let people: Int64 = 24
    static let gates = [
        Domain.Gate(name: "east", area: "main"), Domain.Gate(name: "hall", area: "hall"),
        Domain.Gate(name: "turnstile", area: "main", entry: .repeat),
    ]

    init(_ fixture: Fixture, _ lane: Int, _ random: SeededRandom) throws {
        self.fixture = fixture
        self.random = random
        desk = DeskID(bytes: [UInt8](repeating: 0xC0, count: 15) + [UInt8(lane)])
        store = try fixture.store()
        try store.announce(desk: desk, name: "desk \(lane)", event: fixture.event)
    }

    mutating func work() throws {
        guard var command = try next() else { return }
        command.desk = desk
        do {
            let receipt = try store.apply(command)
            sent.append(command)
            if let admission = receipt.admission, let serial = receipt.outcome.serial {
                admissions.append((serial.rawValue, admission))
            }
        } catch StoreError.serialTaken {
            // Another desk was first; in life serials are leased.
        }
    }

    private mutating func next() throws -> Command? {
        let serial = Int64(random.int(in: 1...Int(Self.people)))
        switch random.int(in: 0...11) {
        case 0...4:
            let mode = random.pick([CheckIn.Mode.enter, .enter, .leave, .reenter])
            let day = Int64(random.pick([0, 0, 86_400_000, 400_000_000]))
            let moment = Timestamp(
                milliseconds: Fixture.morning.milliseconds + day + Int64(random.int(in: 0...9_000_000)))
            return fixture.scan(serial, mode, gate: random.pick(Self.gates), at: moment)
        case 5, 6:
            guard !admissions.isEmpty else { return nil }
            let (person, admission) = random.pick(admissions.suffix(8))
            return fixture.undo(person, admission)
        case 7: return sent.isEmpty ? nil : random.pick(sent.suffix(20))
        case 8: return fixture.registration(serial, category: random.pick(["general", "teacher", nil]))
        default:
            guard let row = try store.registration(Fixture.serial(serial), event: fixture.event) else {
                return fixture.registration(serial)
            }
            return change(row)
        }
    }

    private mutating func change(_ row: Registration) -> Command {
        if row.status == .cancelled {
            return fixture.restore(row, to: random.pick([.approved, .approved, .held, .waitlisted, .rejected]))
        }
        if random.int(in: 0...2) == 0 { return fixture.cancel(row) }
        let category = random.pick(["general", "teacher", nil])
        return fixture.command(
            .edit(
                serial: row.serial, version: row.version, form: fixture.form,
                answers: Fixture.answers(name: row.name, category: category)))
    }
}

@Suite("Counters after any work", .serialized)
struct CounterPropertyTests {
    /// 2,000 commands; as many as EXPODESK_RANDOM_COMMANDS says where that is set.
    @Test("after random commands on 8 connections every counter is what a full count finds")
    func randomWork() async throws {
        let random = SeededRandom.fromEnvironment()
        let fixture = try Fixture()
        let each = (getenv("EXPODESK_RANDOM_COMMANDS").flatMap { Int(String(cString: $0)) } ?? 2_000) / 8
        _ = try await together(8) { lane in
            var worker = try Worker(fixture, lane, SeededRandom(seed: random.seed &+ UInt64(lane)))
            for _ in 0..<each { try worker.work() }
            return lane
        }
        let flaws = try fixture.store().counterFlaws(fixture.event)
        #expect(flaws == [], "seed \(random.seed)")
        let commands = try fixture.count("SELECT count(*) FROM expo.command")
        let deeds = try fixture.count("SELECT sum(amount)::bigint FROM expo.counter WHERE measure = 'deed'")
        #expect(commands == deeds && commands > each * 4, "seed \(random.seed)")
        let numbers = try fixture.store().numbers(fixture.event, at: Fixture.morning)
        let inside = try fixture.count("SELECT count(*) FROM expo.admission WHERE is_inside")
        let entered = numbers.entries.reduce(0) { $0 + $1.count }
        #expect(entered - numbers.outside.reduce(0) { $0 + $1.count } == inside, "seed \(random.seed)")
        let noShows = try fixture.count(
            """
            SELECT count(*) FROM expo.registration r WHERE status = 'approved'
                AND NOT EXISTS (SELECT FROM expo.admission a WHERE a.serial = r.serial)
            """)
        #expect(numbers.noShows == noShows, "seed \(random.seed)")
    }
}
