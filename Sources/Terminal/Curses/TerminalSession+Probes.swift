// Asking the terminal what it can do.

import Glibc
import Text

extension TerminalSession {
    /// Synchronized output; then a circle, whose width is ambiguous, and the place of the cursor behind it; last a question
    /// every terminal answers, so that silence before it is an answer too. The circle's row is wiped at once.
    private static let questions = Array("\u{1B}[?2026$p\u{1B}[2;1H\u{25CB}\u{1B}[6n\u{1B}[c\r\u{1B}[K\u{1B}[H".utf8)

    /// Ask, and wait a bounded time for answers. What is not answered keeps its default.
    func probe(_ options: TerminalOptions) {
        guard options.synchronized == nil || options.ambiguous == nil, !isASCIIOnly, measure().rows > 1 else { return }
        output.flush(tail: Self.questions)
        var reader = ProbeReader()
        let clock = MonotonicClock()
        let limit = clock.now() + options.patience
        var poller = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        var buffer = [UInt8](repeating: 0, count: 1024)
        while !reader.isComplete {
            let left = limit - clock.now()
            guard left > 0 else { break }
            let ready = poll(&poller, 1, Int32(clamping: left))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { break }
            let count = read(input, &buffer, buffer.count)
            guard count > 0 else { break }
            reader.feed(buffer[..<count])
        }
        if options.synchronized == nil, let answer = reader.synchronizes { synchronizes = answer }
        if options.ambiguous == nil, let column = reader.column { ambiguous = column == 3 ? .wide : .narrow }
        keepEarlyInput(reader.rest())
    }
}
