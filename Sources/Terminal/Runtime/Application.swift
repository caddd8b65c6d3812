// The pure half of a program.

/// A program as three pure functions over a model. Nothing in it may block, read a clock or keep state elsewhere.
public protocol Application {
    associatedtype Model
    associatedtype Message: Sendable
    associatedtype Request: Sendable

    /// Change the model for one event and say what else should happen.
    static func update(_ model: inout Model, _ event: ProgramEvent<Message>) -> [Effect<Request, Message>]
    /// Draw the whole model. Called once a frame, never once an event.
    static func view(_ model: Model, _ canvas: inout Canvas)
    /// The theme in which to show what `view` drew.
    static func theme(_ model: Model) -> Theme
}
