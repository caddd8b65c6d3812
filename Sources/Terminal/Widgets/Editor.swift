// The text and the caret behind every text field.

import Text

/// Clusters, a caret between them, and the steps back.
///
/// Typed scalars are joined to what is before the caret and composed again: ㅎ-ㅏ-ㄴ arriving as conjoining jamo, or an
/// accent after its letter, become one cluster.
struct Editor: Equatable, Sendable {
    private struct Step: Equatable, Sendable {
        let clusters: [Character]
        let caret: Int
    }

    private enum Activity: Equatable, Sendable {
        case none, typing, erasing
    }

    private(set) var clusters: [Character]
    /// 0…clusters.count.
    private(set) var caret: Int
    /// The most clusters; more are not taken.
    let limit: Int
    private var steps: [Step] = []
    private var activity = Activity.none

    /// Older steps are forgotten, except the very first text.
    private static let mostSteps = 100

    init(_ text: String, limit: Int) {
        self.limit = max(limit, 0)
        clusters = Array(text.nfc.prefix(self.limit))
        caret = clusters.count
    }

    var text: String { String(clusters) }

    // MARK: Changing

    /// Takes one typed character. One undo step a word.
    mutating func type(_ character: Character) -> Bool {
        let startsWord = caret == 0 || (clusters[caret - 1].isWhitespace && !character.isWhitespace)
        return change(as: .typing, startsWord: startsWord) { $0.insert(String(character)) }
    }

    /// Takes a text as one undo step.
    mutating func paste(_ text: String) -> Bool {
        change(as: .none, startsWord: true) { $0.insert(text) }
    }

    /// Replaces everything, as one undo step.
    mutating func replace(with text: String) -> Bool {
        change(as: .none, startsWord: true) { editor in
            editor.clusters = Array(text.nfc.prefix(editor.limit))
            editor.caret = editor.clusters.count
        }
    }

    /// Removes a part; the caret goes to its beginning.
    mutating func remove(_ range: Range<Int>) -> Bool {
        let single = range.count == 1
        let startsWord = !single || range.lowerBound == 0 || clusters[range.lowerBound].isWhitespace
        return change(as: single ? .erasing : .none, startsWord: startsWord) { editor in
            let rest = Array(editor.clusters[range.upperBound...])
            editor.settle(String(editor.clusters[..<range.lowerBound]), before: rest)
        }
    }

    mutating func undo() -> Bool {
        guard let step = steps.popLast() else { return false }
        clusters = step.clusters
        caret = step.caret
        activity = .none
        return true
    }

    private mutating func change(as activity: Activity, startsWord: Bool, _ body: (inout Editor) -> Void) -> Bool {
        let before = Step(clusters: clusters, caret: caret)
        body(&self)
        guard !same(clusters, before.clusters) else { return false }
        if startsWord || activity == .none || activity != self.activity || steps.isEmpty {
            steps.append(before)
            if steps.count > Self.mostSteps { steps.remove(at: 1) }
        }
        self.activity = activity
        return true
    }

    /// Same text; Swift's own comparison is enough, for both are in NFC.
    private func same(_ one: [Character], _ other: [Character]) -> Bool { one == other }

    private mutating func insert(_ text: String) {
        let rest = Array(clusters[caret...])
        let before = String(clusters[..<caret])
        let room = limit - rest.count
        let joined = (before + text).nfc
        settle(joined.count > room ? String(joined.prefix(max(room, 0))) : joined, before: rest)
    }

    /// Puts `head` before `rest`. What composes across the border counts as being before the caret.
    private mutating func settle(_ head: String, before rest: [Character]) {
        let whole = Array((head + String(rest)).nfc)
        clusters = whole
        caret = min(max(whole.count - rest.count, head.count), whole.count)
    }

    // MARK: Moving

    mutating func move(to place: Int) {
        caret = min(max(place, 0), clusters.count)
        activity = .none
    }

    /// Where the word before the caret begins. WidgetWords end at spaces: Korean particles are part of theirs.
    var wordStart: Int {
        var place = caret
        while place > 0, clusters[place - 1].isWhitespace { place -= 1 }
        while place > 0, !clusters[place - 1].isWhitespace { place -= 1 }
        return place
    }

    /// Where the word after the caret ends.
    var wordEnd: Int {
        var place = caret
        while place < clusters.count, clusters[place].isWhitespace { place += 1 }
        while place < clusters.count, !clusters[place].isWhitespace { place += 1 }
        return place
    }

    /// The line of the caret, without its line feed.
    var line: Range<Int> {
        let start = clusters[..<caret].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let end = clusters[caret...].firstIndex(of: "\n") ?? clusters.count
        return start..<end
    }

    /// The keys that one-line and many-line fields share.
    mutating func handle(_ press: KeyPress) -> Handled {
        switch (press.key, press.modifiers) {
        case (.backspace, []): return erase(max(caret - 1, 0)..<caret)
        case (.delete, []): return erase(caret..<min(caret + 1, clusters.count))
        case (.character("w"), .control), (.backspace, .alt): return erase(wordStart..<caret)
        case (.character("u"), .control): return erase(line.lowerBound..<caret)
        case (.character("k"), .control): return erase(caret..<line.upperBound)
        case (.character("z"), .control): return undo() ? .changed : .consumed
        case (.left, []): move(to: caret - 1)
        case (.right, []): move(to: caret + 1)
        case (.left, .control): move(to: wordStart)
        case (.right, .control): move(to: wordEnd)
        case (.home, []), (.character("a"), .control): move(to: line.lowerBound)
        case (.end, []), (.character("e"), .control): move(to: line.upperBound)
        default:
            guard let character = press.typed else { return .ignored }
            return type(character) ? .changed : .consumed
        }
        return .consumed
    }

    private mutating func erase(_ range: Range<Int>) -> Handled {
        guard !range.isEmpty else { return .consumed }
        return remove(range) ? .changed : .consumed
    }
}
