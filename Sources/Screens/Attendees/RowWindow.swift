// The rows at hand out of any number, and which page is wanted next. A value; nothing here asks or draws.

import Domain
import Store
import Terminal

/// A run of rows without a gap, somewhere in a table of which neither the beginning nor the end need be known.
///
/// Rows have numbers that only say how far they are from each other. The selection may stand outside the run: it moves at
/// once, and its rows come later. `wanted` says which single page would serve best now.
struct RowWindow: Equatable, Sendable {
    /// What a page is asked for.
    enum Purpose: Hashable, Sendable {
        /// More rows, next to those at hand or instead of them.
        case extend
        /// The window has gone elsewhere already and has no rows there yet.
        case jump
        /// The same rows as they are now. `kept`, who was row `number`, stays on their line; the page begins with row
        /// `first`.
        case refresh(kept: Serial?, number: Int, first: Int)
        /// Another filter or order: this person is selected when they are in it, else the first row.
        case place(Serial)
        /// Another filter: the first row is selected.
        case top
        /// This person is selected when they are there; else nothing changes, and somebody is told.
        case find(Serial)
        /// The person who was selected stands elsewhere now: the selection follows them when they are still there.
        case follow(Serial)
    }

    /// How a page was taken.
    enum Taken: Hashable, Sendable {
        case asWanted
        /// The person asked for is not among these rows.
        case missed(Serial)
    }

    /// The selection cannot run farther than this beyond the rows at hand: what lies between is read by the server.
    static let farthestSkip = AttendeeQuery.mostSkipped

    private(set) var rows: [AttendeeRow] = []
    /// The number of the first of `rows`.
    private(set) var base = 0
    /// Selection, lines on the screen, and the ends as far as known.
    private(set) var table: TableState
    /// Where to read first while there are no rows at hand.
    private(set) var anchor: AttendeeQuery.Start? = .first

    init(lines: Int = 20) {
        table = TableState(pageRows: lines)
    }

    var range: Range<Int> { base..<base + rows.count }

    /// A row by its number; nil while it has not come.
    subscript(number: Int) -> AttendeeRow? { range.contains(number) ? rows[number - base] : nil }

    var selectedRow: AttendeeRow? { self[table.selected] }
    /// Rows of a page: more than two screens, and never few.
    var pageRows: Int { max(100, table.pageRows * 5 / 2) }
    /// How near the edge of the rows at hand the next ones are wanted: a screen at least.
    var margin: Int { pageRows * 2 / 5 }
    /// More rows than this are not kept; those farthest from the selection go.
    var mostRows: Int { max(600, pageRows * 3) }
    /// Every row there is, is at hand.
    var hasAll: Bool { table.start == base && table.end == range.upperBound }
    var isEmpty: Bool { rows.isEmpty && anchor == nil }
    /// Some line of the screen has no row yet.
    var lacksRows: Bool { table.window.contains { self[$0] == nil } }

    // MARK: Moving

    mutating func fit(lines: Int) { table.fit(rows: lines) }

    mutating func handle(_ press: KeyPress) -> TableState.Outcome {
        let before = table.selected
        let outcome = table.handle(press)
        switch (press.key, outcome) {
        case (_, .ignored): return .ignored
        case (.home, _) where table.start != base: jump(.first)
        case (.end, _) where table.end != range.upperBound: jump(.last)
        default: stopFarOut()
        }
        return table.selected == before && !rows.isEmpty ? .consumed : .moved
    }

    /// Selects a row by its number.
    mutating func select(_ number: Int) {
        table.select(number)
        stopFarOut()
    }

    private mutating func stopFarOut() {
        guard !rows.isEmpty else { return }
        let near = max(table.selected, base - Self.farthestSkip)
        table.select(min(near, range.upperBound - 1 + Self.farthestSkip))
    }

