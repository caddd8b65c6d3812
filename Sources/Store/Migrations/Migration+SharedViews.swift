// The attendee table's named views that all desks of an event share.

extension Migration {
    static let sharedViews = """
        CREATE TABLE expo.view (
            event_id integer     NOT NULL REFERENCES expo.event,
            -- The name without case, width and blanks: what makes two names the same.
            key      text        NOT NULL CHECK (char_length(key) BETWEEN 1 AND 160),
            name     text        NOT NULL CHECK (name IS NFC NORMALIZED AND char_length(name) BETWEEN 1 AND 160),
            filter   text        NOT NULL CHECK (char_length(filter) <= 4000),
            columns  text[]      NOT NULL CHECK (cardinality(columns) <= 40),
            sort     text        NOT NULL,
            version  integer     NOT NULL CHECK (version > 0),
            desk     text        NOT NULL,
            saved_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (event_id, key)
        );

        -- The one table a desk deletes from: a view is how somebody looks at people, nothing about them.
        REVOKE ALL ON expo.view FROM PUBLIC;
        GRANT SELECT, INSERT, UPDATE, DELETE ON expo.view TO expo_desk;
        """
}
