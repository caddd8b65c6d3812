// A dashboard as a screen file has it: TOML to Board, with everything that is wrong told at once.

internal import Domain

/// Reads boards.
///
///     kind = "board"
///     id = "dashboard"
///     title = { ko = "현황", en = "Dashboard" }
///     [[tile]]
///     kind = "number"
///     figure = "registered"
///     row = 1
public enum BoardFile {
    private static let tileKeys = ["kind", "figure", "title", "area", "row", "width", "height"]
    private static let tileLimit = 60

    enum FileKind: String, CaseIterable {
        case board
    }

    /// Reads the file at `path`.
    public static func read(path: String) throws(ScreenFileErrors) -> Board {
        try read(TOMLDocument(path: path))
    }

    /// Reads a text; `file` is what errors call it.
    public static func read(text: String, file: String) throws(ScreenFileErrors) -> Board {
        try read(TOMLDocument(text: text, file: file))
    }

    private static func read(_ document: TOMLDocument) throws(ScreenFileErrors) -> Board {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        root.checkKeys(["kind", "id", "title", "tile"])
        root.require("kind", "id", "title", "tile")
        _ = root.choice("kind", of: FileKind.self)
        _ = root.fieldID("id")
        let title = root.localized("title")
        let tables = root.tables("tile") ?? []
        if tables.count > tileLimit { root.add("tile", .outOfRange(1...tileLimit)) }
        let tiles = tables.prefix(tileLimit).compactMap(tile)
        guard collector.errors.isEmpty, let title else { throw ScreenFileErrors(collector.errors) }
        return Board(title: title, tiles: tiles)
    }

    private static func tile(_ table: TableReader) -> Board.Tile? {
        table.checkKeys(tileKeys)
        table.require("kind", "figure", "row")
        let kind = table.choice("kind", of: Board.Tile.Kind.self)
        let figure = table.choice("figure", of: Figure.self)
        let title = table.localized("title")
        let area = table.text("area")
        let row = table.number("row", in: 1...20)
        let width = table.number("width", in: 1...12)
        let height = table.number("height", in: 2...40)
        guard let kind, let figure, let row else { return nil }
        if !kind.fits(figure) {
            let fitting = Figure.allCases.filter(kind.fits).map(\.rawValue)
            table.add("figure", .board(.kindCannotShow(kind, fitting: fitting)))
        }
        return Board.Tile(
            kind: kind, figure: figure, title: title, area: area, row: row, width: width ?? 1,
            height: height ?? kind.usualHeight)
    }
}

extension ScreenFolder {
    /// Reads the board `name`, from `<name>.board.toml`.
    public func board(_ name: String) throws(ScreenFileErrors) -> Board {
        try BoardFile.read(path: try path(of: name + ".board.toml"))
    }
}
