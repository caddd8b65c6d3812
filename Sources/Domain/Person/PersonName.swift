// A person's name as it is stored: clean, one line, 1 to 40 characters.

public import Text

/// A person's name: NFC, no control, bidirectional-override or zero-width characters, 1...40 characters.
public struct PersonName: Hashable, Sendable {
    public static let lengths = 1...40
    /// A character as people count them may be several code points (Thai, Devanagari, emoji), but not a pile of marks.
    static let codePointsPerCharacter = 4

    public let text: String
    /// What had to be taken out of the typed text to make it a name; shown to whoever typed it.
    public let removed: [RemovedKind]

    public init(cleaning raw: String) throws(FieldFault.Problem) {
        let cleaned = TextCleaning.line(raw)
        guard !cleaned.text.isEmpty else { throw .required }
        guard cleaned.text.fits(Self.lengths.upperBound) else { throw .tooLong(maximum: Self.lengths.upperBound) }
        text = cleaned.text
        removed = cleaned.removed
    }
}

extension String {
    /// Whether the text has at most `characters` characters, and not absurdly many marks piled on them.
    func fits(_ characters: Int) -> Bool {
        unicodeScalars.count <= characters * PersonName.codePointsPerCharacter && count <= characters
    }
}
