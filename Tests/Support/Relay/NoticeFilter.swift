// Takes notices out of what a server sends.

/// Cuts a server's stream into its messages (a letter, a length, the rest) and passes on all but notifications.
struct NoticeFilter {
    private var pending: [UInt8] = []

    /// - Returns: the whole messages that have come by now; half a one waits for its rest.
    mutating func pass(_ bytes: [UInt8]) -> [UInt8] {
        pending += bytes
        var passed: [UInt8] = []
        while pending.count >= 5 {
            let length = 1 + pending[1..<5].reduce(0) { $0 << 8 | Int($1) }
            guard pending.count >= length else { break }
            if pending[0] != UInt8(ascii: "A") { passed += pending[..<length] }
            pending.removeFirst(length)
        }
        return passed
    }
}
