// A journal that is damaged is made anew with all that can be read of it.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("A damaged journal") struct RebuildTests {
    private let scratch: ScratchFolder
    private var data: String { scratch.file("data") }

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test("a sound one is left as it is")
    func sound() throws {
        let desk = try DamagedDesk(data)
        let journal = try Journal(dataFolder: data)
        try journal.examine()
        #expect(try journal.unsettled() == desk.entries && journal.rebuilds.isEmpty && journal.damagedFiles().isEmpty)
        #expect(access(data + "/desk/journal-2.sqlite", F_OK) != 0)
    }

    @Test("noise over any page: no more is lost than lay in it, and the damaged file stays as it was")
    func pages() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        var (rebuilt, whole, worst) = (0, 0, 0)
        for page in 0..<desk.pages {
            let damaged = try desk.spoil(page * DamagedDesk.page..<(page + 1) * DamagedDesk.page, &random)
            let name: Comment = "page \(page) of \(desk.pages), seed \(random.seed)"
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            let lost = try desk.expectSound(journal, name)
            guard !journal.rebuilds.isEmpty else { continue }
            rebuilt += 1
            whole += lost == 0 ? 1 : 0
            worst = max(worst, lost)
            #expect(try Data(contentsOf: URL(fileURLWithPath: desk.path)) == damaged, name)
            #expect(journal.damagedFiles().map(\.file) == [desk.path], name)
            #expect(try Journal(dataFolder: data).rebuilds.isEmpty, name)
            unlink(desk.path)
            #expect(journal.damagedFiles().isEmpty, name)
        }
        // Of the twelve and more pages with entries each holds some eleven; the pages that lead to them hold none.
        #expect(rebuilt > 20 && whole > 8 && (1...12).contains(worst), "\(rebuilt) \(whole) \(worst)")
    }

    @Test("noise over any sector: the rows around it are read, also where the page no longer says where they are")
    func sectors() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data, count: 35)
        var lost = 0
        for start in stride(from: 0, to: desk.whole.count, by: 512) {
            try desk.spoil(start..<start + 512, &random)
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            let here = try desk.expectSound(journal, "byte \(start), seed \(random.seed)")
            // A row of 400 bytes, the end of one before it and the beginning of one behind it.
            #expect(here <= 3, "byte \(start), seed \(random.seed)")
            lost += here
        }
        #expect(lost > 10)
    }

    @Test("a byte that has changed costs no more than its row, and invents nothing")
    func bytes() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data, count: 70)
        for _ in 0..<80 {
            let place = random.int(in: 0...desk.whole.count - 1)
            try desk.spoil(place..<place + 1, &random)
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            let found = try journal.unsettled()
            let name: Comment = "byte \(place), seed \(random.seed)"
            #expect(found.count >= desk.entries.count - 1, name)
            #expect(
                found.allSatisfy { entry in desk.entries.contains { $0.id == entry.id && $0.payload == entry.payload }
                },
                name)
        }
    }

    @Test("what was confirmed, discarded and done is taken along, and the serials that are free")
    func everything() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        try desk.spoil(0..<DamagedDesk.page, &random)
        let journal = try Journal(dataFolder: data)
        #expect(journal.rebuilds.map(\.unreadable) == [0] && journal.rebuilds.allSatisfy(\.isWhole))
        #expect(try journal.unsettled() == desk.entries)
        #expect(try journal.confirmed(of: "expo") == desk.confirmed && desk.confirmed.count == 20)
        #expect(
            try journal.confirmed(of: "expo", after: []).map { String(decoding: $0.payload, as: UTF8.self) }.first
                == "confirmed 5")
        #expect(try journal.discarded(limit: 5).map(\.note) == ["by hand"])
        #expect(try journal.entry(id: DamagedDesk.id(4))?.state == .done)
        #expect(try journal.serialsLeft(event: DamagedDesk.event) == 99_999 - Int(desk.takenSerials.upperBound))
        let again = try journal.append(id: DamagedDesk.id(4), event: 7, takesSerial: true, madeAt: 1) { _, _ in [1] }
        #expect(!again.isNew)
    }

    @Test("whoever has it open goes on with the new one, and hears of it")
    func others() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        let open = try Journal(dataFolder: data)
        #expect(try open.pendingCount() > 0)
        try desk.spoil(0..<DamagedDesk.page, &random)
        let other = try Journal(dataFolder: data)
        #expect(other.rebuilds.count == 1)
        let id = [UInt8](repeating: 1, count: 16)
        _ = try open.append(id: id, event: 7, takesSerial: true, madeAt: 1) { _, _ in [1] }
        #expect(try other.entry(id: id)?.payload == [1])
        #expect(open.rebuilds == other.rebuilds && open.deskID == other.deskID)
        #expect(try open.unsettled().count == desk.entries.count + 1)
    }

    @Test("one that is damaged while it is in use is made anew by the call that finds it, which is carried out once")
    func inUse() throws {
        let desk = try DamagedDesk(data)
        let (journal, other) = (try Journal(dataFolder: data), try Journal(dataFolder: data))
        #expect(try journal.pendingCount() > 0)
        var random = SeededRandom.fromEnvironment()
        for page in 1..<desk.pages {
            let handle = try #require(FileHandle(forWritingAtPath: desk.path))
            try handle.seek(toOffset: UInt64(page * DamagedDesk.page))
            try handle.write(contentsOf: Data((0..<DamagedDesk.page).map { _ in UInt8(random.int(in: 0...255)) }))
            try handle.close()
        }
        // What another program writes lets this one read the file anew.
        try? other.passOver(serial: 1, event: 99)
        let before = try journal.unsettled()
        let id = [UInt8](repeating: 1, count: 16)
        let (entry, isNew) = try journal.append(id: id, event: 7, takesSerial: false, madeAt: 1) { _, _ in [1] }
        #expect(isNew && journal.rebuilds.count == 1 && journal.deskID == desk.deskID)
        #expect(try journal.unsettled() == before + [entry] && other.entry(id: id) == entry)
    }

    @Test("a second time the rows lost the first time are not counted again")
    func twice() throws {
        let desk = try DamagedDesk(data)
        func lose() throws -> Journal {
            let second = data + "/desk/journal-2.sqlite"
            let path = access(second, F_OK) == 0 ? second : desk.path
            let queue = try DatabaseQueue(path: path)
            try queue.write { db in
                try db.execute(
                    sql: """
                        UPDATE entry SET payload = zeroblob(90)
                        WHERE sequence IN (SELECT sequence FROM entry WHERE state = 0 ORDER BY sequence LIMIT 3)
                        """)
            }
            try queue.close()
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            return journal
        }
        #expect(try lose().rebuilds.map(\.unreadable) == [3])
        let journal = try lose()
        #expect(journal.rebuilds.map(\.unreadable) == [3])
        #expect(journal.damagedFiles().map(\.file) == [desk.path, data + "/desk/journal-2.sqlite"])
        #expect(try journal.unsettled().count == desk.entries.count - 6)
    }

    @Test("one that was made and never got its name is made again, and what is missing is told again")
    func cutOff() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        var told: [JournalRebuild] = []
        for page in 1..<desk.pages where told.first.map({ $0.unreadable == 0 || $0.mayLackMore }) ?? true {
            try desk.spoil(page * DamagedDesk.page..<(page + 1) * DamagedDesk.page, &random)
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            told = journal.rebuilds
        }
        #expect(told.map { $0.unreadable > 0 } == [true])
        for end in ["", "-wal", "-shm"] { unlink(data + "/desk/journal-2.sqlite" + end) }
        let journal = try Journal(dataFolder: data)
        try journal.examine()
        #expect(journal.rebuilds.map(\.unreadable) == told.map(\.unreadable), "seed \(random.seed)")
    }

    @Test("where nobody knows how far it had come no number comes twice")
    func endUnknown() throws {
        let desk = try DamagedDesk(data)
        let queue = try DatabaseQueue(path: desk.path)
        try queue.write { db in
            try db.execute(sql: "UPDATE desk SET sealed_id = zeroblob(60); DELETE FROM entry WHERE sequence > 120")
        }
        try queue.close()
        let journal = try Journal(dataFolder: data)
        #expect(journal.rebuilds.map(\.mayLackMore) == [true] && journal.deskID != desk.deskID)
        let id = [UInt8](repeating: 1, count: 16)
        let (entry, _) = try journal.append(id: id, event: 7, takesSerial: false, madeAt: 1) { _, _ in [1] }
        #expect(entry.sequence > 140)
    }

    @Test("a copy that somebody has named by its date is not taken for the journal")
    func datedCopy() throws {
        let journal = try Journal(dataFolder: data)
        try FileManager.default.copyItem(
            atPath: data + "/desk/journal.sqlite", toPath: data + "/desk/journal-20261130.sqlite")
        let id = [UInt8](repeating: 1, count: 16)
        _ = try journal.append(id: id, event: 7, takesSerial: false, madeAt: 1) { _, _ in [1] }
        #expect(try Journal(dataFolder: data).entry(id: id)?.payload == [1])
    }

    @Test("nothing but noise: the desk goes on as another one, and says that it cannot know what is missing")
    func nothing() throws {
        _ = try Journal(dataFolder: data)
        let path = data + "/desk/journal.sqlite"
        let noise = Data(repeating: 0x5A, count: 8_192)
        try noise.write(to: URL(fileURLWithPath: path))
        let journal = try Journal(dataFolder: data)
        #expect(journal.rebuilds.map(\.mayLackMore) == [true] && journal.rebuilds.map(\.kept) == [0])
        #expect(try journal.unsettled().isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == noise)
    }

    @Test("with another desk's key nothing is made: the damage may be none")
    func otherKey() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        let key = data + "/desk/journal.key"
        let right = try Data(contentsOf: URL(fileURLWithPath: key))
        for page in [0, 1, desk.pages / 2] {
            try desk.spoil(page * DamagedDesk.page..<(page + 1) * DamagedDesk.page, &random)
            try Data(repeating: 9, count: 32).write(to: URL(fileURLWithPath: key))
            #expect(throws: JournalError.otherKey(path: key)) { try Journal(dataFolder: data) }
            #expect(access(data + "/desk/journal-2.sqlite", F_OK) != 0)
            try right.write(to: URL(fileURLWithPath: key))
            let journal = try Journal(dataFolder: data)
            try journal.examine()
            _ = try desk.expectSound(journal, "page \(page), seed \(random.seed)")
        }
    }

    @Test("under a passphrase it is the same")
    func passphrase() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data)
        let secret = Array("long enough".utf8)
        try Journal(dataFolder: data).setPassphrase(secret, cost: Journal.leastPassphraseCost)
        try desk.spoil(0..<DamagedDesk.page, &random)
        #expect(throws: JournalError.passphraseNeeded(path: data + "/desk/journal.key")) {
            try Journal(dataFolder: data)
        }
        let journal = try Journal(dataFolder: data, passphrase: secret)
        #expect(try journal.unsettled() == desk.entries && journal.rebuilds.count == 1)
    }
}
