// A field of several lines.

import Text

/// Several lines of text. Enter belongs to the form; Alt-Enter begins a new line.
public struct TextArea: Equatable, Sendable {
    private var editor: Editor

    public init(_ text: String = "", maxClusters: Int = 4000) {
        editor = Editor(text, limit: maxClusters)
    }

    public var text: String { editor.text }
    public var caret: Int { editor.caret }
    public var isEmpty: Bool { editor.clusters.isEmpty }

    /// Replaces the text; one undo step.
    public mutating func replace(with text: String) { _ = editor.replace(with: text) }

    public mutating func paste(_ text: String) -> Handled { editor.paste(text) ? .changed : .consumed }

    public mutating func handle(_ press: KeyPress) -> Handled {
        switch (press.key, press.modifiers) {
        case (.enter, .alt): return editor.type("\n") ? .changed : .consumed
        case (.up, []): return moveLine(up: true)
        case (.down, []): return moveLine(up: false)
        default: return editor.handle(press)
        }
    }

    /// Moves to the same place in the next line; ignored on the first and last one, so that the form can move on.
    private mutating func moveLine(up: Bool) -> Handled {
        let line = editor.line
        let offset = editor.caret - line.lowerBound
        let edge = up ? line.lowerBound - 1 : line.upperBound + 1
        guard edge >= 0, edge <= editor.clusters.count else { return .ignored }
        editor.move(to: edge)
        let target = editor.line
        editor.move(to: min(target.lowerBound + offset, target.upperBound))
        return .consumed
    }

    /// Draws with lines wrapped at the edge; the row of the caret is always shown.
    public func draw(in canvas: inout Canvas, at rect: Rect, focused: Bool) {
        canvas.within(rect) { drawRows(in: &$0, focused: focused) }
    }

    private func drawRows(in canvas: inout Canvas, focused: Bool) {
        let role: Role = focused ? .fieldFocused : .field
        let size = canvas.bounds.size
        canvas.fill(canvas.bounds, role: role)
        guard size.columns > 0, size.rows > 0 else { return }
        var places: [Point] = []
        var point = Point(column: 0, row: 0)
        for cluster in editor.clusters {
            let width = ColumnWidth.of(cluster, ambiguous: canvas.ambiguous)
            if cluster != "\n", point.column + width > size.columns { point = Point(column: 0, row: point.row + 1) }
            places.append(point)
            if cluster == "\n" {
                point = Point(column: 0, row: point.row + 1)
            } else {
                point.column += width
            }
        }
        // The caret after a full row stands at the beginning of the next, where the next character will.
        if point.column >= size.columns { point = Point(column: 0, row: point.row + 1) }
        places.append(point)
        let caret = places[editor.caret]
        let top = focused ? max(caret.row - size.rows + 1, 0) : 0
        for (cluster, place) in zip(editor.clusters, places) where cluster != "\n" {
            canvas.draw(String(cluster), at: Point(column: place.column, row: place.row - top), role: role)
        }
        if focused { canvas.cursor = Point(column: caret.column, row: caret.row - top) }
    }
}
