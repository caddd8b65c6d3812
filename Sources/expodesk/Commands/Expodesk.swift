// The program: which subcommands there are, and how it ends.

import ArgumentParser
import Glibc
import Screens

/// `expodesk`: without a subcommand it opens the console.
@main
struct Expodesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expodesk",
        abstract: "The registration desk of an expo, in a terminal.",
        discussion: """
            Settings come, last wins, from the built-in default, the configuration file (--config, else \
            $XDG_CONFIG_HOME/expodesk/config.toml), EXPODESK_… variables and the options.

            Exit codes: 0 done; 1 refused by a rule; 2 wrong usage, or no event set up; 3 the database or another part \
            is out of reach and nothing was kept; 4 a file that was read has errors.
            """,
        version: "0.1.0",
        subcommands: [
            ConsoleCommand.self, InitCommand.self, MigrateCommand.self, DoctorCommand.self, StopCommand.self,
            RegisterCommand.self, ImportCommand.self, ExportCommand.self, AttendeesCommand.self, ShowCommand.self,
            QRCommand.self, CheckInCommand.self, ReissueCommand.self, ApplicationsCommand.self, CapacityCommand.self,
            ProgramsCommand.self, ScreensCommand.self, StatsCommand.self, SyncCommand.self, PassphraseCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self)

    static func main() {
        let code = run()
        // Not by exit: a thread that still tries to reach a server that hangs would find libpq's libraries cleaned up
        // under it, and end the program with a signal instead of this.
        fflush(nil)
        _exit(code)
    }

    private static func run() -> Int32 {
        let words = Words(Configuration.language(from: .process))
        do {
            let arguments = try CheckedArguments.ofProcess(words)
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch let failure as Failure {
            Stream.note(failure.message)
            return failure.status.rawValue
        } catch let code as ExitCode {
            // A console that was told to stop says by which signal.
            return code.rawValue
        } catch {
            return end(with: error).rawValue
        }
        guard Stream.flush() else {
            Stream.note(words.cannotPrint)
            return ExitStatus.outOfReach.rawValue
        }
        return ExitStatus.done.rawValue
    }

    /// Help and version are answers; everything else the parser says is wrong usage, whatever number it gives it.
    private static func end(with error: any Error) -> ExitStatus {
        let text = fullMessage(for: error)
        if exitCode(for: error) == .success {
            print(text)
            return Stream.flush() ? .done : .outOfReach
        }
        Stream.note(text)
        return .usage
    }
}
