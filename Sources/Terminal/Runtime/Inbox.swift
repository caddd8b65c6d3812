// What lies in a program's mailbox, and the sendable end of it for news nobody asked for.

/// One letter to a program.
enum Mail<Message: Sendable>: Sendable {
    case news(Message)
    case answer(Ticket, Message)
    case done(Ticket)
}

/// The way for other threads to send a program messages that answer no request, such as another desk's changes.
///
/// Make it before the program and hand it to whatever listens; the program is given the same one.
public final class Inbox<Message: Sendable>: Sendable {
    let mailbox = Mailbox<Mail<Message>>()

    public init() {}

    /// Send a message to the program. Returns at once; may be called from any thread.
    public func post(_ message: Message) {
        mailbox.post(.news(message))
    }
}
