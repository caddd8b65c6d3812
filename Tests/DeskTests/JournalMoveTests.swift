// A journal carried from one desk to another: sent from both, everything happens once.

import Desk
import Domain
import Foundation
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("A journal carried to another desk")
struct JournalMoveTests {
    let rig: DeskRig
    let scratch: ScratchFolder
    let passphrase = Passphrase("우리 데스크의 암호")
    let file: String
    /// The laptop's data folder, and the desk over it that has lost its line.
    let laptop: String
    let away: Desk
    let submissions: [Submission]

    init() throws {
        rig = try DeskRig()
        scratch = try ScratchFolder()
        file = scratch.file("laptop.journal")
        laptop = TestRun.shared.makeFolder()
        let relay = try Relay(to: rig.conninfo)
        away = try rig.desk(laptop, name: "laptop", address: rig.conninfo + " host=\(relay.folder)")
        _ = try away.submit(try People.walkIn(away, "처음"))
        let desk = away
        submissions = try (1...5).map { try People.walkIn(desk, "사람\($0)", phone: "0101111000\($0)") }
        relay.close()
        for person in submissions { #expect(try desk.submit(person).queued != nil) }
    }

    private func export() throws -> JournalExport {
        let passphrase = try #require(passphrase)
        return try #require(
            try away.journal.export(
                event: nil, from: "laptop", at: Timestamp(milliseconds: 77), to: file, passphrase))
    }

