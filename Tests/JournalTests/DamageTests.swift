// A journal with noise in it: that is found, and what can be read is got out.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("A damaged journal")
struct DamageTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private static let count = 200

    /// A journal with so many entries, all in its one file.
    private func fill() throws {
        let journal = try Journal(dataFolder: scratch.file("data"))
        for number in 0..<Self.count {
            _ = try journal.append(
                id: [UInt8](repeating: UInt8(number), count: 16), event: 1, takesSerial: false, madeAt: 0
            ) { _, _ in [UInt8](repeating: 7, count: 400) }
        }
    }

    /// Writes noise over a page of the file, once nobody has it open.
    private func spoil(_ page: Int) throws {
        let handle = try #require(FileHandle(forWritingAtPath: scratch.file("data/desk/journal.sqlite")))
        try handle.seek(toOffset: UInt64(page * 4_096))
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try handle.close()
    }

    @Test("a sound one is found to be sound")
    func sound() throws {
        try fill()
        let journal = try Journal(dataFolder: scratch.file("data"))
        #expect(journal.findDamage() == nil)
        let readable = try journal.readable()
        #expect(readable.entries == (try journal.unsettled()) && readable.unreadable == 0)
    }

    @Test(
        "noise in what was kept of confirmed changes: the journal opens, what waits is read and sent, and it is found")
    func confirmed() throws {
        try fill()
        let path = scratch.file("data/desk/journal.sqlite")
        let ids = (0..<4).map { [UInt8](repeating: UInt8($0), count: 16) }
        do {
            let journal = try Journal(dataFolder: scratch.file("data"))
            for id in ids.prefix(2) { try journal.confirm(id: id, of: "expo", payload: [9, UInt8(id[0])]) }
        }
        let pages = try rootPages(of: path)
        try spoil(try #require(pages["confirmed"]) - 1)
        let journal = try Journal(dataFolder: scratch.file("data"))
        #expect(journal.findDamage() != nil)
        #expect(try journal.unsettled().count == Self.count - 2)
        for id in ids.dropFirst(2) { try journal.confirm(id: id, of: "expo", payload: [9]) }
        #expect(try journal.pendingCount() == Self.count - 4)
        #expect(try journal.entry(id: ids[3])?.state == .done)
    }

    private func rootPages(of path: String) throws -> [String: Int] {
        let database = try DatabaseQueue(path: path)
        return try database.read { db in
            try Row.fetchAll(db, sql: "SELECT name, rootpage FROM sqlite_master").reduce(into: [:]) { pages, row in
                pages[row["name"]] = row["rootpage"]
            }
        }
    }

    @Test("pages of noise are found, and everything around them is still read")
    func noise() throws {
        try fill()
        let path = scratch.file("data/desk/journal.sqlite")
        let pages = try Data(contentsOf: URL(fileURLWithPath: path)).count / 4_096
        #expect(pages > 10)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var saved = 0
        for page in 1..<pages {
            try whole.write(to: URL(fileURLWithPath: path))
            try spoil(page)
            // The page that every opening needs is told at once.
            guard let journal = try? Journal(dataFolder: scratch.file("data")) else { continue }
            #expect(journal.findDamage() != nil, "page \(page)")
            guard (try? journal.unsettled()) == nil, let readable = try? journal.readable() else { continue }
            #expect(readable.entries.count + readable.unreadable == Self.count, "page \(page)")
            if !readable.entries.isEmpty, readable.unreadable > 0 { saved += 1 }
        }
        #expect(saved > 0)
    }
}
