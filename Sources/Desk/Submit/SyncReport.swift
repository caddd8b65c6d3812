// What a sync did.

public import Domain
import Journal

/// What a sync did.
public struct SyncReport: Hashable, Sendable {
    /// Commands that the database has dealt with; those set aside are not counted.
    public var sent = 0
    /// Those of them that nobody had decided and that were so already.
    public var answered: [Answered] = []
    /// What became of scans that nobody had decided, those set aside among them.
    public var scans: [DecidedScan] = []
    /// Those of them that came to something else than this desk had told: managers see them.
    public var conflicts = 0
    /// Commands the rules or the database refused: set aside for a person to see.
    public var setAside: [SetAside] = []
    /// Commands set aside by earlier ones, until somebody deals with them.
    public var setAsideBefore: [SetAside] = []
    /// Those among the applied ones that the database had confirmed before, and had lost.
    public var sentAgain: [SentAgain] = []
    /// Those among them whose outcome somebody was told to wait for.
    public var decided: [Decided] = []
    /// Commands still waiting.
    public var waiting = 0
    /// Another console of this desk was already sending.
    public var isBusyElsewhere = false

    public init(
        sent: Int = 0, conflicts: Int = 0, setAside: [SetAside] = [], setAsideBefore: [SetAside] = [],
        waiting: Int = 0, isBusyElsewhere: Bool = false
    ) {
        self.sent = sent
        self.conflicts = conflicts
        self.setAside = setAside
        self.setAsideBefore = setAsideBefore
        self.waiting = waiting
        self.isBusyElsewhere = isBusyElsewhere
    }

    /// Adds what came after this: what was sent in slices is told as a whole.
    public mutating func add(_ next: SyncReport) {
        sent += next.sent
        conflicts += next.conflicts
        setAside += next.setAside
        answered += next.answered
        scans += next.scans
        sentAgain += next.sentAgain
        decided += next.decided
        (waiting, isBusyElsewhere) = (next.waiting, next.isBusyElsewhere)
        if setAsideBefore.isEmpty { setAsideBefore = next.setAsideBefore.filter { !setAside.contains($0) } }
    }

    /// A command that the database had lost.
    public struct SentAgain: Hashable, Sendable {
        /// Nil for what is about several.
        public var serial: Serial?
        public var name: String?
        public var kind: String

        public init(serial: Serial?, name: String? = nil, kind: String) {
            self.serial = serial
            self.name = name
            self.kind = kind
        }

        init(_ command: Command) {
            self.init(
                serial: command.action.serial, name: command.action.answers?[.name]?.text, kind: command.action.kind)
        }
    }

    /// A command that did not go through.
    public struct SetAside: Hashable, Sendable {
        public var serial: Serial
        /// Whom a registration or an edit was about: their name lies in this desk's journal only.
        public var name: String?
        /// The command's kind and the reason's code.
        public var kind: String
        public var reason: String

        public init(serial: Serial, name: String? = nil, kind: String, reason: String) {
            self.serial = serial
            self.name = name
            self.kind = kind
            self.reason = reason
        }

        init?(_ entry: JournalEntry, _ command: Command?, _ reason: String) {
            guard let serial = command?.action.serial ?? entry.serial.flatMap(Serial.init(rawValue:)) else {
                return nil
            }
            self.init(
                serial: serial, name: command?.action.answers?[.name]?.text,
                kind: command?.action.kind ?? "unreadable", reason: reason)
        }
    }
}
