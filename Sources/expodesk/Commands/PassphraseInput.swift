// Where a passphrase comes from: a file, or a person at a terminal who does not see it. Never the command line, which every
// user of the machine can read.

import Desk
import Screens

enum PassphraseInput {
    /// - Parameters:
    ///   - file: its first line is the passphrase, and nobody else may read it; asked for without.
    ///   - isNew: asks twice, for nobody could open what a slip of the finger has sealed.
    static func read(file: String?, isNew: Bool, _ words: Words) throws(Failure) -> Passphrase {
        if let file {
            do throws(PassphraseFile.Fault) {
                return try PassphraseFile.read(file)
            } catch {
                throw Failure(.usage, words.error(error, in: file))
            }
        }
        guard Stream.inputIsTerminal, let terminal = SecretQuestion() else {
            throw Failure(.usage, words.passphraseNeedsFile)
        }
        if isNew { return try new(words.passphraseTitle, on: terminal, words) }
        while true {
            guard let text = terminal.ask(words.passphraseTitle + ": ") else {
                throw Failure(.usage, words.noPassphrase)
            }
            if let passphrase = Passphrase(text) { return passphrase }
            terminal.say(words.passphraseTooShort + "\n")
        }
    }

    /// Asks for a passphrase that is chosen now, until it is long enough and was typed twice.
    static func new(_ title: String, on terminal: SecretQuestion, _ words: Words) throws(Failure) -> Passphrase {
        while true {
            guard let text = terminal.ask(title + ": ") else { throw Failure(.usage, words.noPassphrase) }
            guard let passphrase = Passphrase(text) else {
                terminal.say(words.passphraseTooShort + "\n")
                continue
            }
            guard let again = terminal.ask(words.passphraseAgain + ": ") else {
                throw Failure(.usage, words.noPassphrase)
            }
            if Passphrase(again) == passphrase { return passphrase }
            terminal.say(words.passphrasesDiffer + "\n")
        }
    }
}
