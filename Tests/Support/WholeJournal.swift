// A desk's journal as it lies on the disk, to be damaged page by page.

import Foundation

/// The bytes of a closed journal. What SQLite keeps beside it must have been taken into it.
public struct WholeJournal {
    private static let page = 4_096

    private let desk: String
    private let bytes: Data

    /// - Parameter folder: the data folder.
    public init(_ folder: String) throws {
        desk = folder + "/desk/"
        bytes = try Data(contentsOf: URL(fileURLWithPath: desk + "journal.sqlite"))
    }

    public var path: String { desk + "journal.sqlite" }
    public var pages: Range<Int> { 0..<bytes.count / Self.page }

    /// Lays it down with noise in place of one page, and takes away whatever was made in its place.
    public func lay(noiseOver page: Int) throws {
        var bytes = bytes
        bytes.replaceSubrange(
            page * Self.page..<(page + 1) * Self.page, with: Data(repeating: 0x5A, count: Self.page))
        for name in ["journal.sqlite-wal", "journal.sqlite-shm", "journal-2.sqlite", "rebuilds.sealed"] {
            unlink(desk + name)
        }
        try bytes.write(to: URL(fileURLWithPath: path))
    }
}
