// A PostgreSQL cluster of our own inside a data folder: what callers see. How it is made and started is in
// PrivateServer+*.

import CLinux
import Glibc

/// A private PostgreSQL cluster in `<data folder>/postgres`, reachable over a unix socket only and shared by every process
/// that uses the folder. It outlives the process that started it, until `stop()`.
///
/// Blocking, and safe to call from several threads and processes at once. Each wait inside is bounded by 30 s.
public struct PrivateServer: Sendable {
    /// The role that owns everything, a superuser.
    public static let owner = "expo"

    /// Absolute, without a slash at its end.
    public let dataFolder: String
    /// Server settings (`fsync`, …) over our own; taken up when the server starts.
    public let settings: [String: String]

    /// - Parameter dataFolder: made with mode 0700 where it is missing; a relative path starts at the working folder.
    public init(dataFolder: String, settings: [String: String] = [:]) {
        self.dataFolder = dataFolder
        self.settings = settings
    }

    /// Makes the cluster where there is none, starts it where it does not run, and says where it is.
    /// - Parameter progress: called before each step that takes time.
    public func ensureRunning(
        progress: (PrivateServerStep) -> Void = { _ in }
    ) throws(PrivateServerError) -> RunningServer {
        throw .noAnswer(path: dataFolder, log: "")
    }

    /// Stops the server, breaking off its connections; false when it was not running.
    @discardableResult
    public func stop() throws(PrivateServerError) -> Bool {
        false
    }

    /// What there is, without changing anything.
    public func status() throws(PrivateServerError) -> PrivateServerStatus {
        .absent
    }
}
