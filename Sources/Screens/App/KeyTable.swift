// Every key of the console as a table, made from the same bindings that work it.

public import Domain
import Terminal

/// Every key of the console, by screen.
public struct KeyTable: Sendable {
    /// One screen's keys.
    public struct Section: Sendable, Hashable {
        public var title: String
        public var rows: [Row]
    }

    /// One binding.
    public struct Row: Sendable, Hashable {
        /// Empty for what only the palette reaches.
        public var keys: String
        public var title: String
        public var help: String
    }

    public let sections: [Section]

    public init(_ form: FormDefinition, language: Language) {
        let state = ConsoleState(
            ConsoleState.Start(
                language: language, theme: .mono, deskName: "", form: form, draft: nil,
                ids: CommandIDMaker(seed: (0, 0), wallClockOffset: 0, now: 0), bell: false))
        let words = state.words
        // What stands in front of the table has keys of its own, and no command in the palette.
        sections =
            state.registry.map { Section(title: $0.title, rows: $0.bindings.map(Row.init)) } + [
                Section(
                    title: words.views,
                    rows: state.viewBindings(ViewList(words.builtInViews, applied: nil)).map(Row.init)),
                Section(title: words.columns, rows: state.columnBindings.map(Row.init)),
            ]
    }
}

extension KeyTable.Row {
    init<Action>(_ binding: Binding<Action>) {
        self.init(keys: binding.keyNames, title: binding.title, help: binding.help)
    }
}
