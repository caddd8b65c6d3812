// Drawing the dashboard: rows of tiles, each with its numbers as text.

import Domain
import Terminal
import Text

extension ConsoleState {
    func drawDashboard(in canvas: inout Canvas, at body: Rect) {
        canvas.cursor = nil
        var body = body
        if let fault = dashboard.boardFault {
            let lines = ColumnWidth.wrap(fault, columns: body.columns, ambiguous: canvas.ambiguous)
            for (row, line) in lines.prefix(body.rows).enumerated() {
                canvas.draw(
                    line, at: Point(column: body.column, row: body.row + row), role: .bad, columns: body.columns)
            }
            let used = min(lines.count + 1, body.rows)
            body = Rect(column: body.column, row: body.row + used, columns: body.columns, rows: body.rows - used)
            guard body.rows > 0 else { return }
        }
        guard let numbers = dashboard.numbers, let event = desk?.event, !numbers.isEmpty, !dashboard.board.tiles.isEmpty
        else { return drawSentences(dashboardSentences, in: &canvas, at: body) }
        let rows = Array(dashboard.board.rows.dropFirst(min(dashboard.top, lastDashboardTop)))
        var heights: [Int] = []
        for row in rows {
            let height = Self.height(row)
            guard heights.reduce(0, +) + height <= body.rows || heights.isEmpty else { break }
            heights.append(height)
        }
        // What is left over goes to parts that would be summed up without it, then to all tiles that show more with it.
        let growing = heights.indices.filter { rows[$0].contains { $0.kind.grows } }
        var spare = max(0, body.rows - heights.reduce(0, +))
        for index in growing {
            let missing = min(max(partsHeight(rows[index]) - heights[index], 0), spare)
            heights[index] += missing
            spare -= missing
        }
        for (turn, index) in growing.enumerated() {
            heights[index] += spare / growing.count + (turn < spare % growing.count ? 1 : 0)
        }
        var line = body.row
        for (row, height) in zip(rows, heights) {
            let columns = Layout.lengths(body.columns, row.map { .fill($0.width) })
            var column = body.column
            for (tile, width) in zip(row, columns) {
                let rect = Rect(column: column, row: line, columns: max(width - 2, 1), rows: min(height, body.rows) - 1)
                canvas.within(rect) { draw(tile, numbers, event, in: &$0) }
                column += width
            }
            line += height
        }
        drawAge(numbers, in: &canvas, at: Point(column: body.column, row: body.row + (heights.first ?? 1) - 1), body)
    }

    private func drawSentences(_ sentences: [String], in canvas: inout Canvas, at body: Rect) {
        canvas.within(body) { canvas in
            for (row, sentence) in sentences.enumerated() {
                canvas.draw(
                    sentence, at: Point(column: 2, row: row + 1), role: .dim, columns: canvas.bounds.columns - 2)
            }
        }
    }

    /// What to say in place of the tiles.
    private var dashboardSentences: [String] {
        if case .failed = session { return readingLines }
        guard let numbers = dashboard.numbers else { return [dashboard.failure ?? words.loading] }
        // The board that came with the program is gone too: what is wrong has been said.
        guard !dashboard.board.tiles.isEmpty else { return [] }
        return numbers.isEmpty ? [words.nobodyYet, words.numbersComeHere] : []
    }

    /// The line below the first row: when the numbers were read, and whether they may be old.
    private func drawAge(_ numbers: EventNumbers, in canvas: inout Canvas, at point: Point, _ body: Rect) {
        let text = isOld ? words.oldNumbers(numbers) : words.numbersAt(numbers)
        let place = Point(
            column: point.column + max(0, body.columns - ColumnWidth.of(text, ambiguous: canvas.ambiguous)),
            row: point.row)
        canvas.draw(text, at: place, role: isOld ? .warning : .dim, columns: body.columns)
    }

    /// The numbers may have changed since, and nobody would hear of it.
    private var isOld: Bool { isLineLost || dashboard.failure != nil }

    private func draw(_ tile: Board.Tile, _ numbers: EventNumbers, _ event: Event, in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        let full = words.fullName(tile.figure).flatMap { name in
            ColumnWidth.of(name, ambiguous: canvas.ambiguous) <= columns ? name : nil
        }
        let name = tile.title.map(words.say) ?? full ?? words.name(tile.figure)
        canvas.draw(name, at: Point(column: 0, row: 0), role: isOld ? .dim : .heading, columns: columns)
        let content = Rect(column: 0, row: 1, columns: columns, rows: max(canvas.bounds.rows - 1, 0))
        canvas.within(content) { canvas in
            switch tile.figure.value(numbers, area: tile.area) {
            case .number(let count):
                let value = words.count(count)
                drawValue(value, in: &canvas)
                let used = ColumnWidth.of(value, ambiguous: canvas.ambiguous) + 1
                guard let window = words.window(of: tile.figure), used < columns else { break }
                canvas.draw(window, at: Point(column: used, row: 0), role: .dim, columns: columns - used)
            case .text(let text): drawValue(text, in: &canvas)
            case .minutes(let minutes): drawMinutes(minutes, in: &canvas)
            case .parts(let parts):
                let named = parts.map { NumberPart(words.part($0.name, of: tile.figure, event), $0.count) }
                switch tile.kind {
                case .histogram: drawHistogram(parts, in: &canvas)
                case .bar: drawParts(named, withBars: true, in: &canvas)
                case .number, .sparkline, .table: drawParts(named, withBars: false, in: &canvas)
                }
            }
        }
    }

