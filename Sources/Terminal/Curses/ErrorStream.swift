// Keeps the error stream off the screen.

import Glibc

/// Standard error while a session lasts: into a log, or away, and back at the end.
struct ErrorStream {
    private let original: Int32?

    init(log path: String?) throws(TerminalError) {
        let target: String
        if let path {
            target = path
        } else if isatty(2) == 1 {
            target = "/dev/null"
        } else {
            original = nil
            return
        }
        let file = open(target, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .logNotWritable(path: target, code: errno) }
        let kept = fcntl(2, F_DUPFD_CLOEXEC, 3)
        dup2(file, 2)
        close(file)
        original = kept >= 0 ? kept : nil
    }

    func restore() {
        guard let original else { return }
        dup2(original, 2)
        close(original)
    }
}
