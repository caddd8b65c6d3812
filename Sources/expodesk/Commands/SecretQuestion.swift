// Asking the person at this process's terminal for what nobody else may see.

import CLinux
import Glibc

/// The terminal that this process belongs to, wherever its input and output go: what is piped into a command is not taken
/// for an answer, and what reads its output does not see the question.
final class SecretQuestion {
    /// The most bytes of an answer; a terminal gives no longer lines.
    private static let longestLine = 4_096

    private let descriptor: Int32

    /// Nil where the process belongs to no terminal.
    init?() {
        descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// What is typed, unseen; nil at the end of input. A signal that ends the program does so once the terminal is as it
    /// was. To be called before the program has threads.
    func ask(_ question: String) -> String? {
        var usual = termios()
        guard tcgetattr(descriptor, &usual) == 0 else { return nil }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO)
        var signals = Self.endings
        var before = sigset_t()
        // Blocked and looked for, so that none is delivered while the terminal is silent.
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        tcsetattr(descriptor, TCSAFLUSH, &silent)
        say(question)
        let line = readLine(until: signals)
        tcsetattr(descriptor, TCSAFLUSH, &usual)
        say("\n")
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return line
    }

    func say(_ text: String) {
        var text = Array(text.utf8)[...]
        while !text.isEmpty {
            let count = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            text = text.dropFirst(count)
        }
    }

    /// Ctrl-Z among them: a shell that gets a silent terminal shows nothing that is typed.
    private static var endings: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&set, signal) }
        return set
    }

    /// A line without its end; nil at the end of input, and when one of `signals` waits to be delivered.
    private func readLine(until signals: sigset_t) -> String? {
        var signals = signals
        let waiting = cl_signalfd(&signals)
        defer { close(waiting) }
        var looked = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waiting, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&looked, 2, -1) < 0 {
            guard errno == EINTR else { return nil }
        }
        guard looked[1].revents == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.longestLine)
        defer { explicit_bzero(&bytes, bytes.count) }
        // A terminal hands over whole lines.
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(validating: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self) ?? ""
    }
}
