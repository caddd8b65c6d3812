// Whether a private server is there.

/// What `PrivateServer.status()` found.
public enum PrivateServerStatus: Sendable, Equatable {
    /// There is no cluster in the data folder yet.
    case absent
    case stopped
    case running(RunningServer)
}
