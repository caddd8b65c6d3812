// Applying commands one after another: what is written, what is answered, and what a replay gives.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Apply")
struct ApplyTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func fault(_ body: () throws -> Void) -> StoreError? {
        do {
            try body()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    private func registered(_ serial: Int64, phone: String? = nil) throws -> Registration {
        try #require(try store.apply(fixture.registration(serial, phone: phone)).row)
    }

    @Test("a registration is written as it was decided, and read back the same")
    func register() throws {
        let command = fixture.registration(
            1, name: " 김\u{200B}민준", phone: "010-1234-5678", affiliation: "O'Brien \\ \"학교\"", category: "teacher")
        let receipt = try store.apply(command)
        let row = try #require(receipt.row)
        #expect(receipt.outcome == .registered(Fixture.serial(1)))
        #expect(!receipt.isReplay)
        #expect(row.status == .approved)
        #expect(row.name == "김민준")
        #expect(row.phone?.digits == "821012345678")
        #expect(row.consent == Consent(version: "2026-1", at: command.madeAt))
        #expect(try store.registration(row.serial, event: fixture.event) == row)
    }

    @Test("names of forty characters are stored in any script, and so are answers with every kind of character")
    func ugly() throws {
        for (serial, letter) in zip(Int64(1)..., ["가", "é", "กำ", "नि", "👩‍👧"]) {
            let receipt = try store.apply(fixture.registration(serial, name: String(repeating: letter, count: 40)))
            #expect(receipt.outcome == .registered(Fixture.serial(serial)), "\(letter)")
        }
        let receipt = try store.apply(fixture.registration(9, name: "a\u{0}b", affiliation: "\u{0}\u{7F}%_\\'\"\n{}"))
        #expect(receipt.row?.name == "ab")
        #expect(receipt.row?.affiliation == "%_\\'\" {}")
    }

    @Test("a command of a version this program does not know is not guessed at")
    func unknownVersion() throws {
        var command = fixture.registration(91)
        command.payloadVersion = Command.currentPayloadVersion + 1
        #expect(throws: StoreError.self) { try store.apply(command) }
        #expect(try store.registration(Fixture.serial(91), event: fixture.event) == nil)
    }

    @Test("applied again, a command gives its first outcome and what had been asked for")
    func replay() throws {
        let command = fixture.registration(1, phone: "01012345678")
        let first = try store.apply(command)
        var again = command
        guard case .register(var new) = command.action else { return }
        new.answers[.name] = .text("다른 사람")
        again.action = .register(new)
        let second = try store.apply(again)
        #expect(second.isReplay)
        #expect(second.outcome == first.outcome)
        #expect(second.row == first.row)
        #expect(second.storedAction == command.action)
        #expect(try store.receipt(of: command.id, event: fixture.event)?.outcome == first.outcome)
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 1)
    }

