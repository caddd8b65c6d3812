// Migration 6: commands about several people.

extension Migration {
    /// A command about one person still says so in its own row; whoever else it changed is named here.
    static let commandsAboutSeveral = """
        ALTER TABLE expo.command ALTER serial DROP NOT NULL;
        CREATE TABLE expo.command_subject (
            event_id integer NOT NULL,
            serial   bigint  NOT NULL,
            id       uuid    NOT NULL,
            PRIMARY KEY (event_id, id, serial),
            FOREIGN KEY (event_id, id) REFERENCES expo.command
        );
        CREATE INDEX command_subject_serial ON expo.command_subject (event_id, serial, id);
        REVOKE ALL ON expo.command_subject FROM PUBLIC;
        GRANT SELECT, INSERT ON expo.command_subject TO expo_desk;
        """
}
