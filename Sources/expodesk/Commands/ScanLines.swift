// Scans from a stream: a line each, whatever the bytes.

import Glibc

/// The lines of a stream as they come, empty ones included, the last one also without its line feed.
final class ScanLines {
    /// Far more than a scan. A longer line is none, and is read to its end without filling the memory.
    static let limit = 1_024

    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 4_096)
    private var unread: Range<Int> = 0..<0
    private var isAtEnd = false
    /// The stream ended because it could not be read.
    private(set) var hasFailed = false
    /// Called before each wait for more; milliseconds after which to call it again, nil to wait for as long as it takes.
    private let beforeWaiting: () -> Int?

    init(descriptor: Int32, beforeWaiting: @escaping () -> Int? = { nil }) {
        self.descriptor = descriptor
        self.beforeWaiting = beforeWaiting
    }

    /// The next line without its line feed (carriage returns are the scan reader's to drop); nil at the end. What is not
    /// UTF-8 comes repaired, what is too long comes empty: neither is a pass.
    func next() -> String? {
        var line: [UInt8] = []
        var isBegun = false
        while true {
            if unread.isEmpty {
                guard fill() else { return isBegun ? Self.text(line) : nil }
            }
            isBegun = true
            let chunk = buffer[unread]
            let end = chunk.firstIndex(of: 0x0A)
            line += chunk[..<(end ?? chunk.endIndex)].prefix(max(0, Self.limit + 1 - line.count))
            unread = (end.map { $0 + 1 } ?? chunk.endIndex)..<unread.upperBound
            if end != nil { return Self.text(line) }
        }
    }

    private static func text(_ line: [UInt8]) -> String {
        line.count > limit ? "" : String(decoding: line, as: UTF8.self)
    }

    /// Waits for more. False at the end of the stream.
    private func fill() -> Bool {
        guard !isAtEnd else { return false }
        while true {
            if let pause = beforeWaiting() {
                var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                if poll(&waited, 1, Int32(clamping: max(pause, 1))) == 0 { continue }
            }
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                isAtEnd = true
                hasFailed = count < 0
                return false
            }
            unread = 0..<count
            return true
        }
    }
}
