// What the terminal says when asked.

public enum TerminalReply: Hashable, Sendable {
    /// `CSI row ; column R`, both from 1. Modified F3 is spelled the same by some terminals and is taken for a reply.
    case cursorPosition(row: Int, column: Int)
    /// `CSI ? number ; state $ y`: 0 unknown, 1 set, 2 reset, 3 and 4 the same for ever.
    case mode(number: Int, state: Int)
    /// `CSI ? … c`.
    case attributes([Int])
}
