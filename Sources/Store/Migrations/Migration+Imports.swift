// Migration 7: what imports did to each person.

extension Migration {
    /// The rows of an import's command, which itself holds no people. They are what the history of an imported person
    /// begins with, and what tells a file that was imported already. Without a reference to the command: that is written
    /// last, and a hundred thousand checks would cost more than the rows.
    static let imports = """
        CREATE TABLE expo.import_row (
            event_id integer NOT NULL,
            id       uuid    NOT NULL,
            line     integer NOT NULL,
            serial   bigint  NOT NULL,
            version  integer NOT NULL,
            action   text    NOT NULL,
            PRIMARY KEY (event_id, id, line)
        );
        CREATE INDEX import_row_serial ON expo.import_row (event_id, serial, id);
        REVOKE ALL ON expo.import_row FROM PUBLIC;
        GRANT SELECT, INSERT ON expo.import_row TO expo_desk;
        """
}
