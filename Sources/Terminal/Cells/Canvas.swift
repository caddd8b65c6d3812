// Drawing into a grid of cells, clipped and moved.

public import Text

/// A frame being drawn: a buffer, where 0,0 lies in it, and the part that may be written.
///
/// All places are local: 0,0 is the top left of `bounds`. What falls outside is cut, never an error, and never in the
/// middle of a glyph.
public struct Canvas: Sendable {
    /// How the terminal in use draws ambiguous characters; text is measured accordingly.
    public let ambiguous: AmbiguousWidth
    private var buffer: CellBuffer
    private var area: Rect
    private var clip: Rect
    private var absoluteCursor: Point?
    private var targets: [Frame.Area] = []

    public init(size: Size, ambiguous: AmbiguousWidth = .narrow) {
        self.ambiguous = ambiguous
        buffer = CellBuffer(size: size)
        area = Rect(buffer.size)
        clip = area
    }

    /// The whole of what this canvas draws on, at 0,0. Part of it may be clipped away.
    public var bounds: Rect { Rect(area.size) }

    /// Where the real cursor stands. Input methods draw the syllable being composed there, so a focused text field sets
    /// it to its caret. A place outside the clip hides the cursor.
    public var cursor: Point? {
        get { absoluteCursor.map { Point(column: $0.column - area.column, row: $0.row - area.row) } }
        set {
            let place = newValue.map { Point(column: $0.column + area.column, row: $0.row + area.row) }
            absoluteCursor = place.flatMap { clip.contains($0) ? $0 : nil }
        }
    }

    /// Draws one line of text and returns the columns it used, clipped ones included.
    ///
    /// With `columns` the text is cut to that many, an ellipsis in the last of them telling so. A wide glyph that would
    /// cross the clip's edge becomes blanks. Control characters are left out; tabs and line feeds are blanks.
    @discardableResult
    public mutating func draw(_ text: String, at point: Point, role: Role, columns: Int? = nil) -> Int {
        guard let limit = columns else { return drawAll(text, at: point, role: role, limit: .max) }
        guard limit > 0 else { return 0 }
        // A UTF-8 byte is never wider than a column, so most texts need no measuring.
        guard text.utf8.count > limit, ColumnWidth.of(text, ambiguous: ambiguous) > limit else {
            return drawAll(text, at: point, role: role, limit: limit)
        }
        let used = drawAll(text, at: point, role: role, limit: limit - 1)
        let place = Point(column: point.column + used, row: point.row)
        return used + drawAll(String(ellipsis), at: place, role: role, limit: 1)
    }

    /// Fills a rectangle with a glyph one column wide.
    public mutating func fill(_ rect: Rect, with glyph: Character = " ", role: Role) {
        let narrow = ColumnWidth.of(glyph, ambiguous: ambiguous) == 1
        buffer.fill(visible(rect), glyph: narrow ? Glyph.flattened(glyph) : " ", role: role)
    }

    /// Gives what is drawn in a rectangle another role.
    public mutating func restyle(_ rect: Rect, role: Role) {
        buffer.restyle(visible(rect), role: role)
    }

    /// Draws a frame along the inner edge of `rect`, with a title in its top line.
    public mutating func box(_ rect: Rect, role: Role, title: String? = nil) {
        guard rect.columns >= 2, rect.rows >= 2 else { return }
        let line = lines
        let (right, bottom) = (rect.endColumn - 1, rect.endRow - 1)
        fill(
            Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: 1), with: line.horizontal, role: role)
        fill(Rect(column: rect.column, row: bottom, columns: rect.columns, rows: 1), with: line.horizontal, role: role)
        fill(Rect(column: rect.column, row: rect.row, columns: 1, rows: rect.rows), with: line.vertical, role: role)
        fill(Rect(column: right, row: rect.row, columns: 1, rows: rect.rows), with: line.vertical, role: role)
        let corners = [(rect.column, rect.row), (right, rect.row), (rect.column, bottom), (right, bottom)]
        for (corner, glyph) in zip(corners, line.corners) {
            fill(Rect(column: corner.0, row: corner.1, columns: 1, rows: 1), with: glyph, role: role)
        }
        if let title, rect.columns > 6 {
            let place = Point(column: rect.column + 2, row: rect.row)
            draw(" \(title) ", at: place, role: role, columns: rect.columns - 4)
        }
    }

    /// Draws inside a rectangle: there 0,0 is its top left, and nothing outside it is changed except glyphs it cuts in
    /// two. The buffer is not copied.
    public mutating func within(_ rect: Rect, _ body: (inout Canvas) -> Void) {
        let (outerArea, outerClip) = (area, clip)
        area = absolute(rect)
        clip = outerClip.intersection(area)
        body(&self)
        (area, clip) = (outerArea, outerClip)
    }

    /// Says what a click on a rectangle means.
    public mutating func mark(_ rect: Rect, as target: Target) {
        let rect = visible(rect)
        if !rect.isEmpty { targets.append(Frame.Area(rect: rect, target: target)) }
    }

    /// Forgets what can be clicked so far: something is drawn in front of it.
    public mutating func unmark() {
        targets.removeAll(keepingCapacity: true)
    }

    /// The finished frame.
    public consuming func finish() -> Frame {
        Frame(buffer: buffer, cursor: absoluteCursor, targets: targets)
    }

    /// One column that stands for what was cut: a neutral sign where `…` might take two columns.
    var ellipsis: Character { ambiguous == .wide ? "~" : "…" }

    private var lines: (horizontal: Character, vertical: Character, corners: [Character]) {
        ambiguous == .wide ? ("-", "|", ["+", "+", "+", "+"]) : ("─", "│", ["┌", "┐", "└", "┘"])
    }

    private func absolute(_ rect: Rect) -> Rect {
        Rect(
            column: rect.column + area.column, row: rect.row + area.row, columns: rect.columns, rows: rect.rows)
    }

    private func visible(_ rect: Rect) -> Rect { absolute(rect).intersection(clip) }

    private mutating func drawAll(_ text: String, at point: Point, role: Role, limit: Int) -> Int {
        let row = point.row + area.row
        let start = point.column + area.column
        var used = 0
        let seen = row >= clip.row && row < clip.endRow
        Cluster.walk(text, ambiguous: ambiguous) { cluster in
            guard cluster.width > 0 else { return true }
            guard used + cluster.width <= limit else { return false }
            let column = start + used
            used += cluster.width
            if !seen { return true }
            if column >= clip.column, column + cluster.width <= clip.endColumn {
                let glyph = cluster.isPlain ? cluster.character : Glyph.flattened(cluster.character)
                buffer.put(glyph, width: cluster.width, role: role, column: column, row: row)
            } else {
                // At most one column of a wide glyph lies inside: a blank, for half a glyph cannot be drawn.
                let cells = Rect(column: column, row: row, columns: cluster.width, rows: 1)
                buffer.fill(cells.intersection(clip), glyph: " ", role: role)
            }
            return true
        }
        return used
    }
}
