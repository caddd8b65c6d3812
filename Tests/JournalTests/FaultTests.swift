// The journal on a machine that breaks under it: damaged files, no room, no folder.

import Foundation
import GRDB
import Glibc
import Journal
import TestSupport
import Testing

@Suite("Journal faults")
struct FaultTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test("a folder that cannot be made is named with the reason")
    func noFolder() throws {
        try scratch.write([], to: "file")
        #expect(throws: JournalError.cannotWrite(path: scratch.file("file/data/desk"), reason: "Not a directory")) {
            try Journal(dataFolder: scratch.file("file/data"))
        }
        try FileManager.default.createDirectory(atPath: scratch.file("data"), withIntermediateDirectories: false)
        try scratch.write([], to: "data/desk")
        #expect(throws: JournalError.cannotWrite(path: scratch.file("data/desk"), reason: "Not a directory")) {
            try Journal(dataFolder: scratch.file("data/"))
        }
    }

    @Test("folders are made as deep as needed")
    func deep() throws {
        let first = try Journal(dataFolder: scratch.file("a//b/c/"))
        #expect(try Journal(dataFolder: scratch.file("a/b/c")).deskID == first.deskID)
    }

    @Test("a newer program's journal is left alone")
    func newer() throws {
        _ = try Journal(dataFolder: scratch.file("data"))
        let path = scratch.file("data/desk/journal.sqlite")
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 2") }
        #expect(throws: JournalError.newerVersion(path: path)) { try Journal(dataFolder: scratch.file("data")) }
    }

    @Test("a first start that was cut off anywhere is finished by the next")
    func cutOff() throws {
        let desk = scratch.file("data/desk")
        try FileManager.default.createDirectory(atPath: desk, withIntermediateDirectories: true)
        // The key half written under its temporary name.
        try scratch.write([1, 2, 3], to: "data/desk/journal.key.new")
        _ = try Journal(dataFolder: scratch.file("data"))
        let key = try Data(contentsOf: URL(fileURLWithPath: desk + "/journal.key"))
        // The key made, the database empty.
        try FileManager.default.removeItem(atPath: desk + "/journal.sqlite")
        try? FileManager.default.removeItem(atPath: desk + "/journal.sqlite-wal")
        try? FileManager.default.removeItem(atPath: desk + "/journal.sqlite-shm")
        try scratch.write([], to: "data/desk/journal.sqlite")
        #expect(try Journal(dataFolder: scratch.file("data")).pending() == [])
        #expect(try Data(contentsOf: URL(fileURLWithPath: desk + "/journal.key")) == key)
    }

    @Test("a full disk is said so; nothing promised is lost, and once there is room it goes on", .enabled(if: canMount))
    func fullDisk() throws {
        let disk = scratch.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
        try #require(mount("tmpfs", disk, "tmpfs", 0, "size=1m") == 0)
        defer { umount2(disk, Int32(MNT_DETACH)) }
        let journal = try Journal(dataFolder: disk + "/data")
        try journal.addBlock(event: 1, first: 1, last: 1_000)
        let slot = try DraftSlot.take(in: journal)
        try slot.save([7])

        let text = [UInt8](repeating: 1, count: 3_000)
        var promised: [[UInt8]] = []
        let full = #expect(throws: JournalError.self) {
            for number in 0..<1_000 {
                let id = [UInt8](repeating: 0, count: 14) + [UInt8(number >> 8), UInt8(number & 0xFF)]
                _ = try journal.append(id: id, event: 1, takesSerial: true, madeAt: 0) { _, _ in text }
                promised.append(id)
            }
        }
        #expect(full == .full(path: disk + "/data/desk/journal.sqlite"))
        #expect(promised.count > 20)
        #expect(throws: JournalError.full(path: disk + "/data/desk/draft-1.sealed.new")) {
            try slot.save([UInt8](repeating: 2, count: 2_000_000))
        }
        #expect(try slot.load() == [7])
        // Another desk cannot begin here now, and says why; what it left behind does not stop it later.
        #expect(FileManager.default.createFile(atPath: disk + "/filler", contents: nil))
        let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: disk + "/filler"))
        while (try? filler.write(contentsOf: [0])) != nil {}
        let refused = #expect(throws: JournalError.self) { try Journal(dataFolder: disk + "/other") }
        if case .full = refused {
        } else {
            Issue.record("a full disk was reported as \(String(describing: refused))")
        }

        #expect(mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT), "size=8m") == 0)
        let next = try journal.append(id: [UInt8](repeating: 9, count: 16), event: 1, takesSerial: true, madeAt: 0) {
            _, _ in text
        }
        #expect(next.entry.serial == Int64(promised.count) + 1)
        #expect(try Journal(dataFolder: disk + "/other").pending() == [])
        let again = try Journal(dataFolder: disk + "/data")
        #expect(try again.pending().map(\.id) == promised + [next.entry.id])
        #expect(try again.pending().allSatisfy { $0.payload == text })
    }

    /// Whether this process may mount a small disk: root, and not refused by a container.
    private static let canMount: Bool = {
        guard geteuid() == 0, let scratch = try? ScratchFolder() else { return false }
        guard mount("tmpfs", scratch.path, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount2(scratch.path, Int32(MNT_DETACH)) == 0
    }()
}

@Suite("Journal in somebody else's folder", .enabled(if: geteuid() == 0, "only root works in other people's folders"))
struct ForeignFolderTests {
    @Test("what root makes in a plain user's data folder belongs to that user")
    func ownership() throws {
        let scratch = try ScratchFolder()
        let plain: uid_t = 65_534
        #expect(chown(scratch.path, plain, plain) == 0)
        let journal = try Journal(dataFolder: scratch.path)
        let draft = try DraftSlot.take(in: journal)
        try draft.save([1, 2, 3])
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/desk")
        #expect(names.count >= 3)
        for path in [scratch.path + "/desk"] + names.map({ scratch.path + "/desk/" + $0 }) {
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_uid == plain, "\(path)")
        }
    }
}
