// Gives the terminal back when the program traps.

import CLinux
import Glibc

/// Everything the handler may touch, in memory that never moves. Signal handlers may not allocate, lock or use Swift's
/// runtime; they may read raw memory and call write and tcsetattr.
private struct CrashState {
    var output: Int32
    var input: Int32
    var modes: termios
    var bytes: UnsafeMutablePointer<UInt8>
    var count: Int
}

// Written before the handlers are installed and after they are removed, only read in between: that is why it is safe.
private nonisolated(unsafe) var crashState: UnsafeMutablePointer<CrashState>?

private func restoreAfterCrash(_ signal: Int32) {
    if let state = crashState {
        _ = write(state.pointee.output, state.pointee.bytes, state.pointee.count)
        tcsetattr(state.pointee.input, TCSANOW, &state.pointee.modes)
    }
    // The signal is blocked in here: it strikes again, with its usual effect, as soon as this returns.
    cl_default_signal(signal)
    raise(signal)
}

/// Handlers for the signals of a crash.
enum CrashRestore {
    private static let signals: [Int32] = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
    private static let stackSize = 64 * 1024

    /// Undoes, on any terminal, all that a session does: synchronized update, styles, line-drawing set,
    /// mouse, bracketed paste, keypad, cursor, alternate screen.
    static let resetBytes =
        "\u{1B}[?2026l\u{1B}[0m\u{1B}(B\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?1l\u{1B}>\u{1B}[?25h\u{1B}[?1049l\r"

    static func install(input: Int32, output: Int32, modes: termios, note: String) {
        remove()
        let text = Array((note.isEmpty ? resetBytes : resetBytes + note + "\r\n").utf8)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
        bytes.initialize(from: text, count: text.count)
        let state = UnsafeMutablePointer<CrashState>.allocate(capacity: 1)
        state.initialize(
            to: CrashState(output: output, input: input, modes: modes, bytes: bytes, count: text.count))
        crashState = state
        useStackOfItsOwn()
        for signal in signals { cl_handle_signal(signal, restoreAfterCrash, SA_ONSTACK) }
    }

    static func remove() {
        guard let state = crashState else { return }
        for signal in signals { cl_default_signal(signal) }
        crashState = nil
        state.pointee.bytes.deallocate()
        state.deallocate()
    }

    /// An overflown stack is a crash too, and leaves none to run the handler on. Kept for the life of the process.
    private static func useStackOfItsOwn() {
        var current = stack_t()
        sigaltstack(nil, &current)
        guard current.ss_sp == nil else { return }
        var stack = stack_t()
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
        stack.ss_size = stackSize
        sigaltstack(&stack, nil)
    }
}
