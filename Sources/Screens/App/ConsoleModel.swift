// The console's whole state. A value: a scan puts back what it was before the first digit.

public import Desk
public import Domain
import Journal
import Sheets
public import Terminal

/// The console: its state, and the readers that tell a scanner from a typist.
public struct ConsoleModel: Sendable {
    public var state: ConsoleState
    var scans = ScanReader<ConsoleState>(length: Pass.length)
    var commands = CommandRun<ConsoleState>()
    var enters = EnterWatch<ConsoleState>()

    public init(_ state: ConsoleState) {
        self.state = state
    }
}

/// Everything a frame is drawn from.
public struct ConsoleState: Equatable, Sendable {
    /// What was known before the first frame.
    public struct Start: Equatable, Sendable {
        public var language: Language
        public var theme: Theme
        public var deskName: String
        /// The walk-in form as the screen file has it; categories come with the desk.
        public var form: FormDefinition
        /// A draft that an earlier console left.
        public var draft: Draft?
        /// An edit that an earlier console left.
        public var edit: EditDraft?
        /// A decision on many that an earlier console died over.
        public var review: ReviewDraft?
        /// An earlier program of this desk may have died in the middle of an import.
        public var hasLeftImports = false
        public var ids: CommandIDMaker
        /// Sound the bell at scans and refusals.
        public var bell: Bool
        /// What the terminal had to make do with, for the first line of news.
        public var note: String?
        /// Take the mouse from the terminal.
        public var mouse = false
        /// Views of the attendee table from the configuration.
        public var views: [SavedView] = []
        /// The gates people can be checked in at here, the usual one first.
        public var gates: [Gate] = [.main]
        /// The dashboard as its screen file has it, and what is wrong with that.
        public var board = Board.empty
        public var boardFault: String?
        /// Ready reasons for decisions on applications, from the configuration.
        public var reasons: [ReasonTemplate] = []

        public init(
            language: Language, theme: Theme, deskName: String, form: FormDefinition, draft: Draft?,
            edit: EditDraft? = nil, ids: CommandIDMaker, bell: Bool, note: String? = nil
        ) {
            self.language = language
            self.theme = theme
            self.deskName = deskName
            self.form = form
            self.draft = draft
            self.edit = edit
            self.ids = ids
            self.bell = bell
            self.note = note
        }

        public static func == (left: Self, right: Self) -> Bool {
            (left.language, left.theme.name, left.deskName, left.form, left.draft)
                == (right.language, right.theme.name, right.deskName, right.form, right.draft)
                && left.edit == right.edit && left.ids == right.ids && left.bell == right.bell
                && left.note == right.note && left.mouse == right.mouse && left.gates == right.gates
        }
    }

    /// Whether the desk is there.
    enum Session: Equatable, Sendable {
        case opening
        case open(OpenDesk)
        /// The sentence that says why not; it is tried again by itself.
        case failed(String)
    }

    enum Place: Equatable, Sendable {
        case walkIn, review, attendees, desk, dashboard, checkIn, programs
    }

