// The journal's promises within one process.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("Journal")
struct JournalTests {
    private let scratch: ScratchFolder
    private let journal: Journal

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
    }

    private func id(_ number: Int) -> [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * (15 - $0))) }
    }

    @discardableResult
    private func append(_ number: Int, event: Int32 = 1, serial: Bool = false, _ text: String = "text") throws
        -> (entry: JournalEntry, isNew: Bool)
    {
        try journal.append(id: id(number), event: event, takesSerial: serial, madeAt: 1_790_000_000_123) { _, _ in
            Array(text.utf8)
        }
    }

    @Test("an entry comes back as it was made, after reopening too, and the desk keeps its id")
    func roundTrip() throws {
        try journal.addBlock(event: 7, first: 500, last: 501)
        let made = try journal.append(id: id(1), event: 7, takesSerial: true, madeAt: -5) { sequence, serial in
            Array("\(sequence)/\(serial ?? -1) 김민준".utf8)
        }
        let expected = JournalEntry(
            sequence: 1, id: id(1), event: 7, serial: 500, payload: Array("1/500 김민준".utf8), state: .pending, note: nil,
            madeAt: -5)
        #expect(made.isNew)
        #expect(made.entry == expected)
        let again = try Journal(dataFolder: scratch.file("data"))
        #expect(try again.entry(id: id(1)) == expected)
        #expect(try again.pending() == [expected])
        #expect(again.deskID == journal.deskID)
        #expect(again.deskID.count == 16)
        #expect(try again.entry(id: id(2)) == nil)
    }

    @Test("two data folders are two desks")
    func deskIDs() throws {
        #expect(try Journal(dataFolder: scratch.file("other")).deskID != journal.deskID)
    }

    @Test("appending an id again returns the stored entry and takes nothing, whatever has become of it")
    func appendTwice() throws {
        try journal.addBlock(event: 1, first: 1, last: 10)
        let first = try append(1, serial: true, "first").entry
        let second = try append(1, serial: true, "second")
        #expect(!second.isNew)
        #expect(second.entry == first)
        try journal.settle(id: id(1))
        let settled = try append(1, serial: true, "third")
        #expect(!settled.isNew)
        #expect(settled.entry.state == .done)
        #expect(settled.entry.payload == [])
        #expect(settled.entry.serial == first.serial)
        #expect(settled.entry.sequence == first.sequence)
        #expect(try journal.serialsLeft(event: 1) == 9)
        #expect(try append(2).entry.sequence == 2)
    }

    @Test("an entry without a serial takes none; an empty payload is kept")
    func withoutSerial() throws {
        try journal.addBlock(event: 1, first: 1, last: 1)
        #expect(try append(1, "").entry.serial == nil)
        #expect(try journal.pending().first?.payload == [])
        #expect(try journal.serialsLeft(event: 1) == 1)
    }

    @Test("serials come lowest first, of the entry's own event, until there are none")
    func serials() throws {
        try journal.addBlock(event: 1, first: 20, last: 21)
        try journal.addBlock(event: 1, first: 10, last: 10)
        try journal.addBlock(event: 2, first: 1, last: 100)
        #expect(try journal.serialsLeft(event: 1) == 3)
        #expect(try journal.serialsLeft(event: 3) == 0)
        #expect(try (1...3).map { try append($0, serial: true).entry.serial } == [10, 20, 21])
        #expect(throws: JournalError.noSerials(event: 1)) { try append(4, serial: true) }
        #expect(try journal.entry(id: id(4)) == nil)
        // The refused one has used up no sequence.
        #expect(try append(5).entry.sequence == 4)
        #expect(try journal.serialsLeft(event: 2) == 100)
    }

    @Test("a block added again is no change, taken, exhausted or dropped")
    func blocksTwice() throws {
        try journal.addBlock(event: 1, first: 1, last: 2)
        _ = try append(1, serial: true)
        try journal.addBlock(event: 1, first: 1, last: 2)
        #expect(try journal.serialsLeft(event: 1) == 1)
        _ = try append(2, serial: true)
        try journal.addBlock(event: 1, first: 1, last: 2)
        #expect(try journal.serialsLeft(event: 1) == 0)
        try journal.addBlock(event: 1, first: 5, last: 9)
        try journal.addBlock(event: 2, first: 5, last: 9)
        try journal.dropBlocks(event: 1)
        try journal.addBlock(event: 1, first: 5, last: 9)
        #expect(try journal.serialsLeft(event: 1) == 0)
        #expect(try journal.serialsLeft(event: 2) == 5)
    }

    @Test("overlapping blocks never hand out a serial twice, in any order")
    func overlaps() throws {
        var random = SeededRandom.fromEnvironment()
        for round in 0..<8 {
            let event = Int32(round)
            var leased: Set<Int64> = []
            var taken: [Int64] = []
            for step in 0..<25 {
                let first = Int64(random.int(in: 1...40))
                let last = first + Int64(random.int(in: -1...9))
                try journal.addBlock(event: event, first: first, last: last)
                if first <= last {
                    leased.formUnion(first...last)
                }
                try #require(
                    try journal.serialsLeft(event: event) == leased.count - taken.count, "seed \(random.seed)")
                for next in 0..<random.int(in: 0...2) where taken.count < leased.count {
                    let entry = try append(round * 1_000 + step * 10 + next, event: event, serial: true).entry
                    taken.append(try #require(entry.serial))
                }
            }
            #expect(Set(taken).count == taken.count, "seed \(random.seed)")
            #expect(Set(taken).isSubset(of: leased), "seed \(random.seed)")
        }
    }

    @Test("when the payload cannot be made nothing is stored and no serial or sequence taken")
    func makeThrows() throws {
        struct Refused: Error {}
        try journal.addBlock(event: 1, first: 1, last: 1)
        #expect(throws: JournalError.notMade(reason: "Refused()")) {
            try journal.append(id: id(1), event: 1, takesSerial: true, madeAt: 0) { _, _ in throw Refused() }
        }
        #expect(try journal.entry(id: id(1)) == nil)
        let next = try append(2, serial: true).entry
        #expect(next.serial == 1)
        #expect(next.sequence == 1)
    }

    @Test("entries move from pending to aside or done, and done ones do not move again")
    func states() throws {
        for number in 1...4 {
            try append(number)
        }
        try journal.setAside(id: id(2), note: "행사 없음")
        try journal.settle(id: id(1))
        try journal.setAside(id: id(1), note: "too late")
        #expect(try journal.pending().map(\.sequence) == [3, 4])
        #expect(try journal.pending(limit: 1).map(\.sequence) == [3])
        #expect(try journal.pendingCount() == 2)
        #expect(try journal.aside().map(\.note) == ["행사 없음"])
        #expect(try journal.aside().map(\.payload) == [Array("text".utf8)])
        #expect(try journal.entry(id: id(1))?.state == .done)
        #expect(try journal.entry(id: id(1))?.note == nil)
        try journal.settle(id: id(2))
        #expect(try journal.aside() == [])
        try journal.settle(id: id(99))
        try journal.setAside(id: id(99), note: "")
        #expect(try journal.entry(id: id(99)) == nil)
    }

    @Test("done entries are forgotten 10,000 later, pending and set-aside ones never")
    func pruning() throws {
        for number in 1...4 {
            try append(number)
        }
        try journal.settle(id: id(1))
        try journal.settle(id: id(2))
        try journal.setAside(id: id(3), note: "kept")
        // Ten thousand appends would cost as many syncs; the sequence is what counts.
        let queue = try DatabaseQueue(path: scratch.file("data/desk/journal.sqlite"))
        try queue.write { try $0.execute(sql: "UPDATE desk SET last_sequence = 10000") }
        #expect(try append(5).entry.sequence == 10_001)
        try journal.settle(id: id(5))
        #expect(try journal.entry(id: id(1)) == nil)
        #expect(try journal.entry(id: id(2)) != nil)
        #expect(try journal.entry(id: id(3)) != nil)
        #expect(try journal.entry(id: id(4)) != nil)
        #expect(try journal.entry(id: id(5)) != nil)
    }

    @Test("threads may share a journal")
    func threads() throws {
        try journal.addBlock(event: 1, first: 1, last: 200)
        let journal = journal
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<25 {
                let bytes = [UInt8](repeating: UInt8(thread), count: 15) + [UInt8(number)]
                _ = try? journal.append(id: bytes, event: 1, takesSerial: true, madeAt: 0) { _, _ in [1] }
            }
        }
        let entries = try journal.pending()
        #expect(entries.map(\.sequence) == Array(1...200))
        #expect(entries.compactMap(\.serial).sorted() == Array(1...200))
    }

    @Test("while one drains nobody else does, in this process too")
    func drainLock() throws {
        let other = try Journal(dataFolder: scratch.file("data"))
        let inner: [Int?]? = try journal.withDrainLock {
            [try other.withDrainLock { 1 }, try journal.withDrainLock { 1 }]
        }
        #expect(inner == [nil, nil])
        #expect(try other.withDrainLock { 2 } == 2)
        struct Stop: Error {}
        #expect(throws: Stop.self) { try journal.withDrainLock { throw Stop() } }
        #expect(try journal.withDrainLock { 3 } == 3)
    }
}
