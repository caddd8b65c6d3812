// Programs, their sessions, and who is enrolled in them.

extension Migration {
    static let programs = """
        CREATE TABLE expo.program (
            event_id integer NOT NULL REFERENCES expo.event,
            id       text    NOT NULL CHECK (id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
            -- 80 characters as people count them; each may be up to four code points, which is what is counted here.
            title_ko text    NOT NULL CHECK (title_ko IS NFC NORMALIZED AND char_length(title_ko) BETWEEN 1 AND 320),
            title_en text    NOT NULL CHECK (title_en IS NFC NORMALIZED AND char_length(title_en) BETWEEN 1 AND 320),
            position integer NOT NULL,
            PRIMARY KEY (event_id, id)
        );

        -- What is taken of a session stands in its own row, which every change of its enrolments locks and counts in the
        -- same transaction. The checks are the last line: no desk, whatever its program, seats one too many.
        CREATE TABLE expo.session (
            event_id         integer     NOT NULL,
            id               text        NOT NULL CHECK (id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
            program_id       text        NOT NULL,
            room             text        CHECK (room IS NFC NORMALIZED AND char_length(room) BETWEEN 1 AND 160),
            starts_at        timestamptz NOT NULL,
            ends_at          timestamptz NOT NULL CHECK (ends_at > starts_at),
            capacity         integer     NOT NULL,
            waiting_capacity integer     NOT NULL,
            is_closed        boolean     NOT NULL,
            allows_overlap   boolean     NOT NULL,
            confirmed        integer     NOT NULL DEFAULT 0,
            waiting          integer     NOT NULL DEFAULT 0,
            next_order       bigint      NOT NULL DEFAULT 1,
            PRIMARY KEY (event_id, id),
            FOREIGN KEY (event_id, program_id) REFERENCES expo.program,
            CONSTRAINT session_seats CHECK (confirmed BETWEEN 0 AND capacity),
            CONSTRAINT session_places CHECK (waiting BETWEEN 0 AND waiting_capacity)
        );

        CREATE TABLE expo.enrolment (
            event_id     integer NOT NULL,
            session_id   text    NOT NULL,
            serial       bigint  NOT NULL,
            is_confirmed boolean NOT NULL,
            -- First in, first out: given out under the session's lock.
            ordinal      bigint  NOT NULL,
            PRIMARY KEY (event_id, session_id, serial),
            CONSTRAINT enrolment_order UNIQUE (event_id, session_id, ordinal),
            FOREIGN KEY (event_id, session_id) REFERENCES expo.session,
            FOREIGN KEY (event_id, serial) REFERENCES expo.registration
        );
        CREATE INDEX enrolment_serial ON expo.enrolment (event_id, serial);
        CREATE INDEX enrolment_waiting ON expo.enrolment (event_id, session_id, ordinal) WHERE NOT is_confirmed;

        -- The sessions in which somebody else's command moved them from the waiting list to a seat, with commas between.
        ALTER TABLE expo.command_subject ADD promoted text;

        REVOKE ALL ON expo.program, expo.session, expo.enrolment FROM PUBLIC;
        GRANT SELECT, INSERT, UPDATE ON expo.program, expo.session TO expo_desk;
        GRANT SELECT, INSERT, DELETE, UPDATE (is_confirmed) ON expo.enrolment TO expo_desk;
        """
}
