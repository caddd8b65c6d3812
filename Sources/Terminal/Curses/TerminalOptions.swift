// How a session is opened.

import Glibc
public import Text

/// How to open a terminal. The defaults suit a console on standard input and output.
public struct TerminalOptions: Sendable {
    /// The descriptor to read from and whose modes are set.
    public var input: Int32 = 0
    /// The descriptor to write to.
    public var output: Int32 = 1
    /// The terminal's type, from `TERM`.
    public var type: String? = getenv("TERM").map { String(cString: $0) }
    /// The file that takes the error stream while the session lasts, appended, made 0600 when it is new; libraries would
    /// write on the screen otherwise. Without one the error stream is discarded if it goes to a terminal.
    public var errorLog: String?
    /// Whether frames are bracketed as synchronized updates; nil asks the terminal.
    public var synchronized: Bool?
    /// How wide characters of ambiguous width are; nil asks the terminal.
    public var ambiguous: AmbiguousWidth?
    /// How long to wait for the terminal's answers at the start, in milliseconds, all together.
    public var patience: Int64 = 200
    /// A line for the user, without a line feed, should the program crash.
    public var crashNote = ""

    public init() {}
}