    private var valueRole: Role { isOld ? .dim : .value }

    private func drawValue(_ text: String, in canvas: inout Canvas) {
        canvas.draw(text, at: Point(column: 0, row: 0), role: valueRole, columns: canvas.bounds.columns)
    }

    /// Names, numbers and, where there is room, bars; what does not fit is summed up in the last line.
    private func drawParts(_ parts: [NumberPart], withBars: Bool, in canvas: inout Canvas) {
        guard !parts.isEmpty else { return drawValue(words.nothingYet, in: &canvas) }
        let (columns, rows) = (canvas.bounds.columns, canvas.bounds.rows)
        var shown = parts
        if parts.count > rows, rows > 0 {
            let rest = parts[(rows - 1)...]
            shown =
                parts[..<(rows - 1)] + [
                    NumberPart(words.otherParts(rest.count), rest.reduce(0) { $0 + $1.count })
                ]
        }
        let ambiguous = canvas.ambiguous
        func width(_ text: String) -> Int { ColumnWidth.of(text, ambiguous: ambiguous) }
        let digits = shown.map { width(words.count($0.count)) }.max() ?? 0
        let names = min(shown.map { width($0.name) }.max() ?? 0, max(columns - digits - 1, 0))
        let bars = columns - names - digits - 2
        let most = shown.map(\.count).max() ?? 0
        for (row, part) in shown.enumerated() {
            canvas.draw(part.name, at: Point(column: 0, row: row), role: isOld ? .dim : .label, columns: names)
            let count = words.count(part.count)
            let place = Point(column: names + 1 + digits - width(count), row: row)
            canvas.draw(count, at: place, role: valueRole, columns: digits)
            guard withBars, bars >= 3 else { continue }
            let bar = Charts(ambiguous: canvas.ambiguous).bar(part.count, of: most, columns: bars)
            canvas.draw(bar, at: Point(column: names + digits + 2, row: row), role: isOld ? .dim : .good)
        }
    }

    /// Upright bars over the hours, the latest where not all fit; each hour's number stands below it.
    private func drawHistogram(_ parts: [NumberPart], in canvas: inout Canvas) {
        guard !parts.isEmpty else { return drawValue(words.nothingYet, in: &canvas) }
        let digits = parts.map { words.count($0.count).count }.max() ?? 1
        let step = max(digits, 2) + 1
        let shown = Array(parts.suffix(max(canvas.bounds.columns / step, 1)))
        let rows = canvas.bounds.rows - 2
        let lines = Charts(ambiguous: canvas.ambiguous).histogram(shown.map(\.count), rows: rows, columns: step)
        for (row, line) in lines.enumerated() {
            canvas.draw(line, at: Point(column: 0, row: row), role: isOld ? .dim : .good)
        }
        for (index, part) in shown.enumerated() {
            let column = index * step
            canvas.draw(part.name, at: Point(column: column, row: max(rows, 0)), role: .dim)
            canvas.draw(words.count(part.count), at: Point(column: column, row: max(rows, 0) + 1), role: valueRole)
        }
    }

    /// The last hour in as many equal parts as fit, and what they come to.
    private func drawMinutes(_ minutes: [Int], in canvas: inout Canvas) {
        let columns = canvas.bounds.columns
        let step = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30].first { minutes.count / $0 <= columns } ?? 60
        let sums = stride(from: 0, to: minutes.count, by: step).map { start in
            minutes[start..<min(start + step, minutes.count)].reduce(0, +)
        }
        let line = Charts(ambiguous: canvas.ambiguous).sparkline(sums)
        canvas.draw(line, at: Point(column: 0, row: 0), role: isOld ? .dim : .good, columns: columns)
        let said = words.lastHour(minutes.reduce(0, +), busiest: sums.max() ?? 0, of: step)
        for (row, text) in ColumnWidth.wrap(said, columns: columns, ambiguous: canvas.ambiguous).enumerated() {
            canvas.draw(text, at: Point(column: 0, row: row + 1), role: valueRole, columns: columns)
        }
    }
}
