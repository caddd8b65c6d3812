// The way to the desk's journal, and the passphrase that its key may lie under.

import Desk
import Glibc
import Journal
import Screens

extension Session {
    /// How often a terminal is asked before the command gives up.
    private static let tries = 3

    /// Whether this data folder has a journal already: opening one makes it.
    var hasJournal: Bool { Journal.exists(in: configuration.dataFolder.value) }

    /// Looks whether the journal is sound, and says on standard error what became of one that is not: for whoever goes on
    /// without a screen.
    func examine(_ journal: Journal) {
        // What cannot be looked at now is met by whoever needs it.
        try? journal.examine()
        for rebuild in journal.rebuilds { Stream.note(words.journalRebuilt(rebuild)) }
    }

    /// Opens the journal, once a run; where its key lies under a passphrase, the configured file says it or a person is
    /// asked.
    func openJournal() throws(Failure) -> Journal {
        if let journal = try journalWithoutPassphrase() { return journal }
        return try withPassphrase { passphrase throws(DeskError) in try door.open(passphrase) }
    }

    /// Opens the journal without asking anybody: nil where its key lies under a passphrase and no file says it.
    func openJournalUnasked() throws(Failure) -> Journal? {
        if let journal = try journalWithoutPassphrase() { return journal }
        guard let file = configuration.passphraseFile.value else { return nil }
        return try withPassphrase(from: file) { passphrase throws(DeskError) in try door.open(passphrase) }
    }

    private func journalWithoutPassphrase() throws(Failure) -> Journal? {
        do throws(DeskError) {
            return try door.open()
        } catch {
            if case .journal(.passphraseNeeded) = error { return nil }
            throw failure(error)
        }
    }

    /// Calls `use` with the desk's passphrase: the configured file's, else what is typed, until `use` takes it.
    func withPassphrase<T>(_ use: (Passphrase) throws(DeskError) -> T) throws(Failure) -> T {
        if let file = configuration.passphraseFile.value { return try withPassphrase(from: file, use) }
        guard let terminal = SecretQuestion() else { throw Failure(.outOfReach, words.passphraseNeeded) }
        for _ in 0..<Self.tries {
            guard let text = terminal.ask(words.askDeskPassphrase) else {
                throw Failure(.outOfReach, words.noPassphrase)
            }
            do throws(DeskError) {
                // Too short to be one: no need to try.
                if let passphrase = Passphrase(text) { return try use(passphrase) }
            } catch {
                guard case .journal(.wrongPassphrase) = error else { throw failure(error) }
            }
            terminal.say(words.error(JournalError.wrongPassphrase) + "\n")
        }
        throw Failure(.outOfReach, words.tooManyTries)
    }

    private func withPassphrase<T>(
        from file: String, _ use: (Passphrase) throws(DeskError) -> T
    ) throws(Failure) -> T {
        let passphrase = try passphrase(from: file)
        do throws(DeskError) {
            return try use(passphrase)
        } catch {
            guard case .journal(.wrongPassphrase) = error else { throw failure(error) }
            throw Failure(.outOfReach, words.wrongPassphrase(in: file))
        }
    }

    func passphrase(from file: String) throws(Failure) -> Passphrase {
        do throws(PassphraseFile.Fault) {
            return try PassphraseFile.read(file)
        } catch {
            throw Failure(.usage, words.error(error, in: file))
        }
    }
}
