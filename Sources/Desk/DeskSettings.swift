// What a desk needs to be told before it can open.

public import Domain

/// What a desk needs to be told before it can open.
public struct DeskSettings: Sendable, Hashable {
    /// Where the data lies.
    public enum Database: Sendable, Hashable {
        /// A private server inside the data folder, started when it is needed.
        case embedded
        /// Somebody's server, in libpq's own syntax. Never started, never migrated by itself.
        case server(String)
    }

    /// One data folder is one desk: its journal, its drafts, its embedded database.
    public var dataFolder: String
    public var database: Database
    /// What other desks and the audit log call this desk.
    public var deskName: String
    /// Which event; needed only where there are several.
    public var eventSlug: String?
    /// How many serials are leased at a time, 1...10,000.
    public var blockSize: Int
    /// Retries and waits for a lost line, in milliseconds, before a command is left in the journal.
    public var patience: Int
    /// How long somebody at a desk waits for the database's answer, in milliseconds, before it counts as out of reach.
    public var answerPatience = 2_000
    /// The same where nobody stands and waits: longer than the server lets any statement of a desk take.
    public static let longPatience = 20_000
    /// How much longer where the server is on this machine and seen to be at work.
    public static let workingPatience = 6_000
    /// The gates people can be checked in at here; the first is the one that counts unless another is named.
    public var gates: [Gate]
    /// Keeps a copy of the event in the data folder, sealed, to go on with when the database is out of reach.
    public var keepsCopy: Bool

    public init(
        dataFolder: String, database: Database, deskName: String, eventSlug: String? = nil, blockSize: Int = 50,
        patience: Int = 2_000, gates: [Gate] = [.main], keepsCopy: Bool = true
    ) {
        self.dataFolder = dataFolder
        self.database = database
        self.deskName = deskName
        self.eventSlug = eventSlug
        self.blockSize = blockSize
        self.patience = patience
        self.gates = gates
        self.keepsCopy = keepsCopy
    }
}

/// The desk's clock; a script plays with one of its own.
public typealias Clock = @Sendable () -> Timestamp
