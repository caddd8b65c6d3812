// A process of its own for the tests of the private server: another user, another mount namespace, a console that is
// killed.

import Glibc
import Postgres

/// `ClusterProbe ensure|query|hold|status|stop FOLDER [NAME=VALUE …]`: one line on standard output, exit 0, or 1 on an
/// error, which is the line then. `hold` stays until it is killed.
@main
struct ClusterProbe {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(2) }
        var settings: [String: String] = [:]
        for setting in arguments.dropFirst(3) {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { settings[parts[0]] = parts[1] }
        }
        let server = PrivateServer(dataFolder: arguments[2], settings: settings)
        do {
            try say(carryOut(arguments[1], server))
        } catch {
            say("error \(error)")
            exit(1)
        }
        if arguments[1] == "hold" {
            while true { pause() }
        }
    }

    static func carryOut(_ command: String, _ server: PrivateServer) throws -> String {
        switch command {
        case "ensure", "hold":
            return try "running \(server.ensureRunning().processID)"
        case "query":
            let connection = try Connection(server.ensureRunning().conninfo(), applicationName: "probe")
            let rows = try connection.run(Statement("who", "SELECT current_user, current_setting('listen_addresses')"))
            return try "user \(rows[0].string(0)) listens '\(rows[0].string(1))'"
        case "status":
            return try "\(server.status())"
        case "stop":
            return try "stopped \(server.stop())"
        default:
            exit(2)
        }
    }

    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
