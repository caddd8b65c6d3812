// The settings of a private server, written next to its own configuration before every start.

/// `expodesk.conf` in the cluster, which `postgresql.conf` includes last.
struct ServerConfiguration {
    static let fileName = "expodesk.conf"

    let socketFolder: String
    let settings: [String: String]

    var text: String {
        var lines = [
            "# Written by expodesk before every start; changes here are lost.",
            "listen_addresses = ''",
            "port = 5432",
            // A list of names, split at commas unless they stand in double quotes.
            "unix_socket_directories = \(Self.quoted("\"\(socketFolder)\""))",
            "unix_socket_permissions = 0700",
            "max_connections = 250",
            // Room for what searches touch at a million registrations. Memory is taken as it is touched: a small event's
            // server stays as small as its data.
            "shared_buffers = 256MB",
            // Every statement is short: compiling one costs more than running it.
            "jit = off",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "logging_collector = off",
            "log_checkpoints = off",
            // The log must hold no personal data: neither statements nor the DETAIL that quotes a row's key.
            "log_error_verbosity = terse",
            "log_min_error_statement = panic",
            "cluster_name = 'expodesk'",
        ]
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            lines.append("\(name) = \(Self.quoted(value))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// In a configuration file a backslash starts an escape.
    private static func quoted(_ value: String) -> String {
        var text = "'"
        for character in value.unicodeScalars {
            if character == "'" || character == "\\" { text += "\\" }
            text.unicodeScalars.append(character)
        }
        return text + "'"
    }
}
