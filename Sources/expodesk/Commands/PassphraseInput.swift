// Where a passphrase comes from: a file, or a person at a terminal who does not see it. Never the command line, which every
// user of the machine can read.

import Desk
import Glibc
import Screens

enum PassphraseInput {
    /// - Parameters:
    ///   - file: its first line is the passphrase; asked for without.
    ///   - isNew: asks twice, for nobody could open what a slip of the finger has sealed.
    static func read(file: String?, isNew: Bool, _ words: Words) throws(Failure) -> Passphrase {
        if let file {
            guard let text = ScriptFiles.read(file) else { throw Failure(.usage, words.unreadablePassphrase(file)) }
            let line = text.prefix { !$0.isNewline }
            guard let passphrase = Passphrase(String(line)) else { throw Failure(.usage, words.passphraseTooShort) }
            return passphrase
        }
        guard Stream.inputIsTerminal else { throw Failure(.usage, words.passphraseNeedsFile) }
        while true {
            guard let text = ask(words.passphraseTitle) else { throw Failure(.usage, words.noPassphrase) }
            guard let passphrase = Passphrase(text) else {
                Stream.note(words.passphraseTooShort)
                continue
            }
            guard isNew else { return passphrase }
            guard let again = ask(words.passphraseAgain) else { throw Failure(.usage, words.noPassphrase) }
            if Passphrase(again) == passphrase { return passphrase }
            Stream.note(words.passphrasesDiffer)
        }
    }

    /// What is typed, unseen; nil at the end of input, and for Ctrl-C, which comes as a letter here: a signal would leave
    /// the terminal without its echo.
    private static func ask(_ question: String) -> String? {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return nil }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
            Stream.note(" ")
        }
        Stream.prompt(question + ": ")
        guard let line = readLine(), !line.contains("\u{3}") else { return nil }
        return line
    }
}
