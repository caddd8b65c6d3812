// How a subcommand ends when it does not end well.

import Desk

/// The exit codes.
enum ExitStatus: Int32 {
    case done = 0
    /// A rule said no.
    case refused = 1
    /// Wrong usage, or no event set up.
    case usage = 2
    /// The database or another part is out of reach, and nothing was kept.
    case outOfReach = 3
    /// A file that was read has errors.
    case badInput = 4
}

/// The end of a subcommand that did not do what it was asked.
struct Failure: Error {
    var status: ExitStatus
    /// What goes to standard error; empty where everything was said already.
    var message: String
    /// What was wrong with the world, where that is why.
    var fault: DeskError?

    init(_ status: ExitStatus, _ message: String = "") {
        self.status = status
        self.message = message
    }
}
