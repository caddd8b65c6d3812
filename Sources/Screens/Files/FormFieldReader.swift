// One `[[field]]` of a form's file.

internal import Domain

/// A field as far as it could be read.
struct FormFieldReader {
    let table: TableReader
    /// Nil without a usable id; what else could not be read is left at its default.
    private(set) var field: FormField?
    /// Something in this table is wrong, so what follows from it would be noise.
    let isBroken: Bool

    private static let keys = [
        "id", "kind", "label", "hint", "required", "default", "carry", "max-length", "min", "max", "earliest", "latest",
        "options", "when", "text", "version", "show-at-scan", "hold-at-scan",
    ]

    /// Keys that say something for some kinds only.
    private static let kinds: [String: Set<FormField.Kind>] = [
        "max-length": [.text, .longText], "min": [.number], "max": [.number], "earliest": [.date], "latest": [.date],
        "options": [.choice, .choices], "text": [.consent], "version": [.consent],
        // Consent is given by a person each time, never by a default.
        "default": [.text, .longText, .phone, .email, .number, .date, .choice, .choices],
        // Everybody who is scanned has consented.
        "show-at-scan": [.text, .longText, .phone, .email, .number, .date, .choice, .choices],
        "hold-at-scan": [.text, .longText, .phone, .email, .number, .date, .choice, .choices],
        "carry": [.text, .longText, .phone, .email, .number, .date, .choice, .choices],
    ]

    init(_ table: TableReader) {
        self.table = table
        let before = table.collector.errors.count
        table.checkKeys(Self.keys)
        table.require("id", "kind", "label")
        let id = table.fieldID("id")
        let kind = table.choice("kind", of: FormField.Kind.self)
        if let kind {
            for key in table.values.keys.sorted() where Self.kinds[key].map({ !$0.contains(kind) }) == true {
                table.add(key, .notForKind(kind))
            }
            if kind == .consent { table.require("text", "version") }
        }
        let label = table.localized("label")
        if let id {
            var made = FormField(id: id, kind: kind ?? .text, label: label ?? Localized(ko: "", en: ""))
            Self.fill(&made, table)
            field = made
        }
        isBroken = table.collector.errors.count > before
    }

    private static func fill(_ field: inout FormField, _ table: TableReader) {
        field.hint = table.localized("hint")
        field.required = table.flag("required") ?? false
        field.carry = table.flag("carry") ?? false
        field.maximumLength = table.number("max-length", in: 1...500)
        field.minimum = table.number("min")
        field.maximum = table.number("max")
        field.earliest = table.date("earliest")
        field.latest = table.date("latest")
        field.consentText = table.localized("text", paragraph: true)
        field.consentVersion = table.text("version")
        field.preset = preset(table)
        field.atScan = atScan(table)
        if let when = table.has("when") ? table.table("when") : nil { field.condition = condition(when) }
        fillOptions(&field, table)
    }

    private static func preset(_ table: TableReader) -> Answer? {
        switch table.values["default"] {
        case nil: return nil
        case .text: return table.text("default").map { .text($0) }
        case .number(let number): return .number(number)
        case .flag(let flag): return .flag(flag)
        case .date(let date): return .text(date.description)
        case .list: return table.words("default").map { .choices($0) }
        case .decimal(_)?, .table(_)?, .other?:
            table.add("default", .wrongShape(expected: .text, found: table.values["default"]?.shape ?? .other))
            return nil
        }
    }

    /// `show-at-scan = true`, `hold-at-scan = true`, or `hold-at-scan = ["yes"]`. What holds is shown.
    private static func atScan(_ table: TableReader) -> FormField.AtScan? {
        let shows = table.flag("show-at-scan") ?? false
        if case .list? = table.values["hold-at-scan"] {
            let words = table.words("hold-at-scan") ?? []
            if words.isEmpty || words.contains("") { table.add("hold-at-scan", .emptyText) }
            return .hold(anyOf: words)
        }
        if table.flag("hold-at-scan") == true { return .hold(anyOf: []) }
        return shows ? .show : nil
    }

    private static func condition(_ when: TableReader) -> FormField.Condition? {
        when.checkKeys(["field", "is"])
        when.require("field", "is")
        guard let field = when.fieldID("field"), let words = when.words("is") else { return nil }
        if words.isEmpty { when.add("is", .emptyText) }
        return FormField.Condition(field: field, anyOf: words)
    }

    /// `options = "categories"`, or a list of ids with labels.
    private static func fillOptions(_ field: inout FormField, _ table: TableReader) {
        if case .text(let word)? = table.values["options"] {
            field.optionsAreCategories = true
            guard word != "categories" else { return }
            table.add("options", .unknownWord(word, allowed: ["categories"], nearest: "categories"))
            return
        }
        field.options = (table.tables("options") ?? []).compactMap { option in
            option.checkKeys(["id", "label"])
            option.require("id", "label")
            guard let id = option.text("id"), let label = option.localized("label") else { return nil }
            return FormField.Option(id: id, label: label)
        }
    }
}
