// Reading forms: the good file, and every way to get one wrong.

import Domain
import Screens
import TestSupport
import Testing

private let head = """
    kind = "form"
    id = "f"
    title = { ko = "양식", en = "Form" }

    """
private let name = """
    [[field]]
    id = "name"
    kind = "text"
    label = { ko = "이름", en = "Name" }
    required = true

    """
private let consent = """
    [[field]]
    id = "consent"
    kind = "consent"
    label = { ko = "동의", en = "Consent" }
    required = true
    text = { ko = "모읍니다", en = "We collect" }
    version = "1"

    """

private func errors(_ text: String) -> [ScreenFileError] {
    do throws(ScreenFileErrors) {
        _ = try FormFile.read(text: text, file: "f.toml")
        return []
    } catch {
        return error.errors
    }
}

/// The errors of a form with name, consent and one more field.
private func errors(field lines: String) -> [ScreenFileError] {
    errors(head + name + consent + "[[field]]\n" + lines)
}

@Suite("A form's file")
struct FormFileTests {
    @Test("The form that comes with the program is good, and asks what the desk asks")
    func shipped() throws {
        let folder = ScreenFolder(configured: nil)
        let form = try folder.form("walk-in")
        #expect(form.fields.map(\.id.text) == ["name", "phone", "affiliation", "category", "consent"])
        #expect(form.fields.filter(\.required).map(\.id) == [.name, .consent])
        #expect(form[.affiliation]?.carry == true)
        #expect(form[.category]?.optionsAreCategories == true)
        #expect(form[.category]?.preset == .text("general"))
        #expect(form[.consent]?.consentVersion == "2026-01")
        #expect(form[.consent]?.consentText?.ko.split(separator: "\n").count == 3)
    }

    @Test("Every key of a field is read")
    func everyKey() throws {
        let form = try FormFile.read(
            text: head + name + consent + """
                [[field]]
                id = "age"
                kind = "number"
                label = { ko = "나이", en = "Age" }
                hint = { ko = "만", en = "years" }
                min = 1
                max = 120
                default = 30
                when = { field = "group", is = ["a", "b"] }
                [[field]]
                id = "day"
                kind = "date"
                label = { ko = "날", en = "Day" }
                earliest = 2026-05-01
                latest = "2026-05-02"
                default = 2026-05-01
                [[field]]
                id = "group"
                kind = "choice"
                label = { ko = "조", en = "Group" }
                options = [ { id = "a", label = { ko = "가", en = "A" } }, { id = "b", label = { ko = "나", en = "B" } } ]
                carry = true
                [[field]]
                id = "likes"
                kind = "choices"
                label = { ko = "관심", en = "Likes" }
                options = [ { id = "x", label = { ko = "가", en = "X" } } ]
                default = ["x"]
                [[field]]
                id = "note"
                kind = "long-text"
                label = { ko = "비고", en = "Note" }
                max-length = 300
                """, file: "f.toml")
        let age = try #require(form.fields.first { $0.id.text == "age" })
        #expect(age.minimum == 1 && age.maximum == 120 && age.preset == .number(30))
        #expect(age.hint == Localized(ko: "만", en: "years"))
        #expect(age.condition?.anyOf == ["a", "b"])
        let day = try #require(form.fields.first { $0.id.text == "day" })
        #expect(day.earliest?.description == "2026-05-01" && day.latest?.description == "2026-05-02")
        #expect(day.preset == .text("2026-05-01"))
        let group = try #require(form.fields.first { $0.id.text == "group" })
        #expect(group.options.map(\.id) == ["a", "b"] && group.carry)
        #expect(form.fields.first { $0.id.text == "likes" }?.preset == .choices(["x"]))
        #expect(form.fields.first { $0.id.text == "note" }?.maximumLength == 300)
    }

    @Test("Texts written with decomposed Hangul are stored composed")
    func composed() throws {
        let decomposed = "\u{110B}\u{1175}\u{1105}\u{1173}\u{11B7}"
        let form = try FormFile.read(
            text: (head + name + consent).replacing("이름", with: decomposed), file: "f.toml")
        #expect(Array((form[.name]?.label.ko ?? "").unicodeScalars) == Array("이름".unicodeScalars))
    }

