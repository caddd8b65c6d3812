// What can be written.

/// A kind of file for a table.
public enum SheetKind: String, Sendable, Hashable, CaseIterable {
    case csv
    case xlsx

    /// What a file of this kind ends in.
    private var ending: String { ".\(rawValue)" }

    /// The kind that a file's name says; nil where it says none of these.
    public init?(nameOf path: String) {
        let name = path.lowercased()
        guard let kind = Self.allCases.first(where: { name.hasSuffix($0.ending) }) else { return nil }
        self = kind
    }

    /// The name with this kind's ending, which opens it; nil where it has another kind's.
    public func named(_ path: String) -> String? {
        switch SheetKind(nameOf: path) {
        case self: path
        case nil: path + ending
        default: nil
        }
    }
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
