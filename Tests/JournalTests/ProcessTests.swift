// Several desk processes on one data folder, alive and killed.

import Foundation
import GRDB
import Journal
import TestSupport
import Testing

@Suite("Journal processes", .serialized)
struct ProcessTests {
    private let scratch: ScratchFolder
    private var data: String { scratch.file("data") }

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test("200 processes that make, open and append at once all succeed and agree")
    func crowd() throws {
        // No journal yet: whoever is first makes it, and adds the block that all the others add again.
        let probes = try (0..<200).map { _ in try Probe("append", data, "3", "own-block") }
        let promises = probes.map { $0.promises() }
        let statuses = try probes.map { try $0.finish() }
        #expect(statuses.allSatisfy { $0 == 0 })
        #expect(promises.allSatisfy { $0.count == 3 })
        let all = promises.flatMap { $0 }
        #expect(Set(all.map(\.desk)).count == 1)
        #expect(all.map(\.sequence).sorted() == Array(1...600))
        #expect(Set(all.map(\.serial)).count == 600)
        let journal = try Journal(dataFolder: data)
        #expect(all.allSatisfy { $0.desk == hex(journal.deskID) })
        #expect(try journal.pending().map { hex($0.id) } == all.sorted { $0.sequence < $1.sequence }.map(\.id))
    }

