// Carries out requests, on threads of its own.

/// Carries out the requests of `ask` and `tell`.
///
/// Both functions are called on the program's thread and must return at once; the work belongs on other threads.
public protocol Performer<Request, Message>: Sendable {
    associatedtype Request: Sendable
    associatedtype Message: Sendable

    /// Start a request.
    ///
    /// `reply` may be called from any thread, any number of times. `done` must be called once, after the last reply, also
    /// when the request failed or was cancelled: the idle handshake and the way out wait for it.
    func perform(
        _ request: Request, ticket: Ticket, reply: @escaping @Sendable (Message) -> Void,
        done: @escaping @Sendable () -> Void)

    /// End a request early: its answers are not wanted any more. Called only for an `ask` that is not done as far as the
    /// program knows; the request may have ended meanwhile, so an unknown ticket is no fault.
    func cancel(_ ticket: Ticket)
}

/// A performer that has nothing to do, for programs without requests and for tests.
public struct IdlePerformer<Request: Sendable, Message: Sendable>: Performer {
    public init() {}

    public func perform(
        _ request: Request, ticket: Ticket, reply: @escaping @Sendable (Message) -> Void,
        done: @escaping @Sendable () -> Void
    ) {
        done()
    }

    public func cancel(_ ticket: Ticket) {}
}
