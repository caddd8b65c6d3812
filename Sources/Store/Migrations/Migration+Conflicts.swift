// What desks told while they could not ask, and what became of it.

extension Migration {
    static let conflicts = """
        -- One row for each command that came to something else than its desk had told. Serials only: no personal data.
        CREATE TABLE expo.conflict (
            event_id integer     NOT NULL,
            id       uuid        NOT NULL,
            kind     text        NOT NULL,
            serial   bigint,
            detail   text        NOT NULL,
            desk_id  uuid        NOT NULL,
            made_at  timestamptz NOT NULL,
            found_at timestamptz NOT NULL DEFAULT now(),
            -- Who has dealt with it, and when.
            settled_by text,
            settled_at timestamptz,
            PRIMARY KEY (event_id, id),
            FOREIGN KEY (event_id, desk_id) REFERENCES expo.desk,
            CHECK ((settled_by IS NULL) = (settled_at IS NULL))
        );
        CREATE INDEX conflict_open ON expo.conflict (event_id, found_at, id) WHERE settled_at IS NULL;
        REVOKE ALL ON expo.conflict FROM PUBLIC;
        GRANT SELECT, INSERT, UPDATE (settled_by, settled_at) ON expo.conflict TO expo_desk;
        """
}
