// The attendee table's state: who is looked at and in which order, the rows at hand, and what is on its way.

import Domain
import Store
import Terminal

struct Attendees: Equatable, Sendable {
    /// A page that was asked for, and why.
    struct Loading: Equatable, Sendable {
        var request: AttendeePageRequest
        var purpose: RowWindow.Purpose
    }

    /// The columns a table has before anybody chooses others.
    static let usualColumns: [AttendeeView.Column] = [
        AttendeeView.Column(.serial), AttendeeView.Column(.name), AttendeeView.Column(.phone),
        AttendeeView.Column(.affiliation), AttendeeView.Column(.category), AttendeeView.Column(.status),
    ]

    var search = TextField(maxClusters: 100)
    var isSearching = false
    /// What the text in `search` means, and what could be written there.
    var filterLine = FilterLine()
    /// Who is looked at. `ConsoleState.browse` changes these three.
    var filter = AttendeeFilter.everybody
    /// What holds whatever is typed: the status of a queue.
    var fixed: [AttendeeFilter.Clause] = []
    var sort = AttendeeSort.standard
    var columns = Attendees.usualColumns
    var window = RowWindow()
    /// Which page is on its way.
    var loading: Loading?
    /// A page that is asked for when the keys have rested for a moment.
    var due: AttendeeQuery.Start?
    var isLoaded = false
    /// The rows at hand are those of another filter or order, shown until the first of the new ones come.
    var isOutdated = false
    /// Something changed since the rows were read.
    var isStale = false
    /// To be read anew as soon as the selection has its row.
    var wantsRefresh = false
    var failure: String?
    /// The serial to select when the table is gone to.
    var wanted: Serial?
    /// How many there are and where the hundredths lie.
    var survey = AttendeeSurvey()
    /// The current column's place among `columns`.
    var column = 1
    /// The first column shown after the one that always is.
    var leftColumn = 1
    var marks = RowMarks()
    /// A serial that was jumped to and is not here: whether anybody has it is being asked.
    var missing: Serial?
    /// Who was selected and is not in the rows: another row is, without anybody's doing. Nil again when the selection moves.
    var lost: Serial?

    /// The rows at hand.
    var rows: [Registration] { window.rows.map(\.registration) }
    var selectedRow: Registration? { window.selectedRow?.registration }

    func row(_ serial: Serial) -> Registration? {
        window.rows.first { $0.registration.serial == serial }?.registration
    }

    /// The row as it is now, wherever it came from.
    mutating func replace(_ row: Registration) {
        window.replace(row)
        marks.replace(row)
    }

    func request(_ start: AttendeeQuery.Start) -> AttendeePageRequest {
        AttendeePageRequest(filter: filter, sort: sort, start: start, limit: window.pageRows)
    }

    /// How many people the filter leaves, as well as is known.
    var total: AttendeeSurvey.Total? {
        if let count = window.table.count { return .exactly(count) }
        if let count = survey.count { return .exactly(count) }
        return survey.estimate.map { .about(max($0, window.rows.count)) }
    }

    /// Where the selection stands.
    var position: AttendeeSurvey.Position? {
        let table = window.table
        guard isLoaded, table.count != 0 else { return nil }
        if let start = table.start { return .row(table.selected - start + 1) }
        if let end = table.end, let count = survey.count { return .row(max(count - (end - table.selected) + 1, 1)) }
        return window.selectedRow.flatMap { survey.percent(of: $0.key, in: sort) }.map { .percent($0) }
    }
}
