// What the model check has found, each by itself: answers that are lost, two programs over one folder, clocks not known.

import Domain
import Store
import Testing

@testable import Desk

@Suite("A desk whose answers are lost")
struct LostAnswerTests {
    let server: SimServer
    let home: SimConsole
    let east: SimConsole
    let person: Serial
    private static let morning: Int64 = 1_777_680_000_000

    init() throws {
        server = try World.makeServer()
        func desk(_ number: Int) -> SimDesk {
            let machine = SimMachine(time: Self.morning, error: -25 * 3_600_000)
            return SimDesk(number, machine: machine, outbox: MemoryOutbox(), blockSize: 4)
        }
        home = SimConsole(desk(1), server, isCut: false, publicIDs: 1_000)
        east = SimConsole(desk(2), server, isCut: false, publicIDs: 2_000)
        let walkIn = Submission.Change.register(
            source: .walkIn, form: server.reference, answers: [.name: .text("김민준"), .consent: .flag(true)])
        person = try #require(home.outgoing.submit(Self.submission(1, walkIn)).row?.serial)
        try home.refresh()
        try east.refresh()
    }

    private static func submission(_ number: UInt8, _ change: Submission.Change) -> Submission {
        let id = CommandID(at: Timestamp(milliseconds: morning), random: [UInt8](repeating: number, count: 10))
        return Submission(id: id, change: change)
    }

    private func enter(_ number: UInt8) -> Submission {
        Self.submission(number, .checkIn(serial: person, mode: .enter, gate: .main))
    }

    @Test("somebody whom the database refused unheard, and the desk let in, is told to a manager")
    func refusedUnheard() throws {
        _ = try home.outgoing.submit(enter(2))
        east.link.fate = { .unanswered }
        guard case .kept = try east.outgoing.submit(enter(3)) else { throw Apart.Unexpected() }
        east.link.fate = { .arrives }
        east.link.probe()
        let report = try east.outgoing.sync()
        #expect(report.conflicts == 1 && report.waiting == 0)
        #expect(server.log.compactMap(\.conflict).map(\.kind) == [.admittedTwice])
    }

    @Test("what the database may have is not turned away by the desk's copy any more")
    func appliedUnheard() throws {
        let late = Submission.Change.register(
            source: .walkIn, form: server.reference, answers: [.name: .text("이서연"), .consent: .flag(true)])
        let serial = try #require(home.outgoing.submit(Self.submission(4, late)).row?.serial)
        east.link.fate = { .unanswered }
        let scan = Submission.Change.checkIn(serial: serial, mode: .enter, gate: .main)
        guard case .queued = try east.outgoing.submit(Self.submission(5, scan)) else {
            throw Apart.Unexpected()
        }
        east.link.fate = { .arrives }
        east.link.probe()
        #expect(try east.outgoing.sync().sent == 1)
        #expect(server.admissions[serial]?.count == 1)
    }

    /// The news of what was sent come though its answer is lost.
    private func loseAnswersButNotNews() {
        east.link.fate = { .unanswered }
        east.link.meanwhile = { [east, server] in
            east.copy.put(server.snapshot(at: Timestamp(milliseconds: Self.morning)))
        }
    }

    @Test("what the database has already, and the copy knows of it, is told as it happened")
    func newsWithoutAnswer() throws {
        func walkIn(_ phone: String) -> Submission.Change {
            .register(
                source: .walkIn, form: server.reference,
                answers: [.name: .text("이서연"), .phone: .text(phone), .consent: .flag(true)])
        }
        // Leases serials.
        _ = try east.outgoing.submit(Self.submission(10, walkIn("01011112222")))
        loseAnswersButNotNews()
        guard case .kept(let registered) = try east.outgoing.submit(Self.submission(11, walkIn("01033334444"))) else {
            throw Apart.Unexpected()
        }
        #expect(registered.outcome.word == "registered")
        east.link.probe()
        guard case .kept(let passed) = try east.outgoing.submit(enter(12)) else { throw Apart.Unexpected() }
        #expect(passed.outcome.word == "checked_in")
        east.link.fate = { .arrives }
        east.link.probe()
        #expect(try east.outgoing.sync().conflicts == 0)
        #expect(server.admissions[person]?.count == 1)
    }

    @Test("a passage of somebody whose registration is not there yet is set aside to be tried again, not given up")
    func registrationMissing() throws {
        let walkIn = Submission.Change.register(
            source: .walkIn, form: server.reference, answers: [.name: .text("이서연"), .consent: .flag(true)])
        // Leases serials.
        _ = try east.outgoing.submit(Self.submission(16, walkIn))
        east.link.findLost()
        let registration = Self.submission(17, walkIn)
        guard case .kept(let receipt) = try east.outgoing.submit(registration), let serial = receipt.row?.serial else {
            throw Apart.Unexpected()
        }
        let scan = Submission.Change.checkIn(serial: serial, mode: .enter, gate: .main)
        guard case .kept = try east.outgoing.submit(Self.submission(18, scan)) else { throw Apart.Unexpected() }
        try east.desk.outbox.setAside(id: registration.id.bytes, note: "database")
        east.link.probe()
        let report = try east.outgoing.sync()
        #expect(report.sent == 0 && report.setAside.map(\.kind) == ["check_in"])
        #expect(report.setAside.map(\.reason) == ["unknown_serial"] && report.setAside.map(\.serial) == [serial])
    }

    @Test("what was set aside when it was sent does not lie over the desk's copy any more")
    func setAsideForgotten() throws {
        func edit(_ number: UInt8, _ name: String, version: Int) -> Submission {
            let answers: Answers = [.name: .text(name), .consent: .flag(true)]
            return Self.submission(
                number, .edit(serial: person, version: version, form: server.reference, answers: answers))
        }
        east.link.findLost()
        for change in [edit(13, "김민서", version: 1), edit(14, "김민준", version: 2)] {
            guard case .kept = try east.outgoing.submit(change) else { throw Apart.Unexpected() }
        }
        #expect(try home.outgoing.submit(edit(15, "김민우", version: 1)).row?.name == "김민우")
        east.link.probe()
        #expect(try east.outgoing.sync().setAside.count == 2)
        try east.refresh()
        #expect(east.seen(server).registration(person) == server.rows[person])
    }

    @Test("what another program of the desk decides later than it was first looked at counts here")
    func decidedLater() throws {
        let other = SimConsole(east.desk, server, isCut: false, publicIDs: 3_000)
        // The other one looks while it is on its way.
        east.link.meanwhile = { try? other.copy.catchUp(with: east.desk.outbox) }
        east.link.fate = { .lost }
        guard case .kept = try east.outgoing.submit(enter(6)) else { throw Apart.Unexpected() }
        other.link.findLost()
        let answer = try other.outgoing.submit(enter(7))
        #expect(answer.receipt?.outcome.word == "already_checked_in")
    }

    @Test("what was made before the server's time was known is put right before it is sent")
    func timeUnknown() throws {
        east.link.findLost()
        east.desk.machine.restart(error: -25 * 3_600_000)
        let again = SimConsole(east.desk, server, isCut: true, publicIDs: 4_000)
        guard case .kept = try again.outgoing.submit(enter(8)) else { throw Apart.Unexpected() }
        again.link.isCut = false
        again.link.probe()
        #expect(try again.outgoing.sync().sent == 1)
        #expect(server.admissions[person]?.map(\.entered.at.milliseconds) == [Self.morning])
    }
}
