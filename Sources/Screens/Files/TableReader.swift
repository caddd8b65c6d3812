// Taking one table of a file apart, key by key, gathering what is wrong on the way.

internal import Domain
internal import Text

/// The errors of one file as they are found.
final class ErrorCollector {
    /// More than anybody reads; the rest shows when these are mended.
    static let limit = 100

    private let document: TOMLDocument
    private(set) var errors: [ScreenFileError] = []

    init(_ document: TOMLDocument) {
        self.document = document
    }

    func add(_ keyPath: String, _ problem: ScreenFileError.Problem) {
        guard errors.count < Self.limit else { return }
        errors.append(
            ScreenFileError(
                file: document.file, line: document.line(of: keyPath), keyPath: keyPath, problem: problem))
    }
}

/// One table of a file. Every reading that fails leaves an error behind and gives nil.
struct TableReader {
    let values: [String: ValueTree]
    /// Empty for the document itself.
    let path: String
    let collector: ErrorCollector

    func path(_ key: String) -> String {
        path.isEmpty ? key : path + "." + key
    }

    func has(_ key: String) -> Bool {
        values[key] != nil
    }

    func add(_ key: String, _ problem: ScreenFileError.Problem) {
        collector.add(path(key), problem)
    }

    /// Keys that are not `known` are errors.
    func checkKeys(_ known: [String]) {
        for key in values.keys.sorted() where !known.contains(key) {
            add(key, .unknownKey(nearest: NearestWord.of(key, in: known)))
        }
    }

    func require(_ keys: String...) {
        for key in keys where values[key] == nil {
            add(key, .missingKey)
        }
    }

    /// One clean line of text.
    func text(_ key: String) -> String? {
        read(key, .text) { if case .text(let text) = $0 { text } else { nil } }.flatMap { raw in
            let text = TextCleaning.line(raw).text
            if text.isEmpty { add(key, .emptyText) }
            return text.isEmpty ? nil : text
        }
    }

    func flag(_ key: String) -> Bool? {
        read(key, .flag) { if case .flag(let flag) = $0 { flag } else { nil } }
    }

    func number(_ key: String, in range: ClosedRange<Int>? = nil) -> Int? {
        let number: Int? = read(key, .number) { if case .number(let number) = $0 { number } else { nil } }
        if let number, let range, !range.contains(number) {
            add(key, .outOfRange(range))
            return nil
        }
        return number
    }

    /// A TOML date, or one in quotes.
    func date(_ key: String) -> CalendarDate? {
        if case .text(let text)? = values[key] {
            let date = CalendarDate(text)
            if date == nil { add(key, .badDate(text)) }
            return date
        }
        return read(key, .date) { if case .date(let date) = $0 { date } else { nil } }
    }

    func table(_ key: String) -> TableReader? {
        read(key, .table) { if case .table(let values) = $0 { values } else { nil } }
            .map { TableReader(values: $0, path: path(key), collector: collector) }
    }

    /// The tables of a list, each with its place in the path, from 1.
    func tables(_ key: String) -> [TableReader]? {
        list(key)?.enumerated().compactMap { index, value in
            let path = "\(path(key))[\(index + 1)]"
            guard case .table(let values) = value else {
                collector.add(path, .wrongShape(expected: .table, found: value.shape))
                return nil
            }
            return TableReader(values: values, path: path, collector: collector)
        }
    }

    /// A list of clean words.
    func words(_ key: String) -> [String]? {
        list(key)?.enumerated().compactMap { index, value in
            guard case .text(let text) = value else {
                collector.add("\(path(key))[\(index + 1)]", .wrongShape(expected: .text, found: value.shape))
                return nil
            }
            return TextCleaning.line(text).text
        }
    }

    private func list(_ key: String) -> [ValueTree]? {
        read(key, .list) { if case .list(let values) = $0 { values } else { nil } }
    }

    /// A text in both languages.
    func localized(_ key: String, paragraph: Bool = false) -> Localized? {
        guard let table = table(key) else { return nil }
        table.checkKeys(["ko", "en"])
        table.require("ko", "en")
        let ko = paragraph ? table.paragraph("ko") : table.text("ko")
        let en = paragraph ? table.paragraph("en") : table.text("en")
        guard let ko, let en else { return nil }
        return Localized(ko: ko, en: en)
    }

    private func paragraph(_ key: String) -> String? {
        read(key, .text) { if case .text(let text) = $0 { text } else { nil } }.flatMap { raw in
            let text = TextCleaning.paragraph(raw).text
            if text.isEmpty { add(key, .emptyText) }
            return text.isEmpty ? nil : text
        }
    }

    /// One of a few words.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let word = text(key) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let allowed = Choice.allCases.map(\.rawValue)
        add(key, .unknownWord(word, allowed: allowed, nearest: NearestWord.of(word, in: allowed)))
        return nil
    }

    func fieldID(_ key: String) -> FieldID? {
        guard let word = text(key) else { return nil }
        let id = FieldID(word)
        if id == nil { add(key, .badFieldID(word)) }
        return id
    }

    private func read<Value>(_ key: String, _ shape: ValueShape, _ take: (ValueTree) -> Value?) -> Value? {
        guard let value = values[key] else { return nil }
        if let taken = take(value) { return taken }
        add(key, .wrongShape(expected: shape, found: value.shape))
        return nil
    }
}
