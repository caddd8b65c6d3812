// Wiring the console: settings, journal, threads, terminal, program.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Screens
import Terminal
import Text

/// The console, ready to run on a terminal or under a script.
struct Console {
    private let session: Session
    private let form: FormDefinition
    private let journal: Journal

    /// Reads everything that does not need the database: a fault here is told before any screen is taken.
    init(_ session: Session) throws(Failure) {
        self.session = session
        form = try session.walkInForm()
        try Self.requireCluster(session)
        journal = try session.openJournal()
    }

    /// An embedded database that was never made has no event: say so instead of making one in passing.
    private static func requireCluster(_ session: Session) throws(Failure) {
        try session.withDesk { () throws(DeskError) in
            guard let server = Database(session.configuration.desk).privateServer else { return }
            let status: PrivateServerStatus
            do throws(PrivateServerError) {
                status = try server.status()
            } catch {
                throw .server(error)
            }
            if status == .absent { throw .noEvent }
        }
    }

    // MARK: On a terminal

    /// Takes the terminal and runs until the user leaves.
    /// - Returns: the process's exit status.
    func run() throws(Failure) -> Int32 {
        let configuration = session.configuration
        let (drafts, draft, edit, review) = try session.withDesk { () throws(DeskError) in
            let drafts = try DraftKeeper(journal)
            return (drafts, try drafts.load(), try drafts.loadEdit(), try drafts.loadReview())
        }
        // Before the first thread: threads inherit the blocked signals.
        let signals = ProgramSignals()
        var options = TerminalOptions()
        options.errorLog = errorLog
        options.ambiguous = configuration.ambiguousWidth.value.width
        options.crashNote = session.words.crashNote
        let terminal: TerminalSession
        do throws(TerminalError) {
            terminal = try TerminalSession(options)
        } catch {
            throw Failure(.usage, session.words.error(error))
        }
        let clock = MonotonicClock()
        let presenter = CursesPresenter(terminal)
        let program = makeProgram(
            presenter: presenter, clock: clock, deskClock: Timestamp.now,
            wallClockOffset: Timestamp.now().milliseconds - clock.now(),
            drafts: drafts, draft: draft, edit: edit, review: review,
            note: terminal.notes.first.map(session.words.note),
            watches: true)
        return program.run(on: terminal, signals: signals)
    }

    /// Where libraries' complaints go while the screen is taken. A console opens without it rather than not at all.
    private var errorLog: String? {
        let path = session.configuration.dataFolder.value + "/console.log"
        return access(path, F_OK) != 0 || access(path, W_OK) == 0 ? path : nil
    }

    // MARK: Under a script

    /// Plays `script` without a terminal, over the real database.
    /// - Parameter at: the desk's clock when it begins; it then goes as fast as the script says.
    func play(
        _ script: Script, size: Size, at: Timestamp?, save: @escaping (String, String) throws -> Void
    ) throws(Failure) -> Int32 {
        let clock = VirtualClock()
        let start = at ?? Timestamp.now()
        let presenter = PlainPresenter(size: size)
        let deskClock: Clock = if let at { { at } } else { Timestamp.now }
        let program = makeProgram(
            presenter: presenter, clock: clock, deskClock: deskClock, eventTime: at == nil ? .server : .desk,
            wallClockOffset: start.milliseconds)
        let runner = ScriptRunner(program, presenter: presenter, clock: clock, save: save)
        do throws(ScriptError) {
            return try runner.run(script)
        } catch {
            throw Failure(.badInput, session.words.error(error))
        }
    }

    private func makeProgram(
        presenter: any Presenter, clock: any ProgramClock, deskClock: @escaping Clock,
        eventTime: EventTime = .server, wallClockOffset: Int64, drafts: DraftKeeper? = nil, draft: Draft? = nil,
        edit: EditDraft? = nil, review: ReviewDraft? = nil, note: String? = nil, watches: Bool = false
    ) -> Program<ConsoleApp> {
        let configuration = session.configuration
        var start = ConsoleState.Start(
            language: configuration.language.value, theme: theme, deskName: configuration.deskName.value, form: form,
            draft: draft, edit: edit,
            ids: CommandIDMaker(
                seed: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)),
                wallClockOffset: wallClockOffset, now: clock.now()),
            bell: configuration.bell.value, note: note)
        start.mouse = configuration.mouse.value
        start.views = configuration.views
        start.gates = configuration.gates.value
        start.reasons = configuration.reasons
        start.review = review
        start.hasLeftImports = watches && LeftImport.mayBe(in: journal)
        do throws(ScreenFileErrors) {
            start.board = try configuration.screenFolder.board("dashboard")
        } catch {
            start.boardFault = session.words.boardFault(error)
            // Its own words for a fault of the program's own file would be the same again.
            start.board = (try? configuration.screenFolder.shipped.board("dashboard")) ?? .empty
        }
        // A script says when something happens; what other desks do in between is none of it.
        let inbox = Inbox<ConsoleMessage>()
        let news: (@Sendable (LiveNews) -> Void)? = if watches { { inbox.post(.live($0)) } } else { nil }
        let service = DeskService(
            configuration.desk, journal: journal, clock: deskClock, eventTime: eventTime, news: news)
        return Program(
            ConsoleApp.self, model: ConsoleModel(ConsoleState(start)), initial: ConsoleApp.initialEffects(start),
            performer: DeskPerformer(service, drafts: drafts, form: form), presenter: presenter, inbox: inbox,
            clock: clock, escapeDelay: Int64(configuration.escapeDelay.value))
    }

    private var theme: Theme {
        let theme = session.configuration.theme.value.theme
        // https://no-color.org: set and not empty means no colour; QR symbols keep theirs, or no phone reads them.
        let wish = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
        return wish.isEmpty ? theme : theme.withoutColour()
    }
}

extension AmbiguousWidthSetting {
    /// Nil lets the terminal say.
    fileprivate var width: AmbiguousWidth? {
        switch self {
        case .auto: nil
        case .narrow: .narrow
        case .wide: .wide
        }
    }
}
