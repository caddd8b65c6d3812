// What a command meets in the desk's copy of the event, and which copy counts at all.

import Domain
import Store
import Testing

@testable import Desk

@Suite("What the copy knows")
struct CopyFactsTests {
    private let server: SimServer
    private static let morning = Timestamp(milliseconds: 1_777_594_320_000)

    init() throws {
        server = try World.makeServer()
    }

    private func serial(_ number: Int64) throws -> Serial { try #require(Serial(rawValue: number)) }

    private func row(
        _ number: Int64, phone: String? = nil, status: Registration.Status = .approved, mergedInto: Int64? = nil
    ) throws -> Registration {
        Registration(
            serial: try serial(number), status: status, source: .walkIn, name: "김민준",
            phone: phone.flatMap(PhoneNumber.init(normalising:)), affiliation: nil, category: nil, email: nil,
            answers: [:], form: server.reference, consent: Consent(version: "1", at: Self.morning),
            publicID: "0\(number)", version: 1, registeredAt: Self.morning,
            mergedInto: try mergedInto.map { try serial($0) })
    }

    private func snapshot(_ rows: [Registration]) -> EventSnapshot {
        var snapshot = server.snapshot(at: Self.morning)
        for row in rows { snapshot.roster.put(row) }
        return snapshot
    }

    private func id(_ number: UInt8) -> CommandID {
        CommandID(at: Self.morning, random: [UInt8](repeating: number, count: 10))
    }

    private func command(_ action: Command.Action) -> Command {
        Command(
            id: id(1), event: server.event.id, desk: DeskID(bytes: [UInt8](repeating: 1, count: 16)), deskSequence: 1,
            actor: "east", madeAt: Self.morning, action: action)
    }

    private func entry(_ number: UInt8, minutes: Int64, isInside: Bool = true) -> Admission {
        let at = Timestamp(milliseconds: Self.morning.milliseconds + minutes * 60_000)
        var admission = Admission(
            place: .area("main"), day: server.event.firstDay,
            entered: Movement(command: id(number), at: at, gate: "main", by: "west"))
        admission.isInside = isInside
        return admission
    }

    @Test("whoever is to be restored meets the one who has their telephone by now")
    func restored() throws {
        let phone = "010-1234-5678"
        let copy = snapshot([try row(1, phone: phone, status: .cancelled), try row(2, phone: phone)])
        let restore = command(.restore(serial: try serial(1), version: 1, status: .approved))
        let facts = try #require(copy.facts(for: restore))
        #expect(facts.samePhone?.serial == (try serial(2)))
        #expect(decide(restore, facts).outcome.word == "duplicate")
    }

    @Test("with a pass that is given up go those of all who became part of that person")
    func reissued() throws {
        let copy = snapshot([
            try row(1), try row(2, status: .merged, mergedInto: 1), try row(3, status: .merged, mergedInto: 2),
        ])
        let reissue = Reissue(
            serial: try serial(1), version: 1, replacement: try serial(9), publicID: "9", reason: "lost")
        #expect(try copy.facts(for: command(.reissue(reissue)))?.earlierPasses == [serial(2), serial(3)])
    }

    @Test("somebody is in by any of their passes: the one inside counts before one that left, then the earlier")
    func admitted() throws {
        var copy = snapshot([
            try row(1), try row(2, status: .merged, mergedInto: 1), try row(3, status: .merged, mergedInto: 1),
        ])
        let scan = command(
            .checkIn(CheckIn(serial: try serial(1), mode: .enter, gate: .main, at: Self.morning)))
        func found() throws -> CheckInFacts { try #require(copy.facts(for: scan)?.checkIn) }
        #expect(try found().admission == nil)
        copy.roster.put([entry(2, minutes: 2)], revoked: false, of: try serial(2))
        #expect(try found().admission == entry(2, minutes: 2) && found().admittedAs == serial(2))
        copy.roster.put([entry(3, minutes: 1)], revoked: false, of: try serial(3))
        #expect(try found().admission == entry(3, minutes: 1) && found().admittedAs == serial(3))
        copy.roster.put([entry(1, minutes: 0, isInside: false)], revoked: false, of: try serial(1))
        #expect(try found().admission == entry(3, minutes: 1))
        copy.roster.put([entry(1, minutes: 3)], revoked: false, of: try serial(1))
        copy.roster.put([], revoked: false, of: try serial(3))
        #expect(try found().admission == entry(2, minutes: 2))
        copy.roster.put([], revoked: false, of: try serial(2))
        #expect(try found().admission == entry(1, minutes: 3) && found().admittedAs == nil)
    }

    @Test("whoever gave up a telephone does not hold it any more, whatever the arrays say")
    func phones() throws {
        let (old, new) = ("010-1111-1111", "010-2222-2222")
        var roster = Roster([try row(1, phone: old)])
        roster.put(try row(1, phone: new))
        let number = try #require(PhoneNumber(normalising: old))
        #expect(roster.holder(of: number) == nil)
        roster.put(try row(1, phone: "010-3333-3333"))
        #expect(try roster.holder(of: #require(PhoneNumber(normalising: new))) == nil)
    }

    // MARK: Which copy counts

    private func other(_ event: Event) -> Event {
        var other = event
        other.number += 1
        return other
    }

    @Test("a copy of another event of the same name counts for nothing, in memory and on the disk")
    func otherEvent() throws {
        let found = snapshot([try row(1)])
        let inMemory = EventCopy()
        inMemory.put(found)
        inMemory.expect(found.event)
        #expect(inMemory.isThere)
        inMemory.expect(other(found.event))
        #expect(!inMemory.isThere && inMemory.snapshot == nil)
        let onDisk = EventCopy { found }
        onDisk.expect(other(found.event))
        #expect(!onDisk.isThere)
        let same = EventCopy { found }
        same.expect(found.event)
        #expect(same.isThere)
    }

    @Test("changes tell as of when the copy is")
    func freshAt() {
        var copy = snapshot([])
        let later = Timestamp(milliseconds: Self.morning.milliseconds + 5)
        copy.apply(SnapshotChange(horizon: copy.horizon, at: later))
        #expect(copy.freshAt == later)
    }
}
