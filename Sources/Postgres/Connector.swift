// Opening a connection. libpq's own blocking call is not enough: it prints the server's warnings on standard error before
// anybody can stop it, does not give the SQLSTATE of a refusal, and waits for one host after the other.

import CPostgres

struct Connector {
    let conninfo: String
    let applicationName: String
    /// Seconds for all hosts together.
    let timeout: Int

    /// Seconds.
    private static let longest = 3_600

    func open() throws(PostgresError) -> OpaquePointer {
        let wishes = ConnectionWishes(settings)
        var race = ConnectionRace(
            to: wishes.endpoints, settings: settings, prefersStandby: wishes.prefersStandby,
            milliseconds: (wishes.timeout.map { min($0, Self.longest) } ?? timeout) * 1000)
        return try race.run()
    }

    /// Our settings stand before the caller's where the caller decides, and after where we do.
    private var settings: [(keyword: String, value: String)] {
        var settings = [
            // A network that has silently gone must not hold a desk for minutes.
            ("tcp_user_timeout", "10000"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"),
        ]
        if !conninfo.isEmpty { settings.append(("dbname", conninfo)) }
        return settings + [("application_name", applicationName), ("client_encoding", "UTF8")]
    }
}
