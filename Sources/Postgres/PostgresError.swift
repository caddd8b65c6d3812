// What went wrong between us and PostgreSQL.

import CPostgres

/// An error of the server, of the connection to it, or of the values that passed between.
///
/// `message` and `detail` may quote a row's values: they are for the person at the desk, not for a log that leaves it.
public struct PostgresError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// There is no connection: it was refused, timed out or was lost. Whether a statement under way was carried out
        /// is not known.
        case connection
        /// The server refused a statement; the connection is usable.
        case server
        /// A value does not have the shape that was asked of it, or cannot be sent.
        case protocolViolation
    }

    public var kind: Kind
    /// Five characters (PostgreSQL's Appendix A), or empty where the server did not speak.
    public var sqlState: String
    public var message: String
    public var detail: String?
    public var hint: String?
    /// The name of the violated constraint.
    public var constraint: String?
    /// The name of the statement that failed.
    public var statement: String?

    /// How the message begins where nobody answered.
    public static let silence = "No answer in time"

    public init(
        kind: Kind, sqlState: String = "", message: String, detail: String? = nil, hint: String? = nil,
        constraint: String? = nil, statement: String? = nil
    ) {
        self.kind = kind
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.hint = hint
        self.constraint = constraint
        self.statement = statement
    }

    /// The connection is gone, or was never there: `reset()` or open another.
    public var isConnectionLoss: Bool { kind == .connection }

    /// The transaction met another one and may be run again: serialization failure or deadlock.
    public var isSerializationFailure: Bool { sqlState == "40001" || sqlState == "40P01" }

    /// Every place on the server is taken; waiting helps.
    public var isTooManyConnections: Bool { sqlState == "53300" }

    /// The server is starting up or shutting down; waiting helps.
    public var isServerNotReady: Bool { sqlState == "57P03" }

    /// The statement was cancelled, by `CancelHandle` or by a time limit.
    public var isCancelled: Bool { sqlState == "57014" }

    /// The statement's preparation was of no use any more: gone (a pooler, DISCARD ALL) or made for tables that a migration
    /// has since changed. Nothing was carried out, and the next run prepares anew; where that is safe the connection does so
    /// by itself, so this is seen only inside an explicit transaction, which is to be rolled back and run again.
    public var isStatementStale: Bool { sqlState == "26000" || (sqlState == "0A000" && kind == .server) }

    /// A row with the same key is there already.
    public func isUniqueViolation(of constraint: String) -> Bool {
        sqlState == "23505" && self.constraint == constraint
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        var parts = sqlState.isEmpty ? message : "\(sqlState): \(message)"
        if let statement { parts += " (statement \(statement))" }
        return parts
    }
}

extension PostgresError {
    static func violation(_ message: String, statement: String? = nil) -> PostgresError {
        PostgresError(kind: .protocolViolation, message: message, statement: statement)
    }

    /// The error that a failed result carries. libpq makes up results of its own when the connection is lost: those have
    /// no SQLSTATE. A FATAL is the server's last word before it hangs up, which libpq notices only later.
    init(result: OpaquePointer?, connection: OpaquePointer?, statement: String?) {
        let severity = String(optional: cp_severity(result))
        let lost = PQstatus(connection) == CONNECTION_BAD || severity == "FATAL" || severity == "PANIC"
        let state = String(optional: cp_sqlstate(result)) ?? ""
        self.init(
            kind: lost ? .connection : (state.isEmpty ? .protocolViolation : .server),
            sqlState: state,
            message: String(optional: cp_message(result)) ?? String(libpqMessage: PQerrorMessage(connection)),
            detail: String(optional: cp_detail(result)),
            hint: String(optional: cp_hint(result)),
            constraint: String(optional: cp_constraint(result)),
            statement: statement)
    }

    /// The error that libpq itself reports, without a result.
    init(connection: OpaquePointer?, statement: String? = nil) {
        self.init(
            kind: PQstatus(connection) == CONNECTION_BAD ? .connection : .protocolViolation,
            message: String(libpqMessage: PQerrorMessage(connection)), statement: statement)
    }
}

extension String {
    init?(optional text: UnsafePointer<CChar>?) {
        guard let text else { return nil }
        self = String(cString: text)
    }

    /// libpq's messages end in a newline.
    init(libpqMessage text: UnsafePointer<CChar>?) {
        var message = String(optional: text) ?? ""
        while message.last?.isWhitespace == true { message.removeLast() }
        self = message
    }
}
