// Everything that goes to the terminal goes through here, one write a frame.

import CLinux
import Glibc

/// The way to the terminal.
///
/// ncurses does not write to the terminal itself but to a file in memory; `flush` sends what gathered there in one
/// write(2). Left to itself it would flush whenever its own buffer is full, and a frame torn over several writes shows
/// half-drawn rows and costs a packet each over ssh.
final class TerminalOutput {
    /// The file in memory that ncurses takes for its terminal.
    let memory: Int32
    /// write(2) calls made on the terminal, and the bytes in them.
    private(set) var writes = 0
    private(set) var bytes = 0

    private let terminal: Int32
    private var buffer: [UInt8] = []

    private static let beginUpdate = Array("\u{1B}[?2026h".utf8)
    private static let endUpdate = Array("\u{1B}[?2026l".utf8)
    /// Below this many bytes nothing can tear and the brackets would only cost.
    private static let synchronizedMinimum = 128

    init(terminal: Int32) throws(TerminalError) {
        self.terminal = terminal
        memory = cl_memory_file("frame")
        guard memory >= 0 else { throw .system(call: "memfd_create", code: errno) }
    }

    deinit {
        close(memory)
    }

    /// Send what ncurses has written since the last time, followed by `tail`. Nothing is written when both are empty.
    func flush(synchronized: Bool = false, tail: [UInt8] = []) {
        let length = Int(lseek(memory, 0, SEEK_CUR))
        guard length + tail.count > 0 else { return }
        buffer.removeAll(keepingCapacity: true)
        let brackets = synchronized && length >= Self.synchronizedMinimum
        if brackets { buffer += Self.beginUpdate }
        take(length)
        buffer += tail
        if brackets { buffer += Self.endUpdate }
        buffer.withUnsafeBytes { send($0) }
    }

    /// Forget what ncurses has written since the last time.
    func discard() {
        lseek(memory, 0, SEEK_SET)
    }

    private func take(_ length: Int) {
        guard length > 0 else { return }
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: length))
        let count = buffer.withUnsafeMutableBytes { pread(memory, $0.baseAddress?.advanced(by: start), length, 0) }
        buffer.removeLast(length - max(0, count))
        lseek(memory, 0, SEEK_SET)
    }

    /// Write all of it, however the terminal takes it. A terminal that is gone swallows it: the loop hears of that itself.
    private func send(_ data: UnsafeRawBufferPointer) {
        var rest = data[...]
        while !rest.isEmpty {
            let count = write(terminal, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            writes += 1
            if count > 0 {
                bytes += count
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var poller = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
                _ = poll(&poller, 1, -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}
