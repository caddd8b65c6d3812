// What can be wrong with a script or its run.

/// A fault in a script, with the line it stands in.
public struct ScriptError: Error, Equatable, Sendable {
    public enum Fault: Error, Equatable, Sendable {
        case unknownVerb(String)
        case missingArgument(String)
        case unexpectedArgument(String)
        case unknownKey(String)
        case notHexadecimal(String)
        case notDigits(String)
        case notASize(String)
        case notMilliseconds(String)
        /// The program had left, with this status, before the line.
        case programEnded(Int32)
        /// Work did not end, or timers went on and on, for longer than the runner's patience.
        case noRest
        /// A screen could not be saved; the name and the reason given by the saver.
        case screenNotSaved(String, reason: String)
    }

    /// The line's number, from 1.
    public let line: Int
    public let fault: Fault

    public init(line: Int, fault: Fault) {
        self.line = line
        self.fault = fault
    }
}
