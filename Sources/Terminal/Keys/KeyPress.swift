// One key with its modifiers, and how it is spelled in help, documents and scripts.

/// A key as pressed. Its name and its `description` are the same spelling: `F2`, `Ctrl-S`, `Shift-Tab`, `a`, `PgDn`.
public struct KeyPress: Hashable, Sendable {
    public var key: Key
    public var modifiers: Modifiers

    public init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// Reads a name. Names of special keys and modifiers are read in any case; nil for what names no key.
    public init?(_ name: String) {
        var rest = name[...]
        var modifiers: Modifiers = []
        while let (modifier, after) = Self.leadingModifier(rest) {
            modifiers.insert(modifier)
            rest = after
        }
        guard let key = Self.key(named: rest) else { return nil }
        if case .character(let character) = key, modifiers.contains(.control),
            let lowered = character.lowercased().first
        {
            self.init(.character(lowered), modifiers)
        } else {
            self.init(key, modifiers)
        }
    }

    /// The character this press types into a text: nil with control or alt, and for other keys.
    public var typed: Character? {
        guard case .character(let character) = key, modifiers.isDisjoint(with: [.control, .alt]) else { return nil }
        return character
    }

    private static func leadingModifier(_ name: Substring) -> (Modifiers, Substring)? {
        let prefixes: [(String, Modifiers)] = [
            ("ctrl-", .control), ("alt-", .alt), ("shift-", .shift),
        ]
        let lowered = name.lowercased()
        for (prefix, modifier) in prefixes where name.count > prefix.count && lowered.hasPrefix(prefix) {
            return (modifier, name.dropFirst(prefix.count))
        }
        return nil
    }

    private static func key(named name: Substring) -> Key? {
        if name.count == 1, let character = name.first { return .character(character) }
        let lowered = name.lowercased()
        if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()), (1...24).contains(number) {
            return .function(number)
        }
        return keysByName[lowered]
    }

    private static let keysByName: [String: Key] = [
        "space": .character(" "), "enter": .enter, "return": .enter, "tab": .tab, "esc": .escape, "escape": .escape,
        "backspace": .backspace, "del": .delete, "delete": .delete, "ins": .insert, "insert": .insert,
        "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
        "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    ]
}

extension KeyPress: CustomStringConvertible {
    public var description: String {
        var name = ""
        if modifiers.contains(.control) { name += "Ctrl-" }
        if modifiers.contains(.alt) { name += "Alt-" }
        if modifiers.contains(.shift) { name += "Shift-" }
        return name + keyName
    }

    private var keyName: String {
        switch key {
        case .character(" "): "Space"
        case .character(let character): modifiers.contains(.control) ? character.uppercased() : String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
