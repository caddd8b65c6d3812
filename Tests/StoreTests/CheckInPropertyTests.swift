// Any interleaving of scans, leavings, undoings, cancellations, new passes and wrong clocks.

import Domain
import Postgres
import Store
import TestSupport
import Testing

/// One thing a desk does, drawn by chance.
private enum Deed: Sendable {
    /// One of the passes that the person ever had, by its number.
    case scan(Int64, pass: Int, CheckIn.Mode, Domain.Gate, Timestamp)
    /// Takes back what this desk's scan of that number did.
    case undo(Int)
    case cancelOrRestore(Int64)
    case reissue(Int64)
    /// Sends an earlier command again.
    case again(Int)

    static let people: [Int64] = [1, 2, 3, 4]
    static let gates = [
        Domain.Gate(name: "east", area: "main"), Domain.Gate(name: "west", area: "main"),
        Domain.Gate(name: "hall", area: "hall"),
    ]

    static func draw(_ random: inout SeededRandom) -> Deed {
        switch random.int(in: 0...10) {
        case 0...5:
            let modes: [CheckIn.Mode] = [.enter, .enter, .leave, .reenter]
            return .scan(
                random.pick(people), pass: random.int(in: 0...7), random.pick(modes), random.pick(gates), clock(&random)
            )
        case 6, 7: return .undo(random.int(in: 0...30))
        case 8: return .cancelOrRestore(random.pick(people))
        case 9: return .reissue(random.pick(people))
        default: return .again(random.int(in: 0...30))
        }
    }

    /// A clock that may be anything from a little to days wrong.
    private static func clock(_ random: inout SeededRandom) -> Timestamp {
        let errors = [0, 0, 5_000, -40_000_000, 40_000_000, 86_400_000, -86_400_000, 400_000_000]
        return Timestamp(milliseconds: Fixture.morning.milliseconds + Int64(random.pick(errors)))
    }
}

/// A desk that remembers what it sent and was told.
private struct Gatekeeper {
    let fixture: Fixture
    let desk: DeskID
    let store: Store
    private let number: Int64
    private var reissues: Int64 = 0
    var sent: [(command: Command, receipt: Receipt)] = []

    init(_ fixture: Fixture, _ number: Int) throws {
        self.fixture = fixture
        self.number = Int64(number)
        desk = DeskID(bytes: [UInt8](repeating: 0xA0, count: 15) + [UInt8(number)])
        store = try fixture.store()
        try store.announce(desk: desk, name: "desk \(number)", event: fixture.event)
    }

    mutating func does(_ deed: Deed) throws -> (command: Command, receipt: Receipt)? {
        guard let command = try command(deed) else { return nil }
        let receipt = try store.apply(command)
        sent.append((command, receipt))
        return (command, receipt)
    }

    /// Every serial that a person ever had: the last digit is the person's.
    private func serials(_ person: Int64) throws -> [Int64] {
        try fixture.owner().run(
            Statement(
                "serials",
                "SELECT serial FROM expo.registration WHERE serial % 10 = $1 ORDER BY registered_at, version, serial"),
            [.int(person)]
        ).map { try $0.int(0) }
    }

    /// The row that the person is on now.
    private func row(_ person: Int64) throws -> Registration? {
        var row = try store.registration(Fixture.serial(person), event: fixture.event)
        while let next = row?.mergedInto { row = try store.registration(next, event: fixture.event) }
        return row
    }

    private mutating func command(_ deed: Deed) throws -> Command? {
        switch deed {
        case .scan(let person, let pass, let mode, let gate, let moment):
            let serials = try serials(person)
            return fixture.scan(serials[pass % serials.count], mode, gate: gate, at: moment, desk: desk)
        case .undo(let number):
            let passages = sent.filter { if case .passed = $0.receipt.outcome { true } else { false } }
            guard !passages.isEmpty,
                case .passed(let serial, _, let admission) = passages[number % passages.count]
                    .receipt.outcome
            else { return nil }
            return fixture.undo(serial.rawValue, admission, desk: desk)
        case .cancelOrRestore(let person):
            guard let row = try row(person) else { return nil }
            return row.status == .cancelled ? fixture.restore(row) : fixture.cancel(row)
        case .reissue(let person):
            guard let row = try row(person) else { return nil }
            reissues += 1
            return fixture.reissue(row, as: person + 10 * (1 + 1_000 * number + reissues), desk: desk)
        case .again(let number): return sent.isEmpty ? nil : sent[number % sent.count].command
        }
    }
}

