// Reading sessions, and the people in them.

public import Domain
import Postgres

extension Store {
    /// Every session with its counts, by time.
    /// - Parameter id: only this one.
    public func sessions(event: EventID, only id: SessionID? = nil) throws(StoreError) -> [SessionOverview] {
        try StoreError.wrap {
            // Enrolled are counted in the session's row; who came, by the index admission_session.
            try connection.run(
                Statement(
                    "session.list",
                    """
                    SELECT \(SeatStatements.columns), p.title_ko, p.title_en, a.attended, a.inside,
                        \(Self.minutesAhead("s.starts_at")),
                        \(Self.minutesAhead("s.starts_at - $3::bigint * interval '1 millisecond'")),
                        \(Self.minutesAhead("s.ends_at"))
                    FROM expo.session s
                        JOIN expo.program p ON p.event_id = s.event_id AND p.id = s.program_id
                        JOIN expo.event e ON e.event_id = s.event_id,
                        LATERAL (
                            SELECT count(*) AS attended, count(*) FILTER (WHERE a.is_inside) AS inside
                            FROM expo.admission a
                            WHERE a.event_id = s.event_id AND a.place = 'session:' || s.id
                              AND a.place LIKE 'session:%') a
                    WHERE s.event_id = $1 AND ($2::text IS NULL OR s.id = $2)
                    ORDER BY s.starts_at, p.position, s.id
                    """),
                [.int(Int64(event.rawValue)), .optional(id?.text), .int(ProgramSession.doorsBeforeStart)]
            ).map { row in
                let facts = try SessionRow.facts(row)
                let from = SessionRow.count
                return SessionOverview(
                    session: facts.session, title: Localized(ko: try row.string(from), en: try row.string(from + 1)),
                    confirmed: facts.confirmed, waiting: facts.waiting, attended: Int(try row.int(from + 2)),
                    inside: Int(try row.int(from + 3)), minutesAheadOfUTC: Int(try row.int(from + 4)),
                    minutesAheadAtDoors: Int(try row.int(from + 5)), minutesAheadAtEnd: Int(try row.int(from + 6)))
            }
        }
    }

    /// How far the event's zone is ahead of UTC at a moment.
    private static func minutesAhead(_ moment: String) -> String {
        """
        (extract(epoch FROM ((\(moment)) AT TIME ZONE e.time_zone) - ((\(moment)) AT TIME ZONE 'UTC')) / 60)::int
        """
    }

    /// A page of the people enrolled in a session, in the order in which they enrolled.
    /// - Parameter order: of the last one of the page before; nil for the first page.
    public func people(
        in id: SessionID, after order: Int64?, limit: Int, event: EventID
    ) throws(StoreError) -> SessionPage {
        try StoreError.wrap {
            // By enrolment_order, then by primary keys; places in the queue by enrolment_waiting.
            let rows = try connection.run(
                Statement(
                    "session.people",
                    """
                    SELECT \(RegistrationRow.columns), n.is_confirmed, n.ordinal,
                        CASE WHEN NOT n.is_confirmed THEN (
                            SELECT count(*) FROM expo.enrolment w
                            WHERE w.event_id = $1 AND w.session_id = $2 AND NOT w.is_confirmed
                              AND w.ordinal <= n.ordinal) END,
                        \(AdmissionRow.columns)
                    FROM expo.enrolment n
                        JOIN expo.registration r ON r.event_id = n.event_id AND r.serial = n.serial
                        LEFT JOIN expo.admission a ON a.event_id = n.event_id AND a.serial = n.serial
                            AND a.place = 'session:' || n.session_id
                    WHERE n.event_id = $1 AND n.session_id = $2 AND n.ordinal > $3
                    ORDER BY n.ordinal LIMIT $4
                    """),
                [
                    .int(Int64(event.rawValue)), .text(id.text), .int(order ?? 0), .int(Int64(limit) + 1),
                ])
            let people = try rows.prefix(limit).map { row in
                let from = RegistrationRow.count
                let standing: Standing =
                    try row.bool(from) ? .confirmed : .waiting(place: Int(try row.int(from + 2)))
                return SessionPerson(
                    person: try RegistrationRow.read(row), standing: standing, order: try row.int(from + 1),
                    admission: try row.isNull(from + 3) ? nil : try AdmissionRow.read(row, from: from + 3))
            }
            return SessionPage(people: people, hasMore: rows.count > limit)
        }
    }

    /// The sessions somebody is enrolled in, by time.
    public func sessions(of serial: Serial, event: EventID) throws(StoreError) -> [PersonSession] {
        try StoreError.wrap {
            // By enrolment_serial.
            try connection.run(
                Statement(
                    "session.ofPerson",
                    """
                    SELECT \(SeatStatements.columns), p.title_ko, p.title_en, n.is_confirmed, (
                        SELECT count(*) FROM expo.enrolment w
                        WHERE w.event_id = $1 AND w.session_id = n.session_id AND NOT w.is_confirmed
                          AND w.ordinal <= n.ordinal), \(Self.minutesAhead("s.starts_at"))
                    FROM expo.enrolment n
                        JOIN expo.event e ON e.event_id = n.event_id
                        JOIN expo.session s ON s.event_id = n.event_id AND s.id = n.session_id
                        JOIN expo.program p ON p.event_id = s.event_id AND p.id = s.program_id
                    WHERE n.event_id = $1 AND n.serial = $2
                    ORDER BY s.starts_at, s.id
                    """),
                [.int(Int64(event.rawValue)), .int(serial.rawValue)]
            ).map { row in
                let from = SessionRow.count
                return PersonSession(
                    session: try SessionRow.session(row),
                    title: Localized(ko: try row.string(from), en: try row.string(from + 1)),
                    standing: try row.bool(from + 2) ? .confirmed : .waiting(place: Int(try row.int(from + 3))),
                    minutesAheadOfUTC: Int(try row.int(from + 4)))
            }
        }
    }
}
