// How wide the terminal draws the characters that Unicode leaves open.

/// How wide East Asian "ambiguous" characters (`…`, `○`, box lines) are drawn by the terminal in use.
public enum AmbiguousWidth: Sendable {
    /// One column: nearly every terminal today.
    case narrow
    /// Two columns: some Korean set-ups (a PuTTY option, some fonts).
    case wide
}