    private func takeIn(_ desk: Desk) throws -> JournalIntake {
        try desk.journal.takeIn(file, try #require(passphrase), event: nil)
    }

    private func expectEverybodyOnce() throws {
        #expect(
            try rig.count("SELECT count(*) FROM expo.registration WHERE name LIKE '사람%'") == submissions.count)
        #expect(
            try rig.count("SELECT count(DISTINCT name) FROM expo.registration WHERE name LIKE '사람%'")
                == submissions.count)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'register'") == submissions.count + 1)
    }

    @Test("the other desk sends it, in its order, in the laptop's name and chain; the entries stay at the laptop")
    func carried() throws {
        let record = try export()
        #expect(record.count == 5 && record.at.milliseconds == 77 && record.file == file)
        #expect(try away.journal.pendingCount() == 5)
        let other = try rig.desk(name: "desk 2")
        let intake = try takeIn(other)
        #expect(intake.new == 5 && intake.known == 0 && intake.origin.deskName == "laptop")
        #expect(intake.origin.name?.slug == "expo" && intake.origin.desk == away.id)
        #expect(try other.sync().sent == 5)
        try expectEverybodyOnce()
        #expect(
            try rig.count(
                """
                SELECT count(*) FROM expo.command c JOIN expo.desk d ON d.id = c.desk_id
                WHERE d.name = 'laptop' AND c.actor = 'laptop' AND c.desk_seq BETWEEN 2 AND 6
                """) == 5)
        #expect(
            try rig.count(
                """
                SELECT count(*) FROM (SELECT name, serial > lag(serial) OVER (ORDER BY name) AS grows
                FROM expo.registration WHERE name LIKE '사람%') r WHERE NOT grows
                """) == 0)
        #expect(try other.journal.pendingCount() == 0)
    }

    @Test("taken in twice, and sent from the laptop too when it comes back, everything happens once")
    func both() throws {
        _ = try export()
        let other = try rig.desk(name: "desk 2")
        #expect(try takeIn(other).new == 5)
        #expect(try takeIn(other).new == 0)
        #expect(try other.sync().sent == 5)
        #expect(try takeIn(other).known == 5)
        #expect(try other.sync().sent == 0)
        let back = try rig.desk(laptop, name: "laptop")
        #expect(try back.sync() == SyncReport(sent: 5))
        try expectEverybodyOnce()
        // Whoever saves the draft again at the laptop is told what is there.
        #expect(try back.submit(submissions[0]).receipt?.isReplay == true)
        #expect(try takeIn(back).new == 0)
    }

    @Test("two desks that send the same at the same moment come to one of each")
    func race() async throws {
        _ = try export()
        let folders = [laptop, TestRun.shared.makeFolder()]
        let other = try rig.desk(folders[1], name: "desk 2")
        #expect(try takeIn(other).new == 5)
        let rig = rig
        let reports = try await withThrowingTaskGroup(of: SyncReport.self) { group in
            for folder in folders { group.addTask { try rig.desk(folder, name: folder).sync() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reports.map(\.sent) == [5, 5] && reports.allSatisfy { $0.setAside.isEmpty })
        try expectEverybodyOnce()
    }

    @Test("what is refused lands on the other desk's F8, and is tried again there in that desk's name")
    func refused() throws {
        let other = try rig.desk(name: "desk 2")
        let holder = try #require(try other.submit(try People.walkIn(other, "먼저", phone: "01011110003")).row)
        _ = try export()
        #expect(try takeIn(other).new == 5)
        let report = try other.sync()
        #expect(report.sent == 4 && report.setAside.map(\.name) == ["사람3"])
        let aside = try #require(try DeskQueue(reading: other.journal, event: other.event.id).setAside.first)
        #expect(aside.reason == "duplicate")
        _ = try other.submit(
            Submission(
                id: other.makeCommandID(), change: .cancel(serial: holder.serial, version: 1, reason: "취소")))
        guard case .applied = try other.retry(aside.id) else {
            Issue.record("not applied")
            return
        }
        #expect(
            try rig.count(
                """
                SELECT count(*) FROM expo.command c JOIN expo.desk d ON d.id = c.desk_id
                WHERE d.name = 'desk 2' AND c.kind = 'register' AND c.outcome = 'registered'
                """) == 2)
        // The laptop finds it refused; trying again there is the same command, already done.
        let back = try rig.desk(laptop, name: "laptop")
        #expect(try back.sync().setAside.map(\.name) == ["사람3"])
        guard case .applied = try back.retry(aside.id) else {
            Issue.record("not a replay")
            return
        }
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE name = '사람3'") == 1)
    }

    @Test("what was set aside at the laptop is set aside at the other desk, with its reason")
    func setAside() throws {
        try away.journal.setAside(id: submissions[1].id.bytes, note: "database")
        #expect(try export().count == 5)
        let other = try rig.desk(name: "desk 2")
        #expect(try takeIn(other).new == 5)
        #expect(try other.sync().sent == 4)
        let queue = try DeskQueue(reading: other.journal, event: other.event.id)
        #expect(queue.setAside.map(\.name) == ["사람2"] && queue.setAside.map(\.reason) == ["database"])
        guard case .applied = try other.retry(submissions[1].id) else {
            Issue.record("not applied")
            return
        }
        try expectEverybodyOnce()
    }

    @Test("a desk of another event refuses the file by both names, and takes nothing in")
    func otherEvent() throws {
        _ = try export()
        // The first event of another installation: the same number in its database.
        let stranger = try DeskRig(slugs: ["fair"]).desk(name: "desk 9")
        #expect(stranger.event.id == away.event.id)
        do {
            _ = try takeIn(stranger)
            Issue.record("taken in")
        } catch JournalMoveError.otherEvent(let origin, let here) {
            #expect(origin.name?.slug == "expo" && here.slug == "fair")
        }
        #expect(try stranger.journal.unsettled().isEmpty)
    }

    @Test("where commands of several events wait the event has to be named, and only its own are written")
    func severalEvents() throws {
        _ = try away.journal.append(
            id: [UInt8](repeating: 9, count: 16), event: 99, takesSerial: false, madeAt: 0
        ) { _, _ in [] }
        let passphrase = try #require(passphrase)
        do {
            _ = try export()
            Issue.record("written")
        } catch JournalMoveError.severalEvents(let known) {
            #expect(known == ["expo"])
        }
        let record = try away.journal.export(event: "expo", from: "laptop", at: .now(), to: file, passphrase)
        #expect(record?.count == 5)
        #expect(try takeIn(rig.desk(name: "desk 2")).new == 5)
    }

    @Test("a file that holds another event's command among its own is taken in by nobody, not even in part")
    func foreignEntry() throws {
        _ = try export()
        let words = Array("우리 데스크의 암호".utf8)
        var moved = try JournalFile(reading: file, passphrase: words)
        let own = moved.entries[2]
        moved.entries[2] = JournalEntry(
            sequence: 0, id: own.id, event: 99, serial: own.serial, payload: own.payload, state: own.state, note: nil,
            madeAt: own.madeAt)
        let strange = scratch.file("strange.journal")
        try moved.write(to: strange, passphrase: words)
        let other = try rig.desk(name: "desk 2")
        do {
            _ = try other.journal.takeIn(strange, try #require(passphrase), event: nil)
            Issue.record("taken in")
        } catch JournalMoveError.file(.damaged(let path)) {
            #expect(path == strange)
        }
        #expect(try other.journal.unsettled().isEmpty)
    }

    @Test("no database is needed on either side, and the desk remembers what it wrote")
    func withoutDatabase() throws {
        let other = TestRun.shared.makeFolder()
        _ = try rig.desk(other, name: "desk 2")
        let settings = rig.settings(laptop, name: "laptop")
        #expect(try DeskFigures(reading: away.journal, settings).exported == nil)
        let record = try export()
        let figures = try DeskFigures(reading: Journal(dataFolder: laptop), settings)
        #expect(figures.exported == record && figures.waiting == 5 && figures.setAside == 0)
        #expect(figures.blockSize == 10 && figures.serialsLeft == 4 && figures.copy == nil)
        #expect(try #require(figures.diskFree) > 0)
        let journal = try Journal(dataFolder: other)
        #expect(try journal.takeIn(file, try #require(passphrase), event: nil).new == 5)
        #expect(try DeskFigures(reading: journal, rig.settings(other)).waiting == 5)
    }

    @Test("nothing waits: no file; a desk that never knew an event takes nothing in; a short passphrase is none")
    func nothing() throws {
        let idle = try rig.desk(name: "desk 3")
        let passphrase = try #require(passphrase)
        #expect(try idle.journal.export(event: nil, from: "desk 3", at: .now(), to: file, passphrase) == nil)
        #expect(access(file, F_OK) != 0)
        _ = try export()
        let fresh = try Journal(dataFolder: TestRun.shared.makeFolder())
        do {
            _ = try fresh.takeIn(file, passphrase, event: nil)
            Issue.record("taken in")
        } catch JournalMoveError.noEvent {}
        #expect(Passphrase("일곱글자뿐임") == nil && Passphrase("여덟글자로충분함") != nil)
        // From a keyboard that sends jamo one by one.
        #expect(Passphrase("여덟글자로충분함".decomposedStringWithCanonicalMapping) == Passphrase("여덟글자로충분함"))
    }
}
