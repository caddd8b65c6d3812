// Writing the search row of every registration, within a migration.

import Domain
import Postgres

/// Fills an empty expo.search from expo.registration, as both are after step 2. A later step that changes either must
/// bring a filling of its own, and can then leave this one out of step 2.
struct SearchFilling {
    private let connection: Connection
    private static let batch = 5_000

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run() throws {
        var place: (event: Int64, serial: Int64) = (0, 0)
        while true {
            let rows = try connection.run(Self.read, [.int(place.event), .int(place.serial), .int(Int64(Self.batch))])
            let lines = try rows.map { row in
                let (event, registration) = try Self.registration(row)
                place = (Int64(event.rawValue), registration.serial.rawValue)
                return try CopyLine.bytes(
                    of: SearchRow.values(
                        event, registration.serial, SearchIndex(registration), registeredAt: .text(try row.string(8))))
            }
            try connection.copyIn("COPY expo.search (\(SearchRow.columns)) FROM STDIN", rows: lines)
            guard lines.count == Self.batch else { return }
        }
    }

    /// Everything a search row is made of; the moment as text, whole.
    private static let read = Statement(
        "migration.registrations",
        """
        SELECT event_id, serial, name, phone, affiliation, category, source, answers::text, registered_at::text
        FROM expo.registration WHERE (event_id, serial) > ($1, $2)
        ORDER BY event_id, serial LIMIT $3
        """)

    private static func registration(_ row: Row) throws -> (EventID, Registration) {
        guard let serial = Serial(rawValue: try row.int(1)),
            let source = Registration.Source(rawValue: try row.string(6))
        else { throw StoreError.unreadable("registration") }
        // What a search row is not made of stays empty.
        let registration = Registration(
            serial: serial, status: .approved, source: source, name: try row.string(2),
            phone: try row.optionalString(3).flatMap(PhoneNumber.init(stored:)),
            affiliation: try row.optionalString(4), category: try row.optionalString(5), email: nil,
            answers: try PayloadCoding.value(Answers.self, from: try row.string(7)),
            form: FormReference(id: "", version: 0), consent: Consent(version: "", at: Timestamp(milliseconds: 0)),
            publicID: "", version: 0, registeredAt: Timestamp(milliseconds: 0))
        return (EventID(rawValue: Int32(try row.int(0))), registration)
    }
}
