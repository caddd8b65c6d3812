// Where frames go.

public import Text

/// Puts frames somewhere: a terminal through curses, or memory.
public protocol Presenter: AnyObject {
    /// The screen's size, at least 1×1.
    var size: Size { get }
    /// How many columns characters of ambiguous width take here.
    var ambiguous: AmbiguousWidth { get }
    /// Show a frame. Called at most once a turn of the program's loop.
    func present(_ frame: Frame, theme: Theme)
    /// Take a new size; the next frame has it and is painted whole.
    func resize(to size: Size)
    /// Paint the next frame whole.
    func redraw()
    /// Sound the bell.
    func ring()
    /// Put text on the clipboard, as far as the terminal allows.
    func copy(_ text: String)
    /// Have the terminal report the mouse, or no more.
    func captureMouse(_ isOn: Bool)
    /// Hear of a terminal's reply that came later than it was waited for.
    func hear(_ reply: TerminalReply)
}
