// A view with where it is kept, and how its parts are written in files and in the database.

import Text

/// A view somebody keeps.
public struct SavedView: Hashable, Sendable {
    /// Where it is kept.
    public enum Home: Hashable, Sendable {
        /// Part of the program.
        case builtIn
        /// In the configuration file: the screen does not change it.
        case configuration
        /// In this desk's own file.
        case personal
        /// With the event, for all its desks. The version counts savings; the name is the desk's that saved it last.
        case shared(version: Int, desk: String, at: Timestamp)
    }

    public var view: AttendeeView
    public var home: Home
    /// Columns it was saved with that this program does not know.
    public var unknownColumns: [String]

    public init(_ view: AttendeeView, home: Home, unknownColumns: [String] = []) {
        self.view = view
        self.home = home
        self.unknownColumns = unknownColumns
    }

    /// A view from its written parts.
    public init(name: String, filter: String, columns: [String], sort: String, home: Home) {
        let read = columns.map { (text: $0, column: AttendeeView.Column(text: $0)) }
        let sorted = AttendeeSort(text: sort)
        self.init(
            AttendeeView(
                name: name, filter: filter, columns: read.compactMap(\.column), sort: sorted ?? .standard),
            home: home,
            unknownColumns: read.filter { $0.column == nil }.map(\.text) + (sorted == nil ? [sort] : []))
    }

    public var isShared: Bool {
        if case .shared = home { true } else { false }
    }
}

extension AttendeeView {
    public static let longestName = 40
    public static let mostColumns = 40
    /// What a width can be, in terminal columns.
    public static let widths = 3...60

    /// One clean line; nil for a name that is empty or too long.
    public static func name(_ typed: String) -> String? {
        let name = TextCleaning.line(typed).text
        return (1...longestName).contains(name.count) ? name : nil
    }

    /// What makes two names the same: case, width and blanks aside.
    public static func key(of name: String) -> String {
        SearchIndex.folded(name)
    }
}

extension AttendeeView.Column {
    /// `name`, or `name:20` with a width.
    public var text: String {
        width.map { "\(column.id):\($0)" } ?? column.id
    }

    /// Nil where no column has that name, or the width is no width.
    public init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let column = AttendeeColumn(id: parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(column)
            return
        }
        guard let width = Int(parts[1]), AttendeeView.widths.contains(width) else { return nil }
        self.init(column, width: width)
    }
}

extension AttendeeSort {
    /// `name`, or `-name` for the other way round.
    public var text: String {
        (isDescending ? "-" : "") + column.id
    }

    /// Nil where no column has that name.
    public init?(text: String) {
        let isDescending = text.hasPrefix("-")
        guard let column = AttendeeColumn(id: isDescending ? String(text.dropFirst()) : text) else { return nil }
        self.init(column, isDescending: isDescending)
    }
}
