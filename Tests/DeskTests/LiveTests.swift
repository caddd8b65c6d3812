// Desks over one database hear of each other: at once, after an outage, and where notices are swallowed.

import Domain
import Glibc
import Journal
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("Live", .serialized)
struct LiveTests {
    let rig: DeskRig

    init() throws {
        rig = try DeskRig()
    }

    /// What a desk has heard, in order.
    final class Ear: Sendable {
        private let heard = Mutex<[LiveNews]>([])

        func hear(_ news: LiveNews) { heard.withLock { $0.append(news) } }
        var all: [LiveNews] { heard.withLock { $0 } }

        var names: [String] {
            all.flatMap { news in
                if case .changed(let rows) = news { rows.map(\.name) } else { [String]() }
            }
        }

        func hears(_ name: String) -> Bool { eventually { names.contains(name) } }
        func hears(_ news: LiveNews) -> Bool { eventually { all.contains(news) } }
    }

    /// A console's desk with its ear, open and listening.
    struct Post {
        let service: DeskService
        let ear = Ear()

        init(_ rig: DeskRig, address: String? = nil) throws {
            let folder = TestRun.shared.makeFolder()
            let ear = ear
            service = DeskService(
                rig.settings(folder, address: address), journal: try Journal(dataFolder: folder),
                news: { ear.hear($0) })
            let open = Mutex<Bool?>(nil)
            service.read(1) { desk in open.withLock { $0 = (try? desk.get()) != nil } }
            #expect(eventually { open.withLock { $0 } == true })
            #expect(eventually { service.hearsNotices != nil })
        }

        func register(_ names: String...) {
            for name in names {
                let answer = Mutex<Registration.Status?>(nil)
                service.write(2) { desk in
                    let result = try? desk.get().submit(People.walkIn(desk.get(), name))
                    answer.withLock { $0 = result?.row?.status ?? .rejected }
                }
                #expect(eventually { answer.withLock { $0 } != nil })
                #expect(answer.withLock { $0 } == .approved)
            }
        }
    }

    @Test("what another program on the data folder has left in the journal is found without anybody's asking")
    func journalWatched() throws {
        let folder = TestRun.shared.makeFolder()
        _ = try rig.desk(folder).submit(try People.walkIn(rig.desk(folder), "먼저"))
        let relay = try Relay(to: rig.conninfo)
        let cutOff = try rig.desk(folder, address: rig.conninfo + " host=\(relay.folder)")
        let ear = Ear()
        let watch = JournalWatch(cutOff.journal, period: 10) { ear.hear($0) }
        watch.start()
        defer { watch.close() }
        let submission = try People.walkIn(cutOff, "김민준")
        relay.close()
        #expect(try cutOff.submit(submission).queued != nil)
        #expect(ear.hears(.waits(1)))
        #expect(try rig.desk(folder).sync().sent == 1)
    }

