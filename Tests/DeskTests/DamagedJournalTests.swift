// A desk over a damaged journal: it says so, is no less online for it, and calls nothing saved that is not.

import Domain
import Foundation
import GRDB
import Journal
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("A desk over a damaged journal")
struct DamagedJournalTests {
    private let rig: DeskRig
    private let folder = TestRun.shared.makeFolder()
    private let whole: WholeJournal
    private let person: Serial

    /// A desk that has registered somebody, with some things set aside, all in its one file.
    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        do {
            let desk = try rig.desk(folder, blockSize: 60)
            person = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row?.serial)
            for number in 0..<60 {
                let id = [UInt8](repeating: UInt8(number), count: 16)
                _ = try desk.journal.append(
                    id: id, event: desk.event.id.rawValue, takesSerial: false, madeAt: 0
                ) { _, _ in [UInt8](repeating: 7, count: 400) }
                try desk.journal.setAside(id: id, note: "conflict")
            }
        }
        whole = try WholeJournal(folder)
    }

    /// Writes noise over each page in turn, once nobody has the file open.
    private func forEachDamage(_ body: (Int) throws -> Void) throws {
        for page in whole.pages {
            try whole.lay(noiseOver: page)
            try body(page)
        }
    }

    @Test("whatever page is damaged it opens, registers, lets people in, and what it calls stored is in the database")
    func goesOn() throws {
        var rebuilt = 0
        try forEachDamage { page in
            let desk = try Desk(rig.settings(folder), journal: Journal(dataFolder: folder))
            #expect(!desk.isOutOfReach && desk.store != nil, "page \(page)")
            #expect(try desk.registration(person).name == "김민준")
            let result = try desk.submit(try People.walkIn(desk, "손님 \(page)"))
            guard case .applied = result else {
                Issue.record("page \(page): \(result)")
                return
            }
            #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '손님 \(page)'") == 1)
            let answer = try desk.checkIn(person, mode: .enter, gate: .main, id: desk.makeCommandID())
            #expect(answer.person?.serial == person && !answer.isByCopy)
            try desk.journal.examine()
            let figures = try desk.figures()
            #expect(figures.rebuilds.count == desk.journal.rebuilds.count)
            #expect(figures.setAside + (figures.rebuilds.first?.unreadable ?? 0) >= 60, "page \(page)")
            rebuilt += figures.rebuilds.count
        }
        #expect(rebuilt > 5)
    }

    @Test("without a line it keeps what it is given over any damaged page, and sends it when the line is back")
    func withoutLine() throws {
        _ = try rig.desk(folder).sync()
        try forEachDamage { page in
            let relay = try Relay(to: rig.conninfo)
            let desk = try Desk(
                rig.settings(folder, address: rig.conninfo + " host=\(relay.folder)"),
                journal: Journal(dataFolder: folder))
            // Those before have taken these.
            try desk.journal.passOver(serial: Int64(page) + 1, event: desk.event.id.rawValue)
            let walkIn = try People.walkIn(desk, "이서연 \(page)")
            relay.close()
            // Where the damage took the serials that were leased, nobody can be registered: that is said, not half done.
            do throws(DeskError) {
                let result = try desk.submit(walkIn)
                if case .applied = result { Issue.record("page \(page): \(result)") }
            } catch {
                guard case .journal(.noSerials) = error else { throw error }
            }
            let kept = try desk.journal.pendingCount()
            let back = try rig.desk(folder)
            let report = try back.sync()
            #expect(report.sent == kept && report.waiting == 0, "page \(page): \(report)")
            #expect(
                try rig.count("SELECT count(*) FROM expo.registration WHERE name = '이서연 \(page)'") == Int64(kept))
        }
    }

    @Test("a console hears of it at its start, without having saved anything")
    func watched() throws {
        var told = 0
        try forEachDamage { page in
            let journal = try Journal(dataFolder: folder)
            let heard = Mutex<[LiveNews]>([])
            // So long that nothing but the first look is heard.
            let watch = JournalWatch(journal, period: 600_000) { news in heard.withLock { $0.append(news) } }
            watch.start()
            defer { watch.close() }
            try journal.examine()
            guard let rebuild = journal.rebuilds.first else { return }
            try #require(eventually { heard.withLock { $0 == [.journalRebuilt(rebuild)] } }, "page \(page)")
            #expect(rebuild.file == whole.path)
            told += 1
        }
        #expect(told > 5)
    }

    @Test("one that is damaged while a console is open is made anew and told of, once")
    func damagedLater() throws {
        let (journal, other) = (try Journal(dataFolder: folder), try Journal(dataFolder: folder))
        _ = try journal.append(
            id: [UInt8](repeating: 200, count: 16), event: 1, takesSerial: false, madeAt: 0
        ) { _, _ in [7] }
        let heard = Mutex<[LiveNews]>([])
        let watch = JournalWatch(journal, period: 5) { news in heard.withLock { $0.append(news) } }
        watch.start()
        defer { watch.close() }
        #expect(eventually { heard.withLock { $0.contains(.waits(1)) } })
        // A row that does not open, as a disk leaves it that has changed a byte.
        let queue = try DatabaseQueue(path: whole.path)
        try queue.write { try $0.execute(sql: "UPDATE entry SET payload = zeroblob(80) WHERE state = 0") }
        try queue.close()
        func told() -> Int {
            heard.withLock { news in
                news.count { if case .journalRebuilt(let rebuild) = $0 { rebuild.isWhole } else { false } }
            }
        }
        // What it says stands in the log as well, as it was before.
        #expect(eventually { told() > 0 })
        #expect(try journal.pending().map(\.payload) == [[7]])
        for number in 2...9 { try other.settle(id: [UInt8](repeating: UInt8(number), count: 16)) }
        #expect(told() == 1 && other.rebuilds.count == 1)
    }
}
