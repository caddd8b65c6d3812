// Carrying a journal to another desk, from the command line.

import Desk
import Domain
import Journal
import Screens

/// One `sync --export` or `sync --import`.
struct JournalCarrying {
    private let session: Session
    private let passphraseFile: String?

    private var words: Words { session.words }

    init(_ session: Session, _ passphraseFile: String?) {
        self.session = session
        self.passphraseFile = passphraseFile
    }

    /// Opens the journal only: a laptop without a line can do this.
    func export(to path: String) throws(Failure) {
        let settings = session.configuration.desk
        let journal = try session.openJournal()
        let passphrase = try PassphraseInput.read(file: passphraseFile, isNew: true, words)
        let record: JournalExport?
        do throws(JournalMoveError) {
            record = try journal.export(
                event: settings.eventSlug, from: settings.deskName, at: Timestamp.now(), to: path, passphrase)
        } catch {
            throw failure(error)
        }
        tell(record)
    }

    private func tell(_ record: JournalExport?) {
        guard session.json else { return print(words.wrote(record)) }
        print(
            JSONValue.object([
                "outcome": .text(record == nil ? "nothing_waits" : "exported"),
                "commands": .number(Int64(record?.count ?? 0)), "file": record.map { .text($0.file) },
            ]).line)
    }

    /// Takes the file in and sends what waits. Where the database is out of reach it is kept here and sent later.
    func takeIn(_ path: String) throws {
        do throws(JournalFileError) {
            try JournalFile.check(path)
        } catch {
            throw failure(.file(error))
        }
        // This desk's own passphrase is asked for first, where it has one: without it there is nowhere to take the file in.
        let journal = try session.openJournal()
        let passphrase = try PassphraseInput.read(file: passphraseFile, isNew: false, words)
        let desk: Result<Desk, Failure> = Result { () throws(Failure) in
            try session.openDesk(patience: DeskSettings.longPatience)
        }
        if case .failure(let failure) = desk, failure.status != .outOfReach { throw failure }
        let intake: JournalIntake
        do throws(JournalMoveError) {
            intake = try journal.takeIn(path, passphrase, event: session.configuration.desk.eventSlug)
        } catch {
            throw failure(error)
        }
        say(intake)
        switch desk {
        case .success(let desk): try SyncCommand.send(desk, session, ifStuck: words.waitsForLine)
        case .failure(let failure):
            try UnsentReport(session).tell(failure)
            throw Failure(.outOfReach, words.waitsForLine)
        }
    }

    private func say(_ intake: JournalIntake) {
        guard session.json else { return print(words.tookIn(intake)) }
        print(
            JSONValue.object([
                "outcome": .text("taken_in"), "event": intake.origin.name.map { .text($0.slug) },
                "desk": .text(intake.origin.deskName), "new": .number(Int64(intake.new)),
                "known": .number(Int64(intake.known)),
            ]).line)
    }

    private func failure(_ error: JournalMoveError) -> Failure {
        switch error {
        case .desk(let error): session.failure(error)
        case .otherEvent: session.refusal("other_event", words.error(error))
        case .severalEvents, .noEvent, .file(.alreadyThere): Failure(.usage, words.error(error))
        case .file(.foreign), .file(.newerVersion), .file(.wrongPassphrase), .file(.damaged):
            Failure(.badInput, words.error(error))
        case .file(.noMemory), .file(.unusable), .file(.full):
            Failure(.outOfReach, words.error(error))
        }
    }
}
