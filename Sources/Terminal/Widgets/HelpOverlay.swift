// The keys of this screen, to be looked through.

import Text

/// A list of commands in sections, filtered by what is typed: words in any order, each part of a title, a key, a section,
/// a help sentence, or the initials of a title. The marked one can be picked.
public struct HelpOverlay: Equatable, Sendable {
    public let title: String
    /// Those of one section (`place`) stand together.
    public let entries: [CommandEntry]
    public private(set) var filter = TextField(maxClusters: 40)
    /// The marked one among the matches.
    public private(set) var marked = 0

    public init(title: String, entries: [CommandEntry]) {
        self.title = title
        self.entries = entries
    }

    /// The entries that match what is typed, in their order.
    public var matches: [CommandEntry] { matching.map { entries[$0] } }

    private var matching: [Int] {
        let search = CommandSearch(filter.text)
        return entries.indices.filter { search.fit(entries[$0]) != nil }
    }

    /// Marks one of the matches.
    public mutating func mark(_ match: Int) {
        marked = max(min(match, matching.count - 1), 0)
    }

    /// Esc and F1 dismiss, Enter picks the marked entry (its place in `entries`), arrows and pages move the mark, the
    /// rest edits the filter.
    public mutating func handle(_ press: KeyPress) -> DialogOutcome {
        switch (press.key, press.modifiers) {
        case (.escape, []), (.function(1), []): return .dismissed
        case (.enter, []):
            let matching = self.matching
            return matching.indices.contains(marked) ? .chosen(matching[marked]) : .consumed
        case (.up, []): mark(marked - 1)
        case (.down, []): mark(marked + 1)
        case (.pageUp, []): mark(marked - 10)
        case (.pageDown, []): mark(marked + 10)
        default:
            switch filter.handle(press) {
            case .ignored: return .ignored
            case .consumed: break
            case .changed: marked = 0
            }
        }
        return .consumed
    }

    public mutating func paste(_ text: String) {
        if filter.paste(text) == .changed { marked = 0 }
    }

    // MARK: Drawing

    /// What one row of the list shows.
    private enum Line {
        case section(String)
        /// A match, by its place among them.
        case match(Int, CommandEntry)
    }

    public func draw(in canvas: inout Canvas, words: WidgetWords) {
        let box = canvas.bounds.inset(
            columns: min(2, canvas.bounds.columns / 20), rows: min(1, canvas.bounds.rows / 12))
        canvas.cursor = nil
        canvas.fill(box, role: .overlay)
        canvas.box(box, role: .overlayTitle, title: title)
        canvas.within(box.inset(columns: 2, rows: 1)) { canvas in
            let size = canvas.bounds.size
            let used = canvas.draw("\(words.filter): ", at: Point(column: 0, row: 0), role: .overlayTitle)
            let room = Rect(column: used, row: 0, columns: size.columns - used, rows: 1)
            filter.draw(in: &canvas, at: room, focused: true)
            let caret = canvas.cursor
            let foot = size.rows >= 10 ? 2 : 0
            let list = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1 - foot)
            canvas.within(list) { drawList(in: &$0, words) }
            canvas.within(Rect(column: 0, row: size.rows - foot, columns: size.columns, rows: foot)) {
                let matches = self.matches
                guard matches.indices.contains(marked) else { return }
                CommandEntry.draw(matches[marked].sentence(words), role: .overlay, in: &$0)
            }
            canvas.cursor = caret
        }
    }

    private func drawList(in canvas: inout Canvas, _ words: WidgetWords) {
        let size = canvas.bounds.size
        let lines = self.lines
        if lines.isEmpty {
            canvas.draw(words.nothingFound, at: Point(column: 2, row: 0), role: .overlay, columns: size.columns - 2)
        }
        let keyColumns = min(columns(of: entries.map(\.keys), canvas.ambiguous), size.columns / 3)
        let titleColumns = min(columns(of: entries.map(\.title), canvas.ambiguous), size.columns / 3)
        let markedLine = lines.firstIndex { if case .match(marked, _) = $0 { true } else { false } } ?? 0
        let first = max(min(markedLine - size.rows / 2, lines.count - size.rows), 0)
        for (row, line) in lines.dropFirst(first).prefix(size.rows).enumerated() {
            switch line {
            case .section(let title):
                canvas.draw(title, at: Point(column: 0, row: row), role: .overlayTitle, columns: size.columns)
            case .match(let match, let entry):
                draw(entry, row: row, keyColumns, titleColumns, words, in: &canvas)
                canvas.mark(Rect(column: 0, row: row, columns: size.columns, rows: 1), as: .item(match))
                guard match == marked else { continue }
                canvas.draw(">", at: Point(column: 0, row: row), role: .selected)
                canvas.restyle(Rect(column: 0, row: row, columns: size.columns, rows: 1), role: .selected)
            }
        }
    }

    /// The matches under the titles of their sections.
    private var lines: [Line] {
        var lines: [Line] = []
        var section = ""
        for (match, entry) in matches.enumerated() {
            if entry.place != section { lines.append(.section(entry.place)) }
            section = entry.place
            lines.append(.match(match, entry))
        }
        return lines
    }

    private func draw(
        _ entry: CommandEntry, row: Int, _ keyColumns: Int, _ titleColumns: Int, _ words: WidgetWords,
        in canvas: inout Canvas
    ) {
        let isEnabled = entry.disabledReason == nil
        let role: Role = isEnabled ? .overlay : .overlayDim
        let keyRole: Role = isEnabled ? .overlayTitle : .overlayDim
        canvas.draw(entry.keys, at: Point(column: 2, row: row), role: keyRole, columns: keyColumns)
        canvas.draw(entry.title, at: Point(column: keyColumns + 4, row: row), role: role, columns: titleColumns)
        let column = keyColumns + titleColumns + 6
        canvas.draw(
            entry.sentence(words), at: Point(column: column, row: row), role: role,
            columns: canvas.bounds.columns - column)
    }

    private func columns(of texts: [String], _ ambiguous: AmbiguousWidth) -> Int {
        texts.map { ColumnWidth.of($0, ambiguous: ambiguous) }.max() ?? 0
    }
}
