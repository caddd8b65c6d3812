// Views as a file has them: one table each, read with everything that is wrong told at once, and written back.

public import Domain
import Text

/// Reads and writes views.
///
///     [[view]]
///     name = "대기 중"
///     filter = "상태:대기"
///     columns = ["serial", "name:20", "answer.diet"]
///     sort = "-registered_at"
public enum ViewFile {
    /// More than anybody chooses from.
    public static let most = 200

    /// Reads the text of a file of views; `file` is what errors call it.
    public static func read(text: String, file: String) throws(ScreenFileErrors) -> [SavedView] {
        try views(in: TOMLDocument(text: text, file: file), home: .personal, alone: true)
    }

    /// The `view` tables of a document.
    /// - Parameter alone: whether anything else in it is an error.
    public static func views(
        in document: TOMLDocument, home: SavedView.Home, alone: Bool
    ) throws(ScreenFileErrors) -> [SavedView] {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        if alone { root.checkKeys(["view"]) }
        let tables = root.tables("view") ?? []
        if tables.count > most { root.add("view", .outOfRange(1...most)) }
        let views = tables.prefix(most).compactMap { view($0, home) }
        guard collector.errors.isEmpty else { throw ScreenFileErrors(collector.errors) }
        return views
    }

    private static func view(_ table: TableReader, _ home: SavedView.Home) -> SavedView? {
        table.checkKeys(["name", "filter", "columns", "sort"])
        table.require("name")
        let typed = table.text("name") ?? ""
        let name = AttendeeView.name(typed)
        if name == nil, !typed.isEmpty { table.add("name", .outOfRange(1...AttendeeView.longestName)) }
        // An empty filter is everybody.
        var filter = ""
        if case .text(let text)? = table.values["filter"] {
            filter = TextCleaning.line(text).text
        } else if table.has("filter") {
            filter = table.text("filter") ?? ""
        }
        let columns = table.words("columns") ?? []
        if columns.count > AttendeeView.mostColumns {
            table.add("columns", .outOfRange(1...AttendeeView.mostColumns))
        }
        let sort = table.text("sort") ?? AttendeeSort.standard.text
        return name.map { SavedView(name: $0, filter: filter, columns: columns, sort: sort, home: home) }
    }

    /// The file's text.
    public static func text(of views: [SavedView]) -> String {
        views.map { saved in
            let view = saved.view
            let columns = view.columns.map(\.text) + saved.unknownColumns
            return """
                [[view]]
                name = \(quoted(view.name))
                filter = \(quoted(view.filter))
                columns = [\(columns.map(quoted).joined(separator: ", "))]
                sort = \(quoted(view.sort.text))

                """
        }.joined(separator: "\n")
    }

    /// A basic string of TOML 1.0.
    private static func quoted(_ text: String) -> String {
        var made = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                made += "\\"
                made.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: made += " "
            default: made.unicodeScalars.append(scalar)
            }
        }
        return made + "\""
    }
}