    @Test("kill -9 at any moment loses nothing that was promised and repeats no serial")
    func killed() throws {
        var random = SeededRandom.fromEnvironment()
        let journal = try Journal(dataFolder: data)
        try journal.addBlock(event: 7, first: 1, last: 100_000)
        var promised: [Probe.Promise] = []
        for _ in 0..<60 {
            let probe = try Probe("append", data, "100000")
            for _ in 0..<random.int(in: 0...12) {
                promised.append(try #require(probe.promise()))
            }
            // The process runs on meanwhile: a busy wait of random length puts the kill anywhere within an append.
            spin(random.int(in: 0...200_000))
            probe.kill9()
            promised += probe.promises()
            try probe.finish()
        }
        let entries = try Journal(dataFolder: data).pending()
        let stored = Dictionary(grouping: entries) { hex($0.id) }
        let seed = Comment(rawValue: "seed \(random.seed)")
        #expect(promised.count > 100, seed)
        for promise in promised {
            let found = try #require(stored[promise.id], seed)
            #expect(found.count == 1, seed)
            #expect(found.first?.sequence == promise.sequence, seed)
            #expect(found.first?.serial == promise.serial, seed)
            #expect(found.first?.payload == Array("secret \(promise.sequence) \(promise.serial)".utf8), seed)
        }
        // Promised or cut off just before it could say so: no serial twice, none lost, at most one unsaid a kill.
        #expect(entries.map(\.sequence) == Array(1...Int64(entries.count)), seed)
        #expect(entries.compactMap(\.serial) == Array(1...Int64(entries.count)), seed)
        #expect(entries.count - promised.count <= 60, seed)
        #expect(try journal.serialsLeft(event: 7) == 100_000 - entries.count, seed)
    }

    @Test("kill -9 during the very first start leaves a folder that the next start finishes")
    func killedAtStart() throws {
        var random = SeededRandom.fromEnvironment()
        for round in 0..<40 {
            let data = scratch.file("start-\(round)")
            let probe = try Probe("append", data, "1", "own-block")
            // A start takes these steps one after the other; the kill comes in one of them or soon after it.
            let step = random.pick(["", "/set-up.lock", "/journal.key", "/journal.sqlite", "/journal.sqlite-wal"])
            while probe.isRunning, access(data + "/desk" + step, F_OK) != 0 {}
            spin(random.int(in: 0...100_000))
            probe.kill9()
            let promised = probe.promises()
            try probe.finish()
            let stored = try Journal(dataFolder: data).pending().map { hex($0.id) }
            #expect(Set(promised.map(\.id)).isSubset(of: stored), "seed \(random.seed)")
            #expect(stored.count <= 1, "seed \(random.seed)")
        }
    }

    @Test("kill -9 while a damaged journal is made anew: the next one begins again, and has everything once")
    func killedAtRebuilding() throws {
        var random = SeededRandom.fromEnvironment()
        let desk = try DamagedDesk(data, count: 35)
        var wasBetween = 0
        for round in 0..<30 {
            try desk.spoil(0..<DamagedDesk.page, &random)
            let probe = try Probe("append", data, "0")
            let step = random.pick([".new", ".new-wal", ""])
            while probe.isRunning, access(data + "/desk/journal-2.sqlite" + step, F_OK) != 0 {}
            spin(random.int(in: 0...random.pick([50, 5_000, 100_000])))
            probe.kill9()
            try probe.finish()
            if access(data + "/desk/journal-2.sqlite.new", F_OK) == 0 { wasBetween += 1 }
            let journal = try Journal(dataFolder: data)
            let name: Comment = "round \(round), seed \(random.seed)"
            #expect(try journal.unsettled() == desk.entries, name)
            #expect(journal.damagedFiles().map(\.file) == [desk.path], name)
            #expect(access(data + "/desk/journal-2.sqlite.new", F_OK) != 0, name)
            #expect(access(data + "/desk/journal-3.sqlite", F_OK) != 0, name)
        }
        #expect(wasBetween > 5)
    }

    @Test("programs that go on while their journal is damaged lose nothing that was promised", .timeLimit(.minutes(2)))
    func damagedUnderway() throws {
        _ = try Journal(dataFolder: data)
        let probes = try (0..<3).map { _ in try Probe("append", data, "120", "own-block") }
        var promised = try probes.map { probe in try (0..<30).map { _ in try #require(probe.promise()) } }
        let path = data + "/desk/journal.sqlite"
        var journal = try Journal(dataFolder: data)
        // Whoever of them is the first to meet the damage makes it anew.
        while journal.damagedFiles().isEmpty {
            // Out of the log, or it is read from there.
            try? DatabaseQueue(path: path).writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
            try handle.close()
            journal = try Journal(dataFolder: data)
        }
        for (index, probe) in probes.enumerated() {
            promised[index] += probe.promises()
            #expect(try probe.finish() == 0)
        }
        let all = promised.flatMap(\.self)
        #expect(all.count == 360 && Set(all.map(\.serial)).count == 360 && Set(all.map(\.sequence)).count == 360)
        #expect(try Set(journal.pending().map { hex($0.id) }) == Set(all.map(\.id)))
        #expect(journal.damagedFiles().map(\.isWhole) == [true])
    }

    @Test("kill -9 at any moment of setting, changing or removing a passphrase leaves a folder that opens in one way")
    func killedAtPassphrase() throws {
        var random = SeededRandom.fromEnvironment()
        let journal = try Journal(dataFolder: data)
        _ = try journal.append(id: [UInt8](repeating: 9, count: 16), event: 1, takesSerial: false, madeAt: 0) { _, _ in
            [1]
        }
        let ways = ["file", "first", "second"]
        var wasBetween = 0
        for round in 0..<40 {
            let probe = try Probe("passphrases", data)
            var said = "file"
            for _ in 0..<random.int(in: 0...5) { said = try #require(probe.line()) }
            // Making a key takes most of the time and the step itself next to none: most of the kills aim at it.
            let name = random.pick([".new", ".old"])
            while round % 4 != 0, probe.isRunning, access(data + "/desk/journal.key" + name, F_OK) != 0 {}
            spin(random.int(in: 0...random.pick([50, 2_000, 20_000, 200_000])))
            probe.kill9()
            while let line = probe.line() { said = line }
            try probe.finish()
            let seed = Comment(rawValue: "seed \(random.seed), round \(round), said \(said)")
            let left = ["new", "old"].filter { access(data + "/desk/journal.key." + $0, F_OK) == 0 }
            if !left.isEmpty { wasBetween += 1 }
            // What was said holds, or the step after it, which was not said any more.
            let place = try #require(ways.firstIndex(of: said))
            let lies = try JournalGuard(dataFolder: data)
            let opened = [said, ways[(place + 1) % 3]].filter { way in
                guard lies == (way == "file" ? .keyFile : .passphrase) else { return false }
                let opened = try? Journal(dataFolder: data, passphrase: way == "file" ? nil : Array(way.utf8))
                return (try? opened?.pending().first?.payload) == [1]
            }
            #expect(opened.count == 1, seed)
            let way = try #require(opened.first, seed)
            let reopened = try Journal(dataFolder: data, passphrase: way == "file" ? nil : Array(way.utf8))
            #expect(reopened.deskID == journal.deskID, seed)
            #expect(access(data + "/desk/journal.key.new", F_OK) != 0, seed)
            #expect(access(data + "/desk/journal.key.old", F_OK) != 0, seed)
            if way != "file" { try reopened.removePassphrase(Array(way.utf8)) }
        }
        // Else the kills have missed what this is about.
        #expect(wasBetween > 5, "seed \(random.seed)")
    }

    private func spin(_ turns: Int) {
        var left = turns
        while left > 0 {
            left -= 1
        }
    }

    @Test("one process drains, the others see it, and a killed one frees the lock")
    func drain() throws {
        let journal = try Journal(dataFolder: data)
        let holder = try Probe("drain", data)
        #expect(holder.line() == "held")
        #expect(try journal.withDrainLock { 1 } == nil)
        let other = try Probe("drain", data)
        #expect(other.line() == "busy")
        try other.finish()
        holder.kill9()
        try holder.finish()
        #expect(try journal.withDrainLock { 1 } == 1)
    }
}
