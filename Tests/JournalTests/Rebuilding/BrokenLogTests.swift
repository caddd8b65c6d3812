// The write-ahead log beside a journal is damaged: SQLite takes what comes before the place and says nothing.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("A damaged write-ahead log") struct BrokenLogTests {
    private let scratch: ScratchFolder
    private let file: Data
    private let log: Data
    private let entries: [JournalEntry]
    private var copy: String { scratch.file("copy") }

    /// What a desk leaves that is killed: entries in the log which the file does not have yet.
    init() throws {
        scratch = try ScratchFolder()
        let journal = try Journal(dataFolder: scratch.file("data"))
        try journal.addBlock(event: 7, first: 1, last: 1_000)
        for number in 0..<14 {
            _ = try journal.append(
                id: [UInt8](repeating: UInt8(number), count: 16), event: 7, takesSerial: true, madeAt: 0
            ) { _, _ in [UInt8](repeating: 7, count: 500) }
        }
        entries = try journal.unsettled()
        // Read while it is open: closed, the log goes into the file.
        file = try Data(contentsOf: URL(fileURLWithPath: scratch.file("data/desk/journal.sqlite")))
        log = try Data(contentsOf: URL(fileURLWithPath: scratch.file("data/desk/journal.sqlite-wal")))
        withExtendedLifetime(journal) {}
    }

    /// Lays the copy down as it was left, with another log.
    private func lay(_ log: Data) throws {
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.createDirectory(atPath: copy + "/desk", withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: scratch.file("data/desk/journal.key"), toPath: copy + "/desk/journal.key")
        try file.write(to: URL(fileURLWithPath: copy + "/desk/journal.sqlite"))
        try log.write(to: URL(fileURLWithPath: copy + "/desk/journal.sqlite-wal"))
    }

    @Test("left by a killed program it is whole, and nothing is made anew")
    func whole() throws {
        try lay(log)
        let journal = try Journal(dataFolder: copy)
        #expect(try journal.unsettled() == entries && journal.rebuilds.isEmpty)
    }

    @Test("a byte in any frame: everything is there, where SQLite alone goes on without the rest")
    func frames() throws {
        var random = SeededRandom.fromEnvironment()
        let frames = (log.count - 32) / 4_120
        #expect(frames > 30)
        var (rebuilt, shortened) = (0, 0)
        for frame in 0..<frames {
            var broken = log
            // Its page number, salts, checksum or page.
            let place = 32 + frame * 4_120 + random.pick([random.int(in: 0...23), random.int(in: 24...4_119)])
            broken[place] ^= 0xFF
            try lay(broken)
            let queue = try DatabaseQueue(path: copy + "/desk/journal.sqlite")
            let count = try? queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") }
            if count ?? 0 < entries.count { shortened += 1 }
            try queue.close()
            try lay(broken)
            let journal = try Journal(dataFolder: copy)
            let found = try journal.unsettled()
            let name: Comment = "frame \(frame) of \(frames), byte \(place), seed \(random.seed)"
            // Each page was written more than once: what one frame lacks another has. Of the last two transactions nobody
            // can tell what is damaged from what a killed program has left.
            #expect(found.count >= entries.count - (frame < frames - 12 ? 0 : 2), name)
            #expect(found.allSatisfy { entries.contains($0) }, name)
            rebuilt += journal.rebuilds.count
        }
        #expect(shortened > 20 && rebuilt > 20, "\(shortened) \(rebuilt)")
    }

    @Test("a byte of its head: everything is there")
    func head() throws {
        for place in 0..<32 {
            var broken = log
            broken[place] ^= 0xFF
            try lay(broken)
            let journal = try Journal(dataFolder: copy)
            #expect(try journal.unsettled() == entries && journal.rebuilds.count == 1, "byte \(place)")
        }
    }

    @Test("its first block destroyed, the head with it: everything is there all the same", arguments: [true, false])
    func firstBlock(_ isZeroed: Bool) throws {
        var random = SeededRandom.fromEnvironment()
        var broken = log
        for place in 0..<4_096 { broken[place] = isZeroed ? 0 : UInt8(random.int(in: 0...255)) }
        try lay(broken)
        let journal = try Journal(dataFolder: copy)
        #expect(try journal.unsettled() == entries && journal.rebuilds.count == 1, "seed \(random.seed)")
    }

    @Test("nothing of it can be told: what it held is not called whole")
    func noise() throws {
        var random = SeededRandom.fromEnvironment()
        try lay(Data(log.map { _ in UInt8(random.int(in: 0...255)) }))
        let journal = try Journal(dataFolder: copy)
        #expect(journal.rebuilds.map(\.isWhole) == [false], "seed \(random.seed)")
        #expect(try journal.unsettled().isEmpty)
    }

    @Test("zeros, as a new log has them before anything was written, are no damage")
    func zeros() throws {
        let closed = scratch.file("closed")
        _ = try DamagedDesk(closed, count: 7)
        try Data(count: log.count).write(to: URL(fileURLWithPath: closed + "/desk/journal.sqlite-wal"))
        let journal = try Journal(dataFolder: closed)
        #expect(try journal.rebuilds.isEmpty && journal.unsettled().count == 4)
    }

    @Test("cut off anywhere it ends with what was promised before, and is no damage")
    func cutOff() throws {
        for length in stride(from: 0, to: log.count, by: 5_333) {
            try lay(log.prefix(length))
            let journal = try Journal(dataFolder: copy)
            #expect(journal.rebuilds.isEmpty, "\(length) bytes")
        }
    }
}
