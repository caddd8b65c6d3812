// Frames kept in memory.

public import Text

/// Keeps the last frame, and what else was asked of the terminal, in memory: for scripts, tests and `--plain`.
public final class PlainPresenter: Presenter {
    public private(set) var size: Size
    public let ambiguous: AmbiguousWidth
    /// The last frame shown.
    public private(set) var frame: Frame?
    /// The theme it was shown in.
    public private(set) var theme: Theme?
    /// How many frames were shown.
    public private(set) var frames = 0
    /// How often the bell rang.
    public private(set) var bells = 0
    /// Whether the mouse is reported.
    public private(set) var capturesMouse = false
    /// What was copied last.
    public private(set) var clipboard: String?

    public init(size: Size, ambiguous: AmbiguousWidth = .narrow) {
        self.size = size
        self.ambiguous = ambiguous
    }

    public func present(_ frame: Frame, theme: Theme) {
        self.frame = frame
        self.theme = theme
        frames += 1
    }

    public func resize(to size: Size) {
        self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
    }

    public func redraw() {}

    public func ring() {
        bells += 1
    }

    public func copy(_ text: String) {
        clipboard = text
    }

    public func captureMouse(_ isOn: Bool) {
        capturesMouse = isOn
    }

    public func hear(_ reply: TerminalReply) {}

    /// The last frame's rows as text, without the blanks at their ends.
    public func lines() -> [String] {
        guard let frame else { return [] }
        return (0..<frame.buffer.size.rows).map { row in
            var text = Substring(frame.buffer.text(row: row))
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }
}
