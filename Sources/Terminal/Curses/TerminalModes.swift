// The line's modes: the user's, and ours.

import CLinux
import Glibc

/// The modes of a terminal line, as found and as a full-screen program needs them.
struct TerminalModes {
    /// As the user had them.
    let found: termios
    private let raw: termios
    private let line: Int32

    init(line: Int32) throws(TerminalError) {
        var modes = termios()
        guard tcgetattr(line, &modes) == 0 else { throw .notATerminal }
        self.line = line
        found = modes
        // Every byte comes as it is and at once, Ctrl-C included; nothing is echoed; line feeds go out as they are.
        cfmakeraw(&modes)
        raw = modes
    }

    /// Bytes typed ahead are kept, and a line that takes no more output cannot hold the program up: no draining.
    func takeOver() { set(raw) }

    func giveBack() { set(found) }

    private func set(_ modes: termios) {
        var modes = modes
        while tcsetattr(line, TCSANOW, &modes) != 0, errno == EINTR {}
    }
}
