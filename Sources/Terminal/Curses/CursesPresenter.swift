// Frames on a terminal, through ncurses.

import CLinux
import CNcurses
public import Text

/// Hands ncurses the rows that changed and lets it find the shortest way to the screen, hardware scrolls included.
public final class CursesPresenter: Presenter {
    public private(set) var size: Size
    public var ambiguous: AmbiguousWidth { session.ambiguous }

    private let session: TerminalSession
    private let clipboard: Clipboard
    private var last: Frame?
    private var palette: CursesPalette?
    private var cursor = Point(column: 0, row: 0)
    private var cursorIsVisible: Bool?
    private let glyphs: GlyphWriter

    public init(_ session: TerminalSession) {
        self.session = session
        size = session.measure()
        clipboard = Clipboard()
        glyphs = GlyphWriter(isASCIIOnly: session.isASCIIOnly)
    }

    public func present(_ frame: Frame, theme: Theme) {
        let palette = self.palette(for: theme)
        let window = cn_stdscr()
        let rows = min(frame.buffer.size.rows, size.rows)
        for row in 0..<rows {
            if let last, last.buffer.row(row) == frame.buffer.row(row) { continue }
            write(frame.buffer.row(row), row: row, palette.styles, window)
        }
        place(frame.cursor, window)
        wnoutrefresh(window)
        doupdate()
        last = frame
        session.output.flush(synchronized: session.synchronizes)
    }

    /// One row from its first column: half glyphs were mended in the buffer, so ncurses never has to.
    private func write(
        _ cells: ArraySlice<Cell>, row: Int, _ styles: [CursesPalette.Style], _ window: UnsafeMutablePointer<WINDOW>?
    ) {
        wmove(window, Int32(row), 0)
        // A terminal may scroll when its last cell is written, and some cannot be told not to: it stays blank. A wide glyph
        // right before it stays out too: ncurses takes its second half for the last cell and, where it cannot turn the
        // automatic margin off (tmux, screen), inserts a blank that cuts the glyph in two.
        let isLast = row == size.rows - 1
        let end = isLast ? size.columns - 1 : size.columns
        var column = 0
        for cell in cells where cell.width > 0 {
            let next = column + Int(cell.width)
            guard next <= end, !(isLast && cell.width == 2 && next == end) else { break }
            column = next
            glyphs.write(cell, styles[Int(cell.role.rawValue)], window)
        }
        // Where a glyph was left out, what stood there before must go.
        while column < end {
            glyphs.write(.blank(.text), styles[Int(Role.text.rawValue)], window)
            column += 1
        }
    }

    /// The real cursor stands at the caret: input methods draw the syllable being composed there.
    private func place(_ wanted: Point?, _ window: UnsafeMutablePointer<WINDOW>?) {
        if let wanted { cursor = wanted }
        let row = min(max(0, cursor.row), size.rows - 1)
        let column = min(max(0, cursor.column), size.columns - 1)
        wmove(window, Int32(row), Int32(column))
        let isVisible = wanted != nil
        guard isVisible != cursorIsVisible else { return }
        cursorIsVisible = isVisible
        curs_set(isVisible ? 1 : 0)
    }

    private func palette(for theme: Theme) -> CursesPalette {
        if let palette, palette.shows(theme) { return palette }
        let new = CursesPalette(theme)
        palette = new
        last = nil
        return new
    }

    public func resize(to size: Size) {
        self.size = Size(columns: max(1, size.columns), rows: max(1, size.rows))
        resizeterm(Int32(self.size.rows), Int32(self.size.columns))
        redraw()
    }

    public func redraw() {
        werase(cn_stdscr())
        cn_clear_on_refresh(cn_curscr())
        last = nil
    }

    public func ring() {
        session.output.flush(tail: [0x07])
    }

    public func copy(_ text: String) {
        session.output.flush(tail: clipboard.sequence(text))
        clipboard.tellMultiplexer(text)
    }

    public func captureMouse(_ isOn: Bool) {
        session.captureMouse(isOn)
    }

    public func hear(_ reply: TerminalReply) {
        // Over a slow line the answer comes after the wait was over; it is as good then.
        if case .mode(2026, let state) = reply, session.asksForSynchronization {
            session.synchronizes = state == 1 || state == 2
        }
    }
}
