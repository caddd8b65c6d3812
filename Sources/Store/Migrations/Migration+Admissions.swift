// Migration: who is in, and which passes are worthless.

extension Migration {
    static let admissions = """
        -- Who is in: one row a person, place and day, the present state; an undone entry is deleted. Every movement is
        -- in expo.command. The primary key, and no check before an insert, is what lets a person in only once.
        CREATE TABLE expo.admission (
            event_id        integer     NOT NULL,
            serial          bigint      NOT NULL,
            place           text        NOT NULL CHECK (place ~ '^[a-z]+:.' AND char_length(place) <= 200),
            day             date        NOT NULL,
            entered_command uuid        NOT NULL,
            entered_at      timestamptz NOT NULL,
            entered_gate    text        NOT NULL,
            entered_by      text        NOT NULL,
            moved_command   uuid        NOT NULL,
            moved_at        timestamptz NOT NULL,
            moved_gate      text        NOT NULL,
            moved_by        text        NOT NULL,
            is_inside       boolean     NOT NULL,
            moves           integer     NOT NULL CHECK (moves >= 0),
            changed         xid8        NOT NULL DEFAULT pg_current_xact_id(),
            PRIMARY KEY (event_id, serial, place, day),
            FOREIGN KEY (event_id, serial) REFERENCES expo.registration,
            -- They went in, and every other movement is a going out.
            CHECK (is_inside = (moves % 2 = 0))
        );

        -- Passes that count no more, whatever their registration is.
        CREATE TABLE expo.revocation (
            event_id   integer     NOT NULL,
            serial     bigint      NOT NULL,
            revoked_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, serial),
            FOREIGN KEY (event_id, serial) REFERENCES expo.registration
        );

        REVOKE ALL ON expo.admission, expo.revocation FROM PUBLIC;
        GRANT SELECT ON expo.admission, expo.revocation TO expo_desk;
        GRANT INSERT, DELETE ON expo.admission TO expo_desk;
        GRANT UPDATE (moved_command, moved_at, moved_gate, moved_by, is_inside, moves, changed)
            ON expo.admission TO expo_desk;
        """
}
