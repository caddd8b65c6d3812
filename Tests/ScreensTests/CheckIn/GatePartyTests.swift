// What the check-in screen says besides the word: holds, notes, the test pass, and parties let in at once.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import Screens

@Suite("Holds, test passes and parties at a gate") struct GatePartyTests {
    private static func note(_ holds: Bool) -> ScanNote {
        let field = FormField(id: .party, kind: .text, label: Localized(ko: "식이", en: "Diet"))
        return ScanNote(field: field, answer: .text("땅콩"), holds: holds)
    }

    private static func inParty(_ number: Int64, _ name: String) -> Registration {
        var row = Fixture.row(number, name)
        row.answers[.party] = .text("7")
        return row
    }

    /// Scans pass 1 and gives this answer to it.
    private static func answer(_ driver: inout Driver, _ make: (GateScan) -> CheckInAnswer) throws -> GateScan {
        driver.scan(Fixture.pass(1).digits)
        let scan = try #require(driver.takeScans().first)
        driver.answer(.checkedIn(scan, .success(make(scan))))
        return scan
    }

    @Test("what the event marked stands under the answer and in the banner; a hold has its own word and symbol")
    func notes() throws {
        for (holds, mode) in [(false, CheckIn.Mode.enter), (true, .enter), (true, .leave)] {
            for atGate in [true, false] {
                var driver = atGate ? GateTests.atGate() : Driver()
                driver.model.state.gate.mode = mode
                _ = try Self.answer(&driver) { scan in
                    var answer = Fixture.admitted(Fixture.row(1), scan)
                    answer.notes = [Self.note(holds)]
                    return answer
                }
                let verdict = driver.state.gate.past.first?.verdict
                #expect(verdict == (holds && mode == .enter ? .hold : .good))
                #expect(driver.shows("식이: 땅콩"))
                let isSent = holds && mode == .enter
                // In a line of news the word says it already.
                #expect(driver.shows("데스크로 안내: 확인 필요") == (holds && (atGate || !isSent)))
                #expect(driver.shows("➜ 데스크로 · ") == isSent)
                #expect(driver.state.gate.undoable != nil)
            }
        }
    }

    @Test("a test pass is answered as one, counts nowhere and can not be taken back", arguments: [true, false])
    func testPass(_ atGate: Bool) throws {
        var driver = atGate ? GateTests.atGate() : Driver()
        if !atGate { driver.press("F8") }
        let before = driver.state.waiting
        _ = try Self.answer(&driver) { _ in
            CheckInAnswer(result: .test(PassTest(desk: "desk-1", milliseconds: 3)), person: nil)
        }
        #expect(driver.state.gate.past.first?.verdict == .tested)
        #expect(driver.shows("= 시험 통과") && driver.state.waiting == before && driver.state.gate.undoable == nil)
        driver.press("u")
        #expect(driver.takeSubmissions().isEmpty)
    }

    @Test("p lets in those of a party who are not in, each by a command of its own; who is not in is named")
    func party() throws {
        var driver = GateTests.atGate()
        let scan = try Self.answer(&driver) { Fixture.admitted(Self.inParty(1, "하나"), $0) }
        #expect(driver.takeRequests().contains(.gateParty(scan.id, Fixture.serial(1))))
        let entry = Fixture.admission(CommandID.random(at: .now()))
        let members = [
            PartyMember(row: Self.inParty(1, "하나"), admissions: [entry]),
            PartyMember(row: Self.inParty(2, "두리"), admissions: []),
            PartyMember(row: Self.inParty(3, "세찬"), admissions: [entry]),
            PartyMember(row: Self.inParty(4, "네모"), admissions: []),
        ]
        driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        #expect(driver.shows("일행 4명 중 2명 입장 전"))
        driver.press("p", "p")
        let first = try #require(driver.takeScans().first)
        #expect(driver.state.gate.queue.map(\.subject) == [.person(Fixture.serial(2)), .person(Fixture.serial(4))])
        driver.answer(.checkedIn(first, .success(Fixture.admitted(members[1].row, first))))
        let second = try #require(driver.takeScans().first)
        #expect(second.id != first.id && second.mode == .enter)
        driver.answer(.checkedIn(second, .failure(.outOfReach("gone"))))
        #expect(driver.state.gate.past.count == 3 && driver.state.gate.queue.isEmpty)
        #expect(driver.shows("확인 필요: 000004 네모"))
        // Who failed can be tried again; who is in is asked for no more.
        #expect(driver.state.gate.past.last?.party?.left.map(\.serial) == [Fixture.serial(4)])
        driver.press("End", "p")
        #expect(driver.takeScans().map(\.subject) == [.person(Fixture.serial(4))])
    }

    @Test("the menu offers the party; its digit lets nobody in, Enter does")
    func menu() throws {
        var driver = GateTests.atGate()
        let scan = try Self.answer(&driver) { Fixture.admitted(Self.inParty(1, "하나"), $0) }
        let members = (1...2 as ClosedRange<Int64>).map { PartyMember(row: Self.inParty($0, "하나"), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        driver.now += 2_000
        driver.press("Enter", "4")
        #expect(driver.takeScans().isEmpty && driver.shows("일행 1명 입장"))
        driver.press("End", "Enter")
        #expect(driver.takeScans().map(\.subject) == [.person(Fixture.serial(2))])
    }

    @Test("after a party the large answer is the one that asks for something, not the last")
    func foremost() throws {
        for isRefused in [false, true] {
            var driver = GateTests.atGate()
            let scan = try Self.answer(&driver) { Fixture.admitted(Self.inParty(1, "하나"), $0) }
            let members = (1...4 as ClosedRange<Int64>).map {
                PartyMember(row: Self.inParty($0, "사람\($0)"), admissions: [])
            }
            driver.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
            driver.press("p")
            for number in 2...4 as ClosedRange<Int64> {
                let next = try #require(driver.takeScans().last)
                var answer = Fixture.admitted(Self.inParty(number, "사람\(number)"), next)
                if number == 2 { answer.notes = [Self.note(true)] }
                if number == 3, isRefused {
                    answer = CheckInAnswer(result: .refused(.cancelled, nil), person: Self.inParty(3, "사람3"))
                }
                driver.answer(.checkedIn(next, .success(answer)))
            }
            #expect(driver.state.gate.answer?.serial == Fixture.serial(isRefused ? 3 : 2))
            driver.now += 3_000
            try driver.letIn(9)
            #expect(driver.state.gate.answer?.serial == Fixture.serial(9))
        }
    }
}
