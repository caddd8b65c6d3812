// Opening a desk: which event, which database, and what is never done to somebody's own.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("Opening")
struct OpeningTests {
    private func open(_ rig: DeskRig, slug: String? = nil) throws -> Desk {
        let folder = TestRun.shared.makeFolder()
        return try Desk(rig.settings(folder, slug: slug), journal: Journal(dataFolder: folder))
    }

    @Test(
        "the only event needs no name; without any, and with several, that is said, and a wrong name gets the known ones"
    )
    func events() throws {
        #expect(try open(DeskRig()).event.slug == "expo")
        guard case .noEvent? = fault({ _ = try open(DeskRig(slugs: [])) }) else {
            Issue.record("no event was not told")
            return
        }
        let several = try DeskRig(slugs: ["spring", "autumn"])
        guard case .severalEvents(let slugs)? = fault({ _ = try open(several) }) else {
            Issue.record("several events were not told")
            return
        }
        #expect(slugs == ["spring", "autumn"])
        #expect(try open(several, slug: "autumn").event.slug == "autumn")
        guard case .unknownEvent("winter", let known)? = fault({ _ = try open(several, slug: "winter") }) else {
            Issue.record("an unknown event was not told")
            return
        }
        #expect(known == ["spring", "autumn"])
    }

    @Test("somebody's own database with an older schema is not brought up but told apart")
    func olderSchema() throws {
        let rig = try DeskRig(isMigrated: false)
        let folder = TestRun.shared.makeFolder()
        let settings = DeskSettings(dataFolder: folder, database: .server(rig.conninfo), deskName: "desk 1")
        guard case .store(.schemaOlder)? = fault({ _ = try Desk(settings, journal: Journal(dataFolder: folder)) })
        else {
            Issue.record("not told to migrate")
            return
        }
        #expect(try rig.count("SELECT count(*) FROM pg_namespace WHERE nspname = 'expo'") == 0)
    }

    @Test("somebody's own database that does not answer is out of reach, and no server is started for it")
    func neverStarted() throws {
        let folder = TestRun.shared.makeFolder()
        let settings = DeskSettings(
            dataFolder: folder, database: .server("host=\(folder) dbname=none"), deskName: "desk 1", patience: 0)
        #expect(Database(settings).privateServer == nil)
        guard case .outOfReach? = fault({ _ = try Desk(settings, journal: Journal(dataFolder: folder)) }) else {
            Issue.record("not out of reach")
            return
        }
        #expect(access(folder + "/postgres", F_OK) != 0)
    }

    @Test(
        "the embedded server is made, brought up and filled; stopped under a desk, it is started again by the next save"
    )
    func embedded() throws {
        let folder = TestRun.shared.makeFolder()
        let settings = DeskSettings(dataFolder: folder, database: .embedded, deskName: "desk 1", blockSize: 5)
        let database = Database(settings)
        let day = try #require(CalendarDate("2026-05-01"))
        let setup = EventSetup(
            slug: "expo", title: "엑스포", firstDay: day, lastDay: day, timeZone: "Asia/Seoul", sampleCount: 12)
        let journal = try Journal(dataFolder: folder)
        func open(_: String) throws(DeskError) -> Desk { try Desk(settings, journal: journal) }
        let made = try setup.run(database, form: People.form, desk: open)
        #expect(made.isNew)
        #expect(made.event.isSample)
        #expect(try !setup.run(database, form: People.form, desk: open).isNew)
        let desk = try open("expo")
        #expect(desk.minutesAheadOfUTC == 540)
        #expect(try desk.attendees("", limit: 50).rows.count == 12)
        let server = try #require(database.privateServer)
        #expect(try server.stop())
        let result = try desk.submit(try People.walkIn(desk, "김민준"))
        #expect(result.receipt?.outcome.word == "registered")
        #expect(try desk.attendees("", limit: 50).rows.count == 13)
        let login = try database.connectAsDesk().run(Statement("who", "SELECT current_user::text"))[0].string(0)
        #expect(login == "expo_desk")
        try server.stop()
    }

    @Test("an unknown time zone is refused before anything is set up")
    func timeZone() throws {
        let rig = try DeskRig(slugs: [])
        let day = try #require(CalendarDate("2026-05-01"))
        let setup = EventSetup(slug: "expo", title: "t", firstDay: day, lastDay: day, timeZone: "Asia/Nowhere")
        let folder = TestRun.shared.makeFolder()
        let database = Database(DeskSettings(dataFolder: folder, database: .server(rig.conninfo), deskName: "d"))
        func open(_: String) throws(DeskError) -> Desk { throw .noEvent }
        guard case .unknownTimeZone? = fault({ _ = try setup.run(database, form: People.form, desk: open) }) else {
            Issue.record("not refused")
            return
        }
        #expect(try rig.count("SELECT count(*) FROM expo.event") == 0)
    }
}
