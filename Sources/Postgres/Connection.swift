// One connection to PostgreSQL over libpq. Opening it is in Connector.swift, the other ways to use it in Connection+*.

import CPostgres
import Glibc

/// A connection to a PostgreSQL database. It belongs to one thread: every call blocks until the server has answered.
///
/// After an error of kind `.server` it is usable; inside an explicit transaction only ROLLBACK is accepted then. After
/// `isConnectionLoss` call `reset()`.
public final class Connection {
    private let connector: Connector
    var handle: OpaquePointer?
    let parameters = ParameterBuffer()
    /// The SQL each statement name was prepared for on this connection.
    var prepared: [String: String] = [:]
    /// The server's prepared statements are not what `prepared` says, or no longer of use: start anew when it is possible.
    var areStatementsStale = false
    /// Milliseconds to wait for the answer to one call before the connection counts as lost; nil waits as long as the
    /// network does. A server that hangs, or a line that swallows replies, must not hold up a desk. COPY waits for ever.
    public var answerPatience: Int?
    /// Milliseconds more for a server on this machine whose process is seen to be at work after `answerPatience`: it is slow,
    /// not silent.
    public var workingPatience = 0
    var working = WorkingServer(nil, milliseconds: 0)
    /// An answer did not come in time: the connection was given up.
    var hasGivenUp = false

    /// Connects. Notices of the server are swallowed; text is UTF-8 both ways.
    /// - Parameters:
    ///   - conninfo: libpq's own syntax, a URI or `key=value` pairs, several hosts included.
    ///   - applicationName: what `pg_stat_activity` shows.
    ///   - connectTimeout: seconds for all hosts together, unless `conninfo` has a `connect_timeout` of its own.
    public init(_ conninfo: String, applicationName: String, connectTimeout: Int = 5) throws(PostgresError) {
        connector = Connector(conninfo: conninfo, applicationName: applicationName, timeout: connectTimeout)
        handle = try connector.open()
    }

    deinit {
        PQfinish(handle)
    }

    /// Runs one statement, preparing it first where it is new to this connection (in the same round trip).
    @discardableResult
    public func run(_ statement: Statement, _ values: [Value] = []) throws(PostgresError) -> Rows {
        try renewStatements()
        guard isPrepared(statement) else {
            return try pipeline([Call(statement, values)])[0]
        }
        let mayRetry = transactionStatus == .idle
        do {
            return try execute(statement, values)
        } catch {
            guard error.isStatementStale else { throw truth(of: error) }
            areStatementsStale = true
            guard mayRetry, transactionStatus == .idle else { throw error }
            return try pipeline([Call(statement, values)])[0]
        }
    }

    /// Runs several statements, separated by semicolons, without parameters: one transaction unless it says otherwise.
    public func script(_ sql: String) throws(PostgresError) {
        guard !sql.utf8.contains(0) else { throw .violation("A script holds a NUL character") }
        guard PQsendQuery(handle, sql) == 1 else { throw PostgresError(connection: handle) }
        let result = lastResult()
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            abandonCopy()
            throw .violation("A script cannot COPY from or to the client")
        default: throw truth(of: PostgresError(result: result, connection: handle, statement: nil))
        }
    }

    /// Runs `body` between BEGIN and COMMIT; rolls back and throws on when it throws, and throws `25P02` when `body` kept
    /// an error to itself that had already undone everything.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        try script("BEGIN")
        let value: T
        do {
            value = try body()
        } catch {
            rollBack()
            throw error
        }
        guard transactionStatus != .failed else {
            rollBack()
            throw PostgresError(
                kind: .server, sqlState: "25P02", message: "The transaction had failed and was rolled back")
        }
        do {
            try script("COMMIT")
        } catch {
            rollBack()
            throw error
        }
        return value
    }

    /// Leaves a transaction, however it stands. Does nothing outside one or without a connection.
    public func rollBack() {
        switch transactionStatus {
        case .inTransaction, .failed: try? script("ROLLBACK")
        case .active:
            abandonCopy()
            try? script("ROLLBACK")
        case .idle, .unknown: break
        }
    }

    /// Connects anew, with nothing left of the old session: no transaction, no LISTEN, no prepared statement.
    public func reset() throws(PostgresError) {
        PQfinish(handle)
        handle = nil
        prepared.removeAll()
        areStatementsStale = false
        hasGivenUp = false
        handle = try connector.open()
    }

    /// False once the connection is lost, as far as is known without asking the server.
    public var isUsable: Bool {
        PQstatus(handle) == CONNECTION_OK && transactionStatus != .unknown
    }

    /// Nothing waits to be read. A server that has hung up, or says that it will, is found out here without asking it.
    public var isQuiet: Bool {
        guard isUsable else { return false }
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }

    public var transactionStatus: TransactionStatus {
        switch PQtransactionStatus(handle) {
        case PQTRANS_IDLE: .idle
        case PQTRANS_ACTIVE: .active
        case PQTRANS_INTRANS: .inTransaction
        case PQTRANS_INERROR: .failed
        default: .unknown
        }
    }

    /// A setting the server reports by itself, as `server_version` or `in_hot_standby`.
    public func parameter(_ name: String) -> String? {
        String(optional: PQparameterStatus(handle, name))
    }

    /// The server's version as libpq counts it: 150018 is 15.18; 0 without a connection.
    public var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// The server process of this session.
    public var processID: Int32 { PQbackendPID(handle) }

    /// A way to cancel this connection's statements from another thread; nil without a connection.
    public func makeCancel() -> CancelHandle? {
        CancelHandle(connection: handle)
    }
}

@available(*, unavailable)
extension Connection: Sendable {}

extension Connection {
    func isPrepared(_ statement: Statement) -> Bool {
        guard !statement.name.isEmpty, let sql = prepared[statement.name] else { return false }
        precondition(sql == statement.sql, "Two statements share the name \(statement.name)")
        return true
    }

    private func execute(_ statement: Statement, _ values: [Value]) throws(PostgresError) -> Rows {
        let range = try parameters.load(values)
        let sent = parameters.withArrays(range) { count, values, lengths, formats in
            PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, 0)
        }
        guard sent == 1 else { throw PostgresError(connection: handle, statement: statement.name) }
        let result = lastResult()
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            guard let result else { throw PostgresError(connection: handle, statement: statement.name) }
            return Rows(taking: result)
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            PQclear(result)
            abandonCopy()
            throw .violation("A prepared statement cannot COPY", statement: statement.name)
        default:
            defer { PQclear(result) }
            throw PostgresError(result: result, connection: handle, statement: statement.name)
        }
    }

    /// Throws away every prepared statement if they were found stale. In a failed transaction that has to wait.
    func renewStatements() throws(PostgresError) {
        guard areStatementsStale, transactionStatus == .idle || transactionStatus == .inTransaction else { return }
        try script("DEALLOCATE ALL")
        prepared.removeAll()
        areStatementsStale = false
    }

    /// Ends a COPY that nobody asked for, so that the connection can be used again.
    func abandonCopy() {
        PQputCopyEnd(handle, "not expected here")
        while let result = PQgetResult(handle) {
            let isCopyOut = PQresultStatus(result) == PGRES_COPY_OUT
            PQclear(result)
            guard isCopyOut else { continue }
            var line: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(handle, &line, 0) > 0 { PQfreemem(line) }
        }
    }
}
