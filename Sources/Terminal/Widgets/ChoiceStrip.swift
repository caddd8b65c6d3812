// Options in a row: what single and multiple choices share.

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

    /// Draws `texts` in one row, moved so that `current` is in sight, and returns where `current` begins.
    static func draw(
        _ texts: [(text: String, role: Role)], current: Int, in canvas: inout Canvas, at rect: Rect
    ) -> Int {
        let widths = texts.map { ColumnWidth.of($0.text, ambiguous: canvas.ambiguous) + 1 }
        var start = 0
        while start < current, widths[start...current].reduce(0, +) > rect.columns + 1 { start += 1 }
        var column = 0
        var found = 0
        canvas.within(rect) { canvas in
            for index in texts.indices.dropFirst(start) where column < rect.columns {
                if index == current { found = column }
                let place = Point(column: column, row: 0)
                canvas.draw(texts[index].text, at: place, role: texts[index].role, columns: rect.columns - column)
                column += widths[index]
            }
        }
        return found
    }
}
