// What cleaning took out of a text.

/// A kind of character that `TextCleaning` takes out. Listed in this order in `CleanedText.removed`.
public enum RemovedKind: CaseIterable, Hashable, Sendable {
    /// Control characters other than line feeds and tabs: NUL, ESC, C1.
    case control
    /// Marks and overrides that turn the writing direction, so that a name could read as another one.
    case bidi
    /// Characters that show nothing: zero-width space, byte-order mark, fillers, tags, a joiner that joins nothing, a mark on no
    /// letter.
    case zeroWidth
    /// U+FFFD left by undecodable bytes, and code points that are no characters.
    case invalid
}
