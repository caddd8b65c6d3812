// A code that is no pass commands nothing, wherever letters are commands, and is answered.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import Screens

@Suite("Codes that are no pass") struct StrayCodeTests {
    static let codes = [
        "https://expo.example/9f2c7a", "museum-2026", "ticket-778", "badge-0071", "box-12", "name=kim", "p12345678",
        "u/ax", "x2\u{20}ai", "WIFI:T:WPA;S:expo;P:hum;;", "mupiax",
    ]

    /// Places where letters decide something, each with somebody in front whom they would concern.
    static func places() throws -> [(name: String, driver: Driver)] {
        var gate = GateTests.atGate()
        let scan = try gate.letIn(1)
        let members = (1...3 as ClosedRange<Int64>).map { PartyMember(row: Fixture.row($0), admissions: []) }
        gate.answer(.gateParty(scan.id, Fixture.serial(1), .success(members)))
        gate.now += 5_000
        var table = Driver()
        table.press("F4")
        table.answerPage(AttendeePage(all: (1...30).map { Fixture.row($0) }))
        var card = table
        card.press("Enter")
        card.answer(.person(Fixture.serial(1), .success(Fixture.card(Fixture.row(1)))))
        var review = Driver()
        review.press("F3")
        var applicant = Fixture.row(7)
        applicant.status = .applied
        review.answerPage(AttendeePage(all: [applicant]))
        var desk = Driver()
        desk.press("F8")
        return [
            ("gate", gate), ("table", table), ("card", card), ("review", review), ("desk", desk),
        ].map { name, driver in
            var driver = driver
            _ = driver.takeEffects()
            return (name, driver)
        }
    }

    @Test("an address, a ticket or a badge of elsewhere does nothing but to be told that it is no pass")
    func nothingIsDone() throws {
        for (place, start) in try Self.places() {
            for code in Self.codes {
                var driver = start
                let before = driver.state
                driver.scan(code)
                let requests = driver.takeRequests().filter { !$0.isLook }
                guard requests.count == 1, case .checkIn(let scan)? = requests.first else {
                    Issue.record("\(place): \(code) asks \(requests)")
                    continue
                }
                #expect(scan.subject == .code(code), "\(place)")
                #expect(driver.state.place == before.place && driver.state.layers == before.layers, "\(place): \(code)")
                #expect(driver.state.attendees == before.attendees, "\(place): \(code)")
                #expect(
                    scan.mode == before.gate.mode && driver.state.gate.mode == before.gate.mode, "\(place): \(code)")
                driver.answer(.checkedIn(scan, .success(CheckInAnswer(result: .notAPass(.malformed), person: nil))))
                // What is digits for the most part may be what is left of a pass.
                #expect(driver.shows(code == "p12345678" ? "다시 스캔" : "입장권 아님"), "\(place): \(code)")
            }
        }
    }

    @Test("without Enter it ends by the pause; with a late one, that Enter does nothing either")
    func pause() throws {
        for (place, start) in try Self.places() {
            var driver = start
            driver.burst("ticket-778")
            #expect(driver.takeRequests().isEmpty, "\(place)")
            driver.answer(.commandPause)
            let scans = driver.takeScans()
            #expect(scans.map(\.subject) == [.code("ticket-778")], "\(place)")
            let before = driver.state
            driver.press(KeyPress(.enter), pace: 400)
            #expect(driver.takeRequests().isEmpty && driver.state.layers == before.layers, "\(place)")
        }
    }

    @Test("any letters and digits at a scanner's pace send nothing off, and a pass among them is still read")
    func anything() throws {
        var random = SeededRandom.fromEnvironment()
        let letters = Array("abcdefghijklmnopqrstuvwxyzAXUPI/-: 0123456789")
        for (place, start) in try Self.places() {
            for _ in 0..<60 {
                var driver = start
                let text = "iup" + String((0..<random.int(in: 1...40)).map { _ in random.pick(letters) })
                driver.scan(text)
                for request in driver.takeRequests() where !request.isLook {
                    guard case .checkIn(let scan) = request, case .code = scan.subject else {
                        Issue.record("\(place) \(text): \(request)")
                        continue
                    }
                    driver.answer(.checkedIn(scan, .success(CheckInAnswer(result: .notAPass(.malformed), person: nil))))
                }
                _ = driver.takeEffects()
                driver.now += 3_000
                let pass = Fixture.pass(5).digits
                driver.scan("m" + pass)
                #expect(driver.takeScans().map(\.subject).last == .code(pass), "\(place) \(text)")
                #expect(driver.state.gate.mode == start.state.gate.mode, "\(place) \(text)")
            }
        }
    }

    @Test(
        "a hand's letters act: one at once or after a moment, two that came together in their order, a held one each time"
    )
    func hands() throws {
        var driver = try #require(try Self.places().first { $0.name == "gate" }).driver
        driver.now += 1_000
        driver.press(KeyPress(.character("u")), pace: 100)
        #expect(driver.takeRequests().isEmpty, "what sends something waits a moment")
        driver.answer(.commandPause)
        #expect(driver.takeSubmissions().count == 1)
        driver.burst("mm")
        #expect(driver.state.gate.mode == .reenter, "what only changes the screen does not wait")
        driver.now += 500
        driver.burst("mmmmmm")
        #expect(driver.state.gate.mode == .reenter)
        driver.now += 500
        var table = try #require(try Self.places().first { $0.name == "table" }).driver
        table.burst("qe")
        table.press(KeyPress(.down), pace: 200)
        #expect(!table.takeRequests().isEmpty, "keys that were kept go before the next")
    }
}

extension DeskRequest {
    /// It only reads what stands on the screen again.
    fileprivate var isLook: Bool { if case .personFile = self { true } else { false } }
}
