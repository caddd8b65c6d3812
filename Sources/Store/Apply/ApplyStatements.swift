// The SQL of applying a command. Two round trips: facts under lock, then everything that was decided.

import Postgres

enum ApplyStatements {
    static let begin = Statement("apply.begin", "BEGIN")
    static let commit = Statement("apply.commit", "COMMIT")

    /// By the primary key of expo.command.
    static let recorded = Statement(
        "apply.recorded",
        """
        SELECT d.outcome, d.payload
        FROM expo.command c LEFT JOIN expo.command_detail d USING (event_id, id)
        WHERE c.event_id = $1 AND c.id = $2
        """)

    /// By the primary key of expo.registration.
    static let subject = Statement(
        "apply.subject",
        """
        SELECT \(RegistrationRow.columns) FROM expo.registration r
        WHERE r.event_id = $1 AND r.serial = $2 FOR UPDATE
        """)

    /// By the index registration_phone.
    static let samePhone = Statement(
        "apply.samePhone",
        """
        SELECT \(RegistrationRow.columns) FROM expo.registration r
        WHERE r.event_id = $1 AND r.phone = $2 AND r.status NOT IN ('cancelled', 'rejected', 'merged')
        """)

    /// For a restore: whoever has the telephone that the cancelled person had.
    static let samePhoneAsSubject = Statement(
        "apply.samePhoneAsSubject",
        """
        SELECT \(RegistrationRow.columns) FROM expo.registration r
        WHERE r.event_id = $1
          AND r.phone = (SELECT phone FROM expo.registration WHERE event_id = $1 AND serial = $2)
          AND r.status NOT IN ('cancelled', 'rejected', 'merged')
        """)

    /// A row where the person has an admission.
    static let hasEntered = Statement(
        "apply.hasEntered",
        "SELECT 1 FROM expo.admission WHERE event_id = $1 AND serial = $2 LIMIT 1")

    /// Where a person is inside today, the event's area before its sessions.
    static let insideToday = Statement(
        "apply.insideToday",
        """
        SELECT \(AdmissionRow.columns) FROM expo.admission a JOIN expo.event e ON e.event_id = a.event_id
        WHERE a.event_id = $1 AND a.serial = $2 AND a.is_inside
          AND a.day = (clock_timestamp() AT TIME ZONE e.time_zone)::date
        ORDER BY a.place LIMIT 1
        """)

    static let insert = Statement(
        "apply.insert",
        """
        INSERT INTO expo.registration (event_id, serial, status, source, name, phone, affiliation, category, email,
            answers, form_id, form_version, consent_version, consent_at, public_id, version, registered_at, merged_into)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, $13,
            to_timestamp($14::bigint / 1000.0), $15::uuid, $16, to_timestamp($17::bigint / 1000.0), $18)
        """)

    static let update = Statement(
        "apply.update",
        """
        UPDATE expo.registration
        SET status = $3, source = $4, name = $5, phone = $6, affiliation = $7, category = $8, email = $9,
            answers = $10::jsonb, form_id = $11, form_version = $12, consent_version = $13,
            consent_at = to_timestamp($14::bigint / 1000.0), public_id = $15::uuid, version = $16,
            registered_at = to_timestamp($17::bigint / 1000.0), merged_into = $18, changed = pg_current_xact_id()
        WHERE event_id = $1 AND serial = $2
        """)

    static let search = Statement(
        "apply.search",
        """
        INSERT INTO expo.search (\(SearchRow.columns))
        VALUES ($1, $2, to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7, $8, $9, $10::text[])
        ON CONFLICT (event_id, serial) DO UPDATE
        SET registered_at = excluded.registered_at, name = excluded.name, initials = excluded.initials,
            affiliation = excluded.affiliation, phone = excluded.phone, category = excluded.category,
            source = excluded.source, marks = excluded.marks
        """)

    static let detail = Statement(
        "apply.detail",
        "INSERT INTO expo.command_detail (event_id, id, salt, payload, outcome) VALUES ($1, $2, $3, $4, $5)")

    /// Last: links the desk's chain and records the command. A desk that is not there, or that is under other limits
    /// than the command was decided under, leaves `previous` null, which the table refuses: nothing is ever written
    /// without its record.
    static let record = Statement(
        "apply.record",
        """
        WITH link AS (
            UPDATE expo.desk
            SET chain_previous = chain_head,
                chain_head = sha256(chain_head || sha256($10::bytea || convert_to($11, 'UTF8')))
            WHERE event_id = $1 AND id = $3 AND limits = $12
            RETURNING chain_previous)
        INSERT INTO expo.command (event_id, id, desk_id, desk_seq, kind, serial, actor, made_at, outcome, hash, previous)
        VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), $9,
            sha256($10::bytea || convert_to($11, 'UTF8')), (SELECT chain_previous FROM link))
        """)

    /// Whose histories the command stands in besides its own registration's.
    static let subjects = Statement(
        "apply.subjects",
        """
        INSERT INTO expo.command_subject (event_id, id, serial, promoted)
        SELECT $1, $2, s.serial, nullif(s.promoted, '')
        FROM unnest($3::bigint[], $4::text[]) AS s (serial, promoted)
        """)
}
