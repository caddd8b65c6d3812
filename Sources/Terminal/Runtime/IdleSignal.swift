// The handshake by which tests wait for a program to come to rest, instead of sleeping.

import Glibc

/// Writes `idle <frame> <bytes>` and a line feed whenever the program is at rest: all input drained, no effect
/// outstanding, the frame out. `frame` counts frames, `bytes` the input bytes read so far, so that who sent the input
/// knows that all of it was seen.
public final class IdleSignal {
    private let descriptor: Int32

    /// Write to a descriptor that stays open for as long as the program runs.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The signal asked for by `EXPODESK_IDLE_FD` (an open descriptor's number) or `EXPODESK_IDLE_FIFO` (a FIFO's path,
    /// for programs under a multiplexer, where descriptors do not get through); nil when neither is set or usable.
    public static func fromEnvironment() -> IdleSignal? {
        if let text = getenv("EXPODESK_IDLE_FD"), let number = Int32(String(cString: text)) {
            guard fcntl(number, F_GETFD) >= 0 else { return nil }
            // Programs started from here must not keep the reader waiting for its end of file.
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            return IdleSignal(descriptor: number)
        }
        if let path = getenv("EXPODESK_IDLE_FIFO") {
            // Read and write: opening for writing alone would block, or fail, until there is a reader.
            let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
            return descriptor >= 0 ? IdleSignal(descriptor: descriptor) : nil
        }
        return nil
    }

    func say(frame: UInt64, bytes: UInt64) {
        let line = Array("idle \(frame) \(bytes)\n".utf8)
        _ = write(descriptor, line, line.count)
    }
}