    /// Goes to the beginning, the end, or the row of a key: the selection at once, the rows when they have come.
    mutating func jump(_ start: AttendeeQuery.Start) {
        rows = []
        anchor = start
        switch start {
        case .last:
            // The numbers of the rows before hold on, where they are known to belong to this end.
            let end = table.end ?? 0
            table.place(end - 1, line: table.pageRows - 1, start: table.end == nil ? nil : table.start, end: end)
        case .first:
            let first = table.start ?? 0
            table.place(first, start: first, end: table.start == nil ? nil : table.end)
        case .from, .after, .before, .around:
            table.place(0, start: nil, end: nil)
        }
        base = table.selected
    }

    /// Forgets the rows: what they were read with holds no more.
    mutating func clear() {
        self = RowWindow(lines: table.pageRows)
    }

    /// Goes to an end that is not where it was thought to be, or that of another table.
    mutating func jumpAnew(_ start: AttendeeQuery.Start) {
        table.setBounds(start: nil, end: nil)
        jump(start)
    }

    // MARK: What to read

    /// The one page that would serve best now; nil when all that is needed is here.
    var wanted: AttendeeQuery.Start? {
        if let anchor { return anchor }
        guard let first = rows.first, let last = rows.last else { return nil }
        let hasMoreAfter = table.end.map { range.upperBound < $0 } ?? true
        let hasMoreBefore = table.start.map { $0 < base } ?? true
        if hasMoreBefore, table.selected < base { return .before(first.key, skipping: skipBefore) }
        if hasMoreAfter, table.selected + margin >= range.upperBound { return .after(last.key, skipping: skipAfter) }
        if hasMoreBefore, table.selected - margin < base { return .before(first.key, skipping: skipBefore) }
        return nil
    }

    private var skipAfter: Int { max(table.top - margin - range.upperBound, 0) }
    private var skipBefore: Int { max(base - table.top - table.pageRows - margin, 0) }

    /// Whether the page that `start` brings fills the screen as it stands, so that there is no need for another one yet.
    func isServed(by start: AttendeeQuery.Start) -> Bool {
        let coming: Range<Int>
        switch start {
        case .after(let key, let skip) where key == rows.last?.key:
            coming = range.upperBound + skip..<range.upperBound + skip + pageRows
        case .before(let key, let skip) where key == rows.first?.key:
            coming = base - skip - pageRows..<base - skip
        default: return false
        }
        return table.window.allSatisfy { coming.contains($0) || range.contains($0) }
    }

    /// Where to read the same rows again; nil while the selection stands outside of them.
    var refresh: (start: AttendeeQuery.Start, purpose: Purpose)? {
        guard let selected = selectedRow else { return isEmpty ? (.first, .top) : nil }
        let first = max(table.top - margin, base)
        let purpose = Purpose.refresh(kept: selected.registration.serial, number: table.selected, first: first)
        return (first == table.start ? .first : .from(rows[first - base].key), purpose)
    }

    // MARK: Rows have come

    mutating func take(_ page: AttendeePage, _ start: AttendeeQuery.Start, for purpose: Purpose) -> Taken {
        switch purpose {
        case .extend: extend(page, start)
        case .jump: land(page, start)
        case .refresh(let kept, let number, let first):
            return renew(page, start, kept: kept, number: number, first: first)
        case .top: begin(page, selecting: nil, line: 0)
        case .place(let serial):
            begin(page, selecting: serial, line: table.selected - table.top)
            if selectedRow?.registration.serial != serial { return .missed(serial) }
        case .find(let serial), .follow(let serial):
            guard page.rows.contains(where: { $0.registration.serial == serial }) else { return .missed(serial) }
            begin(page, selecting: serial, line: table.selected - table.top)
        }
        return .asWanted
    }

