// Everything that can reach an update.

/// One thing that happened, in the order in which it happened.
public enum ProgramEvent<Message: Sendable>: Sendable {
    /// A key or a paste. Terminal replies never arrive here: the program keeps them for the presenter.
    case input(TimedEvent)
    /// An answer to an effect, a timer, or news from the inbox.
    case message(Message)
    /// The screen's size, once before the first frame and then at each change.
    case resized(Size)
}

extension ProgramEvent: Equatable where Message: Equatable {}
