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

    /// Transaction rollback, insufficient resources, shutdown, system error (PostgreSQL, Appendix A). Not 57014: a
    /// statement that somebody cancelled must not be run again.
    private static let passingPrefixes = ["40", "53", "57P", "58"]
    /// Read-only transaction, stale plan, unknown and duplicate prepared statement, lock not available.
    private static let passingStates: Set<String> = ["25006", "0A000", "26000", "42P05", "55P03"]

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