extension Serial {
    /// Whose serial it is, by its last digit: new ones are given out so.
    fileprivate var person: Int64 { rawValue % 10 }
}

@Suite("Any interleaving at the gates", .serialized)
struct CheckInPropertyTests {
    private func expo() throws -> Fixture {
        let fixture = try Fixture()
        let store = try fixture.store()
        for serial in Deed.people { _ = try store.apply(fixture.registration(serial)) }
        return fixture
    }

    /// What should be: a model of the rules in other words than theirs.
    private struct Model {
        struct Key: Hashable {
            var person: Int64
            var place: Place
            var day: String
        }

        var inside: [Key: [CommandID]] = [:]
        var cancelled: Set<Int64> = []
        var revoked: Set<Serial> = []
        var answers: [CommandID: String] = [:]

        /// The word that `command` should be answered with, and what it changes.
        mutating func answer(_ command: Command) -> String {
            if let known = answers[command.id] { return known }
            let word = decide(command)
            answers[command.id] = word
            return word
        }

        private mutating func decide(_ command: Command) -> String {
            switch command.action {
            case .checkIn(let scan):
                if revoked.contains(scan.serial) { return "revoked" }
                let key = Key(person: scan.serial.person, place: scan.place, day: Self.day(scan.at))
                // The movements that are not undone, the entry first: an even number of them is a person inside.
                let movements = inside[key] ?? []
                if scan.mode != .leave {
                    if cancelled.contains(key.person) { return "cancelled" }
                    if !["2026-05-01", "2026-05-02"].contains(key.day) { return "outside_days" }
                }
                let isInside = movements.count % 2 == 1
                switch scan.mode {
                case .enter where !movements.isEmpty, .reenter where isInside: return "already_checked_in"
                case .leave where movements.isEmpty, .reenter where movements.isEmpty: return "not_checked_in"
                case .leave where !isInside: return "already_left"
                case .enter, .leave, .reenter: break
                }
                inside[key] = movements + [command.id]
                return ["checked_in", "left", "re_entered"][scan.mode == .enter ? 0 : scan.mode == .leave ? 1 : 2]
            case .undoCheckIn(let undo):
                let key = Key(person: undo.serial.person, place: undo.place, day: undo.day.description)
                guard var movements = inside[key], !movements.isEmpty else { return "not_checked_in" }
                guard movements.last == undo.movement else { return "conflict" }
                movements.removeLast()
                // Whatever is now the last was made so by this undo: an older hand cannot take it back unseen.
                if !movements.isEmpty { movements[movements.count - 1] = command.id }
                inside[key] = movements
                return "undone"
            case .cancel(let serial, _, _):
                cancelled.insert(serial.person)
                return "cancelled"
            case .restore(let serial, _, _):
                cancelled.remove(serial.person)
                return "restored"
            case .reissue(let reissue):
                if cancelled.contains(reissue.serial.person) { return "cancelled" }
                revoked.insert(reissue.serial)
                return "reissued"
            default: return ""
            }
        }

        private static func day(_ moment: Timestamp) -> String {
            let days = Int((moment.milliseconds + 9 * 3_600_000) / 86_400_000)
            return CalendarDate(daysSince1970: days)?.description ?? ""
        }
    }

