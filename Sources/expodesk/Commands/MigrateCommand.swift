// `expodesk migrate` and `expodesk stop`: the database itself.

import ArgumentParser
import Desk
import Postgres

/// Brings the schema up.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's schema up to this program's.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        let database = Database(session.configuration.desk)
        let steps = try session.withDesk { () throws(DeskError) in
            try session.startServer(create: true)
            return try database.migrate(try database.connectAsOwner())
        }
        guard session.json else {
            print(session.words.migrated(steps))
            return
        }
        print(JSONValue.object(["applied": .list(steps.map { .number(Int64($0)) })]).line)
    }
}

/// Stops the embedded server.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "stop", abstract: "Stop the embedded server.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        var outcome = "not_embedded"
        if let server = Database(session.configuration.desk).privateServer {
            do throws(PrivateServerError) {
                outcome = try server.stop() ? "stopped" : "not_running"
            } catch {
                throw session.failure(.server(error))
            }
        }
        print(session.json ? JSONValue.object(["outcome": .text(outcome)]).line : session.words.stopped(outcome))
    }
}
