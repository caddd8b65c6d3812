// The two streams, and whether a person looks at them.

import Glibc

/// Standard output and standard error.
enum Stream {
    static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    static let errorIsTerminal = isatty(STDERR_FILENO) == 1
    static let inputIsTerminal = isatty(STDIN_FILENO) == 1

    /// One or more lines for the user, beside what a program reads.
    static func note(_ text: String) {
        guard !text.isEmpty else { return }
        write(text + "\n")
    }

    /// A line that the next one replaces; only where a person looks on.
    static func progress(_ text: String) {
        guard errorIsTerminal else { return }
        write("\r\u{1B}[K" + text)
    }

    /// A question, which the answer follows on the same line.
    static func prompt(_ text: String) {
        write(text)
    }

    static func endProgress() {
        progress("")
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            done += count
        }
    }

    /// Whether everything printed has arrived; a full disk says so only now.
    static func flush() -> Bool {
        fflush(nil) == 0
    }
}
