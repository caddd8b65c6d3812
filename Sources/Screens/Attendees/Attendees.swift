// The attendee table's state: a window of rows over an event of any size.

import Domain
import Store
import Terminal

struct Attendees: Equatable, Sendable {
    /// How many rows a page has, and how near the window's edge the next one is asked for.
    static let pageRows = 100
    static let margin = 40
    /// More rows than this are not kept; those farthest from the selection go.
    static let mostRows = 600

    var search = TextField(maxClusters: 100)
    var isSearching = false
    /// The rows at hand, in the order of their serials, without a gap.
    var rows: [Registration] = []
    var hasMoreBefore = false
    var hasMoreAfter = false
    var table = TableState()
    /// Which page is on its way.
    var loading: AttendeeQuery.Start?
    var isLoaded = false
    /// Home or End waits for its page: its edge is wanted, not whoever is selected.
    var isJumping = false
    /// Something changed since the rows were read.
    var isStale = false
    var failure: String?
    /// The serial to select when the rows have come.
    var wanted: Serial?
    /// The person the detail pane shows.
    var card: PersonCard?

    var selectedRow: Registration? {
        rows.indices.contains(table.selected) ? rows[table.selected] : nil
    }

    /// Puts a page in its place.
    mutating func take(_ page: AttendeePage, _ start: AttendeeQuery.Start) {
        loading = nil
        isLoaded = true
        failure = nil
        isStale = false
        switch start {
        case .first, .last, .from, .around:
            let keep = isJumping ? nil : wanted ?? selectedRow?.serial
            isJumping = false
            rows = page.rows.map(\.registration)
            (hasMoreBefore, hasMoreAfter) = (page.hasMoreBefore, page.hasMoreAfter)
            place(keep.flatMap { serial in rows.firstIndex { $0.serial == serial } } ?? (start == .last ? .max : 0))
            wanted = nil
        case .after(let key, _):
            guard rows.last?.serial == key.serial else { return }
            rows += page.rows.map(\.registration)
            hasMoreAfter = page.hasMoreAfter
            trim()
        case .before(let key, _):
            guard rows.first?.serial == key.serial else { return }
            rows = page.rows.map(\.registration) + rows
            hasMoreBefore = page.hasMoreBefore
            shift(by: page.rows.count)
            trim()
        }
        // The selection never runs away from the rows at hand: it waits at the edge for the next page.
        table.setCount(rows.count)
    }

    /// Where to read anew so that the selected row is among what comes.
    var refreshStart: AttendeeQuery.Start {
        let first = table.selected - Self.margin
        return rows.indices.contains(first)
            ? .from(AttendeeKey(serial: rows[first].serial))
            : hasMoreBefore ? rows.first.map { .from(AttendeeKey(serial: $0.serial)) } ?? .first : .first
    }

    /// The page to ask for now, if any: the one whose edge the selection is near.
    var nextPage: AttendeeQuery.Start? {
        guard loading == nil, isLoaded else { return nil }
        if hasMoreAfter, table.selected >= rows.count - Self.margin, let last = rows.last {
            return .after(AttendeeKey(serial: last.serial))
        }
        if hasMoreBefore, table.selected < Self.margin, let first = rows.first {
            return .before(AttendeeKey(serial: first.serial))
        }
        return nil
    }

    /// The row as it is now, wherever it came from.
    mutating func replace(_ row: Registration) {
        if let index = rows.firstIndex(where: { $0.serial == row.serial }) { rows[index] = row }
        if card?.row.serial == row.serial { card?.row = row }
    }

    /// Lets rows go that are too many: those farthest from the selection, which may have moved while they came.
    private mutating func trim() {
        let surplus = rows.count - Self.mostRows
        guard surplus > 0 else { return }
        if table.selected > rows.count / 2 {
            rows.removeFirst(surplus)
            hasMoreBefore = true
            shift(by: -surplus)
        } else {
            rows.removeLast(surplus)
            hasMoreAfter = true
        }
    }

    private mutating func place(_ index: Int) {
        var fresh = TableState(pageRows: table.pageRows, count: rows.count)
        fresh.select(index == .max ? rows.count - 1 : index)
        table = fresh
    }

    /// Rows came or went before the window: the same row stays selected on the same line of the screen.
    private mutating func shift(by count: Int) {
        let selected = table.selected + count
        let top = max(table.top + count, 0)
        var fresh = TableState(pageRows: table.pageRows, count: rows.count)
        fresh.select(top + table.pageRows - 1)
        fresh.select(selected)
        table = fresh
    }
}
