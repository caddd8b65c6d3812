// Where a connection stands between BEGIN and COMMIT.

/// The server's view of the connection's transaction, as of the last answer.
public enum TransactionStatus: Sendable, Equatable {
    case idle
    /// A command is under way (a COPY that was not ended).
    case active
    case inTransaction
    /// Only ROLLBACK is accepted.
    case failed
    /// The connection is lost.
    case unknown
}
