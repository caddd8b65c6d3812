// CSI sequences: what the terminal sends for keys that are not characters, and for replies.

/// The bytes between `ESC [` and the final byte.
struct ControlSequence: Sendable {
    /// Longer ones mean nothing to us: the rest is swallowed and not kept.
    private static let limit = 64

    private(set) var parameterBytes: [UInt8] = []
    private(set) var intermediates: [UInt8] = []

    mutating func addParameter(_ byte: UInt8) {
        if parameterBytes.count < Self.limit { parameterBytes.append(byte) }
    }

    mutating func addIntermediate(_ byte: UInt8) {
        if intermediates.count < Self.limit { intermediates.append(byte) }
    }

    var isEmpty: Bool { parameterBytes.isEmpty && intermediates.isEmpty }

    /// `?`, `<`, `=` or `>` before the numbers.
    private var prefix: UInt8? {
        parameterBytes.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
    }

    /// The numbers; each may have sub-numbers after colons. A missing one is nil.
    private var numbers: [[Int?]] {
        let bytes = prefix == nil ? parameterBytes[...] : parameterBytes.dropFirst()
        guard !bytes.isEmpty else { return [] }
        return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
                Int(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// Whether rxvt ends a key with `$` here (shifted), which elsewhere only begins the end of a reply.
    var isPlainNumber: Bool {
        !parameterBytes.isEmpty && intermediates.isEmpty
            && parameterBytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Whether `final` makes this the beginning of a paste.
    func beginsPaste(_ final: UInt8) -> Bool {
        final == UInt8(ascii: "~") && intermediates.isEmpty && parameterBytes.elementsEqual("200".utf8)
    }

    /// What the sequence means; nil when it means nothing to us.
    func event(final: UInt8, alt: Bool) -> InputEvent? {
        let numbers = numbers
        if let reply = reply(final, numbers) { return .reply(reply) }
        guard prefix == nil, intermediates.isEmpty else { return nil }
        let first = numbers.first?.first ?? nil
        let second = numbers.count > 1 ? numbers[1] : []
        var modifiers = Self.modifiers(second.first ?? nil)
        // Key releases, which a terminal sends only when asked to.
        if second.count > 1, second[1] == 3 { return nil }
        if alt { modifiers.insert(.alt) }
        let key: Key?
        switch final {
        case UInt8(ascii: "~") where first == 27:
            // xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~
            key = numbers.count > 2 ? Self.key(code: numbers[2].first ?? nil, &modifiers) : nil
        case UInt8(ascii: "~"): key = Self.key(number: first)
        case UInt8(ascii: "$"):
            key = Self.key(number: first)
            modifiers.insert(.shift)
        case UInt8(ascii: "^"):
            key = Self.key(number: first)
            modifiers.insert(.control)
        case UInt8(ascii: "@"):
            key = Self.key(number: first)
            modifiers.formUnion([.control, .shift])
        case UInt8(ascii: "u"): key = Self.key(code: first, &modifiers)
        case UInt8(ascii: "Z"):
            key = .tab
            modifiers.insert(.shift)
        case UInt8(ascii: "a")...UInt8(ascii: "d") where numbers.isEmpty:
            key = KeyTable.letter(final - 0x20)
            modifiers.insert(.shift)
        default: key = KeyTable.letter(final)
        }
        return key.map { .key(KeyPress($0, modifiers)) }
    }

    /// A report of the mouse in the way of 1006: `CSI < button ; column ; row M`, `m` for a release. Nil for motion, which
    /// nobody asked for, and for buttons that no mouse has.
    func mouse(final: UInt8) -> MouseEvent? {
        guard prefix == UInt8(ascii: "<"), intermediates.isEmpty,
            [UInt8(ascii: "M"), UInt8(ascii: "m")].contains(final)
        else { return nil }
        let values = numbers.compactMap { $0.count == 1 ? $0[0] : nil }
        guard numbers.count == 3, values.count == 3, values[1] > 0, values[2] > 0 else { return nil }
        let place = Point(column: values[1] - 1, row: values[2] - 1)
        let isPress = final == UInt8(ascii: "M")
        let action: MouseEvent.Action
        // Shift is 4, alt 8, control 16, motion 32, the wheel 64.
        switch values[0] & ~0b11100 {
        case 0: action = isPress ? .press(.left) : .release(.left)
        case 1: action = isPress ? .press(.middle) : .release(.middle)
        case 2: action = isPress ? .press(.right) : .release(.right)
        case 64 where isPress: action = .wheelUp
        case 65 where isPress: action = .wheelDown
        default: return nil
        }
        var modifiers: Modifiers = []
        if values[0] & 4 != 0 { modifiers.insert(.shift) }
        if values[0] & 8 != 0 { modifiers.insert(.alt) }
        if values[0] & 16 != 0 { modifiers.insert(.control) }
        return MouseEvent(action, at: place, modifiers: modifiers)
    }

    private func reply(_ final: UInt8, _ numbers: [[Int?]]) -> TerminalReply? {
        let values = numbers.map { ($0.first ?? nil) ?? 0 }
        switch (prefix, intermediates, final) {
        case (nil, [], UInt8(ascii: "R")) where values.count == 2:
            return .cursorPosition(row: values[0], column: values[1])
        case (UInt8(ascii: "?"), [UInt8(ascii: "$")], UInt8(ascii: "y")) where values.count == 2:
            return .mode(number: values[0], state: values[1])
        case (UInt8(ascii: "?"), [], UInt8(ascii: "c")):
            return .attributes(values)
        default:
            return nil
        }
    }

    /// xterm counts modifiers from 1: shift 1, alt 2, control 4, meta 8.
    private static func modifiers(_ number: Int?) -> Modifiers {
        guard let number, number > 1, number < 1 << 16 else { return [] }
        let bits = number - 1
        var modifiers: Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 0b1010 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        return modifiers
    }

    private static func key(number: Int?) -> Key? {
        number.flatMap(KeyTable.tilde)
    }

    /// A key given by its code point (kitty, modifyOtherKeys). A character carries its shift itself.
    private static func key(code: Int?, _ modifiers: inout Modifiers) -> Key? {
        switch code {
        case 9: return .tab
        case 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case let code? where code >= 32 && !(0x7F..<0xA0).contains(code) && !(0xE000..<0xF900).contains(code):
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
            let character = Character(scalar)
            let shifted = modifiers.contains(.shift) && !modifiers.contains(.control)
            modifiers.remove(.shift)
            return .character(shifted ? character.uppercased().first ?? character : character)
        default: return nil
        }
    }
}
