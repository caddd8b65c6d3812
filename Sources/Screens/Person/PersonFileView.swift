// What a screen has of one person's file, and what is on its way; and where somebody is reading in a card.

import Desk
import Domain

/// A person's file as far as it has come.
struct PersonFileView: Equatable, Sendable {
    /// Whose file was asked for, and as of which version of their row.
    struct Asked: Equatable, Sendable {
        var serial: Serial
        var version: Int

        init(_ row: Registration) {
            serial = row.serial
            version = row.version
        }
    }

    var file: PersonFile?
    var asked: Asked?
    /// Why it did not come, and for whom.
    var failure: String?
    var failed: Asked?
    /// Something happened to the person that leaves their row as it is: they went through a gate.
    var isOutdated = false

    /// The file of `row`, though perhaps of an earlier version: better than nothing while the new one comes.
    func file(of row: Registration) -> PersonFile? {
        file?.row.serial == row.serial ? file : nil
    }

    /// Nothing newer needs to be read for `row`.
    func isCurrent(for row: Registration) -> Bool {
        guard let file = file(of: row), !isOutdated else { return false }
        return file.row.version >= row.version
    }

    /// What is on its way may be from before, too.
    mutating func outdate() {
        isOutdated = true
        asked = nil
    }

    mutating func take(_ result: Result<PersonFile, DeskError>, _ words: Words) {
        switch result {
        case .success(let file):
            self.file = file
            isOutdated = false
            failure = nil
            failed = nil
        case .failure(let error):
            failure = words.unread(error)
            failed = asked
        }
        asked = nil
    }
}

/// Where somebody is reading in a card.
struct CardReading: Equatable, Sendable {
    enum Focus: Equatable, Sendable {
        case action(Int)
        /// A line of the text above the actions.
        case line(Int)
    }

    var focus = Focus.action(0)
    /// The first line shown.
    var top = 0
    var view = PersonFileView()
    /// The newest change is to be taken back, once the file says what it was.
    var awaitsUndo = false
}
