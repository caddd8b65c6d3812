// Every command there is, to be found by its name.

/// A list of commands that what is typed filters and orders; Enter picks the marked one.
///
/// Those whose title has a word beginning with it come first, then those that have it anywhere in the title, then those
/// whose initial consonants it is, then those that mention it. Among equals, and while nothing is typed, the order is the
/// given one. Digits only filter.
public struct Palette: Equatable, Sendable {
    /// How far PgUp and PgDn go.
    static let page = 8

    public let title: String
    public let entries: [CommandEntry]
    public private(set) var filter = TextField(maxClusters: 40)
    /// The marked one among the matches.
    public private(set) var marked = 0
    /// Why the marked one was not done, after Enter.
    public var fault: String?
    /// Places in `entries` that match, best first.
    private(set) var matching: [Int]

    public init(title: String, entries: [CommandEntry]) {
        self.title = title
        self.entries = entries
        matching = Array(entries.indices)
    }

    /// The entries that match what is typed, best first.
    public var matches: [CommandEntry] { matching.map { entries[$0] } }

    /// Marks one of the matches.
    public mutating func mark(_ match: Int) {
        fault = nil
        marked = max(min(match, matching.count - 1), 0)
    }

    /// Esc dismisses, Enter picks (the place in `entries`) or says why not, arrows and pages move the mark, the rest edits
    /// the filter.
    public mutating func handle(_ press: KeyPress) -> DialogOutcome {
        switch (press.key, press.modifiers) {
        case (.escape, []): return .dismissed
        case (.enter, []):
            guard matching.indices.contains(marked) else { return .consumed }
            fault = entries[matching[marked]].disabledReason
            return fault == nil ? .chosen(matching[marked]) : .consumed
        case (.up, []), (.tab, .shift): mark(marked - 1)
        case (.down, []), (.tab, []): mark(marked + 1)
        case (.pageUp, []): mark(marked - Self.page)
        case (.pageDown, []): mark(marked + Self.page)
        default:
            switch filter.handle(press) {
            case .ignored: return .ignored
            case .consumed: break
            case .changed: search()
            }
        }
        return .consumed
    }

    public mutating func paste(_ text: String) {
        if filter.paste(text) == .changed { search() }
    }

    private mutating func search() {
        let search = CommandSearch(filter.text)
        let fits = entries.indices.compactMap { index in search.fit(entries[index]).map { (index: index, fit: $0) } }
        matching = fits.sorted { ($0.fit, $0.index) < ($1.fit, $1.index) }.map(\.index)
        mark(0)
    }
}
