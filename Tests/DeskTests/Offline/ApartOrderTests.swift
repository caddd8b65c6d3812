// What a desk has to remember between a promise and its sending: whose serial it is, what goes first, what was tried.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Promises, in their order")
struct ApartOrderTests {
    private let expo: ApartExpo
    private var rig: DeskRig { expo.rig }
    private var home: Desk { expo.home }
    private var person: Registration { expo.person }

    init() throws {
        expo = try ApartExpo()
    }

    private func edit(_ desk: Desk, _ row: Registration, to name: String) throws -> Registration {
        var answers = row.formAnswers
        answers[.name] = .text(name)
        let change = Submission.Change.edit(
            serial: row.serial, version: row.version, form: row.form, answers: answers)
        switch try desk.submit(Submission(id: desk.makeCommandID(), change: change)) {
        case .applied(let receipt), .kept(let receipt): return try #require(receipt.row)
        case .queued: throw Apart.Unexpected()
        }
    }

    private func aside(_ desk: Desk) throws -> [QueuedCommand] {
        try DeskQueue(reading: desk.journal, event: desk.event.id).setAside
    }

    @Test("in a copied data folder a serial that the copy shows to be somebody's is passed over, on a line or none")
    func copiedFolder() throws {
        let apart = try Apart(rig, "east")
        _ = try apart.desk.submit(try People.walkIn(apart.desk, "먼저"))
        let folders = [TestRun.shared.makeFolder(), TestRun.shared.makeFolder()]
        for folder in folders {
            let copying = try ChildProcess(["/bin/cp", "-r", "\(apart.folder)/desk", folder], environment: [:])
            #expect(copying.wait() == .exited(0))
        }
        var taken = try ["하나", "둘", "셋"].map { name in
            try #require(try apart.desk.submit(try People.walkIn(apart.desk, name)).row).serial
        }
        let online = try rig.desk(folders[0], name: "west")
        try online.refreshCopy()
        let fourth = try #require(try online.submit(try People.walkIn(online, "넷")).row)
        #expect(!taken.contains(fourth.serial))
        // Nothing was refused, and the rest of the block is still there, with the next one.
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'register'") == 6)
        #expect(try online.journal.serialsLeft(event: online.event.id.rawValue) == 15)
        taken.append(fourth.serial)

        let twin = try rig.desk(folders[1], name: "south", address: rig.conninfo + " host=\(apart.relay.folder)")
        defer { twin.share.line.close() }
        try twin.refreshCopy()
        apart.relay.close()
        guard case .kept(let receipt) = try twin.submit(try People.walkIn(twin, "다섯")) else { throw Apart.Unexpected() }
        let fifth = try #require(receipt.row)
        #expect(!taken.contains(fifth.serial))
        #expect(try twin.registration(fourth.serial).name == "넷")
        #expect(try rig.desk(folders[1], name: "south").sync().sent == 1)
        #expect(try home.registration(fifth.serial).name == "다섯")
    }

