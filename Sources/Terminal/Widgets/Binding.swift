// A command as data: keys, words, and whether it can be used.

/// Keys and what they do. Help, key line, palette and documents are all made from these.
public struct Binding<Action> {
    /// Any of them; the first is the one shown in the key line.
    public var keys: [KeyPress]
    public var action: Action
    /// Two or three words.
    public var title: String
    /// A sentence.
    public var help: String
    /// Why it cannot be used now, in words for the person at the desk; nil when it can.
    public var disabledReason: String?
    /// Whether it decides something about a row. Such letters are not taken from a Hangul input method, which holds a
    /// letter back until the next key: it could hit another row.
    public var decides: Bool

    public init(
        _ keys: [KeyPress], _ action: Action, title: String, help: String = "", disabledReason: String? = nil,
        decides: Bool = false
    ) {
        self.keys = keys
        self.action = action
        self.title = title
        self.help = help
        self.disabledReason = disabledReason
        self.decides = decides
    }

    /// The same command under an action of another type.
    public func map<Other>(_ transform: (Action) -> Other) -> Binding<Other> {
        Binding<Other>(
            keys, transform(action), title: title, help: help, disabledReason: disabledReason, decides: decides)
    }

    /// Such as `PgDn, Ctrl-F`.
    public var keyNames: String { keys.map(\.description).joined(separator: ", ") }
}

extension Binding: Sendable where Action: Sendable {}
extension Binding: Equatable where Action: Equatable {}
