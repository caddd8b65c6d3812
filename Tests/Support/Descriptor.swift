// Reading and writing descriptors with a limit on the waiting, so that a broken program fails a test and does not hang it.

import Glibc

/// A file descriptor owned by a test.
public final class Descriptor {
    public let number: Int32
    private var isOpen = true

    public init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close()
    }

    public func close() {
        if isOpen { _ = Glibc.close(number) }
        isOpen = false
    }

    /// What can be read, waiting up to that many milliseconds for the first byte. Empty at the limit; nil at the end.
    public func read(within milliseconds: Int) -> [UInt8]? {
        var poller = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, Int32(milliseconds)) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(number, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return Array(buffer[..<count])
    }

    /// Write all of it; false when the other end took no more within the limit.
    @discardableResult
    public func write(_ bytes: some Collection<UInt8>, within milliseconds: Int = 10_000) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            var poller = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
            guard poll(&poller, 1, Int32(milliseconds)) > 0 else { return false }
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// A failure of the test's own machinery, with what was attempted.
public struct SupportError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }

    static func system(_ call: String) -> SupportError {
        SupportError("\(call): \(String(cString: strerror(errno)))")
    }
}
