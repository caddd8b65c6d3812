// A desk's journal for a simulated desk: the same promises, in memory.

import Desk
import Domain
import Journal
import Store

/// Keeps what the real journal keeps, by the same rules. Commands lie in it as they are: a payload is a place in a list.
final class MemoryOutbox: Outbox {
    private struct Block {
        var next: Int64
        var last: Int64
    }

    private var entries: [JournalEntry] = []
    private var places: [[UInt8]: Int] = [:]
    private var open: [Int] = []
    private var blocks: [Block] = []
    private var known: [ClosedRange<Int64>] = []
    private var commands: [Command] = []
    private var isDraining = false
    private var confirmedEntries: [(id: [UInt8], payload: [UInt8])] = []

    func append(
        id: [UInt8], event: Int32, takesSerial: Bool, madeAt: Int64, make: (Int64, Int64?) throws -> [UInt8]
    ) throws(JournalError) -> (entry: JournalEntry, isNew: Bool) {
        if let place = places[id] { return (entries[place], false) }
        let block = takesSerial ? blocks.firstIndex { $0.next <= $0.last } : nil
        if takesSerial, block == nil { throw .noSerials(event: event) }
        let serial = block.map { blocks[$0].next }
        let payload: [UInt8]
        do {
            payload = try make(Int64(entries.count + 1), serial)
        } catch {
            throw .notMade(reason: String(describing: error))
        }
        if let block { blocks[block].next += 1 }
        let entry = JournalEntry(
            sequence: Int64(entries.count + 1), id: id, event: event, serial: serial, payload: payload,
            state: .pending, note: nil, madeAt: madeAt)
        places[id] = entries.count
        open.append(entries.count)
        entries.append(entry)
        return (entry, true)
    }

    /// Makes the entry another; false where it is not in one of `states`.
    private func change(
        _ id: [UInt8], in states: Set<JournalEntry.State>, to state: JournalEntry.State, payload: [UInt8]? = nil,
        note: String? = nil
    ) -> Bool {
        guard let place = places[id], states.contains(entries[place].state) else { return false }
        let old = entries[place]
        entries[place] = JournalEntry(
            sequence: old.sequence, id: id, event: old.event, serial: old.serial,
            payload: state == .done ? [] : payload ?? old.payload, state: state, note: note, madeAt: old.madeAt)
        if state != .pending { open.removeAll { $0 == place } }
        return true
    }

    func amend(id: [UInt8], payload: [UInt8]) -> Bool {
        change(id, in: [.pending], to: .pending, payload: payload)
    }

    func settle(id: [UInt8]) {
        _ = change(id, in: [.pending, .aside, .done], to: .done)
    }

    func confirm(id: [UInt8], of origin: String, payload: [UInt8]) {
        confirmedEntries.removeAll { $0.id == id }
        confirmedEntries.append((id, payload))
        settle(id: id)
    }

    func confirmed(of origin: String, after id: [UInt8]) -> [(id: [UInt8], payload: [UInt8])] {
        let place = confirmedEntries.lastIndex { $0.id == id }
        return Array(confirmedEntries[(place.map { $0 + 1 } ?? 0)...])
    }

    func lastConfirmed() -> [UInt8] { confirmedEntries.last?.id ?? [] }

    func setAside(id: [UInt8], note: String) {
        _ = change(id, in: [.pending, .aside], to: .aside, note: note)
    }

    func entry(id: [UInt8]) -> JournalEntry? { places[id].map { entries[$0] } }

    func pending(limit: Int) -> [JournalEntry] { open.prefix(limit).map { entries[$0] } }

    func pending(after sequence: Int64) -> [JournalEntry] {
        open.filter { $0 >= Int(sequence) }.map { entries[$0] }
    }

    func pendingIDs() -> [[UInt8]] { open.map { entries[$0].id } }

    func pendingCount() -> Int { open.count }

    func aside(limit: Int) -> [JournalEntry] { Array(entries.filter { $0.state == .aside }.prefix(limit)) }

    func serialsLeft(event: Int32) -> Int { blocks.reduce(0) { $0 + Int($1.last - $1.next + 1) } }

    func addBlock(event: Int32, first: Int64, last: Int64) {
        guard !known.contains(first...last) else { return }
        known.append(first...last)
        blocks.append(Block(next: first, last: last))
    }

    func dropBlocks(event: Int32) {
        for index in blocks.indices { blocks[index].next = blocks[index].last + 1 }
    }

    func passOver(serial: Int64, event: Int32) {
        for index in blocks.indices where (blocks[index].next...max(blocks[index].last, blocks[index].next)) ~= serial {
            blocks[index].next = serial + 1
        }
    }

    func withDrainLock<T>(_ body: () throws -> T) throws -> T? {
        guard !isDraining else { return nil }
        isDraining = true
        defer { isDraining = false }
        return try body()
    }

    func payload(of command: Command) -> [UInt8] {
        commands.append(command)
        return withUnsafeBytes(of: UInt32(commands.count - 1)) { Array($0) }
    }

    func command(in payload: [UInt8]) throws(DeskError) -> Command {
        guard !payload.isEmpty else { throw .store(.unreadable("payload")) }
        return commands[payload.reversed().reduce(0) { $0 << 8 | Int($1) }]
    }
}
