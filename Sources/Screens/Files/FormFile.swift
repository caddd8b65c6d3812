// A form as a screen file has it: TOML to FormDefinition, with everything that is wrong told at once.

public import Domain

/// Reads forms.
///
///     kind = "form"
///     id = "walk-in"
///     title = { ko = "현장 등록", en = "Walk-in" }
///     [[field]]
///     id = "name"
///     kind = "text"
///     label = { ko = "이름", en = "Name" }
///     required = true
public enum FormFile {
    /// More fields than any desk asks; checking a form takes time by the square of them.
    private static let fieldLimit = 200

    private enum FileKind: String, CaseIterable {
        case form
    }

    /// Reads the file at `path`.
    public static func read(path: String) throws(ScreenFileErrors) -> FormDefinition {
        try read(TOMLDocument(path: path))
    }

    /// Reads a text; `file` is what errors call it.
    public static func read(text: String, file: String) throws(ScreenFileErrors) -> FormDefinition {
        try read(TOMLDocument(text: text, file: file))
    }

    private static func read(_ document: TOMLDocument) throws(ScreenFileErrors) -> FormDefinition {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        root.checkKeys(["kind", "id", "title", "field"])
        root.require("kind", "id", "title", "field")
        _ = root.choice("kind", of: FileKind.self)
        let id = root.fieldID("id")
        let title = root.localized("title")
        let tables = root.tables("field") ?? []
        if tables.count > fieldLimit { root.add("field", .outOfRange(1...fieldLimit)) }
        let fields = tables.prefix(fieldLimit).map(FormFieldReader.init)
        let form = FormDefinition(
            id: id?.text ?? "", title: title ?? Localized(ko: "", en: ""), fields: fields.compactMap(\.field))
        if root.has("field") { FormFlaws(form: form, readers: fields, collector: collector).report() }
        guard collector.errors.isEmpty else { throw ScreenFileErrors(collector.errors) }
        return form
    }
}
