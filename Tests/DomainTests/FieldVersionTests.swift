// Options that were taken out of a form after somebody chose them.

import Domain
import Testing

@Suite("Options of other versions")
struct FieldVersionTests {
    private static let diet = Sample.field("diet", .choices) { $0.options = Sample.options("vegan", "nuts", "none") }
    private static let now = Sample.field("diet", .choices) { $0.options = Sample.options("vegan") }

    @Test("an option that only another version has keeps its name beside those of today; one nobody has stays an id")
    func naming() {
        let answer = Answer.choices(["vegan", "nuts", "gone"])
        #expect(Self.now.missingOptions(of: answer) == ["nuts", "gone"])
        #expect(Self.now.naming(answer, by: [Self.diet]).options.map(\.id) == ["vegan", "nuts"])
        #expect(Self.now.naming(.choices(["vegan"]), by: [Self.diet]) == Self.now)
        let size = Sample.field("size", .choice) { $0.options = Sample.options("m") }
        let before = Sample.field("size", .choice) { $0.options = Sample.options("m", "l") }
        #expect(size.naming(.text("l"), by: [Self.diet, before]).options.map(\.id) == ["m", "l"])
        #expect(size.naming(.text(""), by: [before]) == size)
    }

    @Test("a table that goes out names an option by the version that had it, also after an edit under the later form")
    func export() {
        let later = FormReference(id: "walk-in", version: 2)
        let columns = ExportColumns([(later, Sample.form([Self.now])), (Sample.reference, Sample.form([Self.diet]))])
        var person = Sample.person(7)
        person.form = later
        person.answers = [Self.diet.id: .choices(["vegan", "nuts"])]
        #expect(columns.field(Self.now, of: person).options.map(\.id) == ["vegan", "nuts"])
    }
}
