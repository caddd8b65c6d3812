// Whether a private server is there.

/// What `PrivateServer.status()` found.
public enum PrivateServerStatus: Sendable, Equatable {
    /// There is no cluster in the data folder yet.
    case absent
    case stopped
    /// On its way up (replaying its log after a crash, perhaps) or down.
    case starting(processID: Int32)
    case running(RunningServer)
}
