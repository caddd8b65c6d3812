// A session's door without the database: it knows people, but neither sessions nor seats.

import Domain
import Journal
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("A session's door without a line")
struct DoorApartTests {
    private let expo: ApartExpo
    private var home: Desk { expo.home }
    private let talk: SessionID

    /// A session that is on for two hours yet, and one person enrolled in it.
    init() throws {
        expo = try ApartExpo()
        talk = try #require(SessionID("talk"))
        let program = EventProgram(id: try #require(ProgramID("talks")), title: Localized(ko: "강연", en: "Talks"))
        let now = expo.home.eventTime().milliseconds
        let session = ProgramSession(
            id: talk, program: program.id, starts: Timestamp(milliseconds: now - 60_000),
            ends: Timestamp(milliseconds: now + 7_200_000), capacity: 9, waitingCapacity: 0)
        _ = try expo.home.setPrograms(
            ProgramPlan(programs: [program], sessions: [session]), id: expo.home.makeCommandID())
        _ = try expo.home.enrol(expo.person.serial, in: talk, id: expo.home.makeCommandID())
    }

    private func register(_ name: String) throws -> Registration {
        try #require(try home.submit(try People.walkIn(home, name)).row)
    }

    private func scan(_ desk: Desk, _ serial: Serial, _ mode: CheckIn.Mode = .enter) throws -> CheckInAnswer {
        try desk.checkIn(try desk.pass(of: serial).digits, mode: mode, session: talk, id: desk.makeCommandID())
    }

    @Test("every scan is kept in its order, however long the line is gone, and answered when it is back")
    func kept() throws {
        let others = try (0..<3).map { try register("사람\($0)") }
        for one in others.dropLast() { _ = try home.enrol(one.serial, in: talk, id: home.makeCommandID()) }
        let apart = try Apart(expo.rig, "east")
        try apart.cut()
        let serials = [expo.person.serial] + others.map(\.serial)
        for serial in serials {
            let answer = try scan(apart.desk, serial)
            #expect(answer.result == .queued(serial) && !answer.isByCopy)
        }
        let leaving = try scan(apart.desk, expo.person.serial, .leave)
        #expect(leaving.result == .queued(expo.person.serial))
        #expect(try apart.desk.journal.pendingCount() == 5)

        let back = try apart.back()
        let report = try back.sync()
        #expect(report.sent == 4 && report.waiting == 0, "\(report)")
        // Nobody but the database could know that they have no seat.
        #expect(
            report.setAside.map(\.reason) == ["not_enrolled"] && report.setAside.map(\.serial) == [others[2].serial])
        let people = try home.people(in: talk, limit: 9).people
        #expect(people.allSatisfy { $0.admission != nil })
        #expect(people.first { $0.person.serial == expo.person.serial }?.leftAt != nil)
    }

    @Test("whom no door lets in is turned away by the copy, and leaves no trace")
    func refused() throws {
        let (lost, gone) = (try register("최도윤"), try register("이서연"))
        try expo.submit(.reissue(serial: lost.serial, version: lost.version, reason: "lost"))
        try expo.cancel(gone)
        let apart = try Apart(expo.rig, "east")
        try apart.cut()
        // The line is found to be lost by the first one already.
        for (serial, reason) in [(lost.serial, "revoked"), (gone.serial, "cancelled"), (lost.serial, "revoked")] {
            let answer = try scan(apart.desk, serial)
            #expect(answer.reason == reason && answer.isByCopy, "\(answer.result)")
        }
        #expect(try apart.desk.journal.pendingCount() == 0)
        // Somebody whom this desk has never heard of may have been registered elsewhere meanwhile.
        let stranger = try register("나중")
        #expect(try scan(apart.desk, stranger.serial).result == .queued(stranger.serial))
        // Whoever is inside may leave, whatever became of their registration.
        #expect(try scan(apart.desk, gone.serial, .leave).result == .queued(gone.serial))
        #expect(try scan(apart.desk, lost.serial, .leave).reason == "revoked")
        #expect(try apart.desk.journal.pendingCount() == 2)
        _ = try apart.back().sync()
    }

    @Test("a desk that opens without a line knows the sessions that it has read last, also through another program")
    func sessions() throws {
        let apart = try Apart(expo.rig, "east")
        let read = try apart.desk.sessions()
        #expect(read.map(\.session.id) == [talk] && read.first?.confirmed == 1)
        try apart.cut()
        #expect(try apart.desk.sessions() == read)
        #expect(KnownSessions.read(of: EventID(rawValue: 999), apart.desk.journal) == nil)
        let other = try Desk(apart.desk.settings, journal: Journal(dataFolder: apart.desk.settings.dataFolder))
        #expect(try other.sessions() == read)
    }

    @Test("a door that has no copy keeps its scans as well")
    func withoutCopy() throws {
        let apart = try Apart(expo.rig, "east")
        apart.relay.close()
        for _ in 0..<3 { #expect(try scan(apart.desk, expo.person.serial).result == .queued(expo.person.serial)) }
        #expect(try apart.desk.journal.pendingCount() == 3)
        apart.desk.share.line.close()
    }
}
