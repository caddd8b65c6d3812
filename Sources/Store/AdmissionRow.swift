// A row of expo.admission as the domain's Admission, and back.

import Domain
import Postgres

enum AdmissionRow {
    /// What queries of admissions select, in the order `read` expects. `a` is expo.admission.
    static let columns = """
        a.place, a.day::text, a.entered_command, (extract(epoch FROM a.entered_at) * 1000)::bigint, a.entered_gate,
        a.entered_by, a.moved_command, (extract(epoch FROM a.moved_at) * 1000)::bigint, a.moved_gate, a.moved_by,
        a.is_inside, a.moves
        """

    /// How many columns that is; what a query selects beside them begins here.
    static let count = 12

    static func read(_ row: Row) throws -> Admission {
        try read(row, from: 0)
    }

    /// The same; nil for a place of a kind that only a newer program knows: somebody is no less where this one knows that
    /// they are.
    static func readIfKnown(_ row: Row, from first: Int = 0) throws -> Admission? {
        Domain.Place(try row.string(first)) == nil ? nil : try read(row, from: first)
    }

    /// - Parameter first: the column where the admission's begin.
    static func read(_ row: Row, from first: Int) throws -> Admission {
        guard let place = Domain.Place(try row.string(first)), let day = CalendarDate(try row.string(first + 1)) else {
            throw StoreError.unreadable("admission")
        }
        return Admission(
            place: place, day: day, entered: try movement(row, from: first + 2),
            moved: try movement(row, from: first + 6),
            isInside: try row.bool(first + 10),
            moves: Int(try row.int(first + 11)))
    }

    private static func movement(_ row: Row, from column: Int) throws -> Movement {
        guard let command = CommandID(bytes: try row.uuid(column)) else { throw StoreError.unreadable("admission") }
        return Movement(
            command: command, at: Timestamp(milliseconds: try row.int(column + 1)), gate: try row.string(column + 2),
            by: try row.string(column + 3))
    }

    /// The key's values, in the order of `$1` to `$4`.
    static func key(_ event: Value, _ serial: Serial, _ admission: Admission) -> [Value] {
        [event, .int(serial.rawValue), .text(admission.place.text), .text(admission.day.description)]
    }

    static func values(_ movement: Movement) -> [Value] {
        [
            .uuid(movement.command.bytes), .int(movement.at.milliseconds), .text(movement.gate), .text(movement.by),
        ]
    }
}
