// What only this desk has: what the screens call it while it waits, and after it was sent.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite("Kept at this desk") struct KeptTests {
    /// A console without a line that has registered 000041.
    private func withKeptWalkIn() throws -> Driver {
        var driver = Driver.withoutLine()
        try driver.keepWalkIn()
        #expect(driver.shows("이 데스크에 보관됨") && driver.shows("여기 보관:"))
        return driver
    }

    /// A console without a line that has let 000001 in by its copy.
    private func withKeptPassage() throws -> Driver {
        var driver = Driver.withoutLine()
        try driver.keepPassage()
        #expect(driver.shows("다른 데스크는 아직 모릅니다"))
        return driver
    }

    @Test("a walk-in that was sent is registered, and no longer called kept")
    func walkInSent() throws {
        var driver = try withKeptWalkIn()
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(driver.shows("등록 완료") && !driver.shows("보관"))
    }

    @Test("where another console of this desk has sent it, the news that it is kept goes too")
    func sentElsewhere() throws {
        var driver = try withKeptWalkIn()
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(waiting: 1, isBusyElsewhere: true))))
        #expect(driver.shows("이 데스크에 보관됨"))
        driver.answer(.synced(.success(SyncReport())))
        #expect(driver.shows("등록 완료") && !driver.shows("보관"))
    }

    @Test("a walk-in that was set aside is still with this desk alone")
    func walkInSetAside() throws {
        var driver = try withKeptWalkIn()
        driver.answer(.live(.lineBack))
        let aside = SyncReport.SetAside(
            serial: Fixture.serial(41), name: "김민준", kind: "register", reason: "duplicate")
        driver.answer(.synced(.success(SyncReport(setAside: [aside]))))
        #expect(driver.shows("이 데스크에 보관됨") && driver.shows("제쳐 둔 것: 000041 김민준 등록 — 이미 등록된 연락처"))
    }

    @Test("a walk-in that another console of this desk has set aside is still with this desk alone")
    func walkInSetAsideElsewhere() throws {
        var driver = try withKeptWalkIn()
        driver.answer(.live(.lineBack))
        let aside = SyncReport.SetAside(serial: Fixture.serial(41), kind: "register", reason: "duplicate")
        driver.answer(.synced(.success(SyncReport(setAsideBefore: [aside]))))
        #expect(driver.shows("이 데스크에 보관됨"))
    }

    @Test("news that came after what was kept stay when that was sent")
    func laterNews() throws {
        var driver = try withKeptWalkIn()
        driver.press("Ctrl-O")
        let news = driver.state.banner
        #expect(news?.text == Words(.korean).noSimilar)
        driver.answer(.synced(.success(SyncReport())))
        #expect(driver.state.banner == news && driver.shows("등록 완료"))
    }

    @Test("a passage that was set aside is still with this desk alone")
    func passageSetAside() throws {
        var driver = try withKeptPassage()
        driver.answer(.live(.lineBack))
        let aside = SyncReport.SetAside(serial: Fixture.serial(1), kind: "check_in", reason: "unknown_serial")
        driver.answer(.synced(.success(SyncReport(setAside: [aside]))))
        #expect(driver.shows("다른 데스크는 아직 모릅니다") && !driver.shows("그 뒤 보냈습니다"))
    }

    @Test("a passage that was taken back without a line is taken back for everybody once that was sent")
    func undoSent() throws {
        var driver = try withKeptPassage()
        driver.press("u")
        let undo = try #require(driver.takeSubmissions().last)
        let receipt = Receipt(
            outcome: .passageUndone(Fixture.serial(1), nil), row: Fixture.row(1), existing: nil)
        driver.answer(.submitted(undo, .passage, .success(SubmitAnswer(result: .kept(receipt), pass: nil))))
        #expect(driver.state.gate.answer?.undo == .waiting && driver.shows("보낼 것 2"))
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(sent: 2))))
        #expect(driver.state.gate.answer?.undo == .done && driver.shows("되돌림"))
    }

    @Test("an answer by the copy says that it was sent, once it was")
    func passageSent() throws {
        var driver = try withKeptPassage()
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(driver.shows("연결이 없어 09:00 사본으로 판단, 그 뒤 보냈습니다.") && !driver.shows("아직 모릅니다"))
    }

    @Test("of a scan that nobody has decided the news says that first, in 80 columns")
    func undecided() throws {
        for (language, said) in [(Language.korean, "아직 판정되지 않음: 000020"), (.english, "Not decided yet: 000020")] {
            var driver = Driver(language)
            try driver.scan(20) { _ in CheckInAnswer(result: .queued(Fixture.serial(20)), person: nil) }
            #expect(driver.shows(said), "\(driver.screen()[22])")
            driver.answer(.synced(.success(SyncReport(sent: 1))))
            driver.press("F5")
            #expect(!driver.shows(said) && driver.shows(language == .korean ? "그 뒤 보냈습니다" : "sent since"))
        }
    }

    @Test("whoever was not let through by the copy is no news for other desks")
    func nothingKept() throws {
        for language in [Language.korean, .english] {
            let words = Words(language)
            let results: [CheckInAnswer.Result] = [
                .alreadyIn(Fixture.admission(CommandID.random(at: Timestamp(milliseconds: 0)))),
                .refused(.cancelled, nil),
            ]
            for result in results {
                var answer = CheckInAnswer(result: result, person: Fixture.row(1))
                (answer.isByCopy, answer.copyIsFrom) = (true, Timestamp(milliseconds: 0))
                let note = try #require(words.byCopy(answer, minutesAheadOfUTC: 540))
                #expect(note.contains("09:00") && !note.contains("다른 데스크") && !note.contains("other desks"), "\(note)")
            }
        }
    }

    @Test("while somebody waits for their answer, the answer before is no block of colour")
    func asked() throws {
        var driver = Driver()
        driver.press("F5")
        try driver.letIn(1)
        let filled = driver.answerRole()
        driver.scan(Fixture.pass(2).digits)
        let scan = try #require(driver.takeScans().last)
        #expect(driver.answerRole() != filled && driver.shows("확인 중…"))
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(2, "성춘향"), scan))))
        #expect(driver.answerRole() == filled && driver.shows("성춘향"))
    }

    /// The table, with 000041 selected, whom only this desk has.
    private func atKeptPerson() -> Driver {
        var driver = Driver.withoutLine()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(1), Fixture.row(2), Fixture.row(41, "김민준")]))
        driver.press("End")
        driver.answerQueue(DeskQueue(waitingCount: 1))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(41))
        _ = driver.takeEffects()
        return driver
    }

    private func isPage(_ request: DeskRequest) -> Bool {
        if case .page = request { true } else { false }
    }

    @Test("when the line is back the table is read after what waits was sent, and keeps who was selected")
    func tableAfterSync() {
        var driver = atKeptPerson()
        driver.answer(.live(.lineBack))
        #expect(!driver.takeRequests().contains(where: isPage))
        driver.answer(.synced(.success(SyncReport(sent: 1))))
        #expect(driver.takeRequests().contains(where: isPage))
        driver.answerPage(AttendeePage(all: [Fixture.row(1), Fixture.row(2), Fixture.row(41, "김민준")]))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(41))
    }

    @Test("where nothing can be sent just now, the table is read all the same")
    func tableWithoutSync() {
        var driver = atKeptPerson()
        driver.answer(.live(.lineBack))
        driver.answer(.synced(.success(SyncReport(waiting: 1, isBusyElsewhere: true))))
        #expect(driver.takeRequests().contains(where: isPage))
    }

    @Test("who was selected and is not in the database yet leaves no keys to whoever stands in their place")
    func selectionLost() {
        var driver = atKeptPerson()
        driver.press("F4")
        let others = AttendeePage(all: [Fixture.row(1), Fixture.row(2)])
        driver.answerPage(others)
        driver.answerPage(others)
        #expect(driver.shows("000041번은 아직 이 목록에 없습니다"))
        _ = driver.takeRequests()
        driver.press("e", "x", "i", "Enter")
        #expect(driver.takeRequests().isEmpty && driver.shows("000041번은 아직 이 목록에 없습니다"))
        driver.press("Up", "e")
        #expect(driver.takeRequests().contains { if case .person = $0 { true } else { false } })
    }

    @Test("who was selected is selected again once they are in the database")
    func selectionFound() {
        var driver = atKeptPerson()
        driver.press("F4")
        let others = AttendeePage(all: [Fixture.row(1), Fixture.row(2)])
        driver.answerPage(others)
        driver.answerPage(others)
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(1), Fixture.row(2), Fixture.row(41, "김민준")]))
        #expect(driver.state.attendees.selectedRow?.serial == Fixture.serial(41) && driver.state.attendees.lost == nil)
    }
}