    @Test("a refusal is an outcome too: remembered, and given again after the reason has gone")
    func replayedRefusal() throws {
        let holder = try registered(1, phone: "01012345678")
        let command = fixture.registration(2, phone: "+82 10-1234-5678")
        let first = try store.apply(command)
        #expect(first.outcome.word == "duplicate")
        #expect(first.existing == holder)
        _ = try store.apply(fixture.cancel(holder))
        let second = try store.apply(command)
        #expect(second.isReplay)
        #expect(second.outcome == first.outcome)
        #expect(second.existing?.status == .cancelled)
        #expect(
            try store.apply(fixture.registration(3, phone: "01012345678")).outcome == .registered(Fixture.serial(3)))
    }

    @Test(
        "a telephone is a duplicate in whatever form it was pasted",
        arguments: [
            "010-1234-5678", "\u{202D}+82 10-1234-5678\u{202C}", "０１０１２３４５６７８", "010\u{200B}12345678", "1012345678",
        ])
    func duplicateForms(_ form: String) throws {
        let holder = try registered(1, phone: "01012345678")
        let receipt = try store.apply(fixture.registration(2, phone: form))
        #expect(receipt.outcome == .refused(Refusal(.duplicate, existing: holder.serial)))
        #expect(receipt.existing == holder)
    }

    @Test("any number of people have no telephone")
    func noPhone() throws {
        for serial in Int64(1)...5 { _ = try registered(serial) }
        #expect(try fixture.count("SELECT count(*) FROM expo.registration WHERE phone IS NULL") == 5)
    }

    @Test("a serial that another command has used is not given again, and its person stays as they are")
    func serialTaken() throws {
        let row = try registered(1, phone: "01012345678")
        guard case .serialTaken(1)? = fault({ _ = try store.apply(fixture.registration(1, name: "다른 사람")) }) else {
            Issue.record("not refused")
            return
        }
        #expect(try store.registration(row.serial, event: fixture.event) == row)
        #expect(try fixture.count("SELECT count(*) FROM expo.command") == 1)
    }

    @Test("an edit replaces the answers, and one that saw an older version changes nothing")
    func edit() throws {
        let row = try registered(1, phone: "01012345678")
        let edited = try #require(try store.apply(fixture.edit(row, phone: "010-9999-0000")).row)
        #expect(edited.version == 2)
        #expect(edited.phone?.display == "010-9999-0000")
        let late = try store.apply(fixture.edit(row, phone: "010-5555-5555"))
        #expect(late.outcome == .refused(Refusal(.conflict, existing: row.serial)))
        #expect(late.existing == edited)
        #expect(try store.registration(row.serial, event: fixture.event) == edited)
        #expect(
            try store.attendees(fixture.found("9999-0000")).rows.map(\.registration) == [edited])
        #expect(
            try store.attendees(fixture.found("5678")).rows.isEmpty)
    }

    @Test("a cancelled person's telephone is free; who takes it keeps it against a restore")
    func lostPhone() throws {
        let first = try registered(1, phone: "01012345678")
        let cancelled = try #require(try store.apply(fixture.cancel(first)).row)
        #expect(
            try store.apply(fixture.cancel(cancelled)).outcome == .refused(Refusal(.cancelled, existing: first.serial)))
        let second = try registered(2, phone: "01012345678")
        let refused = try store.apply(fixture.restore(cancelled))
        #expect(refused.outcome == .refused(Refusal(.duplicate, existing: second.serial)))
        #expect(refused.existing == second)
        _ = try store.apply(fixture.cancel(second))
        let restored = try store.apply(fixture.restore(cancelled))
        #expect(restored.outcome == .restored(first.serial, version: 3))
        #expect(try store.apply(fixture.restore(try #require(restored.row))).outcome.word == "not_cancelled")
        #expect(try store.apply(fixture.restore(second)).outcome.word == "conflict")
    }

    @Test("nobody's changes are refused by name, and so is a form nobody published")
    func nobody() throws {
        var row = try registered(1)
        row.serial = Fixture.serial(77)
        #expect(try store.apply(fixture.cancel(row)).outcome.word == "not_found")
        var command = fixture.registration(2)
        guard case .register(var new) = command.action else { return }
        new.form.version = 99
        command.action = .register(new)
        #expect(try store.apply(command).outcome.word == "unknown_form")
    }

    @Test("a category added or taken away after the form was read counts at once")
    func categoriesChange() throws {
        let owner = try fixture.owner()
        #expect(try store.apply(fixture.registration(1, category: "vip")).outcome.word == "invalid_field")
        try owner.script("INSERT INTO expo.category VALUES (\(fixture.event.rawValue), 'vip', '귀빈', 'VIP', 9)")
        #expect(try store.apply(fixture.registration(2, category: "vip")).outcome == .registered(Fixture.serial(2)))
        try owner.script("DELETE FROM expo.category WHERE id = 'teacher'")
        #expect(try store.apply(fixture.registration(3, category: "teacher")).outcome.word == "invalid_field")
    }

    @Test("an unknown desk writes nothing: there is no change without its record")
    func unknownDesk() throws {
        let stranger = DeskID(bytes: [UInt8](repeating: 1, count: 16))
        var command = fixture.registration(1)
        command.desk = stranger
        #expect(fault { _ = try store.apply(command) } != nil)
        #expect(try fixture.count("SELECT count(*) FROM expo.registration") == 0)
        #expect(try fixture.count("SELECT count(*) FROM expo.command_detail") == 0)
        #expect(try store.apply(fixture.registration(1)).outcome == .registered(Fixture.serial(1)))
    }

    @Test("a cancelled statement is not taken for a lost line, a full or closing server is")
    func reach() {
        func isOutOfReach(_ state: String, _ kind: PostgresError.Kind = .server) -> Bool {
            StoreError.postgres(PostgresError(kind: kind, sqlState: state, message: "")).isOutOfReach
        }
        for state in ["53100", "53300", "40001", "40P01", "57P01", "57P03", "25006", "26000", "0A000", "58030"] {
            #expect(isOutOfReach(state), "\(state)")
        }
        for state in ["57014", "23505", "23514", "22P02", "42501", "42P01"] {
            #expect(!isOutOfReach(state), "\(state)")
        }
        #expect(isOutOfReach("", .connection))
        #expect(!StoreError.serialTaken(1).isOutOfReach)
    }
}