    @Test(
        "Each fault of a field is told with its key path, its line and what is wrong",
        arguments: [
            ("id = \"x\"\nkind = \"text\"", "field[3].label", ScreenFileError.Problem.missingKey),
            ("kind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }", "field[3].id", .missingKey),
            ("id = \"X\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }", "field[3].id", .badFieldID("X")),
            (
                "id = 3\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }", "field[3].id",
                .wrongShape(expected: .text, found: .number)
            ),
            ("id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\" }", "field[3].label.en", .missingKey),
            ("id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \" \" }", "field[3].label.en", .emptyText),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = \"가\"", "field[3].label",
                .wrongShape(expected: .table, found: .text)
            ),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nreqired = true", "field[3].reqired",
                .unknownKey(nearest: "required")
            ),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nrequired = 1", "field[3].required",
                .wrongShape(expected: .flag, found: .number)
            ),
            (
                "id = \"x\"\nkind = \"number\"\nlabel = { ko = \"가\", en = \"A\" }\nmax-length = 3",
                "field[3].max-length",
                .notForKind(.number)
            ),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nmax-length = 0",
                "field[3].max-length",
                .outOfRange(1...500)
            ),
            (
                "id = \"x\"\nkind = \"date\"\nlabel = { ko = \"가\", en = \"A\" }\nearliest = \"2026-02-30\"",
                "field[3].earliest", .badDate("2026-02-30")
            ),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nwhen = { field = \"name\" }",
                "field[3].when.is", .missingKey
            ),
            (
                "id = \"x\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nwhen = { field = \"nix\", is = [\"a\"] }",
                "field[3].when.field", .flaw(.unknownConditionField(FieldID("x")!, FieldID("nix")!))
            ),
            (
                "id = \"x\"\nkind = \"choice\"\nlabel = { ko = \"가\", en = \"A\" }", "field[3].options",
                .flaw(.noOptions(FieldID("x")!))
            ),
            (
                "id = \"x\"\nkind = \"choice\"\nlabel = { ko = \"가\", en = \"A\" }\noptions = \"categorys\"",
                "field[3].options", .unknownWord("categorys", allowed: ["categories"], nearest: "categories")
            ),
            (
                "id = \"x\"\nkind = \"choice\"\nlabel = { ko = \"가\", en = \"A\" }\noptions = [ { id = \"a\" } ]",
                "field[3].options[1].label", .missingKey
            ),
            (
                "id = \"x\"\nkind = \"number\"\nlabel = { ko = \"가\", en = \"A\" }\nmin = 5\nmax = 4", "field[3].max",
                .flaw(.emptyRange(FieldID("x")!))
            ),
            (
                "id = \"x\"\nkind = \"number\"\nlabel = { ko = \"가\", en = \"A\" }\ndefault = \"many\"",
                "field[3].default", .flaw(.badPreset(FieldID("x")!))
            ),
            (
                "id = \"name\"\nkind = \"text\"\nlabel = { ko = \"가\", en = \"A\" }\nrequired = true", "field[3].id",
                .flaw(.duplicateField(.name))
            ),
            (
                "id = \"x\"\nkind = \"consent\"\nlabel = { ko = \"가\", en = \"A\" }\ntext = { ko = \"가\", en = \"A\" }",
                "field[3].version", .missingKey
            ),
            (
                "id = \"x\"\nkind = \"consent\"\nlabel = { ko = \"가\", en = \"A\" }\ntext = { ko = \"가\", en = \"A\" }\n"
                    + "version = \"1\"\ndefault = true", "field[3].default", .notForKind(.consent)
            ),
        ])
    func fieldFaults(lines: String, keyPath: String, problem: ScreenFileError.Problem) {
        let found = errors(field: lines)
        #expect(found.map(\.keyPath) == [keyPath])
        #expect(found.map(\.problem) == [problem])
        #expect((found.first?.line ?? 0) >= 16)
    }

    @Test("All errors of a file are told at once")
    func allAtOnce() {
        let found = errors(
            """
            kind = "table"
            id = "f"
            tittle = { ko = "가", en = "A" }
            [[field]]
            id = "name"
            kind = "txt"
            label = { ko = "이름", en = "Name" }
            [[field]]
            id = "phone"
            kind = "phone"
            label = { en = "Phone" }
            """)
        #expect(
            found.map(\.keyPath) == ["tittle", "title", "kind", "field[1].kind", "field[2].label.ko", "field"])
        #expect(found.first?.line == 3)
        #expect(found.first { $0.keyPath == "field[1].kind" }?.line == 6)
        #expect(found.last?.problem == .flaw(.missingField(.consent)))
    }

    @Test("Conditions that go round in a circle are an error, and not a hang")
    func loop() {
        let found = errors(
            head + name + consent + """
                [[field]]
                id = "a"
                kind = "text"
                label = { ko = "가", en = "A" }
                when = { field = "b", is = ["1"] }
                [[field]]
                id = "b"
                kind = "text"
                label = { ko = "나", en = "B" }
                when = { field = "a", is = ["1"] }
                """)
        #expect(found.map(\.keyPath) == ["field[3].when.field"])
        #expect(found.map(\.problem) == [.flaw(.conditionLoop(["a", "b"].compactMap { FieldID($0) }))])
    }

    @Test("A syntax error has its line and column")
    func syntax() throws {
        let found = errors("kind = \"form\"\nid = = 3\n")
        #expect(found.count == 1)
        #expect(found.first?.line == 2)
        #expect(found.first?.column != nil)
        guard case .syntax = try #require(found.first).problem else {
            Issue.record("not a syntax error: \(found)")
            return
        }
    }

    @Test("A byte-order mark, as Windows editors write it, is no matter")
    func byteOrderMark() {
        #expect(errors("\u{FEFF}" + head + name + consent).isEmpty)
        #expect(errors("\u{FEFF}kinds = 1\n").first?.line == 1)
    }

    @Test("A NUL, in itself or escaped, is an error and does not cut the file off")
    func nul() {
        #expect(errors("kind = \"form\"\n\0id = \"x\"").map(\.problem) == [.containsNUL])
        #expect(errors("\"a\\u0000b\" = 1").map(\.problem) == [.containsNUL])
    }

    @Test("A file that is too large, or not UTF-8, or not there, says so")
    func bytes() throws {
        let folder = try ScratchFolder()
        let large = try folder.write([UInt8](repeating: 0x23, count: (1 << 20) + 1), to: "large.form.toml")
        let broken = try folder.write(Array("id = \"a\"\n".utf8) + [0x22, 0xFF], to: "broken.form.toml")
        for (path, problem, line) in [
            (large, ScreenFileError.Problem.tooLarge(limit: 1 << 20), nil), (broken, .notUTF8, 2),
        ] {
            let error = #expect(throws: ScreenFileErrors.self) { _ = try FormFile.read(path: path) }
            #expect(error?.errors == [ScreenFileError(file: path, line: line, problem: problem)])
        }
        #expect(throws: ScreenFileErrors.self) { _ = try FormFile.read(path: folder.file("nix.form.toml")) }
        #expect(throws: ScreenFileErrors.self) { _ = try FormFile.read(path: folder.path) }
    }

    @Test(
        "A table header that no key can begin with is an error and not a crash",
        arguments: ["항목", ".a", "", "=", "[é", "}"])
    func headers(key: String) {
        #expect(!errors(head + name + consent + "[\(key)]\n").isEmpty)
        // In a text it is nobody's business.
        #expect(errors((head + name + consent).replacing("\"모읍니다\"", with: "\"\"\"\n[\(key)]\"\"\"")).isEmpty)
    }

    @Test("A file full of faults is told quickly and not for ever")
    func many() {
        #expect(errors(head + String(repeating: "[[field]]\n", count: 90_000)).count <= 101)
        #expect(errors((0..<60_000).map { "k\($0) = 1\n" }.joined()).count <= 101)
    }

    @Test("Keys that nest without end are an error and not a crash")
    func deep() {
        let dots = String(repeating: "a.", count: 200_000) + "a"
        #expect(!errors(dots + " = 1").isEmpty)
        #expect(!errors("[\(dots)]").isEmpty)
        #expect(!errors("a = " + String(repeating: "[", count: 100_000)).isEmpty)
        #expect(!errors("a = " + String(repeating: "{a=", count: 100_000)).isEmpty)
        #expect(!errors("a = { \(dots) = 1 }").isEmpty)
    }

    @Test("Mutated files never crash the reader, and what it takes has no flaws")
    func fuzz() throws {
        var random = SeededRandom.fromEnvironment()
        let seed = random.seed
        let good = Array((head + name + consent).utf8)
        let scraps = [
            "[}", "[\u{2028}", "_", "+", "0x", "1e", "\u{000B}", "= _1\n", "= +\n", "= 1979-05-27T\n", "[[a]]\n", "{,}",
            "[[field]]", "\"", "'''", "{", "}", "[", "]", "=", "\n", "\\u0000", "\u{1F600}", "a.b", "1979-05-27", "nan",
        ]
        for _ in 0..<3_000 {
            var bytes = good
            for _ in 0..<random.int(in: 1...6) {
                let at = random.int(in: 0...bytes.count)
                switch random.int(in: 0...3) {
                case 0: bytes.insert(UInt8(random.int(in: 0...255)), at: at)
                case 1: bytes.insert(contentsOf: Array(random.pick(scraps).utf8), at: at)
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.int(in: 1...20)))
                default: bytes.append(contentsOf: bytes[at...].prefix(40))
                }
            }
            do {
                let form = try FormFile.read(text: String(decoding: bytes, as: UTF8.self), file: "f.toml")
                #expect(form.flaws.isEmpty, "seed \(seed)")
            } catch {
                #expect(!error.errors.isEmpty, "seed \(seed)")
            }
        }
    }
}
