// Why a terminal cannot be used.

/// Why no session can be had. Each case is a sentence to the user; the caller has the languages.
public enum TerminalError: Error, Equatable, Sendable {
    /// Standard input or output is a file, a pipe or closed.
    case notATerminal
    /// `TERM` is unset or empty.
    case noTerminalType
    /// The terminal type, given by name, cannot place its cursor: `dumb`, an editor's shell window.
    case cannotPlaceCursor(String)
    /// Neither this type nor the usual ones in its place are in the terminfo database: the database is missing.
    case unknownTerminalType(String)
    /// The log for the error stream cannot be opened.
    case logNotWritable(path: String, code: Int32)
    /// A system call failed; `code` is its errno.
    case system(call: String, code: Int32)
}

/// What a session had to make do with. Worth a line in the log or the status.
public enum TerminalNote: Equatable, Sendable {
    /// The terminal type was unknown here, and another one, known to be close, is used.
    case typeReplaced(String, by: String)
    /// The locale asked for has no UTF-8 or is not installed; plain UTF-8 is used.
    case localeReplaced(by: String)
    /// No UTF-8 locale at all: everything but ASCII is shown as question marks.
    case asciiOnly
}
