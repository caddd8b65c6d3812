// Copying to the user's clipboard, through whatever lies between.

import CLinux
import Glibc

/// Puts text on the clipboard of the machine the user sits at.
///
/// OSC 52 goes through ssh to the terminal. tmux drops it by default, so its own buffer is set too, with the request to
/// hand it on. Neither says whether it worked.
final class Clipboard {
    private var children: [pid_t] = []

    /// The sequence that asks the terminal.
    func sequence(_ text: String) -> [UInt8] {
        Array("\u{1B}]52;c;\(Base64.encoded(text.utf8))\u{07}".utf8)
    }

    /// Give the text to tmux if the program runs in it. Does not wait.
    func tellMultiplexer(_ text: String) {
        reap()
        guard getenv("TMUX") != nil else { return }
        // A file in memory as its standard input: a pipe could fill up and block.
        let file = cl_memory_file("clipboard")
        guard file >= 0 else { return }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else { return }
        lseek(file, 0, SEEK_SET)
        spawn(["tmux", "load-buffer", "-w", "-"], input: file)
    }

    /// Take leave of helpers that have ended. One may stay behind until the next copy; it costs a line in the process table.
    private func reap() {
        children.removeAll { waitpid($0, nil, WNOHANG) != 0 }
    }

    private func spawn(_ words: [String], input: Int32) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        ProgramSignals.release(&attributes)
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        var child: pid_t = 0
        if posix_spawnp(&child, words[0], &actions, &attributes, arguments, cl_environment()) == 0 {
            children.append(child)
        }
    }
}
