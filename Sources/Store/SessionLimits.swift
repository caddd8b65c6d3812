// How long a desk's statements may take.

public import Postgres

extension Store {
    /// Sets the time limits of a desk's session: no statement may hold up the next one for good. 15 s for one, 10 s of them
    /// for a lock. By a statement rather than in the startup packet, which poolers refuse. Owners have no limits: a
    /// migration takes its time.
    public static func limit(_ connection: Connection) throws(StoreError) {
        try StoreError.wrap { _ = try connection.run(limits) }
    }

    private static let limits = Statement(
        "session.limits",
        "SELECT set_config('statement_timeout', '15s', false), set_config('lock_timeout', '10s', false)")
}
