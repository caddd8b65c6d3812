// What a desk remembers of its events and of its journal's travels, to be read without a line.

import Domain
import Journal
import Store

/// What lies sealed beside the journal.
struct DeskMemory: Codable, Equatable {
    /// The events this desk was opened for, the last one last.
    var events: [EventName] = []
    /// The last journal file that was written for each event.
    var exports: [JournalExport] = []
    /// The last changes that a database had lost, the newest last; nil in what an earlier program has written.
    var lost: [LostChange]?
    /// How many of each event there were; nil in what an earlier program has written.
    var lostCounts: [EventID: Int]?

    /// So many lost changes are remembered.
    private static let mostLost = 50

    private static func note(of journal: Journal) -> SealedNote {
        SealedNote("memory.sealed", of: journal)
    }

    /// What cannot be read was never known.
    static func read(_ journal: Journal) throws(JournalError) -> DeskMemory {
        decode(try note(of: journal).read())
    }

    private static func decode(_ bytes: [UInt8]?) -> DeskMemory {
        guard let bytes else { return DeskMemory() }
        return (try? PayloadCoding.value(Self.self, from: String(decoding: bytes, as: UTF8.self))) ?? DeskMemory()
    }

    static func change(_ journal: Journal, _ body: (inout DeskMemory) -> Void) throws(DeskError) {
        try DeskError.wrap {
            try note(of: journal).change { bytes in
                var memory = decode(bytes)
                body(&memory)
                return Array(try PayloadCoding.text(memory).utf8)
            }
        }
    }

    /// Remembers an event; nothing is written where it is the last one anyway.
    static func opened(_ event: Event, _ journal: Journal) throws(DeskError) {
        let name = EventName(event)
        let known = try DeskError.wrap { try read(journal).events.last }
        guard known != name else { return }
        try change(journal) { memory in
            memory.events.removeAll { $0.id == name.id }
            memory.events.append(name)
        }
    }

    /// All are counted, and the last ones remembered. What was lost before, and is again, is one change.
    mutating func remember(_ found: [LostChange]) {
        let known = Set((lost ?? []).compactMap(\.id))
        var counts = lostCounts ?? Dictionary(grouping: lost ?? [], by: \.event).mapValues(\.count)
        for change in found where change.id.map({ !known.contains($0) }) ?? true {
            counts[change.event, default: 0] += 1
        }
        lostCounts = counts
        let ids = Set(found.compactMap(\.id))
        let earlier = (lost ?? []).filter { change in change.id.map { !ids.contains($0) } ?? true }
        lost = Array((earlier + found).suffix(Self.mostLost))
    }

    func export(of event: EventID) -> JournalExport? {
        exports.last { $0.event == event }
    }
}
