// A passphrase as it was typed, on whatever keyboard.

internal import Text

/// What a person types to open what is sealed. Composed, so that a Hangul syllable is the same from every input method.
public struct Passphrase: Hashable, Sendable, CustomStringConvertible {
    /// The fewest letters that are taken.
    public static let least = 8

    let bytes: [UInt8]

    /// Nil where it is too short.
    public init?(_ text: String) {
        let composed = text.nfc
        guard composed.count >= Self.least else { return nil }
        bytes = Array(composed.utf8)
    }

    /// Nobody reads it in a log.
    public var description: String { "passphrase" }
}
