// The desk's copy of the event: what the database has, however it came there, and whatever became of the file.

import Domain
import Foundation
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("The desk's copy of the event")
struct SnapshotTests {
    let rig: DeskRig
    let folder = TestRun.shared.makeFolder()
    let journal: Journal
    let store: Store

    init() throws {
        rig = try DeskRig()
        journal = try Journal(dataFolder: folder)
        store = Store(try Connection(rig.conninfo + " user=expo_desk", applicationName: "copy"))
    }

    private func keeper(_ copy: EventCopy) throws -> SnapshotKeeper {
        try SnapshotKeeper(event: "expo", of: journal, copy: copy)
    }

    private func refresh(_ keeper: SnapshotKeeper, _ desk: Desk) throws {
        try keeper.refresh(desk.event, keys: desk.keys, minutesAheadOfUTC: desk.minutesAheadOfUTC, from: store)
    }

    /// Everything in a roster that a desk asks for.
    private func contents(_ snapshot: EventSnapshot?) throws -> [String] {
        let roster = try #require(snapshot).roster
        var lines: [String] = []
        roster.forEach { lines.append("\($0)") }
        roster.forEachAtGates { lines.append("\($0) \($1) \($2)") }
        return lines
    }

    /// The same, read from the database at once.
    private func truth() throws -> [String] {
        let event = try #require(try store.events().first)
        let people = try store.registrations(after: nil, limit: 100_000, event: event.id)
        let gates = try store.gateRecords(since: event.firstDay, event: event.id)
        return people.map { "\($0)" } + gates.map { "\($0.serial) \($0.admissions) \($0.isRevoked)" }
    }

    @Test("a copy kept fresh by changes is the same as one fetched at once, after any work", arguments: [1, 2, 3])
    func fresh(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let desk = try rig.desk()
        let copy = EventCopy()
        let keeper = try keeper(copy)
        #expect(try !keeper.load())
        var people: [Registration] = []
        for number in 1...40 {
            try step(number, desk, &people, &random)
            if random.next() % 4 == 0 { try refresh(keeper, desk) }
        }
        try refresh(keeper, desk)
        #expect(try contents(copy.snapshot) == truth())
        // Another console reads the file: the base and all changes behind it.
        let other = EventCopy()
        #expect(try self.keeper(other).load())
        #expect(try contents(other.snapshot) == truth())
        #expect(other.snapshot?.keys == desk.keys && other.snapshot?.event == desk.event)
        #expect(other.snapshot?.forms == copy.snapshot?.forms && copy.snapshot?.forms.count == 1)
    }

    private func step(
        _ number: Int, _ desk: Desk, _ people: inout [Registration], _ random: inout SeededRandom
    ) throws {
        let id = desk.makeCommandID()
        func submit(_ change: Submission.Change) throws -> Registration? {
            guard case .applied(let receipt) = try desk.submit(Submission(id: id, change: change)) else { return nil }
            return receipt.row
        }
        guard let index = people.indices.randomElement(using: &random), random.next() % 3 > 0 else {
            let walkIn = try People.walkIn(desk, "김민준", phone: number % 3 == 0 ? nil : "0101234\(1_000 + number)")
            guard case .applied(let receipt) = try desk.submit(walkIn), let row = receipt.row else { return }
            people.append(row)
            return
        }
        let row = people[index]
        switch random.next() % 3 {
        case 0:
            let change: Submission.Change =
                row.status == .cancelled
                ? .restore(serial: row.serial, version: row.version, status: .approved)
                : .cancel(serial: row.serial, version: row.version, reason: "x")
            people[index] = try submit(change) ?? row
        default:
            let gate = Gate(name: "north", area: "hall")
            let moment = try #require(CalendarDate("2026-05-01")).daysSince1970 * 86_400_000 + 3_600_000
            let command = Command(
                id: id, event: desk.event.id, desk: desk.id, deskSequence: Int64(number), actor: "d",
                madeAt: Timestamp(milliseconds: Int64(moment)),
                action: .checkIn(
                    CheckIn(
                        serial: row.serial, mode: random.next() % 2 == 0 ? .enter : .leave, gate: gate,
                        at: Timestamp(milliseconds: Int64(moment)))))
            _ = try store.apply(command)
        }
    }

    @Test("a torn, damaged or foreign end of the file is left out, and written over")
    func torn() throws {
        let desk = try rig.desk()
        let copy = EventCopy()
        let path = folder + "/desk/event-expo.copy"
        do {
            let keeper = try keeper(copy)
            _ = try desk.submit(People.walkIn(desk, "하나"))
            try refresh(keeper, desk)
            _ = try desk.submit(People.walkIn(desk, "둘"))
            try refresh(keeper, desk)
        }
        #expect(copy.snapshot?.roster.count == 2)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var sizes: Set<Int> = []
        for cut in stride(from: whole.count - 1, to: 0, by: -7) {
            try whole.prefix(cut).write(to: URL(fileURLWithPath: path))
            let copy = EventCopy()
            let keeper = try keeper(copy)
            sizes.insert(try keeper.load() ? (copy.snapshot?.roster.count ?? -1) : 0)
        }
        // The last change missing, or the whole: never anything else.
        #expect(sizes == [0, 1])
        for place in stride(from: 20, to: whole.count, by: 41) {
            var damaged = whole
            damaged[place] ^= 0x20
            try damaged.write(to: URL(fileURLWithPath: path))
            let copy = EventCopy()
            #expect(try !keeper(copy).load() || copy.snapshot?.roster.count == 1, "byte \(place)")
        }
        try whole.dropLast(3).write(to: URL(fileURLWithPath: path))
        let again = EventCopy()
        do {
            let keeper = try keeper(again)
            #expect(try keeper.load())
            try refresh(keeper, desk)
        }
        let last = EventCopy()
        #expect(try keeper(last).load())
        #expect(try contents(last.snapshot) == truth())
    }

    @Test("the file shows nobody's name, is its owner's only, and is nothing to another desk's key")
    func sealed() throws {
        let desk = try rig.desk()
        _ = try desk.submit(People.walkIn(desk, "홍길동", phone: "01012345678"))
        try refresh(try keeper(EventCopy()), desk)
        let path = folder + "/desk/event-expo.copy"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("홍길동".utf8)) == nil && bytes.range(of: Data("1012345678".utf8)) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let strange = TestRun.shared.makeFolder()
        let journal = try Journal(dataFolder: strange)
        try bytes.write(to: URL(fileURLWithPath: strange + "/desk/event-expo.copy"))
        #expect(try !SnapshotKeeper(event: "expo", of: journal, copy: EventCopy()).load())
    }
}
