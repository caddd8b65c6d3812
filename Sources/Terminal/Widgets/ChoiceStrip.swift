// Options side by side: what single and multiple choices share.

import Text

/// Draws options side by side and finds them by key.
enum ChoiceStrip {
    /// The option a key names: a digit by its place, a letter (or 초성) by the beginning of its title, after `current`
    /// first, so that the same letter again goes on to the next.
    static func index(of character: Character, in choices: [Choice], after current: Int?) -> Int? {
        if character.isASCII, let number = character.wholeNumberValue {
            return choices.indices.contains(number - 1) ? number - 1 : nil
        }
        let typed = String(character).foldedForSearch
        guard !typed.isEmpty else { return nil }
        let start = current.map { $0 + 1 } ?? 0
        let order = choices.indices.map { ($0 + start) % choices.count }
        return order.first { index in
            let title = choices[index].title.foldedForSearch
            return title.hasPrefix(typed)
                || (Hangul.isInitial(character) && Hangul.initials(of: title).hasPrefix(typed))
        }
    }

    /// How many rows `texts` take in `columns` without one of them being cut.
    static func rows(of texts: [String], columns: Int, ambiguous: AmbiguousWidth) -> Int {
        max(lines(widths(of: texts, ambiguous), columns: columns).count, 1)
    }

    /// Draws `texts` in the rows of `rect`, moved so that `current` is in sight, and returns where `current` begins.
    static func draw(
        _ texts: [(text: String, role: Role)], current: Int, in canvas: inout Canvas, at rect: Rect
    ) -> Point {
        let widths = widths(of: texts.map(\.text), canvas.ambiguous)
        var lines =
            rect.rows > 1
            ? lines(widths, columns: rect.columns) : [line(around: current, widths, columns: rect.columns)]
        let line = lines.firstIndex { $0.contains(current) } ?? 0
        // With too few rows as well, the row of `current` comes last.
        lines.removeFirst(min(max(line - rect.rows + 1, 0), lines.count))
        var found = Point(column: 0, row: 0)
        canvas.within(rect) { canvas in
            for (row, line) in lines.prefix(rect.rows).enumerated() {
                var place = Point(column: 0, row: row)
                for index in line where place.column < rect.columns {
                    if index == current { found = place }
                    canvas.draw(
                        texts[index].text, at: place, role: texts[index].role, columns: rect.columns - place.column)
                    place.column += widths[index] + 1
                }
            }
        }
        return found
    }

    private static func widths(of texts: [String], _ ambiguous: AmbiguousWidth) -> [Int] {
        texts.map { ColumnWidth.of($0, ambiguous: ambiguous) }
    }

    /// The options of each row: as many as fit, a column apart, and never less than one.
    private static func lines(_ widths: [Int], columns: Int) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var used = 0
        for (index, width) in widths.enumerated() {
            if let line = lines.last, used + 1 + width <= columns {
                lines[lines.count - 1] = line.lowerBound..<index + 1
                used += 1 + width
            } else {
                lines.append(index..<index + 1)
                used = width
            }
        }
        return lines
    }

    /// The options from the first one that leaves room for `current`; those after it may be cut.
    private static func line(around current: Int, _ widths: [Int], columns: Int) -> Range<Int> {
        var start = 0
        while start < current, widths[start...current].reduce(current - start, +) > columns { start += 1 }
        return start..<widths.count
    }
}