    var language: Language
    var theme: Theme
    /// Whether the mouse is taken from the terminal.
    var mouse: Bool
    let deskName: String
    let bell: Bool
    var ids: CommandIDMaker
    var size = Size(columns: 80, rows: 24)
    var session = Session.opening
    var place = Place.walkIn {
        didSet {
            if (oldValue == .review) != (place == .review) { review.turn(&attendees) }
            if oldValue != place, banner?.isHint == true { banner = nil }
        }
    }
    var walkIn: WalkIn
    /// The table in front: of everybody, or of the queue of review while that is the screen.
    var attendees: Attendees
    var review: ReviewScreen
    var gate: GateScreen
    var dashboard: Dashboard
    var deskScreen = DeskScreen()
    var programs = ProgramsScreen()
    /// What sessions are called, as far as they were read.
    var sessionNames: [SessionID: SessionName] = [:]
    /// What stands in front of the screen: a card, and before it perhaps its QR.
    var layers = Layers<Overlay>()
    /// One line of news above the keys; its number tells it from the next one.
    var banner: Banner?
    var bannerCount = 0
    /// News that wait behind the answer to a scan, the oldest first.
    var heldNews: [Banner] = []
    /// The number of the last news that something was kept here.
    var keptNews: Int?
    /// Changes of this console that can be taken back, newest last.
    var undoable: [UndoableChange] = []
    /// Whose change came after all that could be taken back, and cannot be taken back from the table itself.
    var lastNotUndoable: Serial?
    /// Ctrl-G was pressed: a digit is a function key now.
    var awaitsFunctionDigit = false
    /// Commands that only this desk's journal has.
    var waiting = 0
    /// What was sent of them since the sending began.
    var sending = SyncReport()
    /// The table is read anew when what waits was sent, not before.
    var tableAwaitsSync = false
    /// The last that was asked of the database did not reach it.
    var isLineLost = false
    /// The database has answered this console. Before it has, nobody knows whether it will.
    var isAnswered = false
    /// What is wrong with this desk's clock or disk.
    var warnings = DeskWarnings()
    /// What the machine's clock shows while nobody has said which day it is: nobody is checked in before.
    var unknownDay: CalendarDate?
    var live = LiveRefresh()
    /// An edit that was left without saving: going on with the same person goes on with it.
    var parked: EditScreen?
    /// The same, left by an earlier console: the person is not read yet.
    var keptEdit: EditDraft?
    /// A decision on many that an earlier console died over: how far it came is to be asked.
    var keptReview: ReviewDraft?
    /// There may be imports that nobody was told the end of.
    var hasLeftImports = false
    /// Long work going on, and the folder somebody named for it last.
    var work: RunningWork?
    var lastFolder: String?
    /// Where the last file to import lay; ends with a slash.
    var lastImportFolder: String?
    /// Who was asked for, and what to do when they have come.
    var pending: PendingPerson?
    /// What was picked in the palette, the last first.
    var recentCommands: [ConsoleAction] = []
    /// The forms that answers on the screen were given to, as far as they are known.
    var forms: [FormReference: FormDefinition] = [:]
    /// The file of the person beside the table.
    var pane = PersonFileView()

    public init(_ start: Start) {
        language = start.language
        theme = start.theme
        mouse = start.mouse
        deskName = start.deskName
        bell = start.bell
        var ids = start.ids
        let id = start.draft?.command ?? ids.next()
        self.ids = ids
        walkIn = WalkIn(start.form, language: start.language, draft: start.draft, command: id)
        attendees = Attendees()
        review = ReviewScreen(reasons: start.reasons)
        gate = GateScreen(start.gates)
        dashboard = Dashboard(board: start.board, boardFault: start.boardFault)
        attendees.filterLine.configured = start.views
        keptEdit = start.edit
        keptReview = start.review
        hasLeftImports = start.hasLeftImports
        let words = Words(language)
        let news = [
            start.note, start.draft == nil ? nil : words.draftContinued,
            start.edit.map { words.editKept($0.serial, $0.name) },
        ].compactMap(\.self)
        if !news.isEmpty { banner = Banner(text: news.joined(separator: " "), role: .warning) }
    }

    var words: Words {
        var words = Words(language)
        words.sessionNames = sessionNames
        return words
    }

    /// What stands at the front. Setting it puts something in its place; nil takes it away.
    var overlay: Overlay? {
        get { layers.front }
        set {
            layers.pop()
            if let newValue { layers.push(newValue) }
        }
    }

    var desk: OpenDesk? {
        if case .open(let desk) = session { desk } else { nil }
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.place == right.place && left.walkIn == right.walkIn && left.attendees == right.attendees
            && left.review == right.review && left.dashboard == right.dashboard && left.deskScreen == right.deskScreen
            && left.programs == right.programs
            && left.layers == right.layers && left.session == right.session && left.size == right.size
            && left.undoable == right.undoable && left.lastNotUndoable == right.lastNotUndoable
            && left.parked == right.parked
            && left.keptEdit == right.keptEdit && left.waiting == right.waiting
            && left.isLineLost == right.isLineLost && left.isAnswered == right.isAnswered
            && left.warnings == right.warnings && left.work == right.work
            && left.awaitsFunctionDigit == right.awaitsFunctionDigit && left.language == right.language
            && left.mouse == right.mouse && left.theme.name == right.theme.name
            && left.recentCommands == right.recentCommands && left.gate.isSetLike(right.gate)
    }
}

