// A crowd into a database by COPY: one by one a million would take longer than what they are for.

public import Domain
public import Postgres
import Store

/// Fills an event, as the database's owner.
public struct CrowdLoader {
    private let connection: Connection
    private let event: EventID

    public init(_ connection: Connection, event: EventID) {
        self.connection = connection
        self.event = event
    }

    private static let columns = """
        event_id, serial, status, source, name, phone, affiliation, category, email, answers, form_id, form_version,
        consent_version, consent_at, public_id, version, registered_at, merged_into
        """

    /// Adds a crowd. The indexes are built after it, which takes a fraction of the time, and then the statistics.
    public func load(_ crowd: SampleCrowd) throws {
        try load((0..<crowd.count).lazy.compactMap(crowd.person))
    }

    public func load(_ people: some Sequence<Registration>) throws {
        let indexes = try takeIndexes()
        var batch: [Registration] = []
        for person in people {
            batch.append(person)
            guard batch.count == 10_000 else { continue }
            try copy(batch)
            batch.removeAll(keepingCapacity: true)
        }
        try copy(batch)
        try connection.script("SET maintenance_work_mem = '256MB'")
        for definition in indexes { try connection.script(definition) }
        try connection.script(
            """
            UPDATE expo.event SET next_serial = 1 + (SELECT coalesce(max(serial), 0) FROM expo.registration r
                WHERE r.event_id = event.event_id);
            """)
        try connection.script("VACUUM (ANALYZE) expo.registration, expo.search")
        try connection.script("CHECKPOINT")
    }

    /// Drops the indexes that nothing refers to; gives what makes them again, their statistics' targets included.
    private func takeIndexes() throws -> [String] {
        let rows = try connection.run(
            Statement(
                "crowd.indexes",
                """
                SELECT c.relname, pg_get_indexdef(c.oid), a.attstattarget
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1
                WHERE NOT i.indisprimary AND i.indrelid IN ('expo.registration'::regclass, 'expo.search'::regclass)
                """))
        return try rows.flatMap { row in
            let name = try row.string(0)
            try connection.script("DROP INDEX expo.\(name)")
            let target = try row.int(2)
            return [try row.string(1)]
                + (target > 0 ? ["ALTER INDEX expo.\(name) ALTER COLUMN 1 SET STATISTICS \(target)"] : [])
        }
    }

    private func copy(_ people: [Registration]) throws {
        _ = try connection.transaction {
            try connection.copyIn(
                "COPY expo.registration (\(Self.columns)) FROM STDIN", rows: try people.map(registration))
            try connection.copyIn(
                "COPY expo.search (\(SearchRow.columns)) FROM STDIN",
                rows: try people.map { person in
                    try CopyLine.bytes(
                        of: SearchRow.values(
                            event, person.serial, SearchIndex(person),
                            registeredAt: .text(Self.text(person.registeredAt))))
                })
        }
    }

    private func registration(_ person: Registration) throws -> [UInt8] {
        try CopyLine.bytes(of: [
            .int(Int64(event.rawValue)), .int(person.serial.rawValue), .text(person.status.rawValue),
            .text(person.source.rawValue), .text(person.name), .optional(person.phone?.digits),
            .optional(person.affiliation), .optional(person.category), .optional(person.email),
            .text(Self.json(person.answers)), .text(person.form.id), .int(Int64(person.form.version)),
            .text(person.consent.version), .text(Self.text(person.consent.at)), .text(person.publicID),
            .int(Int64(person.version)), .text(Self.text(person.registeredAt)),
            .optional(person.mergedInto?.rawValue),
        ])
    }

    /// Answers as a crowd has them: plain words that need no escapes.
    private static func json(_ answers: Answers) -> String {
        let parts = answers.map { field, answer in
            switch answer {
            case .text(let text): "\"\(field.text)\":\"\(text)\""
            case .number(let number): "\"\(field.text)\":\(number)"
            case .flag(let flag): "\"\(field.text)\":\(flag)"
            case .choices(let ids): "\"\(field.text)\":[\(ids.map { "\"\($0)\"" }.joined(separator: ","))]"
            }
        }
        return "{\(parts.sorted().joined(separator: ","))}"
    }

    /// A moment as PostgreSQL reads it.
    private static func text(_ moment: Timestamp) -> String {
        let day = CalendarDate(daysSince1970: Int(moment.milliseconds / 86_400_000))
        let rest = moment.milliseconds % 86_400_000
        let (seconds, milliseconds) = (rest / 1000, rest % 1000)
        let fraction = String(1000 + milliseconds).dropFirst()
        return
            "\(day?.description ?? "1970-01-01") \(seconds / 3600):\(seconds / 60 % 60):\(seconds % 60).\(fraction)+00"
    }
}
