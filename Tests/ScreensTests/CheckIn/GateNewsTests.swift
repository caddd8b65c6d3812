// The line of news below the big answer: it does not go on telling what was before.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("News below the big answer") struct GateNewsTests {
    @Test("a scan on the check-in screen takes away what was told of an undo, before it or while it is being answered")
    func undone() throws {
        for isLate in [false, true] {
            var driver = GateTests.atGate()
            try driver.letIn(87, "홍길동")
            driver.press("u")
            let undo = try #require(driver.takeSubmissions().last)
            let accepted = Fixture.accepted(Fixture.row(87), .passageUndone(Fixture.serial(87), nil))
            if !isLate { driver.answer(.submitted(undo, .passage, .success(accepted))) }
            driver.now += 3_000
            driver.scan(Fixture.pass(87).digits)
            if isLate { driver.answer(.submitted(undo, .passage, .success(accepted))) }
            let scan = try #require(driver.takeScans().last)
            driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(87), scan))))
            #expect(driver.state.banner == nil && !driver.shows("되돌렸습니다"), "late: \(isLate)")
        }
    }

    @Test("so it does with a line from another screen, and with what a look-up asked for")
    func elsewhere() throws {
        var table = Driver()
        table.press("F4")
        try table.letIn(1)
        #expect(table.state.banner != nil)
        table.press("F5")
        table.now += 3_000
        try table.letIn(2)
        #expect(table.state.banner == nil)
        var lookUp = GateTests.atGate()
        lookUp.burst("1234")
        lookUp.press(KeyPress(.enter), pace: Driver.scannerPace)
        #expect(lookUp.shows("누구인지 고르고"))
        lookUp.now += 10_000
        try lookUp.letIn(2)
        #expect(!lookUp.shows("누구인지 고르고"))
    }

    @Test("what stands until a key stays, and so does what nobody's key has asked for")
    func stays() throws {
        var driver = GateTests.atGate()
        driver.model.state.tellUntilKey("서 있는 소식")
        let scan = GateScan(
            id: CommandID.random(at: .now()), subject: .person(Fixture.serial(1)), mode: .enter, gate: .main,
            at: Timestamp(milliseconds: 0))
        driver.model.state.gate.queue = [scan]
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(1), scan))))
        #expect(driver.shows("서 있는 소식"))
        var other = GateTests.atGate()
        other.answer(.draftFailed(.outOfReach("full")))
        let told = other.state.banner
        try other.letIn(2)
        #expect(told != nil && other.state.banner == told)
    }

    @Test("elsewhere whoever was not let through is named beside the next answer, until there was time to read it")
    func refusedBefore() throws {
        var driver = Driver()
        try driver.scan(4) { _ in CheckInAnswer(result: .refused(.cancelled, nil), person: Fixture.row(4, "임꺽정")) }
        driver.now += 500
        try driver.letIn(1)
        #expect(driver.shows("✗ 취소된 등록 000004 임꺽정 · 이어서 ✓ 입장 · 000001"), "\(driver.screen())")
        #expect(driver.state.banner?.role == .bad)
        driver.now += 5_000
        try driver.letIn(2)
        #expect(driver.state.banner?.text.hasPrefix("✓ 입장 · 000002") == true)
    }

    @Test(
        "on other screens an answer stays until a key or the next scan, and what nobody has asked for waits behind it")
    func newsWaits() throws {
        var driver = Driver()
        driver.press("F4")
        try driver.letIn(1, "하나")
        driver.answer(.synced(.success(SyncReport(sent: 3))))
        let ended = driver.state.bannerCount
        driver.answer(.bannerEnds(ended))
        #expect(driver.shows("✓ 입장 · 000001 하나") && !driver.shows("보냈습니다: 3"))
        driver.now += 3_000
        try driver.letIn(2, "두리")
        driver.answer(.draftFailed(.outOfReach("full")))
        #expect(driver.shows("✓ 입장 · 000002 두리"))
        driver.press("Down")
        #expect(driver.state.banner?.text == driver.state.words.sync(SyncReport(sent: 3)).first)
        driver.answer(.bannerEnds(driver.state.bannerCount))
        #expect(driver.state.banner?.role == .bad)
        driver.answer(.bannerEnds(driver.state.bannerCount))
        #expect(driver.state.banner == nil)
    }

    @Test("an answer that has stood there long enough goes with the next key; one that was just given stays as long")
    func answerGoes() throws {
        for isOverdue in [true, false] {
            var driver = Driver()
            driver.press("F4")
            try driver.letIn(1, "하나")
            if isOverdue { driver.answer(.bannerEnds(driver.state.bannerCount)) }
            driver.press("Down")
            #expect(driver.shows("✓ 입장 · 000001 하나") != isOverdue)
            driver.answer(.bannerEnds(driver.state.bannerCount))
            #expect(driver.state.banner == nil)
        }
    }

    @Test("on other screens a scan that is not answered at once is said to be looked into; a quick one is not")
    func underWay() throws {
        for (language, sign) in [(Language.korean, "확인 중"), (.english, "Checking")] {
            var driver = Driver(language)
            driver.press("F4")
            try driver.letIn(1, "하나")
            driver.now += 3_000
            driver.scan(Fixture.pass(2).digits)
            #expect(!driver.shows(sign) && driver.shows("하나"))
            let scan = try #require(driver.state.gate.queue.first)
            driver.answer(.gateIsLate(scan.id))
            #expect(driver.shows("… \(sign) · 000002") && !driver.shows("하나"))
            driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(2, "두리"), scan))))
            #expect(!driver.shows(sign) && driver.shows("000002 두리"))
        }
    }

    @Test("what was kept undecided is listed as what the database has made of it, once it was sent")
    func decided() throws {
        var driver = GateTests.atGate()
        let queued = CheckInAnswer(result: .queued(Fixture.serial(1)), person: nil)
        let first = try driver.scan(1) { _ in queued }
        let second = try driver.scan(2) { _ in CheckInAnswer(result: .queued(Fixture.serial(2)), person: nil) }
        try driver.letIn(3)
        #expect(driver.state.gate.past.map(\.verdict) == [.good, .undecided, .undecided])
        var report = SyncReport(sent: 1)
        report.scans = [
            SyncReport.DecidedScan(id: first.id, answer: Fixture.admitted(Fixture.row(1, "하나"), first)),
            SyncReport.DecidedScan(
                id: second.id, answer: CheckInAnswer(result: .refused(.cancelled, nil), person: Fixture.row(2, "두리"))),
            // Another console's.
            SyncReport.DecidedScan(id: CommandID.random(at: Timestamp(milliseconds: 0)), answer: queued),
        ]
        driver.answer(.synced(.success(report)))
        #expect(driver.state.gate.past.map(\.verdict) == [.good, .bad, .good])
        #expect(driver.shows("000001 하나") && driver.shows("000002 두리"), "\(driver.screen())")
    }

    @Test("while scans mean leaving, every screen shows it, and the key that lets somebody in is called so")
    func mode() {
        for (key, title) in [("F2", "[퇴장]"), ("F4", "퇴장 처리"), ("F8", "[퇴장]")] {
            var driver = Driver()
            driver.press(key)
            if key == "F4" { driver.answerPage(AttendeePage(all: [Fixture.row(1)])) }
            #expect(!driver.shows(title))
            driver.model.state.gate.mode = .leave
            #expect(driver.shows(title) && driver.screen().first?.contains("[퇴장]") == true, "\(key)")
        }
    }
}
