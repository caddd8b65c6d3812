// Long work beside everything else: it begins with a question, shows one line, and never stands in anybody's way.

import Desk
import Domain
import Terminal
import Text

/// The long work of this console that is going on.
struct RunningWork: Equatable, Sendable {
    var folder: String
    /// It writes one file of a table, and no pictures.
    var isExport = false
    /// It brings a list in, and this stops it.
    var importStop: ImportStop?
    /// Nil until the first news of that.
    var importing: ImportProgress?

    var isImport: Bool { importStop != nil }
    /// It decides applications.
    var review: ReviewWork?
    /// It takes a decision back.
    var undoing: ReviewScreen.Done?
    var isReview: Bool { review != nil || undoing != nil }
    /// Nil until the first news of it.
    var progress: WorkProgress?
}

extension ConsoleState {
    /// Asks for the folder; while the work runs, stops it. What is written stays, so nothing is lost by a wrong key.
    mutating func picturesPressed() -> [ConsoleEffect] {
        if work != nil { return stopWork() }
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        if let fault = filterFault { return tell(words.filterStandsInTheWay(fault), .bad) }
        var field = TextField(maxClusters: 400, placeholder: words.picturesFolder)
        field.replace(with: lastFolder ?? "qr")
        layers.push(
            .pictures(Dialog(title: words.picturesTitle, body: words.picturesBody, content: .prompt(field))))
        return []
    }

    /// Begins to show long work: what was told before is older than it, and would stand in its place.
    mutating func begin(_ work: RunningWork) {
        self.work = work
        banner = nil
    }

    /// Stops the work that is going on, whichever it is.
    mutating func stopWork() -> [ConsoleEffect] {
        guard let work else { return [] }
        // An import says itself how it ended, and is stopped only where it was begun.
        guard !work.isImport else { return tell(words.importGoesOn, .warning) }
        // What was decided before the stop is still to be told, and to be taken back.
        if let id = work.review?.id ?? work.undoing?.undo.id {
            return [.tell(.review(.stop(id)))] + tell(words.reviewStopping, .warning)
        }
        self.work = nil
        let sentence = work.isExport ? words.exportStopped : words.picturesStopped(work.progress, work.folder)
        return [.cancel(.work)] + tell(sentence, .warning)
    }

    mutating func pressPictures(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            let folder = FolderListing.expanded(text)
            guard !folder.isEmpty else {
                dialog.fault = words.picturesNoFolder
                overlay = .pictures(dialog)
                return []
            }
            overlay = nil
            lastFolder = folder
            let order = PictureWork(folder: folder, filter: attendees.filter)
            begin(RunningWork(folder: order.folder))
            return [.ask(.work, .pictures(order))]
        case .chosen, .consumed, .ignored:
            overlay = .pictures(dialog)
            return []
        }
    }

    mutating func takeWork(_ progress: WorkProgress) -> [ConsoleEffect] {
        work?.progress = progress
        return []
    }

    mutating func takeWorkEnd(_ result: Result<PictureReport, PictureWorkError>) -> [ConsoleEffect] {
        let folder = work?.folder ?? ""
        let progress = work?.progress
        work = nil
        switch result {
        case .success(let report) where report.wasStopped:
            return tellLasting(words.picturesStopped(progress, folder), .warning)
        case .success(let report): return tellLasting(words.picturesWritten(report))
        case .failure(let error): return tellLasting(words.error(error), .bad)
        }
    }

    /// The line of the work going on, as much of it as the screen has room for; nil without any.
    var workLine: String? {
        guard let work else { return nil }
        if work.isImport {
            return words.importing(work.importing, columns: size.columns)
        }
        let (what, begin, howToStop) =
            if work.isReview {
                (
                    work.review.map { words.deciding($0.review.decision) } ?? work.undoing.map(words.undoingReview)
                        ?? "",
                    nil as String?, words.reviewHowToStop
                )
            } else if work.isExport {
                (words.exportingName, words.exportBegin, words.exportHowToStop)
            } else {
                (words.picturesName, words.picturesBegin, words.picturesHowToStop)
            }
        guard let progress = work.progress else { return [begin ?? what, howToStop].joined(separator: " · ") }
        // Half a sentence is no use to anybody: how fast it is goes first, then how long it takes.
        let lines = WorkDetail.allCases.map {
            [words.work(what, progress, $0), howToStop].joined(separator: " · ")
        }
        return lines.first { ColumnWidth.of($0) <= size.columns } ?? lines.last
    }
}