    @Test("one after another, over any desks and clocks, every answer is the one a plain model gives")
    func sequential() throws {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<4 {
            let fixture = try expo()
            var desks = try (0..<4).map { try Gatekeeper(fixture, $0) }
            var model = Model()
            for step in 0..<250 {
                let number = random.int(in: 0...3)
                guard let (command, receipt) = try desks[number].does(Deed.draw(&random)) else { continue }
                #expect(
                    receipt.outcome.word == model.answer(command),
                    "seed \(random.seed), step \(step): \(command.action)")
            }
            let living = model.inside.values.count { !$0.isEmpty }
            #expect(try fixture.count("SELECT count(*) FROM expo.admission") == living, "seed \(random.seed)")
            let present = model.inside.values.count { $0.count % 2 == 1 }
            #expect(
                try fixture.count("SELECT count(*) FROM expo.admission WHERE is_inside") == present,
                "seed \(random.seed)")
        }
    }

    @Test("at once, over many desks: at most one living entry a person, place and day, and no answer that is not true")
    func concurrent() async throws {
        let random = SeededRandom.fromEnvironment()
        let fixture = try expo()
        let told = try await together(16) { lane in
            var chance = SeededRandom(seed: random.seed &+ UInt64(lane))
            var desk = try Gatekeeper(fixture, lane)
            for _ in 0..<60 { _ = try desk.does(Deed.draw(&chance)) }
            return desk.sent
        }
        let all = told.flatMap { $0 }
        try checkAnswers(all, fixture, seed: random.seed)
        try checkTotals(all, fixture, seed: random.seed)
    }

    /// Whatever an answer names has happened, to that person, at that place, on that day.
    private func checkAnswers(_ all: [(command: Command, receipt: Receipt)], _ fixture: Fixture, seed: UInt64) throws {
        var entries: [CommandID: (Serial, Place)] = [:]
        for (command, receipt) in all {
            if case .passed(let serial, .enter, let admission) = receipt.outcome {
                entries[command.id] = (serial, admission.place)
                #expect(admission.entered.command == command.id, "seed \(seed)")
            }
        }
        for (command, receipt) in all {
            guard let admission = receipt.admission else { continue }
            let entry = entries[admission.entered.command]
            #expect(
                entry?.0.person == command.action.serial?.person && entry?.1 == admission.place,
                "seed \(seed): \(command)")
            if case .checkIn(let scan) = command.action {
                #expect(admission.place == scan.place, "seed \(seed)")
                let day = (scan.at.milliseconds + 9 * 3_600_000) / 86_400_000
                #expect(admission.day.daysSince1970 == Int(day), "seed \(seed)")
            }
        }
        // A pass is told to be revoked because it was, and one that was revoked lets nobody in any more.
        let revoked = Set(
            all.compactMap { if case .reissued(let old, _, _) = $0.receipt.outcome { old } else { nil } })
        for (command, receipt) in all where receipt.outcome.word == "revoked" {
            #expect(command.action.serial.map(revoked.contains) == true, "seed \(seed): \(command)")
        }
        let store = try fixture.store()
        for serial in revoked {
            #expect(try store.apply(fixture.scan(serial.rawValue)).outcome.word == "revoked", "seed \(seed)")
        }
        #expect(!revoked.isEmpty, "seed \(seed)")
        // The same command has one answer, however often it was sent.
        for (id, answers) in Dictionary(grouping: all, by: \.command.id) {
            #expect(Set(answers.map(\.receipt.outcome)).count == 1, "seed \(seed): \(id)")
        }
    }

    /// Entries less those undone are the rows that are there, none or one for each person, place and day; and whether
    /// they are inside follows from the movements.
    private func checkTotals(_ all: [(command: Command, receipt: Receipt)], _ fixture: Fixture, seed: UInt64) throws {
        var balance: [String: Int] = [:]
        var movements: [String: Int] = [:]
        for (_, answers) in Dictionary(grouping: all, by: \.command.id) {
            guard let (command, receipt) = answers.first else { continue }
            switch receipt.outcome {
            case .passed(let serial, let mode, let admission):
                let key = "\(serial.person) \(admission.place.text) \(admission.day)"
                if mode == .enter { balance[key, default: 0] += 1 } else { movements[key, default: 0] += 1 }
            case .passageUndone(let serial, let admission):
                guard case .undoCheckIn(let undo) = command.action else { continue }
                let key = "\(serial.person) \(undo.place.text) \(undo.day)"
                if admission == nil { balance[key, default: 0] -= 1 } else { movements[key, default: 0] -= 1 }
            default: break
            }
        }
        let rows = try fixture.owner().run(
            Statement("rows", "SELECT serial % 10 || ' ' || place || ' ' || day, moves FROM expo.admission"))
        let found = try Dictionary(rows.map { (try $0.string(0), Int(try $0.int(1))) }) { $0 + $1 }
        #expect(found.count == rows.count, "seed \(seed): somebody is in twice")
        for (key, count) in balance {
            #expect(count == (found[key] == nil ? 0 : 1), "seed \(seed): \(key)")
            #expect(movements[key, default: 0] == found[key] ?? 0, "seed \(seed): \(key)")
        }
        #expect(Set(found.keys).isSubset(of: balance.keys), "seed \(seed)")
    }
}
