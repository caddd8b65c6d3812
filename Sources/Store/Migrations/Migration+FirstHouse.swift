// Migration 1: events, desks, registrations, the search rows, the command log, and the desk role's grants.

extension Migration {
    static let firstHouse = """
        CREATE TABLE expo.event (
            event_id    integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            slug        text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
            title       text        NOT NULL CHECK (title IS NFC NORMALIZED AND char_length(title) BETWEEN 1 AND 80),
            first_day   date        NOT NULL,
            last_day    date        NOT NULL CHECK (last_day >= first_day),
            time_zone   text        NOT NULL,
            number      integer     NOT NULL UNIQUE CHECK (number BETWEEN 1000 AND 9999),
            is_sample   boolean     NOT NULL,
            next_serial bigint      NOT NULL DEFAULT 1,
            created_at  timestamptz NOT NULL DEFAULT now()
        );

        CREATE TABLE expo.event_key (
            event_id   integer     NOT NULL REFERENCES expo.event,
            key_id     smallint    NOT NULL CHECK (key_id BETWEEN 0 AND 9),
            secret     bytea       NOT NULL CHECK (length(secret) = 32),
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, key_id)
        );

        CREATE TABLE expo.category (
            event_id integer NOT NULL REFERENCES expo.event,
            id       text    NOT NULL,
            label_ko text    NOT NULL CHECK (label_ko IS NFC NORMALIZED),
            label_en text    NOT NULL,
            position integer NOT NULL,
            PRIMARY KEY (event_id, id)
        );

        CREATE TABLE expo.form (
            event_id   integer     NOT NULL REFERENCES expo.event,
            id         text        NOT NULL,
            version    integer     NOT NULL CHECK (version > 0),
            definition text        NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, id, version)
        );

        CREATE TABLE expo.desk (
            event_id       integer     NOT NULL REFERENCES expo.event,
            id             uuid        NOT NULL,
            name           text        NOT NULL,
            chain_head     bytea       NOT NULL DEFAULT '',
            chain_previous bytea       NOT NULL DEFAULT '',
            first_seen     timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, id)
        );

        CREATE TABLE expo.serial_block (
            event_id     integer     NOT NULL,
            first_serial bigint      NOT NULL CHECK (first_serial >= 1),
            last_serial  bigint      NOT NULL CHECK (last_serial BETWEEN first_serial AND 999999999),
            desk_id      uuid        NOT NULL,
            leased_at    timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, first_serial),
            FOREIGN KEY (event_id, desk_id) REFERENCES expo.desk
        );

        CREATE TABLE expo.registration (
            event_id        integer     NOT NULL,
            serial          bigint      NOT NULL CHECK (serial BETWEEN 1 AND 999999999),
            status          text        NOT NULL CHECK (status IN
                ('applied', 'approved', 'rejected', 'waitlisted', 'held', 'cancelled', 'merged')),
            source          text        NOT NULL CHECK (source IN ('walk_in', 'pre_application', 'import')),
            -- 40 characters as people count them; each may be up to four code points, which is what is counted here.
            name            text        NOT NULL CHECK (name IS NFC NORMALIZED AND char_length(name) BETWEEN 1 AND 160),
            phone           text        CHECK (phone ~ '^[0-9]{7,15}$'),
            affiliation     text        CHECK (affiliation IS NFC NORMALIZED),
            category        text,
            email           text,
            answers         jsonb       NOT NULL,
            form_id         text        NOT NULL,
            form_version    integer     NOT NULL,
            consent_version text        NOT NULL,
            consent_at      timestamptz NOT NULL,
            public_id       uuid        NOT NULL,
            version         integer     NOT NULL CHECK (version > 0),
            registered_at   timestamptz NOT NULL,
            merged_into     bigint,
            changed         xid8        NOT NULL DEFAULT pg_current_xact_id(),
            PRIMARY KEY (event_id, serial),
            FOREIGN KEY (event_id, form_id, form_version) REFERENCES expo.form,
            FOREIGN KEY (event_id, category) REFERENCES expo.category,
            CHECK ((status = 'merged') = (merged_into IS NOT NULL))
        );
        -- One living person a telephone: this index, and no check before an insert, is what decides a race.
        CREATE UNIQUE INDEX registration_phone ON expo.registration (event_id, phone)
            WHERE status NOT IN ('cancelled', 'rejected', 'merged');
        CREATE UNIQUE INDEX registration_public_id ON expo.registration (event_id, public_id);

        -- A table of its own, written only when what a person is found by changes: updates of a status stay cheap.
        CREATE TABLE expo.search (
            event_id integer NOT NULL,
            serial   bigint  NOT NULL,
            grams    text[]  NOT NULL,
            haystack text    NOT NULL,
            PRIMARY KEY (event_id, serial)
        );
        CREATE INDEX search_grams ON expo.search USING gin (grams) WITH (fastupdate = off);

        -- The audit log. No personal data: what was asked and answered lies in command_detail, which an erasure
        -- empties without breaking the chain of hashes.
        CREATE TABLE expo.command (
            event_id   integer     NOT NULL,
            id         uuid        NOT NULL,
            desk_id    uuid        NOT NULL,
            desk_seq   bigint      NOT NULL,
            kind       text        NOT NULL,
            serial     bigint      NOT NULL,
            actor      text        NOT NULL,
            made_at    timestamptz NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            outcome    text        NOT NULL,
            hash       bytea       NOT NULL,
            previous   bytea       NOT NULL,
            PRIMARY KEY (event_id, id),
            FOREIGN KEY (event_id, desk_id) REFERENCES expo.desk
        );
        CREATE INDEX command_desk ON expo.command (event_id, desk_id, desk_seq);
        CREATE INDEX command_serial ON expo.command (event_id, serial);

        CREATE TABLE expo.command_detail (
            event_id integer NOT NULL,
            id       uuid    NOT NULL,
            salt     bytea   NOT NULL,
            payload  text    NOT NULL,
            outcome  text    NOT NULL,
            PRIMARY KEY (event_id, id)
        );

        -- The least a desk needs. Nothing is deleted, the log is only added to, keys are only read.
        REVOKE ALL ON ALL TABLES IN SCHEMA expo FROM PUBLIC;
        GRANT USAGE ON SCHEMA expo TO expo_desk;
        GRANT SELECT ON ALL TABLES IN SCHEMA expo TO expo_desk;
        GRANT UPDATE (next_serial) ON expo.event TO expo_desk;
        GRANT INSERT ON expo.form, expo.serial_block, expo.command, expo.command_detail TO expo_desk;
        GRANT INSERT ON expo.desk TO expo_desk;
        GRANT UPDATE (name, chain_head, chain_previous) ON expo.desk TO expo_desk;
        GRANT INSERT, UPDATE ON expo.registration, expo.search TO expo_desk;
        """
}
