// Answers to questions and options that the form has no more: in the table and in filters.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("Removed questions in the table") struct RemovedFieldTests {
    private static let meal = FieldID("meal") ?? .name
    private static let size = FieldID("size") ?? .name

    private static func choice(_ id: FieldID, _ label: String, _ options: [String: String]) -> Domain.FormField {
        var field = Domain.FormField(id: id, kind: .choice, label: Localized(ko: label, en: id.text))
        field.options = options.sorted { $0.key < $1.key }.map {
            .init(id: $0.key, label: Localized(ko: $0.value, en: $0.key))
        }
        return field
    }

    /// The form asks a size today; before it offered one more, and asked for a meal, which had one option more before that.
    private static let desk: OpenDesk = {
        func form(_ fields: [Domain.FormField]) -> FormDefinition {
            var form = Fixture.desk.form
            form.fields += fields
            return form
        }
        let sizes = ["l": "큰 것", "s": "작은 것"]
        var desk = Fixture.desk
        desk.form = form([choice(size, "옷 치수", ["l": "큰 것"])])
        desk.formReference = FormReference(id: "walk-in", version: 3)
        desk.learn([
            (desk.formReference, desk.form),
            (
                FormReference(id: "walk-in", version: 2),
                form([choice(size, "옷 치수", sizes), choice(meal, "식사", ["box": "도시락"])])
            ),
            (Fixture.formReference, form([choice(meal, "끼니", ["box": "도시락", "vegan": "채식"])])),
        ])
        return desk
    }()

    private func opened() -> Driver {
        var driver = Driver(isOpen: false)
        driver.answer(.opened(.success(Self.desk)))
        driver.press("F4")
        var row = Fixture.row(1)
        row.answers = [Self.meal: .text("vegan"), Self.size: .text("s")]
        driver.answerPage(AttendeePage(all: [row]))
        return driver
    }

    @Test("a column of a removed question has its title, and removed options have their names")
    func column() {
        let driver = opened()
        var row = Fixture.row(1)
        row.answers = [Self.meal: .text("vegan"), Self.size: .text("s")]
        #expect(driver.state.title(of: .answer(Self.meal)) == "식사")
        #expect(driver.state.cell(.answer(Self.meal), of: row) == "채식")
        #expect(driver.state.cell(.answer(Self.size), of: row) == "작은 것")
        #expect(driver.state.sortableColumns.suffix(2) == [.answer(Self.size), .answer(Self.meal)])
    }

    @Test("they can be asked for; a word that names something of today's form goes on naming that")
    func filter() throws {
        let today = try #require(CalendarDate("2026-05-01"))
        let earlier = Self.desk.earlierForms.map { $0.form }
        func clauses(_ text: String, _ earlier: [FormDefinition]) -> [AttendeeFilter.Clause] {
            let vocabulary = FilterVocabulary(categories: [], form: Self.desk.form, earlier: earlier)
            let read = FilterText(text, vocabulary: vocabulary, today: today)
            #expect(read.faults.isEmpty, "\(text) \(read.faults)")
            return read.filter.clauses
        }
        #expect(clauses("식사:채식", earlier) == [AttendeeFilter.Clause(.answerIs(Self.meal, ["vegan"]))])
        #expect(clauses("옷치수:작은것", earlier) == [AttendeeFilter.Clause(.answerIs(Self.size, ["s"]))])
        // Another question of the same name, which the form had under another id.
        let old = FieldID("dress") ?? .name
        var renamed = Fixture.form
        renamed.fields += [Self.choice(old, "옷 치수", ["l": "큰 것"])]
        #expect(clauses("옷치수:큰것", [renamed]) == [AttendeeFilter.Clause(.answerIs(Self.size, ["l"]))])
        #expect(clauses("dress:큰것", [renamed]) == [AttendeeFilter.Clause(.answerIs(old, ["l"]))])
    }
}
