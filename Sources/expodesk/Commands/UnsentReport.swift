// What a desk that does not open has to say of what waits in its journal: how much, since when, and why it was not sent.

import Desk
import Domain
import Journal
import Screens

/// Tells what waits in a data folder where the desk does not open: without a line, and without a copy to open over.
struct UnsentReport {
    static let outOfReach = "out_of_reach"

    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    /// Nothing is said where the desk did not open for another reason than that the world is not as it should be, or where
    /// nobody says the journal's passphrase.
    func tell(_ failure: Failure) throws(Failure) {
        guard failure.status == .outOfReach, session.hasJournal, let journal = try session.openJournalUnasked() else {
            return
        }
        var figures = try session.withDesk { () throws(DeskError) in
            try DeskFigures(reading: journal, session.configuration.desk)
        }
        figures.printer = session.readPrinter()
        // Without a copy nobody here knows the event's zone.
        let minutes = figures.copy?.minutesAheadOfUTC
        guard !session.json else {
            let minutes = minutes ?? 0
            let members =
                JSONValue.members(["sent": .number(0)]) + JSONValue.queue(figures, minutesAheadOfUTC: minutes)
                + JSONValue.members(["reason": .text(Self.word(failure.fault))])
                + JSONValue.lost(figures, minutesAheadOfUTC: minutes)
                + JSONValue.rebuilds(figures, minutesAheadOfUTC: minutes)
                + JSONValue.contact(figures.lastContact, minutesAheadOfUTC: minutes)
                + JSONValue.folder(figures, minutesAheadOfUTC: minutes)
            return print(JSONValue.object(members).line)
        }
        let words = session.words
        var lines = words.standing(figures, clockAhead: nil, isOutOfReach: true, minutesAheadOfUTC: minutes)
        lines += words.rebuilt(figures, minutesAheadOfUTC: minutes)
        if !figures.lost.isEmpty {
            lines.append(words.lost(figures.lost, of: figures.lostCount, minutesAheadOfUTC: minutes))
        }
        lines.append(words.unsent(figures, because: failure.message, minutesAheadOfUTC: minutes))
        print(lines.joined(separator: "\n"))
    }

    private static func word(_ fault: DeskError?) -> String {
        switch fault {
        case .server: "server"
        case .journal: "journal"
        case .store: "database"
        default: outOfReach
        }
    }
}
