// What can be got out of a journal whose file is damaged.

/// The rows of a journal as far as they can be read, each as it was written last. What is sealed is believed when it opens;
/// whatever else lies in a file has no say.
struct JournalRows {
    /// Entries by their sequence. What was done has no payload.
    private(set) var entries: [Int64: JournalEntry] = [:]
    /// In the order in which they were confirmed.
    private(set) var confirmed: [Int64: Confirmed] = [:]
    private(set) var blocks: [BlockKey: Block] = [:]
    private(set) var desk: Desk?
    /// Whether anything that is sealed was found, and whether it opens. Where none does it is the key that is wrong.
    private(set) var hasSealed = false
    private(set) var opensAny = false
    /// Whether nobody can tell what the log beside the file held.
    private(set) var lacksLog = false

    struct Confirmed {
        var id: [UInt8]
        var origin: [UInt8]
        var payload: [UInt8]
        var settledAt: Int64
    }

    struct BlockKey: Hashable {
        var event: Int32
        var first: Int64
    }

    struct Block {
        var last: Int64
        var next: Int64
    }

    struct Desk {
        var id: [UInt8]
        var lastSequence: Int64
        /// It is as it was written last: no entry came after that number.
        var isLatest: Bool
    }

    /// More than a desk ever comes to: what lies beyond is none of its numbers.
    private static let mostSequences: Int64 = 1 << 40

    /// The version of the page that each was taken from.
    private var versions: [String: Int] = [:]
    private let seals: Seal

    init(_ files: JournalFiles, _ seals: Seal) {
        self.seals = seals
        let log = WriteAheadLog(files.log, pageSize: SQLitePages.size)
        lacksLog = log.isUnreadable
        let pages = SQLitePages(files.pages, log) { row in
            Self.isEntry(row.values) || Self.isConfirmed(row.values) || Self.isBlock(row.values)
                || Self.isDesk(row.values)
        }
        pages.forEachRow { take($0) }
        raiseBlocks()
    }

    private static func isEntry(_ values: [SQLiteValue]) -> Bool {
        values.count == 8 && values[1].blob?.count == 16 && values[2].integer.map { Int32(exactly: $0) != nil } ?? false
            && (values[3].isNull || values[3].integer != nil) && (values[4].isNull || values[4].blob != nil)
            && values[5].integer.flatMap { JournalEntry.State(rawValue: Int($0)) } != nil
            && (values[6].isNull || values[6].blob != nil) && values[7].integer != nil
    }

    private static func isConfirmed(_ values: [SQLiteValue]) -> Bool {
        guard values.count == 5, values[1].blob?.count == 16, case .text = values[2] else { return false }
        return values[3].blob != nil && values[4].integer != nil
    }

    private static func isBlock(_ values: [SQLiteValue]) -> Bool {
        let numbers = values.compactMap(\.integer)
        guard values.count == 4, numbers.count == 4, Int32(exactly: numbers[0]) != nil else { return false }
        return numbers[1] > 0 && numbers[1] <= numbers[3] && numbers[3] - 1 <= numbers[2] && numbers[2] < .max
    }

    private static func isDesk(_ values: [SQLiteValue]) -> Bool {
        values.count == 3 && values[1].blob != nil
            && values[2].integer.map { (0...Self.mostSequences).contains($0) } ?? false
    }

    private mutating func take(_ row: SQLitePages.Row) {
        if Self.isEntry(row.values) {
            takeEntry(row)
        } else if Self.isConfirmed(row.values) {
            takeConfirmed(row)
        } else if Self.isBlock(row.values), row.id == nil, row.isLatest {
            // An older one would hand out again what it has handed out since.
            takeBlock(row)
        } else if Self.isDesk(row.values) {
            takeDesk(row)
        }
    }

    private mutating func takeEntry(_ row: SQLitePages.Row) {
        guard let sequence = row.id, (1...Self.mostSequences).contains(sequence), let id = row.values[1].blob,
            let event = row.values[2].integer.flatMap({ Int32(exactly: $0) }),
            let state = row.values[5].integer.flatMap({ JournalEntry.State(rawValue: Int($0)) }),
            let madeAt = row.values[7].integer, isLatest("entry \(sequence)", row)
        else { return }
        let payload = row.values[4].blob.map { open($0, for: id) }
        let note = row.values[6].blob.map { open($0, for: id) }
        // A row that promises something says what: one that does not open is as good as lost.
        guard state == .done ? payload == nil : payload.flatMap(\.self) != nil else { return }
        entries[sequence] = JournalEntry(
            sequence: sequence, id: id, event: event, serial: row.values[3].integer,
            payload: payload?.flatMap(\.self) ?? [],
            state: state, note: note?.flatMap(\.self).map { String(decoding: $0, as: UTF8.self) }, madeAt: madeAt)
        versions["entry \(sequence)"] = row.version
    }

    private mutating func takeConfirmed(_ row: SQLitePages.Row) {
        guard let place = row.id, let id = row.values[1].blob, case .text(let origin) = row.values[2],
            let sealed = row.values[3].blob, let settledAt = row.values[4].integer,
            isLatest("confirmed \(place)", row), let payload = open(sealed, for: id)
        else { return }
        confirmed[place] = Confirmed(id: id, origin: origin, payload: payload, settledAt: settledAt)
        versions["confirmed \(place)"] = row.version
    }

    private mutating func takeBlock(_ row: SQLitePages.Row) {
        let numbers = row.values.compactMap(\.integer)
        let key = BlockKey(event: Int32(truncatingIfNeeded: numbers[0]), first: numbers[1])
        guard isLatest("block \(key)", row) else { return }
        // Of two that lie there as long, the one that has handed out more: a serial is nobody's twice.
        blocks[key] = Block(last: numbers[2], next: max(numbers[3], blocks[key]?.next ?? 0))
        versions["block \(key)"] = row.version
    }

    private mutating func takeDesk(_ row: SQLitePages.Row) {
        guard let sealed = row.values[1].blob, let last = row.values[2].integer, isLatest("desk", row),
            let id = open(sealed, for: Journal.deskPurpose)
        else { return }
        desk = Desk(id: id, lastSequence: last, isLatest: row.isLatest)
        versions["desk"] = row.version
    }

    private func isLatest(_ name: String, _ row: SQLitePages.Row) -> Bool {
        row.version >= versions[name] ?? 0
    }

    private mutating func open(_ sealed: [UInt8], for purpose: [UInt8]) -> [UInt8]? {
        hasSealed = true
        let text = seals.unseal(sealed, purpose: purpose)
        if text != nil { opensAny = true }
        return text
    }

    /// What an entry has taken is not free, however old what is left of its block.
    private mutating func raiseBlocks() {
        for entry in entries.values {
            guard let serial = entry.serial else { continue }
            for (key, block) in blocks where key.event == entry.event && key.first <= serial && serial <= block.last {
                blocks[key]?.next = max(block.next, serial + 1)
            }
        }
    }
}