    private mutating func extend(_ page: AttendeePage, _ start: AttendeeQuery.Start) {
        switch start {
        case .after(let key, let skip):
            guard key == rows.last?.key else { return }
            let first = range.upperBound + skip
            // So many rows are not there: the end is somewhere before.
            guard skip == 0 || !page.rows.isEmpty else { return jumpAnew(.last) }
            if skip > 0 { (rows, base) = ([], first) }
            rows += page.rows
            let upper = range.upperBound
            table.setBounds(
                start: table.start, end: page.hasMoreAfter ? table.end.flatMap { $0 > upper ? $0 : nil } : upper)
        case .before(let key, let skip):
            guard key == rows.first?.key else { return }
            guard skip == 0 || !page.rows.isEmpty else { return jumpAnew(.first) }
            let upper = base - skip
            if skip > 0 { rows = [] }
            rows = page.rows + rows
            base = upper - page.rows.count
            let lower = base
            table.setBounds(
                start: page.hasMoreBefore ? table.start.flatMap { $0 < lower ? $0 : nil } : lower, end: table.end)
        default: return
        }
        trim()
    }

    /// The rows of a place the window has gone to.
    private mutating func land(_ page: AttendeePage, _ start: AttendeeQuery.Start) {
        guard start == anchor else { return }
        if page.rows.isEmpty, case .from = start { return jumpAnew(.last) }
        anchor = nil
        rows = page.rows
        switch start {
        case .last:
            base = (table.end ?? 0) - rows.count
            table.setBounds(
                start: page.hasMoreBefore ? table.start.flatMap { $0 < base ? $0 : nil } : base, end: table.end)
        default:
            base = table.start ?? 0
            let upper = range.upperBound
            table.setBounds(
                start: page.hasMoreBefore ? nil : base,
                end: page.hasMoreAfter ? table.end.flatMap { $0 > upper ? $0 : nil } : upper)
        }
    }

    /// Other rows altogether.
    private mutating func begin(_ page: AttendeePage, selecting serial: Serial?, line: Int) {
        let index = serial.flatMap { serial in page.rows.firstIndex { $0.registration.serial == serial } }
        rows = page.rows
        base = 0
        anchor = nil
        table.place(
            index ?? 0, line: index == nil ? 0 : line, start: page.hasMoreBefore ? nil : 0,
            end: page.hasMoreAfter ? nil : rows.count)
    }

    /// The same rows as they are now. What was known of far-off ends may have changed too, and is found out again.
    private mutating func renew(
        _ page: AttendeePage, _ start: AttendeeQuery.Start, kept: Serial?, number: Int, first: Int
    ) -> Taken {
        if page.rows.isEmpty, start != .first {
            jumpAnew(.last)
            return .asWanted
        }
        let index = kept.flatMap { serial in page.rows.firstIndex { $0.registration.serial == serial } }
        anchor = nil
        rows = page.rows
        base = index.map { number - $0 } ?? first
        table.setBounds(
            start: page.hasMoreBefore ? nil : base, end: page.hasMoreAfter ? nil : range.upperBound)
        return index == nil ? kept.map { .missed($0) } ?? .asWanted : .asWanted
    }

    /// The row as it is now, wherever it came from.
    mutating func replace(_ row: Registration) {
        if let index = rows.firstIndex(where: { $0.registration.serial == row.serial }) {
            rows[index].registration = row
        }
    }

    /// Lets rows go that are too many: those farthest from the selection, which may have moved while they came.
    private mutating func trim() {
        let surplus = rows.count - mostRows
        guard surplus > 0 else { return }
        if table.selected - base > range.upperBound - table.selected {
            rows.removeFirst(surplus)
            base += surplus
        } else {
            rows.removeLast(surplus)
        }
    }
}

extension RowWindow.Purpose {
    /// Whether other people will stand here, so that those shown meanwhile are the ones of before.
    var bringsOthers: Bool {
        switch self {
        case .place, .top, .find: true
        case .extend, .jump, .refresh, .follow: false
        }
    }

    /// Whether one person is looked for, who is selected where they are found.
    var looksForSomebody: Bool {
        switch self {
        case .place, .find, .follow: true
        case .extend, .jump, .refresh, .top: false
        }
    }

    /// Whether no row of before will be left, so that everything shown is as new as the page.
    var bringsAll: Bool {
        switch self {
        case .place, .top, .jump, .refresh: true
        case .extend, .find, .follow: false
        }
    }
}
