// What comes out of the terminal's bytes.

public enum InputEvent: Hashable, Sendable {
    case key(KeyPress)
    /// A bracketed paste as one piece: NFC, line ends are `\n`, no control characters but `\n` and `\t`, undecodable
    /// bytes are U+FFFD.
    case paste(String)
    case mouse(MouseEvent)
    case reply(TerminalReply)
}
