// The event's sessions as this desk has seen them last: what a console without a line shows, to go to their doors.

import Domain
import Journal
import Store

/// What lies sealed beside the journal, besides the copy of the people: sessions are read seldom, and are few.
struct KnownSessions: Codable {
    private static let file = "sessions.sealed"

    var event: EventID
    var sessions: [SessionOverview]

    /// Nil where this desk has never read any.
    static func read(of event: EventID, _ journal: Journal) -> [SessionOverview]? {
        guard let bytes = journal.kept(as: file),
            let known = try? PayloadCoding.value(Self.self, from: String(decoding: bytes, as: UTF8.self)),
            known.event == event
        else { return nil }
        return known.sessions
    }

    /// What cannot be kept is not there without a line, and no more.
    func keep(_ journal: Journal) {
        guard let text = try? PayloadCoding.text(self) else { return }
        try? journal.keep(Array(text.utf8), as: Self.file)
    }
}
