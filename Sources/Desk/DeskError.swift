// Why a desk cannot do what it was asked. Rules refuse with an outcome; these are the world's faults.

public import Journal
public import Postgres
public import Store

/// Why a desk cannot do what it was asked.
public enum DeskError: Error, Sendable {
    /// The database cannot be reached; the text is the server's or libpq's own.
    case outOfReach(String)
    /// A decision was sent and no answer came: it may have happened. This desk's journal has it, and asks again under the same
    /// id when the line is back. The text is the server's or libpq's own.
    case unanswered(String)
    /// The embedded server does not start.
    case server(PrivateServerError)
    case journal(JournalError)
    case store(StoreError)
    /// Nobody has set up an event here: `expodesk init`.
    case noEvent
    /// There are several events, and none was named.
    case severalEvents([String])
    case unknownEvent(String, known: [String])
    /// The database server knows no time zone of this name.
    case unknownTimeZone(String)
    /// The serial or pass belongs to nobody here.
    case notFound

    init(_ error: StoreError) {
        if error.isOutOfReach, case .postgres(let fault) = error {
            self = .outOfReach(fault.message)
        } else {
            self = .store(error)
        }
    }

    /// The error lies in the command itself, so that sending it again would not help: it is set aside for a person to see.
    /// Everything else (no line, no server, no time, a schema of another version, a full disk here) leaves it waiting.
    var concernsCommand: Bool {
        guard case .store(let error) = self, !error.tookTooLong else { return false }
        switch error {
        case .schemaOlder, .schemaNewer, .schemaChanged, .noSerialsLeft: return false
        case .postgres, .serialTaken, .unreadable, .invalid: return true
        }
    }

    /// One word for what is noted when a command is set aside.
    var word: String {
        switch self {
        case .store(.serialTaken): Self.serialTaken
        case .store(.unreadable): "unreadable"
        case .store(.invalid): "invalid"
        default: "database"
        }
    }

    static let serialTaken = "serial_taken"
    /// The note of a command that waits again: the database had confirmed it, and has lost it.
    static let lostByDatabase = "lost_by_database"

    /// The same of a command that lies in the journal: it may have happened, or will.
    var asUnanswered: DeskError {
        switch self {
        case .outOfReach(let reason): .unanswered(reason)
        case .store(let error) where error.tookTooLong: .unanswered("")
        default: self
        }
    }

    /// The server said nothing at all, neither yes nor no.
    var isSilence: Bool {
        if case .outOfReach(let message) = self { message.hasPrefix(PostgresError.silence) } else { false }
    }

    init(any error: any Error) {
        self =
            switch error {
            case let error as DeskError: error
            case let error as StoreError: DeskError(error)
            case let error as PostgresError: DeskError(StoreError.postgres(error))
            case let error as JournalError: .journal(error)
            case let error as PrivateServerError: .server(error)
            default: .store(.unreadable(String(describing: error)))
            }
    }

    /// Runs `body`; what it throws comes out as a `DeskError`.
    static func wrap<T>(_ body: () throws -> T) throws(DeskError) -> T {
        do {
            return try body()
        } catch {
            throw DeskError(any: error)
        }
    }
}
