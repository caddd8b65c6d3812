// Where things are on the attendee screen, for a given size.

import Terminal

struct AttendeeLayout {
    static let detailColumns = 46
    /// From this width on the selected person is shown beside the table, which keeps the width it has on 80 columns. A
    /// pane beside it costs bytes: the terminal cannot scroll half its width.
    static let detailFrom = 130

    let search: Rect
    let table: Rect
    let detail: Rect?

    /// - Parameter head: rows above that are something else's.
    init(_ size: Size, head: Int = 0) {
        var body = ConsoleLayout(size).body
        let above = min(head, body.rows)
        body = Rect(column: body.column, row: body.row + above, columns: body.columns, rows: body.rows - above)
        let hasDetail = size.columns >= Self.detailFrom
        let tableColumns = hasDetail ? body.columns - Self.detailColumns - 2 : body.columns
        search = Rect(column: body.column, row: body.row, columns: body.columns, rows: min(1, body.rows))
        table = Rect(column: body.column, row: body.row + 1, columns: tableColumns, rows: max(body.rows - 1, 0))
        detail =
            hasDetail
            ? Rect(
                column: body.column + tableColumns + 2, row: body.row + 1, columns: Self.detailColumns,
                rows: max(body.rows - 1, 0)) : nil
    }

    var hasDetail: Bool { detail != nil }
    /// Rows below the header.
    var tableRows: Int { max(Table.rows(in: table), 1) }
}
