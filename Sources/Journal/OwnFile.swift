// A small file of a desk's own that people may read and edit.

/// A file in the data folder: there whole or not at all, readable by its owner only.
public struct OwnFile: Sendable {
    public let path: String
    private let lock: String

    /// - Parameter name: of the file, in the data folder itself.
    public init(_ name: String, of journal: Journal) {
        let desk = journal.folder.path
        path = desk.dropLast("desk".count) + name
        lock = desk + "/" + name + ".lock"
    }

    /// The bytes, nil when there is no file. Throws `cannotWrite` where it cannot be read.
    public func read() throws(JournalError) -> [UInt8]? {
        try DeskFolder.read(path)
    }

    /// Replaces the file by what `body` makes of it; other consoles of this desk wait. What `body` throws leaves the file
    /// as it was.
    public func change(_ body: ([UInt8]?) throws -> [UInt8]) throws {
        let held = try FileLock.waiting(path: lock)
        defer { withExtendedLifetime(held) {} }
        try DeskFolder.replace(path, with: try body(try read()), lasting: true)
    }
}
