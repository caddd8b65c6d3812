// Why a private server could not be made, started or stopped.

/// Each case carries the path it is about; `log` is the end of what the server or its tool said.
public enum PrivateServerError: Error, Sendable, Equatable {
    /// No PostgreSQL server of version 15 or later is installed; `searched` says where we looked.
    case serverMissing(searched: [String])
    /// The cluster was made by a major version that is not installed (any more).
    case versionMismatch(path: String, cluster: Int, installed: [Int])
    /// The folder cannot be made or written; `reason` is the system's.
    case folderNotWritable(path: String, reason: String)
    /// A folder or cluster belongs to somebody else: we do not trust it.
    case ownedByAnother(path: String, userID: UInt32)
    case diskFull(path: String, log: String)
    /// The kernel does not give the shared memory or semaphores the server asks for.
    case notEnoughMemory(path: String, log: String)
    /// PostgreSQL refuses to run as root, and neither a namespace nor another user is to be had here.
    case rootRefused(path: String, reason: String)
    /// The folder holds something that is not a cluster.
    case notACluster(path: String)
    /// The server or its tool failed for another reason.
    case failed(path: String, log: String)
    /// Nothing happened for 30 s: another process holds the lock, or the server does not get ready.
    case noAnswer(path: String, log: String)
}
