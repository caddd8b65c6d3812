// What an update asks of the world, as a value.

/// A description of work. Updates return effects; only the program and its performer carry them out, and always after
/// the frame that belongs to the same update.
public enum Effect<Request: Sendable, Message: Sendable>: Sendable {
    /// Ask for something. The answers, one or more messages, reach `update` only while this is the newest use of the slot.
    case ask(Slot, Request)
    /// Have something done that must not be lost, a draft written or a command submitted. Never cancelled; its answers
    /// always reach `update`, and leaving the program waits for it (bounded).
    case tell(Request)
    /// End what the slot holds, be it a request or a timer.
    case cancel(Slot)
    /// Send a message later, unless the slot is used again before.
    case after(milliseconds: Int64, Slot, Message)
    /// Sound the terminal's bell.
    case bell
    /// Put text on the user's clipboard.
    case copy(String)
    /// Paint the whole screen anew, after something else has written on it.
    case redraw
    /// Have the mouse reported as events, or leave it to the terminal, whose users select text with it.
    case captureMouse(Bool)
    /// Give the terminal back to the shell until the user continues the program.
    case suspend
    /// Leave with this exit status. Events after it are not delivered.
    case quit(Int32)
}

extension Effect: Equatable where Request: Equatable, Message: Equatable {}
