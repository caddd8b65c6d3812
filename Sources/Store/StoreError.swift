// What can go wrong between a desk and its database.

public import Postgres

/// What can go wrong between a desk and its database. A refusal by a rule is not an error: it is an outcome.
public enum StoreError: Error, Sendable {
    /// The server's or the line's own fault.
    case postgres(PostgresError)
    /// There is no schema, or `missing` steps of it are not there: `expodesk migrate`.
    case schemaOlder(missing: Int)
    /// A newer program has been here: this one must be brought up to date.
    case schemaNewer(found: Int, known: Int)
    /// A step was applied that is not the step this program knows.
    case schemaChanged(step: Int)
    /// The serial a command brings belongs to another command: the desk's folder is a copy of another's.
    case serialTaken(Int64)
    /// All 999,999,999 serials are leased.
    case noSerialsLeft
    /// A row that this program cannot read, named by what it is.
    case unreadable(String)
    /// Values that the database's own checks refused: the rules should have done so before.
    case invalid(String)

    /// Nothing is wrong with what was sent, so the same command may be sent again, over a new connection: the line was
    /// lost, or the server is going down, full, read-only (a standby that was promoted elsewhere), too contended, or does
    /// not know this session's prepared statements any more (a pooler, a migration).
    public var isOutOfReach: Bool {
        guard case .postgres(let error) = self else { return false }
        return error.isConnectionLoss || Self.passingStates.contains(error.sqlState)
            || Self.passingPrefixes.contains { error.sqlState.hasPrefix($0) }
    }

    /// The session's time limits, or somebody who cancelled, ended the statement. The line is well, so it is not run
    /// again at once: whoever cancelled did not want that, and whoever waited has waited long enough. Nothing was carried
    /// out, and the same command may be sent again later.
    public var tookTooLong: Bool {
        guard case .postgres(let error) = self else { return false }
        return error.isCancelled || error.sqlState == Self.lockNotAvailable
    }

    private static let lockNotAvailable = "55P03"
    /// Transaction rollback, insufficient resources, shutdown, system error (PostgreSQL, Appendix A).
    private static let passingPrefixes = ["40", "53", "57P", "58"]
    /// Read-only transaction, stale plan, unknown and duplicate prepared statement.
    private static let passingStates: Set<String> = ["25006", "0A000", "26000", "42P05"]

    /// Runs `body`; what it throws comes out as a `StoreError`.
    static func wrap<T>(_ body: () throws -> T) throws(StoreError) -> T {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch let error as PostgresError {
            throw .postgres(error)
        } catch {
            throw .unreadable(String(describing: error))
        }
    }
}
