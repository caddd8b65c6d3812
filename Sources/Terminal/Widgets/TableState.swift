// Where a table stands: selection and window over rows of unknown number.

/// The selected row and the first one shown. Rows are numbers; where they begin and end may never be known, and then the
/// numbers only say how far rows are from each other. Unless told otherwise the first row is number 0.
public struct TableState: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case ignored
        /// The selection stays, the key was a table's.
        case consumed
        /// Another row is selected. It moves at once, also onto rows that have not come yet.
        case moved
        /// Home was pressed while the beginning is unknown: the caller finds out and calls `place`.
        case startWanted
        /// End was pressed while the end is unknown: the caller finds out and calls `setCount` and `select`.
        case endWanted
    }

    public private(set) var selected = 0
    public private(set) var top = 0
    /// Rows on the screen.
    public private(set) var pageRows: Int
    /// The number of the first row, once known.
    public private(set) var start: Int? = 0
    /// The number after the last row's, once known.
    public private(set) var end: Int?

    public init(pageRows: Int = 20, count: Int? = nil) {
        self.pageRows = max(pageRows, 1)
        end = count.map { max($0, 0) }
    }

    /// The number of rows once both ends are known.
    public var count: Int? {
        guard let start, let end else { return nil }
        return end - start
    }

    /// The rows to have ready.
    public var window: Range<Int> { top..<min(top + pageRows, max(end ?? .max, top)) }

    /// Tells how many rows fit, when the screen changes its size.
    public mutating func fit(rows: Int) {
        pageRows = max(rows, 1)
        follow()
    }

    /// Tells where the end is, or that it is unknown again.
    public mutating func setCount(_ count: Int?) {
        setBounds(start: 0, end: count)
    }

    /// Tells where the rows begin and end, as far as that is known.
    public mutating func setBounds(start: Int?, end: Int?) {
        self.start = start
        self.end = end.map { max($0, start ?? .min) }
        select(selected)
    }

    /// Selects a row and brings it into the window.
    public mutating func select(_ row: Int) {
        selected = max(min(row, (end ?? .max) - 1), start ?? .min)
        follow()
    }

    /// Goes to another place altogether: the selection, the line of the screen it is on, and the ends known there.
    public mutating func place(_ row: Int, line: Int = 0, start: Int?, end: Int?) {
        selected = row
        top = row - line
        setBounds(start: start, end: end)
    }

    public mutating func handle(_ press: KeyPress) -> Outcome {
        guard press.modifiers.isEmpty else { return .ignored }
        let before = selected
        switch press.key {
        case .up: select(selected - 1)
        case .down: select(selected + 1)
        case .pageUp: turnPage(-1)
        case .pageDown: turnPage(1)
        case .home:
            guard let start else { return .startWanted }
            select(start)
        case .end:
            guard let end else { return .endWanted }
            select(end - 1)
        default: return .ignored
        }
        return selected == before ? .consumed : .moved
    }

    /// The window moves with the selection, so that the eye stays on the same line of the screen.
    private mutating func turnPage(_ direction: Int) {
        let offset = selected - top
        select(selected + direction * pageRows)
        top = max(selected - offset, start ?? .min)
        follow()
    }

    private mutating func follow() { top = firstRow(shown: pageRows) }

    /// The first row of a window of `rows` that holds the selection and shows no emptiness it need not show.
    func firstRow(shown rows: Int) -> Int {
        let last = end.map { $0 - rows } ?? .max
        return max(min(min(max(top, selected - rows + 1), selected), last), start ?? .min)
    }
}
