// A desk at a gate: passes verified, scans exactly once, the day from the server and not from the desk's clock.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@Suite("A desk at a gate")
struct CheckInTests {
    let rig: DeskRig
    let folder = TestRun.shared.makeFolder()
    let desk: Desk
    let person: Registration
    let pass: String

    init() throws {
        rig = try DeskRig()
        // The event is on, whenever the tests run.
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        desk = try rig.desk(folder)
        person = try #require(try desk.submit(try People.walkIn(desk, "김민준")).row)
        pass = try desk.pass(of: person.serial).digits
    }

    private func scan(_ text: String, _ mode: CheckIn.Mode = .enter, desk: Desk? = nil, id: CommandID? = nil) throws
        -> CheckInAnswer
    {
        let desk = desk ?? self.desk
        return try desk.checkIn(text, mode: mode, gate: .main, id: id ?? desk.makeCommandID())
    }

    private func word(_ answer: CheckInAnswer) -> String {
        if case .passed(let mode, _) = answer.result { return mode.rawValue }
        return answer.reason ?? "queued"
    }

    @Test("a pass enters, also dressed as scanners dress it; a second one is told when, where and by whom")
    func enters() throws {
        let first = try scan("]Q1\(pass)\r")
        #expect(word(first) == "enter" && first.person == person)
        let entered = try #require(first.admission?.entered)
        #expect(entered.gate == "main" && entered.by == "desk 1")
        let other = try rig.desk(name: "desk 2")
        let second = try scan(pass, desk: other)
        #expect(second.result == .alreadyIn(try #require(first.admission)) && second.person == person)
        #expect(try desk.admissionsToday(of: person.serial) == [try #require(first.admission)])
        #expect(try other.firstEntriesToday(of: [person.serial]) == [person.serial: entered.at])
        #expect(try desk.journal.pendingCount() == 0)
    }

    @Test("what is no pass is no command and leaves no trace")
    func noPass() throws {
        let stranger = Pass(
            serial: person.serial, eventNumber: desk.event.number == 9_999 ? 1_000 : desk.event.number + 1,
            key: try #require(PassKey(id: 1, secret: [UInt8](repeating: 9, count: 32))),
            mac: MessageAuthentication.hmacSHA256)
        let forged = String(pass.dropLast()) + (pass.last == "0" ? "1" : "0")
        for (text, reason) in [
            ("", "malformed"), (String(pass.prefix(20)), "malformed"), (pass + pass, "malformed"),
            (stranger.digits, "wrong_event"), ("7" + pass.dropFirst(), "unknown_key"), (forged, "bad_mac"),
        ] {
            let answer = try scan(text)
            #expect(word(answer) == reason && answer.person == nil)
        }
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind <> 'register'") == 0)
        // Right, and nobody's.
        let nobody = try desk.pass(of: try #require(Serial("777"))).digits
        #expect(word(try scan(nobody)) == "unknown_serial")
    }

    @Test("one scan sent twice is one scan; two scans of a pass are two")
    func ids() throws {
        let id = desk.makeCommandID()
        let first = try scan(pass, id: id)
        #expect(try scan(pass, id: id) == first)
        #expect(word(try scan(pass)) == "already_checked_in")
    }

    @Test("a scan whose commit was never answered is answered as what it was: let in, once")
    func lostReply() throws {
        let relay = try Relay(to: rig.conninfo)
        let desk = try rig.desk(address: rig.conninfo + " host=\(relay.folder)")
        relay.swallowNextCommit()
        #expect(word(try scan(pass, desk: desk)) == "enter")
        #expect(relay.swallowed == 1)
        #expect(try rig.count("SELECT count(*) FROM expo.admission") == 1)
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'check_in'") == 1)
    }

    @Test("without a line a scan is kept undecided, and counts later as of the moment it was scanned")
    func queued() throws {
        let relay = try Relay(to: rig.conninfo)
        let away = try rig.desk(address: rig.conninfo + " host=\(relay.folder)")
        #expect(word(try scan(pass, .leave, desk: away)) == "not_checked_in")
        relay.close()
        #expect(try scan(pass, desk: away).result == .queued(person.serial))
        let before = try rig.owner().run(Statement("now", "SELECT (extract(epoch FROM now()) * 1000)::bigint"))[0].int(
            0)
        let back = try Desk(
            rig.settings(away.settings.dataFolder), journal: Journal(dataFolder: away.settings.dataFolder))
        #expect(try back.sync().sent == 1)
        let admission = try #require(try back.admissionsToday(of: person.serial).first)
        #expect(admission.entered.at.milliseconds <= before)
        #expect(word(try scan(pass)) == "already_checked_in")
    }

    @Test("a desk whose clock is days wrong checks in for the day it is")
    func wrongClock() throws {
        let folder = TestRun.shared.makeFolder()
        let days: Int64 = 86_400_000 * 40
        let wrong = try Desk(
            rig.settings(folder), journal: Journal(dataFolder: folder),
            clock: { Timestamp(milliseconds: Timestamp.now().milliseconds - days) })
        let admission = try #require(try scan(pass, desk: wrong).admission)
        let today = try rig.owner().run(
            Statement("today", "SELECT (now() AT TIME ZONE time_zone)::date::text FROM expo.event"))[0].string(0)
        #expect(admission.day.description == today)
        #expect(word(try scan(pass)) == "already_checked_in")
    }

    @Test("a script's clock says which day it is")
    func scriptedClock() throws {
        let folder = TestRun.shared.makeFolder()
        let moment = Timestamp(milliseconds: 1_777_594_320_000)
        try rig.owner().script("UPDATE expo.event SET first_day = '2026-05-01', last_day = '2026-05-02'")
        let desk = try Desk(
            rig.settings(folder), journal: Journal(dataFolder: folder), clock: { moment }, eventTime: .desk)
        let admission = try #require(try scan(pass, desk: desk).admission)
        #expect(admission.day.description == "2026-05-01" && admission.entered.at == moment)
    }

    @Test("an undo takes the last movement back, and is a change like any other")
    func undo() throws {
        let entry = try #require(try scan(pass).admission)
        let undo = Submission(
            id: desk.makeCommandID(), change: .undoCheckIn(serial: person.serial, admission: entry))
        let receipt = try #require(try desk.submit(undo).receipt)
        #expect(receipt.outcome == .passageUndone(person.serial, nil) && receipt.row == person)
        let again = try desk.submit(undo)
        #expect(again.receipt?.outcome == receipt.outcome && !again.differs(from: undo))
        #expect(try desk.admissionsToday(of: person.serial) == [])
        #expect(word(try scan(pass)) == "enter")
        #expect(word(try scan(pass, .leave)) == "leave")
        #expect(word(try scan(pass, .reenter)) == "re-enter")
    }
}
