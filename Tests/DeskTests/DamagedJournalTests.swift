// A desk over a damaged journal: it says so, is no less online for it, and calls nothing saved that is not.

import Domain
import Foundation
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
    private let whole: Data
    private let person: Serial
    private var path: URL { URL(fileURLWithPath: folder + "/desk/journal.sqlite") }

    /// A desk that has registered somebody, with some things set aside, all in its one file.
    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        do {
            let desk = try rig.desk(folder)
            person = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row?.serial)
            for number in 0..<60 {
                let id = [UInt8](repeating: UInt8(number), count: 16)
                _ = try desk.journal.append(
                    id: id, event: desk.event.id.rawValue, takesSerial: false, madeAt: 0
                ) { _, _ in [UInt8](repeating: 7, count: 400) }
                try desk.journal.setAside(id: id, note: "conflict")
            }
        }
        whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/desk/journal.sqlite"))
    }

    /// Writes noise over each page in turn, once nobody has the file open.
    private func forEachDamage(_ body: (Int) throws -> Void) throws {
        for page in 1..<whole.count / 4_096 {
            var bytes = whole
            bytes.replaceSubrange(page * 4_096..<(page + 1) * 4_096, with: Data(repeating: 0x5A, count: 4_096))
            for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path.path + end) }
            try bytes.write(to: path)
            try body(page)
        }
    }

    @Test("where the serials cannot be read it opens, lets people in, shows what waits, and calls the journal damaged")
    func lease() throws {
        var found = 0
        try forEachDamage { page in
            guard let journal = try? Journal(dataFolder: folder), (try? journal.unsettled()) != nil,
                (try? journal.serialsLeft(event: 1)) == nil
            else { return }
            found += 1
            let desk = try Desk(rig.settings(folder), journal: journal)
            #expect(!desk.isOutOfReach && desk.store != nil, "page \(page)")
            #expect(try desk.registration(person).name == "김민준")
            let answer = try desk.checkIn(person, mode: .enter, gate: .main, id: desk.makeCommandID())
            #expect(answer.person?.serial == person && !answer.isByCopy)
            let error = fault { _ = try desk.submit(try People.walkIn(desk, "이서연")) }
            guard case .journal(.corrupted) = error else {
                Issue.record("page \(page): \(String(describing: error))")
                return
            }
            let figures = try desk.figures()
            #expect(figures.serialsLeft == nil && figures.setAside == 60)
            #expect(try DeskQueue(reading: journal, event: desk.event.id).setAside.count == 60)
        }
        #expect(found > 0)
    }

    @Test(
        "whatever page is damaged, what a desk calls stored is in the database, and what it calls kept can be got out")
    func neverFalselySaved() throws {
        try forEachDamage { page in
            guard let journal = try? Journal(dataFolder: folder),
                let desk = try? Desk(rig.settings(folder), journal: journal)
            else { return }
            let submission = try People.walkIn(desk, "손님 \(page)")
            guard let result = try? desk.submit(submission) else { return }
            let isStored = try rig.count("SELECT count(*) FROM expo.registration WHERE name = '손님 \(page)'") == 1
            switch result {
            case .applied: #expect(isStored, "page \(page)")
            case .kept, .queued:
                #expect(try journal.readable().entries.contains { $0.id == submission.id.bytes }, "page \(page)")
            }
        }
    }

    @Test("a console hears of it at its start, without having saved anything")
    func watched() throws {
        var told = 0
        try forEachDamage { page in
            guard let journal = try? Journal(dataFolder: folder), let damage = journal.findDamage() else { return }
            let heard = Mutex<[LiveNews]>([])
            // So long that nothing but the first look is heard.
            let watch = JournalWatch(journal, period: 600_000) { news in heard.withLock { $0.append(news) } }
            watch.start()
            defer { watch.close() }
            try #require(eventually { heard.withLock { $0 == [.journalDamaged(damage)] } }, "page \(page)")
            #expect(damage.path == path.path)
            told += 1
        }
        #expect(told > 0)
    }

    @Test("one that is damaged while a console is open is told of when it cannot be read, once")
    func damagedLater() throws {
        do {
            // So long that its end has pages of its own, the last ones of the file.
            let filled = try Journal(dataFolder: folder)
            _ = try filled.append(
                id: [UInt8](repeating: 200, count: 16), event: 1, takesSerial: false, madeAt: 0
            ) { _, _ in [UInt8](repeating: 7, count: 40_000) }
        }
        let (journal, other) = (try Journal(dataFolder: folder), try Journal(dataFolder: folder))
        let heard = Mutex<[LiveNews]>([])
        let watch = JournalWatch(journal, period: 5) { news in heard.withLock { $0.append(news) } }
        watch.start()
        defer { watch.close() }
        #expect(eventually { heard.withLock { $0.contains(.waits(1)) } })
        let handle = try #require(FileHandle(forWritingAtPath: path.path))
        try handle.seek(toOffset: try handle.seekToEnd() - 4_096)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try handle.close()
        // What another program writes lets this one read the file anew.
        try other.settle(id: [UInt8](repeating: 1, count: 16))
        func told() -> Int {
            heard.withLock { news in
                news.count { if case .journalDamaged(let damage) = $0 { damage.hasUnreadable } else { false } }
            }
        }
        #expect(eventually { told() > 0 })
        let last = heard.withLock(\.count)
        // Nothing waits that could be read: no more is heard, however often it looks.
        for number in 2...9 { try other.settle(id: [UInt8](repeating: UInt8(number), count: 16)) }
        #expect(told() == 1 && heard.withLock(\.count) == last)
    }
}
