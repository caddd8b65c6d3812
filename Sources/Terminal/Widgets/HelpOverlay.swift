// The keys of this screen, to be looked through.

import Text

/// A list of commands filtered by what is typed: part of a key, a title or its help, or the initials of a title. The
/// marked one can be picked, so a command palette is the same thing.
public struct HelpOverlay: Equatable, Sendable {
    public struct Entry: Equatable, Sendable {
        public var keys: String
        public var title: String
        public var help: String
        public var disabledReason: String?

        public init(keys: String, title: String, help: String, disabledReason: String? = nil) {
            self.keys = keys
            self.title = title
            self.help = help
            self.disabledReason = disabledReason
        }

        public init<Action>(_ binding: Binding<Action>) {
            self.init(
                keys: binding.keyNames, title: binding.title, help: binding.help,
                disabledReason: binding.disabledReason)
        }
    }

    public let title: String
    public let entries: [Entry]
    public private(set) var filter = TextField(maxClusters: 40)
    /// The marked one among the matches.
    private var marked = 0

    public init(title: String, entries: [Entry]) {
        self.title = title
        self.entries = entries
    }

    /// The entries that match what is typed.
    public var matches: [Entry] { matching.map { entries[$0] } }

    private var matching: [Int] {
        let wanted = filter.text.foldedForSearch
        guard !wanted.isEmpty else { return Array(entries.indices) }
        return entries.indices.filter { index in
            let entry = entries[index]
            return [entry.keys, entry.title, entry.help].contains { $0.foldedForSearch.contains(wanted) }
                || Hangul.initials(of: entry.title).contains(wanted)
        }
    }

    /// Esc and F1 dismiss, Enter picks the marked entry (its place in `entries`), arrows and pages move the mark, the
    /// rest edits the filter.
    public mutating func handle(_ press: KeyPress) -> DialogOutcome {
        let matching = self.matching
        switch (press.key, press.modifiers) {
        case (.escape, []), (.function(1), []): return .dismissed
        case (.enter, []): return matching.indices.contains(marked) ? .chosen(matching[marked]) : .consumed
        case (.up, []): marked = max(marked - 1, 0)
        case (.down, []): marked = max(min(marked + 1, matching.count - 1), 0)
        case (.pageUp, []): marked = max(marked - 10, 0)
        case (.pageDown, []): marked = max(min(marked + 10, matching.count - 1), 0)
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
            let matches = self.matches
            if matches.isEmpty {
                canvas.draw(words.nothingFound, at: Point(column: 0, row: 2), role: .overlay, columns: size.columns)
            }
            let keyColumns = min(columns(of: entries.map(\.keys), canvas.ambiguous), size.columns / 3)
            let titleColumns = min(columns(of: entries.map(\.title), canvas.ambiguous), size.columns / 3)
            let shown = max(size.rows - 2, 0)
            let first = max(min(marked - shown / 2, matches.count - shown), 0)
            for (index, entry) in matches.enumerated().dropFirst(first).prefix(shown) {
                let row = index - first + 2
                draw(entry, row: row, keyColumns, titleColumns, words, in: &canvas)
                guard index == marked else { continue }
                canvas.draw(">", at: Point(column: 0, row: row), role: .selected)
                canvas.restyle(Rect(column: 0, row: row, columns: size.columns, rows: 1), role: .selected)
            }
        }
    }

    private func draw(
        _ entry: Entry, row: Int, _ keyColumns: Int, _ titleColumns: Int, _ words: WidgetWords, in canvas: inout Canvas
    ) {
        let isEnabled = entry.disabledReason == nil
        let role: Role = isEnabled ? .overlay : .keyDisabled
        let keyRole: Role = isEnabled ? .overlayTitle : .keyDisabled
        canvas.draw(entry.keys, at: Point(column: 2, row: row), role: keyRole, columns: keyColumns)
        canvas.draw(entry.title, at: Point(column: keyColumns + 4, row: row), role: role, columns: titleColumns)
        let column = keyColumns + titleColumns + 6
        let text = entry.disabledReason.map { "\(words.disabled): \($0)" } ?? entry.help
        canvas.draw(text, at: Point(column: column, row: row), role: role, columns: canvas.bounds.columns - column)
    }

    private func columns(of texts: [String], _ ambiguous: AmbiguousWidth) -> Int {
        texts.map { ColumnWidth.of($0, ambiguous: ambiguous) }.max() ?? 0
    }
}
