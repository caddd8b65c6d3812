// One direction of the line.

import Glibc
import TestSupport

/// Bytes on their way, in pieces with a time each.
struct Direction {
    private(set) var isOpen = true
    private let source: Int32
    private let target: Int32
    private let delay: Int64
    private let gap: Int
    private var pieces: [(due: Int64, bytes: ArraySlice<UInt8>)] = []
    private var lastDue: Int64 = 0

    init(from source: Int32, to target: Int32, delay: Int64, gap: Int) {
        self.source = source
        self.target = target
        self.delay = delay
        self.gap = gap
    }

    var isWaiting: Bool { isOpen || !pieces.isEmpty }
    var nextDue: Int64? { pieces.first?.due }

    mutating func close() {
        isOpen = false
        pieces = []
    }

    /// Reads what has come and cuts it up.
    mutating func take(_ random: inout SeededRandom) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(source, &buffer, buffer.count)
        guard count > 0 else {
            isOpen = false
            return
        }
        var rest = buffer[..<count]
        while !rest.isEmpty {
            // Short writes come apart byte by byte, long ones in a few pieces.
            let piece = rest.prefix(random.int(in: 1...max(3, count / 3)))
            rest = rest.dropFirst(piece.count)
            lastDue = max(lastDue + Int64(random.int(in: 0...gap)), Self.now() + delay)
            pieces.append((lastDue, piece))
        }
    }

    /// Writes what is due, each piece by itself.
    mutating func pass() {
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

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
