// What a private server is doing while the caller waits.

/// The steps of `PrivateServer.ensureRunning` that take time.
public enum PrivateServerStep: Sendable, Equatable {
    /// Somebody else is starting or stopping the same server.
    case waitingForAnother
    /// The cluster is made, once in the life of a data folder (about a second).
    case creating
    /// The server starts; after a crash it first replays its log.
    case starting
}
