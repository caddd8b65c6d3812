// A lost badge: one person under a new serial, with everything they have, exactly once.

import Domain
import Postgres
import Store
import TestSupport
import Testing

extension Fixture {
    /// A new pass for the person of `row`, under the serial `replacement`.
    func reissue(_ row: Registration, as replacement: Int64, reason: String = "분실", desk: DeskID = Fixture.desk)
        -> Command
    {
        var random = SystemRandomNumberGenerator()
        return command(
            .reissue(
                Reissue(
                    serial: row.serial, version: row.version, replacement: Self.serial(replacement),
                    publicID: Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }),
                    reason: reason)), desk: desk)
    }

    func row(_ serial: Int64) throws -> Registration {
        try #require(try Store(owner()).registration(Self.serial(serial), event: event))
    }
}

@Suite("A new pass")
struct ReissueTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        _ = try store.apply(fixture.registration(1, phone: "01012345678", affiliation: "한빛", category: "teacher"))
    }

    private func word(_ command: Command) throws -> String {
        try store.apply(command).outcome.word
    }

    @Test("everything of the person moves to the new serial; the old row is merged into it and its pass revoked")
    func moves() throws {
        let before = try fixture.row(1)
        let command = fixture.reissue(before, as: 50)
        let receipt = try store.apply(command)
        #expect(receipt.outcome == .reissued(before.serial, Fixture.serial(50), version: 2))
        var expected = before
        expected.serial = Fixture.serial(50)
        expected.version = 2
        let now = try fixture.row(50)
        #expect(now == expected && receipt.row == expected)
        var old = before
        old.status = .merged
        old.mergedInto = now.serial
        old.version = 2
        old.publicID = try fixture.row(1).publicID
        #expect(try fixture.row(1) == old && old.publicID != before.publicID)
        #expect(try word(fixture.scan(1)) == "revoked")
        #expect(try word(fixture.scan(50)) == "checked_in")
        #expect(try word(fixture.registration(60, phone: "01012345678")) == "duplicate")
        let changed = try store.apply(fixture.edit(now, phone: "01099998888"))
        #expect(changed.outcome == .edited(now.serial, version: 3))
        for serial in [Int64(1), 50] {
            let log = try store.commands(on: Fixture.serial(serial), event: fixture.event, limit: 10).commands
            #expect(log.contains { $0.id == command.id && $0.reissued?.new == now.serial }, "\(serial)")
        }
    }

    @Test("sent again it is the same reissue; a second desk that knew the old row is refused with it")
    func once() throws {
        let before = try fixture.row(1)
        let command = fixture.reissue(before, as: 50)
        let first = try store.apply(command)
        let again = try store.apply(command)
        #expect(again.isReplay && again.outcome == first.outcome && again.row == first.row)
        let other = try store.apply(fixture.reissue(before, as: 51))
        #expect(other.outcome.word == "conflict" && other.existing?.mergedInto == Fixture.serial(50))
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 2)
        #expect(try fixture.count("SELECT count(*) FROM expo.revocation") == 1)
    }

    @Test("a serial that is somebody's already is not given out again")
    func taken() throws {
        _ = try store.apply(fixture.registration(2))
        let command = fixture.reissue(try fixture.row(1), as: 2)
        do throws(StoreError) {
            _ = try store.apply(command)
            Issue.record("applied")
        } catch {
            guard case .serialTaken(2) = error else { throw error }
        }
        #expect(try word(fixture.scan(1)) == "checked_in")
    }

    @Test("whoever is inside is not let in again, can leave and come back, and their entry can still be taken back")
    func inside() throws {
        let hall = Domain.Gate(name: "hall", area: "hall")
        let entry = try #require(try store.apply(fixture.scan(1)).admission)
        _ = try store.apply(fixture.scan(1, gate: hall))
        _ = try store.apply(fixture.scan(1, .leave, gate: hall))
        _ = try store.apply(fixture.reissue(try fixture.row(1), as: 50))
        let again = try store.apply(fixture.scan(50))
        #expect(again.outcome == .refused(Refusal(.alreadyCheckedIn, existing: Fixture.serial(50), admission: entry)))
        #expect(try word(fixture.scan(50, gate: hall)) == "already_checked_in")
        #expect(try word(fixture.scan(50, .reenter, gate: hall)) == "re_entered")
        #expect(try word(fixture.scan(1, .leave)) == "revoked")
        #expect(try store.admissions(of: Fixture.serial(50), at: Fixture.morning, event: fixture.event).count == 2)
        #expect(try store.admissions(of: Fixture.serial(1), at: Fixture.morning, event: fixture.event).isEmpty)
        // Asked for under the serial it was made for.
        #expect(try word(fixture.undo(1, entry)) == "undone")
        #expect(try word(fixture.scan(50)) == "checked_in")
    }

    @Test("again and again: only the newest pass counts, and a pass of a merged row ends with it")
    func chain() throws {
        _ = try store.apply(fixture.registration(2))
        try fixture.merge(2, into: 1)
        #expect(try word(fixture.scan(2)) == "checked_in")
        for serial in Int64(50)...53 {
            let from: Int64 = serial == 50 ? 1 : serial - 1
            #expect(try word(fixture.reissue(try fixture.row(from), as: serial)) == "reissued")
        }
        for serial in [Int64(1), 2, 50, 51, 52] { #expect(try word(fixture.scan(serial)) == "revoked", "\(serial)") }
        #expect(try word(fixture.scan(53)) == "already_checked_in")
        #expect(try word(fixture.reissue(try fixture.row(51), as: 60)) == "conflict")
        #expect(try fixture.row(53).publicID.count == 32 && fixture.row(53).version == 5)
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 1)
    }

    @Test("a cancelled person gets no new pass; one who waits for a decision does, and it is honoured once they are in")
    func statuses() throws {
        let row = try fixture.row(1)
        let cancelled = try #require(try store.apply(fixture.cancel(row)).row)
        #expect(try word(fixture.reissue(cancelled, as: 50)) == "cancelled")
        try fixture.owner().script("UPDATE expo.registration SET status = 'rejected'")
        #expect(try word(fixture.reissue(try fixture.row(1), as: 50)) == "not_approved")
        #expect(
            try word(fixture.reissue(try fixture.row(1), as: 50, reason: String(repeating: "가", count: 201)))
                == "not_approved")
        try fixture.owner().script("UPDATE expo.registration SET status = 'waitlisted'")
        #expect(
            try word(fixture.reissue(try fixture.row(1), as: 50, reason: String(repeating: "가", count: 201)))
                == "invalid_field")
        #expect(try word(fixture.reissue(try fixture.row(1), as: 50)) == "reissued")
        #expect(try word(fixture.scan(50)) == "waitlisted")
        #expect(try fixture.count("SELECT count(*) FROM expo.revocation") == 1)
    }

    @Test("eight desks at once, among scans of the old pass: one new pass, one entry, no answer that is not true")
    func race() async throws {
        let fixture = fixture
        for serial in Int64(2)...9 { _ = try store.apply(fixture.registration(serial)) }
        for serial in Int64(2)...9 {
            let row = try fixture.row(serial)
            let words = try await together(8) { lane in
                let store = try fixture.store()
                let new = 100 * serial + Int64(lane)
                let command = lane < 4 ? fixture.reissue(row, as: new) : fixture.scan(serial)
                return try store.apply(command).outcome.word
            }
            #expect(words.count { $0 == "reissued" } == 1 && words.count { $0 == "conflict" } == 3, "\(words)")
            #expect(words.count { $0 == "checked_in" } <= 1, "\(words)")
            let isIn = words.contains("checked_in")
            let new = try #require(try fixture.row(serial).mergedInto)
            #expect(
                try word(fixture.scan(new.rawValue)) == (isIn ? "already_checked_in" : "checked_in"), "\(words)")
            #expect(try fixture.count("SELECT count(*) FROM expo.admission WHERE serial = \(new)") == 1)
        }
    }

    @Test("admissions from before a merge count for the one who is left, and are left and taken back where they lie")
    func merged() throws {
        for serial in Int64(2)...3 { _ = try store.apply(fixture.registration(serial)) }
        let entry = try #require(try store.apply(fixture.scan(2)).admission)
        try fixture.merge(2, into: 3)
        try fixture.merge(3, into: 1)
        for serial in Int64(1)...3 {
            let again = try store.apply(fixture.scan(serial))
            #expect(
                again.outcome == .refused(Refusal(.alreadyCheckedIn, existing: Fixture.serial(1), admission: entry)))
        }
        let left = try #require(try store.apply(fixture.scan(1, .leave)).admission)
        #expect(!left.isInside && left.entered == entry.entered)
        #expect(try word(fixture.scan(3, .leave)) == "already_left")
        let back = try #require(try store.apply(fixture.undo(1, left)).admission)
        #expect(try word(fixture.undo(3, back)) == "undone")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission") == 0)
        #expect(try word(fixture.scan(2)) == "checked_in")
        #expect(try fixture.count("SELECT count(*) FROM expo.admission WHERE serial = 1") == 1)
    }
}
