// What can be written.

/// A kind of file for a table.
public enum SheetKind: String, Sendable, Hashable, CaseIterable {
    case csv
    case xlsx
}

/// A file that could not be written, with the system's or the library's reason.
public struct SheetWriteError: Error, Hashable, Sendable {
    public var path: String
    public var reason: String

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }
}
