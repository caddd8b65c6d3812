// The last line: which keys work here.

import Text

/// Names keys that work here, as many as fit, none of them cut.
public struct KeyLine: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var key: String
        public var title: String
        public var isEnabled: Bool

        public init(key: String, title: String, isEnabled: Bool = true) {
            self.key = key
            self.title = title
            self.isEnabled = isEnabled
        }
    }

    public var entries: [Entry]

    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The first key of each binding; bindings without a title or a key are left out.
    public init<Action>(_ bindings: [Binding<Action>]) {
        entries = bindings.compactMap { binding in
            guard let key = binding.keys.first, !binding.title.isEmpty else { return nil }
            return Entry(key: key.description, title: binding.title, isEnabled: binding.disabledReason == nil)
        }
    }

    /// Draws into the first row of `rect`. A disabled entry is dim and stands in parentheses.
    public func draw(in canvas: inout Canvas, at rect: Rect) {
        let line = Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: min(rect.rows, 1))
        canvas.within(line) { canvas in
            canvas.fill(canvas.bounds, role: .text)
            var column = 0
            for entry in entries {
                let key = entry.isEnabled ? entry.key : "(\(entry.key)"
                let title = entry.isEnabled ? entry.title : "\(entry.title))"
                let width = ColumnWidth.of("\(key) \(title)", ambiguous: canvas.ambiguous)
                // Not into the last column: this is the screen's last row, and a terminal that wraps there loses it, with
                // a wide glyph right before it.
                let end = column + width + (isWide(title.last, canvas.ambiguous) ? 1 : 0)
                guard end < canvas.bounds.columns else { break }
                let place = Point(column: column, row: 0)
                if let press = KeyPress(entry.key) {
                    canvas.mark(Rect(column: column, row: 0, columns: width, rows: 1), as: .key(press))
                }
                let used = canvas.draw(key, at: place, role: entry.isEnabled ? .key : .keyDisabled)
                canvas.draw(
                    title, at: Point(column: column + used + 1, row: 0), role: entry.isEnabled ? .text : .keyDisabled)
                column += width + 2
            }
        }
    }

    private func isWide(_ glyph: Character?, _ ambiguous: AmbiguousWidth) -> Bool {
        glyph.map { ColumnWidth.of($0, ambiguous: ambiguous) } == 2
    }
}
