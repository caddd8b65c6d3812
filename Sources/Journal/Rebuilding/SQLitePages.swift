// The pages of a SQLite database, read without SQLite. Source: https://www.sqlite.org/fileformat2.html, section 1.6.

/// Every page of a database and of its write-ahead log as each lies there, and what rows they hold.
struct SQLitePages {
    /// SQLite's own choice, which a journal never changes.
    static let size = 4_096

    /// A row as it lay in a page.
    struct Row {
        /// Nil in an index and in a table without row ids.
        var id: Int64?
        var values: [SQLiteValue]
        /// Which version of the page it lay in: 0 in the database, from 1 on in the log. A later one counts.
        var version: Int
        /// Whether that is the last one of the page.
        var isLatest: Bool
    }

    private enum Kind: UInt8 {
        case interiorIndex = 0x02
        case interiorTable = 0x05
        case leafIndex = 0x0A
        case leafTable = 0x0D
    }

    private struct Version {
        /// Of the page, from 1.
        var number: Int
        var version: Int
        var page: [UInt8]
    }

    private var versions: [Version] = []
    /// By the number of the page.
    private var latest: [Int: Version] = [:]
    private let isRow: (Row) -> Bool

    /// - Parameters:
    ///   - pages: of the database in order; nil for one that could not be read.
    ///   - isRow: whether a row can be one, asked where the page does not say where its rows begin.
    init(_ pages: [[UInt8]?], _ log: WriteAheadLog, isRow: @escaping (Row) -> Bool) {
        self.isRow = isRow
        for (index, page) in pages.enumerated() {
            if let page { versions.append(Version(number: index + 1, version: 0, page: page)) }
        }
        for (index, frame) in log.frames.enumerated() {
            versions.append(Version(number: frame.number, version: index + 1, page: Array(frame.page)))
        }
        for version in versions { latest[version.number] = version }
    }

    /// Calls `body` with each row that can be read, of whatever table.
    func forEachRow(_ body: (Row) -> Void) {
        for version in versions {
            if let cells = Self.cells(of: version.page) {
                for place in cells.places {
                    if let row = row(version, at: place, cells.kind) { body(row) }
                }
            } else {
                // What says where the rows begin is destroyed: some may lie behind that.
                for place in version.page.indices {
                    for kind in [Kind.leafTable, .leafIndex] {
                        if let row = row(version, at: place, kind), isRow(row) { body(row) }
                    }
                }
            }
        }
    }

    /// Where the rows of a page begin; nil where it is not, or no longer, a page of a table or index.
    private static func cells(of page: [UInt8]) -> (kind: Kind, places: [Int])? {
        guard page.count == size, let kind = Kind(rawValue: page[0]) else { return nil }
        let header = kind == .interiorIndex || kind == .interiorTable ? 12 : 8
        let count = Int(page[3]) << 8 | Int(page[4])
        guard header + 2 * count <= size else { return nil }
        let places = (0..<count).map { Int(page[header + 2 * $0]) << 8 | Int(page[header + 2 * $0 + 1]) }
        guard places.allSatisfy({ $0 >= header + 2 * count && $0 < size }) else { return nil }
        return (kind, places)
    }

    private func row(_ version: Version, at start: Int, _ kind: Kind) -> Row? {
        guard kind != .interiorTable else { return nil }
        let page = version.page
        let begin = kind == .interiorIndex ? start + 4 : start
        guard let (count, afterCount) = SQLiteRecord.varint(page, at: begin), count > 0,
            count <= latest.count * Self.size
        else { return nil }
        var (id, place): (Int64?, Int) = (nil, afterCount)
        if kind == .leafTable {
            guard let (rowID, end) = SQLiteRecord.varint(page, at: afterCount) else { return nil }
            (id, place) = (rowID, end)
        }
        guard let record = record(page, at: place, Int(count), isTable: kind == .leafTable),
            let values = SQLiteRecord.values(of: record)
        else { return nil }
        return Row(
            id: id, values: values, version: version.version,
            isLatest: latest[version.number]?.version == version.version)
    }

    /// The bytes of a row: those in its page, and those that were too many for it.
    private func record(_ page: [UInt8], at place: Int, _ count: Int, isTable: Bool) -> [UInt8]? {
        let most = isTable ? Self.size - 35 : (Self.size - 12) * 64 / 255 - 23
        let least = (Self.size - 12) * 32 / 255 - 23
        guard count > most else {
            return place + count <= page.count ? Array(page[place..<place + count]) : nil
        }
        let fitting = least + (count - least) % (Self.size - 4)
        let local = fitting <= most ? fitting : least
        guard place + local + 4 <= page.count else { return nil }
        var bytes = Array(page[place..<place + local])
        var next = Self.number(page, at: place + local)
        while bytes.count < count {
            guard next > 0, let overflow = latest[next]?.page, overflow.count == Self.size else { return nil }
            bytes += overflow[4..<min(Self.size, 4 + count - bytes.count)]
            next = Self.number(overflow, at: 0)
        }
        return bytes
    }

    private static func number(_ page: [UInt8], at place: Int) -> Int {
        page[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
