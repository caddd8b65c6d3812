// What the mouse did.

/// One report of the mouse: a button, or a turn of the wheel.
public struct MouseEvent: Hashable, Sendable {
    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    public enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        case wheelUp, wheelDown
    }

    public var action: Action
    /// The cell, 0,0 at the top left.
    public var place: Point
    public var modifiers: Modifiers
    /// What stood there in the frame that was on the screen. The program fills it in.
    public var target: Target?

    public init(_ action: Action, at place: Point, modifiers: Modifiers = [], target: Target? = nil) {
        self.action = action
        self.place = place
        self.modifiers = modifiers
        self.target = target
    }
}