    @Test("what was set aside because the change below it never happened is tried again on the present registration")
    func baseGone() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        let edited = try edit(apart.desk, person, to: "김민서")
        _ = try edit(apart.desk, edited, to: "김민수")
        _ = try edit(home, try edit(home, person, to: "김민우"), to: "김민지")
        let east = try apart.back()
        #expect(try east.sync().setAside.map(\.reason) == ["conflict", "conflict"])
        let last = try #require(try aside(east).last)
        // The database has never heard of it.
        #expect(try rig.count("SELECT count(*) FROM expo.command WHERE kind = 'edit'") == 3)
        guard case .applied(.edited(person.serial, version: 4)) = try east.retry(last.id) else {
            throw Apart.Unexpected()
        }
        #expect(try home.registration(person.serial).name == "김민수")
    }

    @Test("refused a second time for another reason it is still listed once")
    func refusedTwice() throws {
        let cancelled = try #require(try expo.cancel(person))
        let apart = try Apart(rig, "east")
        try apart.cut()
        let restore = Submission.Change.restore(
            serial: person.serial, version: cancelled.version, status: .approved)
        guard case .kept = try apart.desk.submit(Submission(id: apart.desk.makeCommandID(), change: restore)) else {
            throw Apart.Unexpected()
        }
        let other = try #require(try home.submit(try People.walkIn(home, "이서연", phone: "010-1234-5678")).row)
        let east = try apart.back()
        #expect(try east.sync().setAside.map(\.reason) == ["duplicate"])
        #expect(try expo.conflicts().map(\.conflict.reason) == [.duplicate])
        try expo.cancel(other)
        let back = try #require(try expo.submit(restore))
        try expo.cancel(back)
        #expect(try east.retry(try #require(try aside(east).first).id) == .setAside("conflict"))
        #expect(try expo.conflicts().map(\.conflict.reason) == [.conflict])
    }

    @Test("a try that another program has finished after a crash is not made again")
    func triedAlready() throws {
        let apart = try Apart(rig, "east")
        try apart.cut()
        _ = try edit(apart.desk, person, to: "김민서")
        _ = try edit(home, person, to: "김민우")
        let east = try apart.back()
        #expect(try east.sync().setAside.count == 1)
        let id = try #require(try aside(east).first).id
        // As a program leaves it that dies after it has written the second try down, and before it crosses off the first.
        _ = try east.journal.append(
            id: id.successor.bytes, event: east.event.id.rawValue, takesSerial: false, madeAt: 0
        ) { _, _ in Array("{}".utf8) }
        try east.journal.settle(id: id.successor.bytes)
        #expect(try east.retry(id) == .gone)
        #expect(try aside(east).isEmpty)
        #expect(try home.registration(person.serial).name == "김민우")
    }

    @Test("what another program has written down and nobody has decided goes first, whoever else has a copy")
    func undecidedFirst() throws {
        try home.refreshCopy()
        let id = home.makeCommandID()
        let form = person.form
        let (event, desk) = (home.event.id, home.id)
        let entry = try home.journal.append(
            id: id.bytes, event: event.rawValue, takesSerial: true, madeAt: Timestamp.now().milliseconds
        ) { sequence, serial in
            let new = NewRegistration(
                serial: try #require(serial.flatMap(Serial.init(rawValue:))), publicID: Desk.makePublicID(),
                source: .walkIn, form: form, answers: [.name: .text("이서연"), .consent: .flag(true)])
            let command = Command(
                id: id, event: event, desk: desk, deskSequence: sequence, actor: "home", madeAt: .now(),
                action: .register(new))
            return Array(try PayloadCoding.text(command).utf8)
        }.entry
        let serial = try #require(entry.serial.flatMap(Serial.init(rawValue:)))
        let answer = try home.checkIn(serial, mode: .enter, gate: .main, id: home.makeCommandID())
        #expect(answer.reason == nil && answer.person?.name == "이서연")
        #expect(try home.journal.pendingCount() == 0)
    }

    @Test("the next block of serials is leased when half of one is left, not when none is")
    func leasedEarly() throws {
        let desk = try rig.desk(name: "south", blockSize: 10)
        let event = desk.event.id.rawValue
        var left: [Int] = []
        for _ in 0..<12 {
            _ = try desk.submit(try People.walkIn(desk, "이서연"))
            left.append(try desk.journal.serialsLeft(event: event))
        }
        #expect(left == [9, 8, 7, 6, 15, 14, 13, 12, 11, 10, 9, 8])
    }

    @Test("what a single command did with the line is known to the next one without it, though nobody keeps the copy")
    func ownCommands() throws {
        let apart = try Apart(rig, "east")
        _ = try apart.desk.submit(try People.walkIn(apart.desk, "먼저"))
        try apart.desk.refreshCopy()
        // Each command is a program of its own.
        func command() throws -> Desk { try Desk(apart.desk.settings, journal: Journal(dataFolder: apart.folder)) }
        let first = try command()
        let pass = try first.pass(of: person.serial).digits
        #expect(try first.checkIn(pass, mode: .enter, gate: .main, id: first.makeCommandID()).reason == nil)
        let newcomer = try #require(try command().submit(try People.walkIn(first, "이서연")).row)
        apart.relay.close()
        let later = try command()
        defer { later.share.line.close() }
        let again = try later.checkIn(pass, mode: .enter, gate: .main, id: later.makeCommandID())
        #expect(again.reason == "already_checked_in" && again.isByCopy)
        #expect(try later.registration(newcomer.serial).name == "이서연")
    }
}
