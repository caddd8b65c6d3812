// The test's end of the idle handshake.

import Glibc

/// Reads the lines `idle <frame> <bytes>` that a program under test writes whenever it is at rest.
public final class IdleWaiter {
    /// One line: frames shown and input bytes read so far.
    public struct Rest: Equatable, Sendable {
        public let frame: Int
        public let bytes: Int
    }

    /// The last line seen.
    public private(set) var last: Rest?
    /// Milliseconds before a wait is given up; long, for builders run tests on busy machines.
    public var patience = 20_000

    private let source: Descriptor
    private var pending: [UInt8] = []

    public init(reading source: Descriptor) {
        self.source = source
    }

    /// Wait for the next line; nil when the program ended or the patience did.
    public func next() -> Rest? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let words = String(decoding: pending[..<end], as: UTF8.self).split(separator: " ")
                pending.removeFirst(end + 1)
                guard words.count == 3, words[0] == "idle", let frame = Int(words[1]), let bytes = Int(words[2]) else {
                    continue
                }
                last = Rest(frame: frame, bytes: bytes)
                return last
            }
            guard let more = source.read(within: patience), !more.isEmpty else { return nil }
            pending += more
        }
    }

    /// Wait until the program is at rest having read at least that many bytes of input.
    public func rest(afterBytes bytes: Int) -> Rest? {
        if let last, last.bytes >= bytes { return last }
        while let rest = next() {
            if rest.bytes >= bytes { return rest }
        }
        return nil
    }

    /// Wait until the program is at rest having shown a later frame than this one.
    public func rest(afterFrame frame: Int) -> Rest? {
        if let last, last.frame > frame { return last }
        while let rest = next() {
            if rest.frame > frame { return rest }
        }
        return nil
    }
}
