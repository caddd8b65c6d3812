// What could be written where the caret stands.

/// One thing to put in the place of what is being typed.
public struct FilterCompletion: Hashable, Sendable {
    /// In characters of the text.
    public var replaces: Range<Int>
    /// What to write there, in either language.
    public var text: Localized
    /// What a list shows for it.
    public var label: Localized
    public var isField: Bool
}

extension FilterText {
    /// Fields while a name is typed, the field's values after the colon, nothing where words are searched for.
    ///
    /// - Parameter caret: how many characters are before it.
    public func completions(at caret: Int) -> [FilterCompletion] {
        guard let word = words.first(where: { $0.place.lowerBound < caret && caret <= $0.place.upperBound }) else {
            return []
        }
        if let name = word.name, caret > name.upperBound {
            guard case .one(let index) = vocabulary.field(String(characters[name])) else { return [] }
            return values(of: index, word, caret)
        }
        let start = word.place.lowerBound + (word.isNegated ? 1 : 0)
        guard start < caret, word.name != nil || word.pieces.first?.isQuoted == false else { return [] }
        return fields(start..<(word.name.map { $0.upperBound + 1 } ?? word.place.upperBound), caret)
    }

    private func fields(_ place: Range<Int>, _ caret: Int) -> [FilterCompletion] {
        let typed = String(characters[place.lowerBound..<caret])
        return vocabulary.names.completing(typed).map { index in
            let label = vocabulary.fields[index].label
            return completion(place, label: label, isField: true) { name in
                let short = String(name.filter { !$0.isWhitespace })
                // A name that cannot be written, or is another field's too, gives way to the id.
                let canBeWritten = !short.contains { ":\"".contains(FilterLexer.sign($0)) } && !short.hasPrefix("-")
                let isUnique = canBeWritten && vocabulary.field(short) == .one(index)
                return (isUnique ? short : vocabulary.fields[index].column.id) + ":"
            }
        }.filter(changes)
    }

    private func values(of index: Int, _ word: FilterWord, _ caret: Int) -> [FilterCompletion] {
        guard let piece = word.pieces.last(where: { $0.place.lowerBound <= caret }) else { return [] }
        let field = vocabulary.fields[index]
        var start = piece.place.lowerBound
        let opened = piece.isQuoted && start < caret ? 1 : 0
        var typed = String(characters[(start + opened)..<max(caret, start + opened)])
        if case .date = field.kind {
            let ends = FilterCondition.ends(typed)
            typed = ends[ends.count - 1]
            start = caret - typed.count
        }
        // A text is whatever was typed: only its whole keywords are offered, and those only in the beginning.
        let labels = field.choices.map(\.label) + field.keywords.map(\.names)
        return vocabulary.valueNames[index].completing(typed).map { found in
            completion(start..<max(piece.place.upperBound, caret), label: labels[found], isField: false) { label in
                guard found < field.choices.count else { return label }
                // A label that two choices share gives way to the id.
                let isUnique = vocabulary.valueNames[index].resolve(label) == .one(found)
                return Self.written(isUnique ? label : field.choices[found].id)
            }
        }.filter(changes)
    }

    private func completion(
        _ place: Range<Int>, label: Localized, isField: Bool, _ write: (String) -> String
    ) -> FilterCompletion {
        FilterCompletion(
            replaces: place, text: Localized(ko: write(label.ko), en: write(label.en)), label: label, isField: isField)
    }

    /// Whether taking it changes anything.
    private func changes(_ completion: FilterCompletion) -> Bool {
        let there = String(characters[completion.replaces])
        return there != completion.text.ko && there != completion.text.en
    }

    /// A value as it can be typed: without its blanks, in quotes where that is not enough.
    private static func written(_ label: String) -> String {
        let short = String(label.filter { !$0.isWhitespace })
        return short.contains { ",\"".contains(FilterLexer.sign($0)) }
            ? "\"" + label.filter { FilterLexer.sign($0) != "\"" } + "\"" : short
    }
}
