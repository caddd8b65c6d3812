// Migration 4: when each command was applied, as the database itself counts time.

extension Migration {
    /// The default is set apart from the column, so that no row is rewritten: commands from before are nobody's news.
    static let commandsInTime = """
        ALTER TABLE expo.command ADD applied xid8;
        ALTER TABLE expo.command ALTER applied SET DEFAULT pg_current_xact_id();
        -- Always added to at its end. An index on the registrations' own number would have every edit of a person written
        -- into all their indexes.
        CREATE INDEX command_applied ON expo.command (event_id, applied) WHERE applied IS NOT NULL;
        """
}
