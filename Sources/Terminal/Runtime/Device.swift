// The terminal as the loop sees it: a descriptor to read and a few things only it can do.

/// The terminal line under a program.
public protocol Device: AnyObject {
    /// The descriptor to read input from.
    var input: Int32 { get }
    /// Bytes that were read before the program began, while the device waited for the terminal's own replies.
    func takeEarlyInput() -> [UInt8]
    /// The size now, at least 1×1.
    func measure() -> Size
    /// Restore the user's modes, stop the process, and take the terminal again when it is continued.
    func suspend()
    /// Take the terminal's modes again, after the process was stopped by others.
    func reenter()
    /// Give the terminal back for good. Called once, before `run` returns.
    func leave()
}
