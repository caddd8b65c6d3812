// Telling other desks that something has changed, and hearing of it. A notice only says "ask": what changed is read.

public import Domain
import Postgres

/// What was heard on the desks' channel.
public enum Notice: Hashable, Sendable {
    /// Something in this event has changed; `isOwn` when this very connection said so.
    case changed(EventID, isOwn: Bool)
    /// Somebody tries whether notices arrive here.
    case greeting(String)
}

extension Store {
    /// Tells all desks that something in the event has changed.
    ///
    /// Never inside a command's transaction: PostgreSQL lets only one transaction that has notified commit at a time.
    public func notify(_ event: EventID, within milliseconds: Int) throws(StoreError) {
        try send(String(event.rawValue), within: milliseconds)
    }

    /// Says something that a listener which knows the word recognises.
    public func greet(_ word: String, within milliseconds: Int) throws(StoreError) {
        try send(Self.greetingMark + word, within: milliseconds)
    }

    private func send(_ payload: String, within milliseconds: Int) throws(StoreError) {
        try StoreError.wrap {
            _ = try connection.run(
                Statement("live.notify", "SELECT pg_notify('\(Self.channel)', $1::text)"), [.text(payload)],
                within: milliseconds)
        }
    }

    /// Hears what desks say from now on.
    public func listen(within milliseconds: Int) throws(StoreError) {
        try StoreError.wrap {
            _ = try connection.run(Statement("live.listen", "LISTEN \(Self.channel)"), within: milliseconds)
        }
    }

    /// What was said, waiting for it where nothing was yet.
    /// - Parameters:
    ///   - milliseconds: how long to wait; 0 only looks.
    ///   - wake: a descriptor that ends the wait when it becomes readable; it is not read.
    public func notices(waiting milliseconds: Int, wake: Int32? = nil) throws(StoreError) -> [Notice] {
        try StoreError.wrap {
            try connection.notifications(waitingMilliseconds: milliseconds, wake: wake).compactMap { heard in
                guard heard.channel == Self.channel else { return nil }
                if heard.payload.hasPrefix(Self.greetingMark) {
                    return .greeting(String(heard.payload.dropFirst(Self.greetingMark.count)))
                }
                return Int32(heard.payload).map {
                    .changed(EventID(rawValue: $0), isOwn: heard.processID == connection.processID)
                }
            }
        }
    }

    private static let channel = "expo_change"
    private static let greetingMark = "greeting:"
}
