// Where a table stands: selection and window over rows of unknown number.

/// The selected row and the first one shown. Rows are numbers from 0; how many there are may never be known.
public struct TableState: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case ignored
        /// The selection stays, the key was a table's.
        case consumed
        /// Another row is selected. It moves at once, also onto rows that have not come yet.
        case moved
        /// End was pressed while the end is unknown: the caller finds out and calls `setCount` and `select`.
        case endWanted
    }

    public private(set) var selected = 0
    public private(set) var top = 0
    /// Rows on the screen.
    public private(set) var pageRows: Int
    /// The number of rows once the end is known.
    public private(set) var count: Int?

    public init(pageRows: Int = 20, count: Int? = nil) {
        self.pageRows = max(pageRows, 1)
        self.count = count.map { max($0, 0) }
    }

    /// The rows to have ready.
    public var window: Range<Int> { top..<min(top + pageRows, max(count ?? .max, top)) }

    /// Tells how many rows fit, when the screen changes its size.
    public mutating func fit(rows: Int) {
        pageRows = max(rows, 1)
        follow()
    }

    /// Tells where the end is, or that it is unknown again.
    public mutating func setCount(_ count: Int?) {
        self.count = count.map { max($0, 0) }
        select(selected)
    }

    /// Selects a row and brings it into the window.
    public mutating func select(_ row: Int) {
        selected = max(min(row, (count ?? .max) - 1), 0)
        follow()
    }

    public mutating func handle(_ press: KeyPress) -> Outcome {
        guard press.modifiers.isEmpty else { return .ignored }
        let before = selected
        switch press.key {
        case .up: select(selected - 1)
        case .down: select(selected + 1)
        case .pageUp: turnPage(-1)
        case .pageDown: turnPage(1)
        case .home: select(0)
        case .end:
            guard let count else { return .endWanted }
            select(count - 1)
        default: return .ignored
        }
        return selected == before ? .consumed : .moved
    }

    /// The window moves with the selection, so that the eye stays on the same line of the screen.
    private mutating func turnPage(_ direction: Int) {
        let offset = selected - top
        select(selected + direction * pageRows)
        top = max(selected - offset, 0)
        follow()
    }

    private mutating func follow() { top = firstRow(shown: pageRows) }

    /// The first row of a window of `rows` that holds the selection and shows no emptiness it need not show.
    func firstRow(shown rows: Int) -> Int {
        let last = count.map { max($0 - rows, 0) } ?? .max
        return max(min(min(max(top, selected - rows + 1), selected), last), 0)
    }
}
