// `expodesk passphrase set | change | remove`: what the desk's key lies under.

import ArgumentParser
import Desk
import Domain
import Journal
import Screens

/// Commands about the desk's passphrase.
struct PassphraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Lock this desk's journal, copy and drafts with a passphrase.",
        discussion: """
            They are always sealed. Without a passphrase the key lies beside them in a file, and whoever takes the folder \
            takes it too. With one, every command that needs the journal asks for it once, on the terminal, or reads it \
            from the first line of the file that the setting passphrase_file names. Whoever forgets it cannot open the \
            journal: nobody can.
            """,
        subcommands: [PassphraseSetCommand.self, PassphraseChangeCommand.self, PassphraseRemoveCommand.self])

    /// A new passphrase, typed twice.
    static func askNew(_ session: Session) throws(Failure) -> Passphrase {
        let words = session.words
        guard let terminal = SecretQuestion() else { throw Failure(.outOfReach, words.newPassphraseNeedsFile) }
        return try PassphraseInput.new(words.askNewPassphrase, on: terminal, words)
    }

    /// Says what came of it.
    static func report(_ outcome: String, _ way: JournalGuard, _ sentence: String, _ session: Session) {
        guard session.json else { return print(sentence) }
        print(JSONValue.object([.outcome(outcome)] + JSONValue.journalGuard(way)).line)
    }

    /// Ends the command where the key is not guarded as it must be for this.
    static func require(_ wanted: JournalGuard, _ session: Session) throws(Failure) {
        let found = try session.withDesk { () throws(DeskError) in try session.door.readGuard() } ?? .keyFile
        guard found != wanted else { return }
        switch found {
        case .passphrase: throw session.refusal("already_set", session.words.error(JournalError.passphraseIsSet))
        case .keyFile: throw session.refusal("not_set", session.words.error(JournalError.noPassphraseIsSet))
        }
    }
}

/// Puts the key under a passphrase.
struct PassphraseSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a passphrase: the one in the configured file, else asked for twice.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        try PassphraseCommand.require(.keyFile, session)
        let new: Passphrase
        if let file = session.configuration.passphraseFile.value {
            new = try session.passphrase(from: file)
        } else {
            new = try PassphraseCommand.askNew(session)
        }
        try session.withDesk { () throws(DeskError) in try session.door.setPassphrase(new) }
        let isEmbedded = session.configuration.database.value == .embedded
        PassphraseCommand.report("set", .passphrase, session.words.passphraseSet(isEmbedded: isEmbedded), session)
    }
}

/// Puts the key under another passphrase.
struct PassphraseChangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change the passphrase; the old one is needed.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "The file whose first line is the new passphrase; without it a terminal is asked, twice.")
    var newFile: String?

    func run() throws {
        let session = try Session(options)
        try PassphraseCommand.require(.passphrase, session)
        // The old one first: whoever does not know it is not asked for another.
        let old = try session.withPassphrase { passphrase throws(DeskError) in
            _ = try session.door.open(passphrase)
            return passphrase
        }
        let new =
            if let newFile { try session.passphrase(from: newFile) } else { try PassphraseCommand.askNew(session) }
        try session.withDesk { () throws(DeskError) in try session.door.changePassphrase(from: old, to: new) }
        let file = session.configuration.passphraseFile.value
        PassphraseCommand.report("changed", .passphrase, session.words.passphraseChanged(configured: file), session)
    }
}

/// Leaves the key in its file.
struct PassphraseRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove the passphrase, which is needed for it: a key file guards the journal then.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        try PassphraseCommand.require(.passphrase, session)
        try session.withPassphrase { passphrase throws(DeskError) in try session.door.removePassphrase(passphrase) }
        PassphraseCommand.report("removed", .keyFile, session.words.passphraseRemoved, session)
    }
}
