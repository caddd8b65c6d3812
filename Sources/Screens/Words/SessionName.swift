// What people call a session: its id is for files and scripts.

public import Domain

/// A session as it is named where there is no room to show it: its program's title and when it starts.
public struct SessionName: Hashable, Sendable {
    var title: Localized
    var starts: Timestamp
    /// Of the event's zone when it starts.
    var minutesAheadOfUTC: Int

    public init(_ overview: SessionOverview) {
        title = overview.title
        starts = overview.session.starts
        minutesAheadOfUTC = overview.minutesAheadOfUTC
    }
}

extension Words {
    /// `05-01 10:00 기조 강연`; the id where the title is not known.
    func session(_ id: SessionID) -> String {
        guard let name = sessionNames[id] else { return id.text }
        let starts = time(name.starts, minutesAheadOfUTC: name.minutesAheadOfUTC).dropFirst(5)
        return "\(starts) \(say(name.title))"
    }

    /// The title alone, for where a time stands beside it already.
    func sessionTitle(_ id: SessionID) -> String {
        sessionNames[id].map { say($0.title) } ?? id.text
    }

    /// The gate of a movement, or the session whose door it was.
    /// - Parameter place: nil where only the gate is known. A session's door has the session's id for a name.
    func gate(of movement: Movement, at place: Domain.Place?) -> String {
        switch place {
        case .session(let id)?: sessionTitle(id)
        case .area?: movement.gate
        case nil: SessionID(movement.gate).map(sessionTitle) ?? movement.gate
        }
    }
}
