// One direction of a line.

import Glibc

/// Bytes on their way, in pieces with a time each. Belongs to one thread.
public struct Direction {
    public private(set) var isOpen = true
    private let source: Int32
    private let target: Int32
    private var pieces: [(due: Int64, bytes: ArraySlice<UInt8>)] = []
    private var lastDue: Int64 = 0

    /// Whoever writes with a `Direction` ignores SIGPIPE: the far end may be gone.
    public init(from source: Int32, to target: Int32) {
        self.source = source
        self.target = target
        signal(SIGPIPE, SIG_IGN)
    }

    public var isWaiting: Bool { isOpen || !pieces.isEmpty }
    /// When the next piece is to be written, on the clock of `now`; nil when nothing waits.
    public var nextDue: Int64? { pieces.first?.due }

    /// Nothing more is read, and what waits is dropped.
    public mutating func close() {
        isOpen = false
        pieces = []
    }

    /// What has come; waits for it. Empty at the source's end, which closes this direction's beginning.
    public mutating func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(source, &buffer, buffer.count)
        guard count > 0 else {
            isOpen = false
            return []
        }
        return Array(buffer[..<count])
    }

    /// Sends bytes on their way, in one piece and at once.
    public mutating func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        lastDue = max(lastDue, Self.now())
        pieces.append((lastDue, bytes[...]))
    }

    /// Sends bytes on their way, cut up at random places, each piece `delay` milliseconds late and up to `gap` more after
    /// the piece before it.
    public mutating func send(_ bytes: [UInt8], delay: Int64, gap: Int, _ random: inout SeededRandom) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Short writes come apart byte by byte, long ones in a few pieces.
            let piece = rest.prefix(random.int(in: 1...max(3, bytes.count / 3)))
            rest = rest.dropFirst(piece.count)
            lastDue = max(lastDue + Int64(random.int(in: 0...gap)), Self.now() + delay)
            pieces.append((lastDue, piece))
        }
    }

    /// Writes what is due, each piece by itself. A target that is gone closes the direction.
    public mutating func pass() {
        let now = Self.now()
        while let first = pieces.first, first.due <= now {
            var bytes = first.bytes
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
                guard count > 0 else { return close() }
                bytes = bytes.dropFirst(count)
            }
            pieces.removeFirst()
        }
    }

    /// Milliseconds on a clock that only goes forward.
    public static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
