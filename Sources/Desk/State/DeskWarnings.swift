// What goes wrong at a desk without anybody having done anything: always in sight until it is mended.

/// What goes wrong at a desk by itself.
public struct DeskWarnings: Hashable, Sendable {
    /// Milliseconds that a desk's clock may be from the server's.
    public static let tolerableClock = 60_000
    /// Bytes that should be left on the disk of the data folder.
    public static let leastDisk: Int64 = 100_000_000

    /// How far the desk's clock is ahead of the server's, in milliseconds, less than nothing where it is behind; nil where
    /// it is close enough or not compared.
    public private(set) var clockAhead: Int?
    /// Bytes left on the disk of the data folder; nil while there is room.
    public private(set) var diskFree: Int64?

    public init(clockAhead: Int? = nil, diskFree: Int64? = nil) {
        compared(clockAhead: clockAhead)
        measured(diskFree: diskFree)
    }

    /// - Parameter ahead: nil where a script plays with a clock of its own.
    public mutating func compared(clockAhead ahead: Int?) {
        clockAhead = ahead.flatMap { $0.magnitude > UInt(Self.tolerableClock) ? $0 : nil }
    }

    public mutating func measured(diskFree free: Int64?) {
        diskFree = free.flatMap { $0 < Self.leastDisk ? $0 : nil }
    }
}
