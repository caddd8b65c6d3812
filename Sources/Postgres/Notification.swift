// What another session said with NOTIFY.

/// A notification that came in on a channel this connection listens to.
public struct Notification: Sendable, Equatable {
    public let channel: String
    public let payload: String
    /// The server process of the session that notified.
    public let processID: Int32

    public init(channel: String, payload: String, processID: Int32) {
        self.channel = channel
        self.payload = payload
        self.processID = processID
    }
}
