// Carrying a journal to another desk: the file, then its passphrase, twice where a file is written.

import Desk
import Domain
import Terminal

extension ConsoleState {
    mutating func carryJournal(_ way: JournalWay) -> [ConsoleEffect] {
        let field = TextField(maxClusters: 400, placeholder: words.journalFilePlaceholder)
        let dialog = Dialog(
            title: way == .out ? words.exportJournal : words.takeInJournal,
            body: way == .out ? words.exportJournalBody : words.takeInJournalBody, content: .prompt(field))
        layers.push(.desk(.journalFile(way, dialog)))
        return []
    }

    mutating func pressJournalFile(_ way: JournalWay, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed: overlay = nil
        case .entered(let text):
            let file = FolderListing.expanded(text)
            guard file.isEmpty else {
                overlay = .desk(.passphrase(way, file: file, first: nil, passphraseDialog(way, isAgain: false)))
                return []
            }
            dialog.fault = words.journalFileMissing
            overlay = .desk(.journalFile(way, dialog))
        case .chosen, .consumed, .ignored: overlay = .desk(.journalFile(way, dialog))
        }
        return []
    }

    private func passphraseDialog(_ way: JournalWay, isAgain: Bool) -> Dialog {
        Dialog(
            title: isAgain ? words.passphraseAgain : words.passphraseTitle,
            body: way == .out ? words.passphraseBody : words.passphraseOfFile,
            content: .prompt(TextField(maxClusters: 200, isSecret: true)))
    }

    mutating func pressPassphrase(
        _ way: JournalWay, _ file: String, _ first: String?, _ dialog: Dialog, _ press: KeyPress
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed: overlay = nil
        case .entered(let text): return enteredPassphrase(way, file, first, text)
        case .chosen, .consumed, .ignored:
            overlay = .desk(.passphrase(way, file: file, first: first, dialog))
        }
        return []
    }

    private mutating func enteredPassphrase(
        _ way: JournalWay, _ file: String, _ first: String?, _ text: String
    ) -> [ConsoleEffect] {
        var again = passphraseDialog(way, isAgain: false)
        guard let passphrase = Passphrase(text) else {
            again.fault = words.passphraseTooShort
            overlay = .desk(.passphrase(way, file: file, first: nil, again))
            return []
        }
        if way == .in {
            overlay = nil
            return [.tell(.desk(.takeIn(file, passphrase)))] + tell(words.carryingJournal, .status)
        }
        guard let first else {
            overlay = .desk(.passphrase(way, file: file, first: text, passphraseDialog(way, isAgain: true)))
            return []
        }
        guard Passphrase(first) == passphrase else {
            again.fault = words.passphrasesDiffer
            overlay = .desk(.passphrase(way, file: file, first: nil, again))
            return []
        }
        overlay = nil
        return [.tell(.desk(.export(file, passphrase)))] + tell(words.carryingJournal, .status)
    }

    mutating func pasteIntoDesk(_ front: DeskDialog, _ text: String) -> [ConsoleEffect] {
        switch front {
        case .journalFile(let way, var dialog):
            _ = dialog.paste(text)
            overlay = .desk(.journalFile(way, dialog))
        case .passphrase(let way, let file, let first, var dialog):
            _ = dialog.paste(text)
            overlay = .desk(.passphrase(way, file: file, first: first, dialog))
        case .day(var dialog, let doubted):
            _ = dialog.paste(text)
            overlay = .desk(.day(dialog, doubted: doubted))
        case .test, .menu, .discard, .conflict: break
        }
        return []
    }

    // MARK: Answers

    mutating func exportedJournal(_ result: Result<JournalExport?, JournalMoveError>) -> [ConsoleEffect] {
        switch result {
        case .success(let record): tell(words.wrote(record), record == nil ? .warning : .good)
        case .failure(let error): tell(words.error(error), .bad)
        }
    }

    /// What came in is sent with what waits here.
    mutating func tookInJournal(_ result: Result<JournalIntake, JournalMoveError>) -> [ConsoleEffect] {
        switch result {
        case .success(let intake): [.tell(.sync)] + tell(words.tookIn(intake)) + refreshDeskIfShown()
        case .failure(let error): tell(words.error(error), .bad)
        }
    }
}
