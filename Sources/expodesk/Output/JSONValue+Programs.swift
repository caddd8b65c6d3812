// Sessions as JSON.

import Domain
import Screens

extension JSONValue {
    static func session(_ overview: SessionOverview) -> [Member] {
        let session = overview.session
        func time(_ moment: Timestamp, _ minutesAheadOfUTC: Int) -> JSONValue {
            .text(Words.iso8601(moment, minutesAheadOfUTC: minutesAheadOfUTC))
        }
        let title = JSONValue.object(["ko": .text(overview.title.ko), "en": .text(overview.title.en)])
        let members: KeyValuePairs<String, JSONValue?> = [
            "session": .text(session.id.text), "program": .text(session.program.text), "title": title,
            "room": session.room.map { .text($0) }, "starts": time(session.starts, overview.minutesAheadOfUTC),
            "ends": time(session.ends, overview.minutesAheadAtEnd),
            "capacity": .number(Int64(session.capacity)),
            "waitingCapacity": .number(Int64(session.waitingCapacity)),
            "confirmed": .number(Int64(overview.confirmed)), "waiting": .number(Int64(overview.waiting)),
            "attended": .number(Int64(overview.attended)), "inside": .number(Int64(overview.inside)),
            "closed": session.isClosed ? .flag(true) : nil,
        ]
        return members.compactMap { key, value in value.map { Member(key: key, value: $0) } }
    }

    static func standing(_ standing: Standing) -> [Member] {
        switch standing {
        case .confirmed: [Member(key: "standing", value: .text("confirmed"))]
        case .waiting(let place):
            [
                Member(key: "standing", value: .text("waiting")), Member(key: "place", value: .number(Int64(place))),
            ]
        }
    }
}
