// The copy of the event on the desk's disk: a sealed base, and what has changed since behind it.

import Domain
import Journal
import Store

/// Reads and writes the copy of one event. One thread uses it.
struct SnapshotFile {
    /// Bytes of people in one frame, about.
    private static let frameSize = 1 << 18

    private enum Kind: UInt64 {
        case head = 1
        case people, gates, change, whole
    }

    private static let (start, end) = ("event-", ".copy")

    private let stream: SealedStream

    /// - Parameter readOnly: for looking at it only; the right to write it is left to others.
    init(event slug: String, of journal: Journal, readOnly: Bool = false) throws(JournalError) {
        stream = try SealedStream(Self.start + slug + Self.end, of: journal, readOnly: readOnly)
    }

    /// The events of which this desk has a copy.
    static func slugs(in journal: Journal) -> [String] {
        journal.names(from: start, to: end)
    }

    /// Removes the copies of all events: of a desk that keeps none any more.
    static func removeAll(in journal: Journal) {
        for slug in slugs(in: journal) { journal.remove(start + slug + end) }
    }

    /// Bytes of the file; 0 where there is none.
    static func length(event slug: String, in journal: Journal) -> Int {
        journal.length(of: start + slug + end)
    }

    /// What the file holds, for whoever does not keep it.
    static func read(event slug: String, of journal: Journal) throws -> EventSnapshot? {
        try SnapshotFile(event: slug, of: journal, readOnly: true).load()
    }

    /// Another console of this desk keeps the file.
    var isReadOnly: Bool { !stream.isWriter }

    /// Takes the right to write it where nobody has it any more. The file is to be written as a whole then.
    func takeOver() throws(JournalError) -> Bool { try stream.takeOver() }

    var length: Int { stream.length }

    /// Nil where there is none, or none of this program's.
    func load() throws -> EventSnapshot? {
        var reading = Reading()
        guard try stream.read({ try reading.take($0) }), reading.isWhole else { return nil }
        return reading.snapshot
    }

    /// What a file is put together to.
    private struct Reading {
        var snapshot: EventSnapshot?
        var roster = Roster()
        var gates: [GateRecord] = []
        var isWhole = false

        /// A frame of another program's making ends the reading: nothing behind it counts.
        mutating func take(_ frame: [UInt8]) throws {
            var reader = ByteReader(frame)
            switch Kind(rawValue: try reader.unsigned()) {
            case .head: snapshot = try reader.head()
            case .people: for row in try reader.list({ try $0.registration() }) { roster.append(row) }
            case .gates: gates += try reader.list { try $0.gateRecord() }
            case .whole:
                roster.finish()
                snapshot?.roster = roster
                for gate in gates {
                    snapshot?.roster.put(gate.admissions, revoked: gate.isRevoked, of: gate.serial)
                }
                (roster, gates, isWhole) = (Roster(), [], true)
            case .change: snapshot?.apply(try reader.change())
            case nil: throw UnreadableBytes()
            }
        }
    }

    /// Writes the whole copy anew.
    func write(_ snapshot: EventSnapshot) throws {
        try stream.replace { add in
            var head = ByteWriter(Kind.head.rawValue)
            head.add(snapshot)
            try add(head.bytes)
            var people = Batch(.people)
            try snapshot.roster.forEach { row in
                people.add { $0.add(row) }
                if people.isFull { try add(people.take()) }
            }
            if !people.isEmpty { try add(people.take()) }
            var gates = Batch(.gates)
            try snapshot.roster.forEachAtGates { serial, admissions, isRevoked in
                gates.add { $0.add(GateRecord(serial: serial, admissions: admissions, isRevoked: isRevoked)) }
                if gates.isFull { try add(gates.take()) }
            }
            if !gates.isEmpty { try add(gates.take()) }
            try add(ByteWriter(Kind.whole.rawValue).bytes)
        }
    }

    /// Items of one kind that make a frame.
    private struct Batch {
        private let kind: Kind
        private var items = ByteWriter()
        private var count = 0

        init(_ kind: Kind) {
            self.kind = kind
        }

        var isEmpty: Bool { count == 0 }
        var isFull: Bool { items.bytes.count >= SnapshotFile.frameSize }

        mutating func add(_ write: (inout ByteWriter) -> Void) {
            write(&items)
            count += 1
        }

        /// The frame; begins the next.
        mutating func take() -> [UInt8] {
            var frame = ByteWriter(kind.rawValue)
            frame.add(count)
            frame.append(items)
            self = Batch(kind)
            return frame.bytes
        }
    }

    /// Adds what has changed.
    func append(_ change: SnapshotChange) throws(JournalError) {
        var frame = ByteWriter(Kind.change.rawValue)
        frame.add(change)
        try stream.append(frame.bytes)
    }
}
