// What the database has confirmed and may lose again.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("Confirmed changes")
struct ConfirmedTests {
    private let scratch: ScratchFolder
    private let journal: Journal

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
    }

    private func id(_ number: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: 14) + [UInt8(number >> 8), UInt8(number & 0xFF)]
    }

    @discardableResult
    private func append(_ number: Int) throws -> JournalEntry {
        try journal.append(id: id(number), event: 1, takesSerial: false, madeAt: 0) { _, _ in
            Array("secret \(number)".utf8)
        }.entry
    }

    private func queue() throws -> DatabaseQueue {
        try DatabaseQueue(path: scratch.file("data/desk/journal.sqlite"))
    }

    @Test("a confirmed change is done; when the database has lost it, it waits again in its old place, as it was")
    func reopened() throws {
        let entries = try (1...3).map { try append($0) }
        try journal.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        try journal.confirm(id: id(2), of: "expo", payload: Array("secret 2".utf8))
        try journal.settle(id: id(3))
        #expect(try journal.pendingCount() == 0)
        #expect(try journal.entry(id: id(1))?.payload == [])
        #expect(try journal.confirmed(of: "expo") == [id(1), id(2)])
        #expect(try journal.confirmed(of: "another").isEmpty)
        // The third was not confirmed, and nobody knows a fourth.
        #expect(try journal.reopen([id(2), id(1), id(3), id(4)]) == [id(2), id(1)])
        #expect(try journal.pending() == Array(entries.prefix(2)))
        #expect(try journal.confirmed(of: "expo").isEmpty)
        #expect(try journal.reopen([id(1)]).isEmpty)
        try journal.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        #expect(try journal.confirmed(of: "expo") == [id(1)])
    }

    @Test("the last thousand are kept, and those are remembered however many have come since")
    func bounded() throws {
        try append(1)
        try append(2)
        try journal.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        try queue().write { db in
            try db.execute(sql: "UPDATE desk SET last_sequence = 20000")
            try db.execute(sql: "UPDATE confirmed SET place = 999")
        }
        try append(3)
        try journal.confirm(id: id(3), of: "expo", payload: Array("secret 3".utf8))
        #expect(try journal.entry(id: id(1)) != nil)
        try queue().write { try $0.execute(sql: "UPDATE confirmed SET place = 2000 WHERE place = 1000") }
        try journal.confirm(id: id(2), of: "expo", payload: Array("secret 2".utf8))
        #expect(try journal.confirmed(of: "expo") == [id(3), id(2)])
        try journal.settle(id: id(2))
        #expect(try journal.entry(id: id(1)) == nil)
    }

    @Test("what was kept for a day is wiped by the next who opens the journal")
    func wiped() throws {
        try append(1)
        try append(2)
        try journal.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        try queue().write { try $0.execute(sql: "UPDATE confirmed SET settled_at = settled_at - 90000") }
        try journal.confirm(id: id(2), of: "expo", payload: Array("secret 2".utf8))
        #expect(try Journal(dataFolder: scratch.file("data")).confirmed(of: "expo") == [id(2)])
    }

    @Test("what is kept is sealed")
    func sealed() throws {
        try append(1)
        try journal.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch.file("data/desk"))
        for name in files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.file("data/desk/" + name)))
            #expect(bytes.range(of: Data("secret".utf8)) == nil, "\(name)")
        }
    }

    @Test("a journal from before there was anything kept gets the place for it")
    func older() throws {
        try append(1)
        try queue().write { try $0.execute(sql: "DROP TABLE confirmed") }
        let again = try Journal(dataFolder: scratch.file("data"))
        try again.confirm(id: id(1), of: "expo", payload: Array("secret 1".utf8))
        #expect(try again.confirmed(of: "expo") == [id(1)])
    }
}
