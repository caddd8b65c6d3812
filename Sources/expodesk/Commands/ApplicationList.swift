// `expodesk applications list`: who waits for a decision, page by page.

import Desk
import Domain
import Screens
import Store

/// Applications in the order of their serials.
struct ApplicationList {
    var status: String?
    var limit: Int?
    var after: String?

    private static let pageSize = 500
    /// What a queue is made of: not yet decided, or decided against.
    private static let statuses: [Registration.Status] = [.applied, .held, .waitlisted, .rejected]

    func run(_ session: Session) throws {
        if let limit, limit < 1 { throw Failure(.usage, session.words.badLimit) }
        let statuses = try self.statuses(session.words)
        var start = try self.start(session.words)
        let desk = try session.openDesk()
        session.sayLine(of: desk)
        let filter = AttendeeFilter(clauses: [AttendeeFilter.Clause(.status(statuses))])
        var table = AttendeeTable(session.words, desk.event)
        var left = limit ?? .max
        while left > 0 {
            let size = min(left, Self.pageSize)
            let page = try session.withDesk { () throws(DeskError) in
                try desk.attendees(filter: filter, start: start, limit: size)
            }
            let rows = page.rows.map(\.registration)
            // Without a line the list is the copy's, which knows no places.
            let places = (try? desk.placesInLine(of: rows.filter { $0.status == .waitlisted }.map(\.serial))) ?? [:]
            if session.json {
                for row in rows { print(Self.json(row, places[row.serial], desk).line) }
            } else {
                table.print(rows, places: places)
            }
            left -= rows.count
            guard page.hasMoreAfter, let last = page.rows.last else { return }
            start = .after(last.key)
        }
    }

    private static func json(_ row: Registration, _ place: Int?, _ desk: Desk) -> JSONValue {
        let place = place.map { [JSONValue.Member(key: "place", value: .number(Int64($0)))] } ?? []
        return .object(JSONValue.person(row, pass: try? desk.pass(of: row.serial)) + place)
    }

    private func start(_ words: Words) throws(Failure) -> AttendeeQuery.Start {
        guard let after else { return .first }
        if let serial = Serial(after) { return .after(AttendeeKey(serial: serial)) }
        // 0 is before the first: what a script that pages begins with.
        guard Int(after) == 0 else { throw Failure(.usage, words.badSerial(after)) }
        return .first
    }

    private func statuses(_ words: Words) throws(Failure) -> Set<Registration.Status> {
        guard let status else { return Set(Self.statuses) }
        if let found = Self.statuses.first(where: { $0.rawValue == status }) { return [found] }
        let allowed = Self.statuses.map(\.rawValue)
        throw Failure(.usage, "--status: " + words.unknownWord(status, allowed, NearestWord.of(status, in: allowed)))
    }
}