/// One line of news.
struct Banner: Equatable, Sendable {
    var text: String
    var role: Role
    /// No time takes it away, and it is wrapped where one line is too short.
    var standsUntilKey = false
    /// The answer to a scan, which nobody has pressed a key after: news that no key has asked for wait behind it.
    var isAnswer = false
    /// Why a key did nothing on the screen in front: of no use on another one.
    var isHint = false
    /// It has stood there for the time of a line of news: the next key takes it away.
    var isOverdue = false
}

/// What can stand in front of a screen.
enum Overlay: Equatable, Sendable {
    case help(HelpOverlay, [PlacedCommand])
    case qr(PersonCard, PassArt)
    /// A person's card with its numbered actions.
    case card(PersonCard, CardReading)
    /// Somebody has this telephone already.
    case duplicate(Registration, Dialog)
    case reason(PersonCard, Dialog)
    /// No seat for whoever is in the form: whether they wait.
    case full(Dialog)
    /// Whether somebody is to be given a new pass.
    case reissue(PersonCard, Dialog)
    /// People like the one being typed, to look at.
    case candidates([Candidate], Dialog)
    case edit(EditScreen)
    case undo(UndoableChange, Dialog)
    case leave(Dialog)
    /// The folder for QR pictures.
    case pictures(Dialog)
    /// The file to export to.
    case export(ExportRecord.Table, SheetKind, Dialog)
    /// A list on its way in, step by step.
    case importing(ImportScreen)
    case palette(Palette, [PlacedCommand])
    /// Which column to sort by.
    case order([AttendeeColumn], Dialog)
    /// Where to go in the table.
    case jump(Dialog)
    /// Somebody was jumped to whom the filter leaves out.
    case missing(PersonCard, Dialog)
    case views(ViewList)
    case columns(ColumnChooser)
    /// What stands in front of the queue of review.
    case review(ReviewDialog)
    /// What the gate is set to, to change it.
    case gate(Dialog)
    /// What stands in front of F8.
    case desk(DeskDialog)
    /// What stands in front of F7.
    case programs(ProgramsDialog)
}

/// A change of this console that can be taken back: what was done to whom, and the change that undoes it.
struct UndoableChange: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case registered, edited, cancelled, restored
        /// Somebody was let in, or out, from the table or a card.
        case passed(CheckIn.Mode)
    }

    var kind: Kind
    var serial: Serial
    var name: String
    /// The row's version before the change; 0 before a registration.
    var versionBefore: Int
    var inverse: Submission.Change
    /// The registration as it stands, and as the undo will leave it.
    var now: Registration?
    var after: Registration?
    /// The change as the log has it, where it came from there.
    var logged: LoggedCommand?
    /// It does again what an undo took back.
    var isRedo = false
    /// What could be taken back instead.
    var instead: [UndoableChange] = []
}

typealias ConsoleEffect = Effect<DeskRequest, ConsoleMessage>

extension Slot {
    static let open: Slot = "desk.open"
    static let similar: Slot = "walk-in.similar"
    static let page: Slot = "attendees.page"
    static let person: Slot = "attendees.person"
    static let missing: Slot = "attendees.missing"
    static let count: Slot = "attendees.count"
    static let estimate: Slot = "attendees.estimate"
    static let landmarks: Slot = "attendees.landmarks"
    static let views: Slot = "attendees.views"
    static let personFile: Slot = "person.file"
    static let pane: Slot = "person.pane"
    static let scanPause: Slot = "scan.pause"
    static let commandPause: Slot = "command.pause"
    static let banner: Slot = "banner"
    static let sync: Slot = "desk.sync"
    static let work: Slot = "desk.work"
    static let folder: Slot = "import.folder"
}
