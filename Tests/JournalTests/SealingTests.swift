// What lies in the files: nothing in clear, nothing that opens elsewhere, nothing that others may read.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("Journal files")
struct SealingTests {
    private let scratch: ScratchFolder
    private let journal: Journal
    private let id = [UInt8](repeating: 9, count: 16)

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
    }

    private func append(_ id: [UInt8], _ text: String) throws {
        _ = try journal.append(id: id, event: 1, takesSerial: false, madeAt: 0) { _, _ in Array(text.utf8) }
    }

    @Test("payloads, notes and drafts are nowhere in clear")
    func sealed() throws {
        let secret = "김민준 010-1234-5678"
        try append(id, secret)
        try journal.setAside(id: id, note: secret)
        let slot = try DraftSlot.take(in: journal)
        try slot.save(Array(secret.utf8))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch.file("data/desk"))
        #expect(files.contains("journal.sqlite-wal"))
        #expect(files.contains("draft-1.sealed"))
        for file in files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.file("data/desk/" + file)))
            for part in ["김민준", "010-1234-5678", "1234-5678"] {
                #expect(bytes.range(of: Data(part.utf8)) == nil, "\(file)")
            }
        }
        // The id, which is no secret, is found the same way: the search can find what is there.
        let database = try ["journal.sqlite", "journal.sqlite-wal"].map {
            try Data(contentsOf: URL(fileURLWithPath: scratch.file("data/desk/" + $0)))
        }
        #expect(database.contains { $0.range(of: Data(id)) != nil })
    }

    @Test("only the owner can read what the desk keeps, whatever the umask and however the folder was made")
    func modes() throws {
        try append(id, "x")
        let slot = try DraftSlot.take(in: journal)
        try slot.save([1])
        _ = try journal.withDrainLock {}
        let mode = { (path: String) in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        let desk = scratch.file("data/desk")
        #expect(try mode(desk) == 0o700)
        let files = try FileManager.default.contentsOfDirectory(atPath: desk)
        #expect(files.count >= 7)
        for file in files {
            #expect(try mode(desk + "/" + file) == 0o600, "\(file)")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: desk)
        _ = try Journal(dataFolder: scratch.file("data"))
        #expect(try mode(desk) == 0o700)
    }

    @Test("a settled payload is gone from the table")
    func wiped() throws {
        try append(id, "x")
        try journal.settle(id: id)
        let queue = try DatabaseQueue(path: scratch.file("data/desk/journal.sqlite"))
        let left = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry WHERE payload IS NOT NULL") }
        #expect(left == 0)
    }

    @Test("a payload moved to another row does not open there")
    func swapped() throws {
        let other = [UInt8](repeating: 8, count: 16)
        try append(id, "one")
        try append(other, "two")
        let queue = try DatabaseQueue(path: scratch.file("data/desk/journal.sqlite"))
        try queue.write { db in
            try db.execute(
                sql: "UPDATE entry SET payload = (SELECT payload FROM entry WHERE sequence = 1) WHERE sequence = 2")
        }
        #expect(try journal.entry(id: id)?.payload == Array("one".utf8))
        // What the log has of it from before does.
        #expect(try journal.entry(id: other)?.payload == Array("two".utf8))
        #expect(journal.rebuilds.map(\.isWhole) == [true])
        #expect(try journal.entry(id: id)?.payload == Array("one".utf8))
    }

    @Test("sealed bytes open at this desk only, and not when a bit has changed")
    func seal() throws {
        let bytes = Array("회의".utf8)
        let sealed = journal.seal(bytes)
        #expect(journal.unseal(sealed) == bytes)
        #expect(journal.seal(bytes) != sealed)
        #expect(journal.unseal(journal.seal([])) == [])
        #expect(try Journal(dataFolder: scratch.file("other")).unseal(sealed) == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(journal.unseal(changed) == nil)
        }
        for length in 0..<sealed.count {
            #expect(journal.unseal(Array(sealed.prefix(length))) == nil)
        }
    }

    @Test("another desk's key, a short key and a lost key are reported, and nothing is made in their place")
    func wrongKey() throws {
        let key = scratch.file("data/desk/journal.key")
        let right = try Data(contentsOf: URL(fileURLWithPath: key))
        try Data(repeating: 1, count: 32).write(to: URL(fileURLWithPath: key))
        #expect(throws: JournalError.otherKey(path: key)) { try Journal(dataFolder: scratch.file("data")) }
        for damaged in [Data(), right.dropLast(), right + [0]] {
            try damaged.write(to: URL(fileURLWithPath: key))
            #expect(throws: JournalError.damagedKey(path: key)) { try Journal(dataFolder: scratch.file("data")) }
        }
        try FileManager.default.removeItem(atPath: key)
        #expect(throws: JournalError.lostKey(path: key)) { try Journal(dataFolder: scratch.file("data")) }
        #expect(!FileManager.default.fileExists(atPath: key))
        try right.write(to: URL(fileURLWithPath: key))
        #expect(try Journal(dataFolder: scratch.file("data")).deskID == journal.deskID)
    }
}
