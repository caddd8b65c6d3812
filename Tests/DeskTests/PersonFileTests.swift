// A person's file, and undoing out of it, over a real database with two desks.

import Desk
import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Person files")
struct PersonFileTests {
    let rig: DeskRig
    let desk: Desk

    init() throws {
        rig = try DeskRig()
        desk = try rig.desk()
    }

    @discardableResult
    private func submit(_ change: Submission.Change, at desk: Desk) throws -> Registration {
        let receipt = try #require(
            try desk.submit(Submission(id: desk.makeCommandID(), change: change)).receipt)
        return try #require(receipt.row, "\(receipt.outcome)")
    }

    private func answers(_ name: String, phone: String? = nil, affiliation: String? = nil) -> Answers {
        var answers: Answers = [.name: .text(name), .consent: .flag(true)]
        answers[.phone] = phone.map { .text($0) }
        answers[.affiliation] = affiliation.map { .text($0) }
        return answers
    }

    private func registered(_ name: String = "홍길동", phone: String? = nil, affiliation: String? = nil) throws
        -> Registration
    {
        try submit(
            .register(
                source: .walkIn, form: try desk.publish(People.form),
                answers: answers(name, phone: phone, affiliation: affiliation)), at: desk)
    }

    private func edited(
        _ row: Registration, _ name: String, phone: String? = nil, form: FormDefinition = People.form,
        more: Answers = [:], at other: Desk? = nil
    ) throws -> Registration {
        let reference = try desk.publish(form)
        return try submit(
            .edit(
                serial: row.serial, version: row.version, form: reference,
                answers: answers(name, phone: phone).merging(more) { $1 }), at: other ?? desk)
    }

    private func cancelled(_ row: Registration, _ reason: String = "이유", at other: Desk? = nil) throws -> Registration {
        try submit(.cancel(serial: row.serial, version: row.version, reason: reason), at: other ?? desk)
    }

    private func carryOut(_ undo: Undo, at desk: Desk) throws -> Registration {
        switch undo.action {
        case .register, .checkIn, .undoCheckIn, .importRows, .review, .undoReview, .setCapacity, .enrol,
            .cancelEnrolment, .setPrograms, .export, .reissue:
            throw SupportError("an undo registers nobody, and lets nobody in")
        case .edit(let serial, let version, let form, let answers):
            return try submit(.edit(serial: serial, version: version, form: form, answers: answers), at: desk)
        case .cancel(let serial, let version, let reason):
            return try submit(.cancel(serial: serial, version: version, reason: reason), at: desk)
        case .restore(let serial, let version, let status):
            return try submit(.restore(serial: serial, version: version, status: status), at: desk)
        }
    }

    private func undo(_ serial: Serial, at desk: Desk) throws -> Undo {
        let file = try desk.personFile(serial)
        return try file.history.undo(of: file.row, forms: file.forms, reason: "되돌리기")
    }

    private func obstacle(_ serial: Serial) throws -> UndoObstacle? {
        do {
            _ = try undo(serial, at: desk)
            return nil
        } catch let obstacle as UndoObstacle {
            return obstacle
        }
    }

    @Test("the states of a history are the rows there were")
    func states() throws {
        var rows = [try registered(" 홍  길동 ", phone: "01076543210")]
        rows.append(try edited(rows[0], "홍길동", phone: "+82 10-7654-3210"))
        rows.append(try cancelled(rows[1]))
        rows.append(try submit(.restore(serial: rows[0].serial, version: 3, status: .held), at: desk))
        let file = try desk.personFile(rows[0].serial)
        #expect(file.row == rows[3])
        #expect(file.history.steps.map(\.after) == rows)
        #expect(file.history.steps.map(\.before) == [nil] + rows.dropLast())
        #expect(file.pass.serial == rows[0].serial)
    }

    @Test("what another desk did is taken back too, by another desk again, and does not need who made it")
    func otherDesk() throws {
        let other = try rig.desk(name: "desk 2")
        let row = try registered()
        _ = try cancelled(try edited(row, "다른 이름", at: other), at: other)
        let first = try undo(row.serial, at: desk)
        #expect(first.step.command.actor == "desk 2" && first.step.command.deskName == "desk 2")
        #expect(first.now.status == .cancelled && first.after.status == .approved)
        #expect(try carryOut(first, at: desk) == first.after)
        let second = try undo(row.serial, at: try rig.desk(name: "desk 3"))
        #expect(second.after.name == "홍길동")
        #expect(try carryOut(second, at: other) == second.after)
        #expect(try obstacle(row.serial) == .onlyRegistration)
    }

    @Test("what happened at gates stands in the history, leaves the row as it is, and is not what an undo takes back")
    func gates() throws {
        let row = try registered()
        let changed = try edited(row, "다른 이름")
        // The event is on, whenever the tests run.
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        let answer = try rig.desk().checkIn(row.serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        #expect(answer.admission != nil)
        let history = try desk.personFile(row.serial).history
        #expect(history.steps.count == 3 && history.steps[2].command.isAtGate)
        #expect(history.steps[2].before == changed && history.steps[2].after == changed)
        #expect(try undo(row.serial, at: desk).after.name == row.name)
    }

    @Test("an undo of an undo does again what was taken back, with its reason")
    func redo() throws {
        let row = try registered()
        _ = try cancelled(row, "두 번 왔음")
        _ = try carryOut(try undo(row.serial, at: desk), at: desk)
        let file = try desk.personFile(row.serial)
        let redo = try file.history.redo(of: file.row, forms: file.forms, reason: "되돌리기")
        #expect(redo.action == .cancel(serial: row.serial, version: 3, reason: "두 번 왔음"))
        #expect(try carryOut(redo, at: desk).status == .cancelled)
        // And that can be taken back in its turn.
        #expect(try undo(row.serial, at: desk).after.status == .approved)
    }

    @Test("an erased record, somebody nobody registered here and a row that moved on are told apart")
    func obstacles() throws {
        let row = try registered("가")
        #expect(try obstacle(row.serial) == .onlyRegistration)
        let history = try desk.personFile(row.serial).history
        var gone = row
        gone.status = .cancelled
        #expect(throws: UndoObstacle.cameCancelled) { try history.undo(of: gone, forms: [:], reason: "") }
        let later = try edited(row, "나")
        let file = try desk.personFile(row.serial)
        _ = try edited(later, "다")
        #expect(throws: UndoObstacle.movedOn) {
            try file.history.undo(of: try desk.registration(row.serial), forms: file.forms, reason: "")
        }
        // What stands on a row that is no more is refused by its version.
        let stale = try file.history.undo(of: file.row, forms: file.forms, reason: "")
        let change = Submission.Change.edit(
            serial: row.serial, version: 2, form: row.form, answers: stale.after.formAnswers)
        let answer = try desk.submit(Submission(id: desk.makeCommandID(), change: change)).receipt
        #expect(answer?.outcome == .refused(Refusal(.conflict, existing: row.serial)))
        #expect(stale.action == .edit(serial: row.serial, version: 2, form: row.form, answers: stale.after.formAnswers))
        let owner = try rig.owner()
        try owner.script(
            "DELETE FROM expo.command_detail WHERE id = (SELECT id FROM expo.command WHERE kind = 'register')")
        #expect(try obstacle(row.serial) == .unknown)
        try owner.script("DELETE FROM expo.command_detail")
        #expect(try obstacle(row.serial) == .erased)
        try owner.script("DELETE FROM expo.command")
        #expect(try obstacle(row.serial) == .nothing)
        _ = try edited(try desk.registration(row.serial), "라")
        #expect(try obstacle(row.serial) == .unknown)
    }

    @Test("an undo over an earlier form says what it cannot take back: answers that form never had stay")
    func earlierForm() throws {
        var newer = People.form
        let diet = try #require(FieldID("diet"))
        newer.fields.append(FormField(id: diet, kind: .text, label: Localized(ko: "식단", en: "Diet")))
        let row = try registered()
        let later = try edited(row, "홍길동전", form: newer, more: [diet: .text("채식")])
        let undo = try undo(row.serial, at: desk)
        #expect(undo.after.name == "홍길동" && undo.after.answers[diet] == .text("채식"))
        #expect(try carryOut(undo, at: desk) == undo.after)
        let file = try desk.personFile(row.serial)
        #expect(file.forms.keys.map(\.version).sorted() == [row.form.version, later.form.version])
        #expect(file.history.steps.last?.after == file.row)
        // The answer keeps its label, for whoever is asked no more and whatever of the log is left.
        #expect(file.row.form == row.form)
        #expect(try desk.form(askedOf: file.row)?[diet]?.label.ko == "식단")
        #expect(try desk.form(askedOf: row)?[diet] == nil)
        try rig.owner().script("DELETE FROM expo.command_detail")
        let erased = try desk.personFile(row.serial)
        #expect(erased.forms.values.contains { $0[diet]?.label.ko == "식단" })
    }

    @Test("an option that was taken out of the form keeps its name, also after an edit under the later form")
    func earlierOption() throws {
        let diet = try #require(FieldID("diet"))
        func form(_ options: String...) -> FormDefinition {
            var form = People.form
            var field = FormField(id: diet, kind: .choices, label: Localized(ko: "식단", en: "Diet"))
            field.options = options.map { FormField.Option(id: $0, label: Localized(ko: "<\($0)>", en: $0)) }
            form.fields.append(field)
            return form
        }
        let answer = [diet: Answer.choices(["vegan", "nuts"])]
        let before = try edited(try registered(), "홍길동전", form: form("vegan", "nuts"), more: answer)
        let after = try edited(before, "홍길동", form: form("vegan"), more: answer)
        #expect(after.form != before.form && after.answers[diet] == answer[diet])
        #expect(try desk.form(askedOf: after)?[diet]?.options.map(\.label.ko) == ["<vegan>", "<nuts>"])
        try rig.owner().script("DELETE FROM expo.command_detail")
        #expect(try desk.personFile(after.serial).forms[before.form]?[diet]?.options.count == 2)
    }

    @Test("a party is whoever gave the same word to a form's field of that name")
    func party() throws {
        var form = People.form
        form.fields.append(
            FormField(id: .party, kind: .text, label: Localized(ko: "일행", en: "Party")))
        let reference = try desk.publish(form)
        func come(_ name: String, _ party: String?) throws -> Serial {
            var answers = answers(name)
            answers[.party] = party.map { .text($0) }
            return try submit(.register(source: .walkIn, form: reference, answers: answers), at: desk).serial
        }
        let first = try come("대표자", "A-12")
        let second = try come("동행자", "A-12")
        _ = try come("다른 일행", "A-1")
        _ = try come("혼자", nil)
        #expect(try desk.personFile(first).related.map(\.row.serial) == [second])
        #expect(try desk.personFile(second).related.map(\.tie) == [.sameParty])
    }

    @Test("related people: the same telephone now or once, merged, namesakes; the closest tie first, nobody twice")
    func related() throws {
        let first = try registered("홍길동", phone: "01076543210", affiliation: "한빛")
        let gone = try cancelled(first)
        let person = try registered("홍길동", phone: "01076543210", affiliation: "한빛")
        let namesake = try registered("홍 길동", affiliation: "한빛")
        let moved = try edited(person, "홍길동", phone: "01000001111", more: [.affiliation: .text("한빛")])
        let second = try registered("임꺽정", phone: "01076543210")
        func ties(_ serial: Serial) throws -> [String] {
            try desk.personFile(serial).related.map { "\($0.row.serial) \($0.tie)" }
        }
        #expect(
            try ties(moved.serial) == [
                "\(gone.serial) formerPhone", "\(second.serial) formerPhone",
                "\(namesake.serial) sameNameAndAffiliation",
            ])
        #expect(try ties(second.serial) == ["\(gone.serial) samePhone"])
        try rig.owner().script(
            "UPDATE expo.registration SET status = 'merged', merged_into = \(moved.serial) WHERE serial = \(gone.serial)"
        )
        #expect(try ties(moved.serial).first == "\(gone.serial) mergedFrom")
        #expect(try ties(gone.serial).first == "\(moved.serial) mergedInto")
    }

    @Test("namesakes are those of the whole name and place, blanks and case aside; without a place nobody is meant")
    func namesakes() throws {
        let people = [
            ("김 민준", "한빛 초등학교"), ("김민준", "한빛초등학교"), ("김민준", "한빛초등학교 2"), ("김민", "준한빛초등학교"),
            ("김민준", nil), ("KIM", "ACME"), ("Kim", "Acme"), ("%", "_"), ("x", "_"), ("A", "b"), ("a", "B"),
        ]
        let serials = try people.map { try registered($0.0, affiliation: $0.1).serial }
        let found = try serials.map { serial in
            try desk.personFile(serial).related.compactMap { serials.firstIndex(of: $0.row.serial) }
        }
        #expect(found == [[1], [0], [], [], [], [6], [5], [], [], [10], [9]])
    }

    @Test("undoing the newest change again and again walks the row back through its earlier states")
    func walksBack() throws {
        var random = SeededRandom.fromEnvironment()
        for round in 0..<12 {
            var row = try registered("처음\(round)", phone: "0100000\(1000 + round)")
            var states = [row]
            for _ in 0..<random.int(in: 1...9) {
                if row.status == .cancelled {
                    row = try submit(
                        .restore(
                            serial: row.serial, version: row.version,
                            status: random.pick([.approved, .approved, .held, .rejected])), at: desk)
                } else if random.int(in: 0...3) == 0 {
                    row = try cancelled(row)
                } else {
                    row = try edited(
                        row, random.pick(["가", "나", "다"]), phone: random.pick([nil, "0100000\(2000 + round)"]))
                }
                states.append(row)
            }
            // Down through states that there were, each of them earlier than the one before, to the first.
            var level = states.count - 1
            while try obstacle(row.serial) == nil {
                let undo = try undo(row.serial, at: desk)
                row = try carryOut(undo, at: desk)
                #expect(row == undo.after, "seed \(random.seed)")
                let earlier = states[..<level].lastIndex { $0.isSame(as: row) }
                level = try #require(earlier, "not an earlier state, seed \(random.seed)")
            }
            #expect(try obstacle(row.serial) == .onlyRegistration, "seed \(random.seed)")
            #expect(row.isSame(as: states[0]), "seed \(random.seed)")
        }
    }
}
