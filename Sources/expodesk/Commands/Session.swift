// One run of a subcommand: its settings, its language, and the way to a desk.

import Desk
import Domain
import Postgres
import Printing
import Screens

/// What every subcommand works with.
struct Session {
    let configuration: Configuration
    let words: Words
    let json: Bool
    /// The one way to the journal: whoever was asked for its passphrase is not asked again.
    let door: JournalDoor
    /// Whoever reads along hears lines: what replaces itself would be noise.
    var isPlain = false

    init(_ options: GlobalOptions, more: [SettingKey: String] = [:]) throws(Failure) {
        let environment = Environment.process
        let settings = options.settings.merging(more) { _, new in new }
        do throws(ConfigurationError) {
            configuration = try Configuration(
                configFile: options.config, options: settings, environment: environment)
        } catch {
            throw Failure(.usage, Self.words(options, environment).error(error))
        }
        words = Words(configuration.language.value)
        json = options.json
        door = JournalDoor(dataFolder: configuration.dataFolder.value)
    }

    /// The language for telling what is wrong with the settings, before they are known.
    private static func words(_ options: GlobalOptions, _ environment: Environment) -> Words {
        let named = options.language ?? environment.text(SettingKey.language.environmentName)
        return Words(named.flatMap(Language.init(rawValue:)) ?? Configuration.language(from: environment))
    }

    /// What keeps a desk that stays open for long.
    func makeUpkeep() throws(Failure) -> DeskUpkeep {
        DeskUpkeep(configuration.desk, journal: try openJournal())
    }

    /// Opens the desk for one piece of work, or for long where something keeps it.
    /// - Parameters:
    ///   - takesLong: an answer may take as long as the server lets it: what reads or writes a whole table. Else the
    ///     database is out of reach once it has said nothing for `patience`.
    ///   - patience: in milliseconds; nil is the time that somebody waits at a desk.
    func openDesk(
        _ upkeep: DeskUpkeep? = nil, takesLong: Bool = false, patience: Int? = nil
    ) throws(Failure) -> Desk {
        try withDesk { () throws(DeskError) in try startServer(create: false) }
        if let upkeep { return try withDesk { () throws(DeskError) in try upkeep.openDesk() } }
        let journal = try openJournal()
        let settings = configuration.desk
        return try withDesk { () throws(DeskError) in
            try Desk(settings, journal: journal, answerPatience: takesLong ? nil : patience ?? settings.answerPatience)
        }
    }

    /// Starts the embedded server where it does not run, saying so when somebody looks on. A server of somebody's own
    /// is never started.
    /// - Parameter create: makes the cluster where there is none; else that is an event not set up.
    func startServer(create: Bool) throws(DeskError) {
        guard let server = Database(configuration.desk).privateServer else { return }
        var hasSpoken = false
        defer { if hasSpoken { Stream.endProgress() } }
        let isThere: Bool
        do throws(PrivateServerError) {
            let status = try server.status()
            isThere = create || status != .absent
            if isThere {
                _ = try server.ensureRunning { step in
                    if isPlain {
                        if Stream.errorIsTerminal { Stream.note(words.step(step)) }
                        return
                    }
                    Stream.progress(words.step(step))
                    hasSpoken = true
                }
            }
        } catch {
            throw .server(error)
        }
        if !isThere { throw .noEvent }
    }

    /// The printer as it stands; nil where nobody answers in time.
    func readPrinter() -> PrinterReading? { PrinterReader().reading(within: 2_000) }

    /// Says once, on standard error, when this machine's clock is wrong: for whoever goes on without a screen.
    func sayClock(of desk: Desk) {
        guard let ahead = DeskWarnings(clockAhead: try? desk.clockAhead()).clockAhead else { return }
        Stream.note(words.clockIsOff(ahead))
    }

    /// Says on standard error when answers are from the desk's copy: they may be older than what other desks know.
    func sayLine(of desk: Desk) {
        guard desk.share.line.isDown else { return }
        Stream.note(words.answersByCopy(of: desk.copyIsFrom, minutesAheadOfUTC: desk.minutesAheadOfUTC))
    }

    /// The walk-in form.
    func walkInForm() throws(Failure) -> FormDefinition {
        do throws(ScreenFileErrors) {
            return try configuration.screenFolder.form("walk-in")
        } catch {
            // A file that is not there has no lines to mend: a part of the program is out of reach.
            let isMissing = error.errors.contains { if case .unreadable = $0.problem { true } else { false } }
            throw Failure(isMissing ? .outOfReach : .badInput, words.errors(error))
        }
    }

    func failure(_ error: DeskError) -> Failure {
        var failure = end(error)
        failure.fault = error
        return failure
    }

    private func end(_ error: DeskError) -> Failure {
        switch error {
        case .noEvent, .severalEvents, .unknownEvent, .unknownTimeZone: Failure(.usage, words.error(error))
        case .notFound: refusal("not_found", words.error(error))
        case .outOfReach, .unanswered, .server, .journal, .store: Failure(.outOfReach, words.error(error))
        }
    }

    /// A refusal by a rule: its code for programs, its sentence for people.
    func refusal(_ reason: String, _ sentence: String) -> Failure {
        if json { print(JSONValue.object(["outcome": .text("refused"), "reason": .text(reason)]).line) }
        return Failure(.refused, sentence)
    }

    /// Runs `body` with a desk's errors turned into the end of the program.
    func withDesk<T>(_ body: () throws(DeskError) -> T) throws(Failure) -> T {
        do throws(DeskError) {
            return try body()
        } catch {
            throw failure(error)
        }
    }
}
