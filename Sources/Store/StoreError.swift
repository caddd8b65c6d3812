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

    /// The line was lost, or the server is going down or full: the same command may be sent again.
    public var isOutOfReach: Bool {
        guard case .postgres(let error) = self else { return false }
        return error.isConnectionLoss || error.isTooManyConnections
    }

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