    private func killListeners() throws {
        try rig.owner().script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk live'
            """)
    }

    private func listeners() throws -> Int {
        try rig.count(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk live'
            """)
    }

    @Test("a change at one desk is heard at the other, and is no news at its own")
    func heard() throws {
        let (first, second) = (try Post(rig), try Post(rig))
        #expect(first.service.hearsNotices == true)
        first.register("김하나")
        #expect(second.ear.hears("김하나"))
        second.register("이둘")
        #expect(first.ear.hears("이둘"))
        #expect(first.ear.names == ["이둘"] && second.ear.names == ["김하나"])
        first.service.close()
        second.service.close()
    }

    @Test("who goes through a gate at one desk is news at the other, and so is the undo; a refused scan is none")
    func passages() throws {
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        let (first, second) = (try Post(rig), try Post(rig))
        first.register("김하나")
        #expect(second.ear.hears("김하나"))
        let desk = try rig.desk()
        let person = try #require(try desk.attendees("김하나", limit: 1).rows.first?.registration)
        func told(_ count: Int) -> Bool {
            eventually { second.ear.all.count { $0 == .passed([person]) } == count }
        }
        let scan = try desk.checkIn(person.serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        desk.tellOthers()
        #expect(told(1))
        _ = try desk.checkIn(person.serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        let admission = try #require(scan.admission)
        _ = try desk.submit(
            Submission(
                id: desk.makeCommandID(), change: .undoCheckIn(serial: person.serial, admission: admission)))
        while desk.tellOthers() != nil {}
        #expect(told(2))
        first.service.close()
        second.service.close()
    }

    @Test("a desk without a watcher, as the command line's, tells others when it is told to, and only of changes")
    func singleShot() throws {
        let listener = Store(try rig.owner())
        try listener.listen(within: 10_000)
        let desk = try rig.desk()
        desk.tellOthers()
        let person = try People.walkIn(desk, "박한번", phone: "01011112222")
        _ = try desk.submit(person)
        desk.tellOthers()
        let expected = [Notice.changed(desk.event.id, isOwn: false)]
        #expect(try listener.notices(waiting: 10_000) == expected)
        // A refusal is no news.
        let refused = try desk.submit(People.walkIn(desk, "박두번", phone: "01011112222"))
        #expect(refused.receipt?.outcome.word == "duplicate")
        #expect(desk.tellOthers() == nil)
        try Store(rig.owner()).greet("end", within: 10_000)
        #expect(try listener.notices(waiting: 10_000) == [.greeting("end")])
    }

    @Test("what happened while the line was down is heard when it is back, before that is told")
    func missedNotices() throws {
        let (first, second) = (try Post(rig), try Post(rig))
        first.register("준비")
        // Lines that are up stay up, so the first desk still writes; nobody comes in anew.
        let owner = try rig.owner()
        try owner.script("ALTER ROLE expo_desk NOLOGIN")
        defer { try? owner.script("ALTER ROLE expo_desk LOGIN") }
        try killListeners()
        #expect(second.ear.hears(.lineLost))
        first.register("놓친 사람")
        #expect(!second.ear.names.contains("놓친 사람"))
        try owner.script("ALTER ROLE expo_desk LOGIN")
        #expect(second.ear.hears(.lineBack))
        let all = second.ear.all
        let back = try #require(all.firstIndex(of: .lineBack))
        let missed = all.firstIndex { news in
            if case .changed(let rows) = news { rows.contains { $0.name == "놓친 사람" } } else { false }
        }
        #expect(try #require(missed) < back)
        // And from then on as before.
        #expect(eventually { second.service.hearsNotices == true })
        first.register("나중 사람")
        #expect(second.ear.hears("나중 사람"))
        #expect(second.ear.names.count { $0 == "놓친 사람" } == 1)
        first.service.close()
        second.service.close()
    }

    @Test("where notices are swallowed the desk knows, asks by itself, and hears the same")
    func deaf() throws {
        let relay = try Relay(to: rig.conninfo, isDeaf: true)
        let through = rig.conninfo + " host=\(relay.folder)"
        let (first, second) = (try Post(rig), try Post(rig, address: through))
        #expect(second.service.hearsNotices == false)
        first.register("조용한 사람")
        #expect(second.ear.hears("조용한 사람"))
        #expect(try Database(rig.settings(TestRun.shared.makeFolder())).hearsNotices())
        #expect(try !Database(rig.settings(TestRun.shared.makeFolder(), address: through)).hearsNotices())
        first.service.close()
        second.service.close()
        relay.close()
    }

    @Test("a server that hangs is a lost line, and one that goes on is heard again")
    func hung() throws {
        let relay = try Relay(to: rig.conninfo)
        let through = rig.conninfo + " host=\(relay.folder)"
        let ear = Ear()
        let settings = rig.settings(TestRun.shared.makeFolder(), address: through)
        let line = Line(settings)
        line.tell { ear.hear($0 ? .lineLost : .lineBack) }
        defer { line.close() }
        let watcher = Watcher(Database(settings), line: line, patience: 200, post: { ear.hear($0) })
        let desk = try rig.desk()
        watcher.begin(desk.event.id, from: try desk.withStore { try $0.horizon() })
        #expect(eventually { watcher.hearsNotices == true })
        relay.hang(true)
        #expect(ear.hears(.lineLost))
        _ = try desk.submit(People.walkIn(desk, "그동안 온 사람"))
        relay.hang(false)
        #expect(ear.hears(.lineBack))
        #expect(ear.hears("그동안 온 사람"))
        watcher.close()
        relay.close()
    }

    @Test("many changes in a row go out as few notices, and none is missed")
    func pace() throws {
        let (first, second) = (try Post(rig), try Post(rig))
        let counter = Store(try rig.owner())
        try counter.listen(within: 10_000)
        let start = Monotonic.milliseconds()
        let names = (1...60).map { "사람\($0)" }
        for name in names { first.register(name) }
        #expect(eventually { Set(second.ear.names) == Set(names) })
        var notices = 0
        // The last notice may still be on its way: it goes out a tenth of a second after the one before at the latest.
        while case let heard = try counter.notices(waiting: 500), !heard.isEmpty {
            notices += heard.count { if case .changed = $0 { true } else { false } }
        }
        let tenths = (Monotonic.milliseconds() - start) / NoticePace.least
        #expect(notices >= 1 && notices <= tenths + 1, "\(notices) notices in \(tenths) tenths of a second")
        first.service.close()
        second.service.close()
    }

    @Test("a watcher that is closed goes, and says nothing any more")
    func closes() throws {
        let (first, second) = (try Post(rig), try Post(rig))
        #expect(try eventually { try listeners() == 2 })
        second.service.close()
        #expect(try eventually { try listeners() == 1 })
        first.register("늦은 사람")
        first.service.close()
        #expect(try eventually { try listeners() == 0 })
        #expect(second.ear.all.isEmpty)
    }
}

@Suite("Notice pace")
struct NoticePaceTests {
    @Test("the first change is told at once, the next ones together a tenth of a second later, and nothing twice")
    func pace() {
        var pace = NoticePace()
        #expect(pace.wait(at: 5_000) == nil)
        pace.changed()
        #expect(pace.wait(at: 5_000) == 0)
        pace.told(at: 5_000)
        #expect(pace.wait(at: 5_001) == nil)
        pace.changed()
        pace.changed()
        #expect(pace.wait(at: 5_030) == 70)
        #expect(pace.wait(at: 5_100) == 0)
        pace.told(at: 5_100)
        #expect(pace.wait(at: 9_000) == nil)
        pace.changed()
        #expect(pace.wait(at: 9_000) == 0)
    }
}
