// The only place that meets TOMLKit: bytes to plain values, with the parser's traps kept away from it.

internal import Domain
internal import TOMLKit
internal import Text

/// A TOML file that was read.
public struct TOMLDocument: Hashable, Sendable {
    /// More than any screen file needs, and little enough to parse at once.
    public static let sizeLimit = 1 << 20

    public let file: String
    /// The document's keys.
    public let values: [String: ValueTree]
    private let lines: KeyLines

    /// Reads the file at `path`.
    public init(path: String) throws(ScreenFileErrors) {
        try self.init(bytes: try FileBytes.read(path), file: path)
    }

    /// - Parameter file: the name that errors carry.
    public init(bytes: [UInt8], file: String) throws(ScreenFileErrors) {
        guard bytes.count <= Self.sizeLimit else { throw Self.failure(file, .tooLarge(limit: Self.sizeLimit)) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.failure(file, .notUTF8, line: Self.lineOfBadUTF8(bytes))
        }
        try self.init(text: text, file: file)
    }

    /// - Parameter file: the name that errors carry.
    public init(text: String, file: String) throws(ScreenFileErrors) {
        guard text.utf8.count <= Self.sizeLimit else { throw Self.failure(file, .tooLarge(limit: Self.sizeLimit)) }
        lines = KeyLines(text)
        if let finding = TOMLGuard.check(Array(text.utf8)) {
            throw Self.failure(file, finding.problem, line: finding.line)
        }
        do {
            values = Self.values(of: try TOMLTable(string: text))
        } catch {
            guard let fault = error as? TOMLParseError else {
                throw Self.failure(file, .syntax(reason: "\(error)"))
            }
            throw ScreenFileErrors([
                ScreenFileError(
                    file: file, line: fault.source.begin.line, column: fault.source.begin.column,
                    problem: .syntax(reason: fault.description))
            ])
        }
        self.file = file
    }

    /// The line of a key, nil where it cannot be told.
    /// - Parameter keyPath: as in `ScreenFileError`.
    public func line(of keyPath: String) -> Int? {
        lines.line(of: keyPath)
    }

    private static func failure(_ file: String, _ problem: ScreenFileError.Problem, line: Int? = nil)
        -> ScreenFileErrors
    {
        ScreenFileErrors([ScreenFileError(file: file, line: line, problem: problem)])
    }

    /// The first line that is not UTF-8 by itself.
    private static func lineOfBadUTF8(_ bytes: [UInt8]) -> Int? {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    /// By keys and not by the table's iterator, which traps on what it cannot look up.
    private static func values(of table: TOMLTable) -> [String: ValueTree] {
        guard !table.isEmpty else { return [:] }
        return Dictionary(
            table.keys.compactMap { key in table[key].map { (key.nfc, value(of: $0)) } },
            uniquingKeysWith: { first, _ in first })
    }

    private static func value(of node: any TOMLValueConvertible) -> ValueTree {
        switch node.type {
        case .string: .text((node.string ?? "").nfc)
        case .int: .number(node.int ?? 0)
        case .double: .decimal(node.double ?? 0)
        case .bool: .flag(node.bool ?? false)
        case .date:
            node.date.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }.map { .date($0) } ?? .other
        case .array: .list(node.array.map { $0.map { value(of: $0) } } ?? [])
        case .table: .table(node.table.map { values(of: $0) } ?? [:])
        case .time, .dateTime: .other
        }
    }
}
