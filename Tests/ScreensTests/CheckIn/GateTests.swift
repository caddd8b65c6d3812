// The check-in screen: every scan asked once and in order, every answer told, nothing else disturbed.

import Domain
import Journal
import Store
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import Screens

@Suite("Check-in screen") struct GateTests {
    static func atGate(_ gates: [Gate] = [.main]) -> Driver {
        var driver = Driver()
        driver.model.state.gate = GateScreen(gates)
        driver.press("F5")
        driver.answer(.gateCounters(.area("main"), .success(GateCounters(entered: 3, inside: 2, lately: 6))))
        _ = driver.takeEffects()
        return driver
    }

    @Test("F5 and Ctrl-G 5 lead there from every screen; it says what to do, and what the gate is set to")
    func going() {
        for keys in [["F5"], ["F4", "F5"], ["F4", "Ctrl-G", "5"], ["F1", "F5"]] {
            var driver = Driver()
            for key in keys { driver.press(key) }
            #expect(driver.state.place == .checkIn && driver.shows("입장권") && driver.shows("[입장]"), "\(keys)")
            #expect(driver.takeRequests().contains(.gateCounters(.area("main"))))
            driver.answer(.gateCounters(.area("main"), .success(GateCounters(entered: 3, inside: 2, lately: 6))))
            #expect(driver.shows("오늘 입장 3 · 안에 2 · 분당 1.2"))
        }
    }

    @Test("scans that come while one is answered wait in order; each goes out once, when the one before is answered")
    func queue() throws {
        var driver = Self.atGate()
        for number in 1...4 as ClosedRange<Int64> { driver.scan(Fixture.pass(number).digits) }
        var scans = driver.takeScans()
        #expect(scans.map(\.subject) == [.code(Fixture.pass(1).digits)])
        #expect(driver.shows("대기 3"))
        let answers: [Result<CheckInAnswer, DeskError>] = [
            .success(Fixture.admitted(Fixture.row(1), scans[0])), .failure(.outOfReach("gone")),
            .success(CheckInAnswer(result: .queued(Fixture.serial(3)), person: nil)),
            .success(CheckInAnswer(result: .refused(.cancelled, nil), person: Fixture.row(4))),
        ]
        for (index, answer) in answers.enumerated() {
            let scan = try #require(scans.last)
            #expect(scan.subject == .code(Fixture.pass(Int64(index) + 1).digits))
            driver.answer(.checkedIn(scan, answer))
            // An answer that comes twice is no other scan's.
            driver.answer(.checkedIn(scan, answer))
            scans += driver.takeScans()
        }
        #expect(scans.count == 4 && Set(scans.map(\.id)).count == 4 && driver.state.gate.queue.isEmpty)
        #expect(driver.state.gate.past.map(\.verdict) == [.bad, .undecided, .bad, .good])
        #expect(driver.state.waiting == 1)
    }

    @Test("a scan that could not even be kept is headed so, and says why")
    func notKept() {
        for (language, word, why) in [(Language.korean, "저장 안 됨", "디스크가 가득"), (.english, "Not saved", "disk is full")] {
            var driver = Driver(language)
            driver.press("F5")
            driver.scan(Fixture.pass(1).digits)
            let scans = driver.takeScans()
            #expect(scans.count == 1)
            for scan in scans { driver.answer(.checkedIn(scan, .failure(.journal(.full(path: "/p"))))) }
            #expect(driver.shows("✗ " + word) && driver.shows(why), "\(driver.screen())")
        }
    }

    @Test("for any interleaving every scan is asked once under its own id, answered in order, and no form notices")
    func interleavings() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<60 {
            var driver = Driver()
            driver.type("박서연")
            var scanned: [String] = []
            var asked: [GateScan] = []
            var answered: [GateScan] = []
            let form = driver.state.walkIn
            for _ in 0..<random.int(in: 5...40) {
                switch random.int(in: 0...9) {
                case 0...3:
                    // Never the one before: that is one scan within two seconds.
                    let code = Fixture.pass(Int64(scanned.count % 7 + 1)).digits
                    let answer = random.int(in: 0...2) == 0 ? asked.dropFirst(answered.count).first : nil
                    driver.scan(code, after: random.int(in: 1...33)) { driver in
                        guard let answer else { return }
                        driver.answer(.checkedIn(answer, .success(Fixture.admitted(Fixture.row(9), answer))))
                    }
                    if let answer { answered.append(answer) }
                    scanned.append(code)
                    driver.now += 1_100
                case 4...6:
                    guard asked.count > answered.count else { break }
                    let scan = asked[answered.count]
                    let result: Result<CheckInAnswer, DeskError> =
                        random.int(in: 0...2) == 0
                        ? .failure(.outOfReach("gone")) : .success(Fixture.admitted(Fixture.row(9), scan))
                    driver.answer(.checkedIn(scan, result))
                    answered.append(scan)
                default: driver.press(random.pick(["F2", "F4", "F5", "F1", "Up", "Down", "Escape", "Ctrl-P"]))
                }
                asked += driver.takeScans()
            }
            while asked.count > answered.count {
                let scan = asked[answered.count]
                driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(9), scan))))
                answered.append(scan)
                asked += driver.takeScans()
            }
            let about = Comment(rawValue: "seed \(random.seed)")
            #expect(asked.map(\.subject) == scanned.map { .code($0) }, about)
            #expect(Set(asked.map(\.id)).count == scanned.count && driver.state.gate.queue.isEmpty, about)
            #expect(
                driver.state.gate.past.map(\.scan.id) == Array(asked.map(\.id).reversed().prefix(10)), about)
            #expect(driver.state.walkIn.binding.answers == form.binding.answers, about)
            #expect(driver.state.walkIn.command == form.command, about)
        }
    }

    @Test("modes and gates change by keys and the menu, never by a scan, and go with the scan that follows")
    func settings() throws {
        let north = Gate(name: "북문", area: "main")
        var driver = Self.atGate([.main, north])
        driver.press("m")
        #expect(driver.shows("[퇴장]"))
        driver.press("g")
        #expect(driver.shows("북문"))
        driver.scan(Fixture.pass(1).digits)
        let scan = try #require(driver.takeScans().first)
        #expect(scan.mode == .leave && scan.gate == north)
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(1), scan))))
        #expect(driver.state.gate.mode == .leave)
        driver.now += 2_000
        driver.press("Enter")
        #expect(driver.shows("모드와 출입구"))
        driver.press("3")
        #expect(driver.state.gate.mode == .reenter && driver.state.overlay == nil)
        driver.press("Enter", "4")
        #expect(driver.state.gate.gate == .main)
        // A Hangul letter waits for the next key: it decides nothing.
        driver.press("ㅡ")
        #expect(driver.state.gate.mode == .reenter)
    }

    @Test("u takes back the passage in the big answer, or the selected one, once, and says what happened or why not")
    func undo() throws {
        var driver = Self.atGate()
        for number in 1...2 as ClosedRange<Int64> {
            driver.scan(Fixture.pass(number).digits)
            let scan = try #require(driver.takeScans().first)
            driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(number, "사람\(number)"), scan))))
        }
        driver.press("u", "u")
        #expect(driver.shows("골라 주세요"))
        driver.press("Down", "Down", "u", "Escape")
        var undos = driver.takeSubmissions()
        #expect(undos.map(\.change.serial) == [Fixture.serial(2), Fixture.serial(1)])
        driver.answer(
            .submitted(
                undos[0], .passage,
                .success(Fixture.accepted(Fixture.row(2, "사람2"), .passageUndone(Fixture.serial(2), nil)))))
        #expect(driver.shows("입장을 되돌렸습니다: 000002 사람2"))
        driver.answer(
            .submitted(undos[1], .passage, .success(Fixture.refused(Refusal(.conflict), existing: Fixture.row(1)))))
        #expect(driver.shows("되돌리지 못했습니다: 000001 사람1"))
        #expect(driver.state.gate.past.map(\.undo) == [.done, .none])
        // The first is selected: it was taken back already.
        driver.press("Down", "Ctrl-Z")
        #expect(driver.takeSubmissions().isEmpty)
        driver.press("Down", "Ctrl-Z")
        undos = driver.takeSubmissions()
        #expect(undos.map(\.change.serial) == [Fixture.serial(1)])
        driver.press("Enter")
        #expect(driver.takeRequests() == [.person(Fixture.serial(1))])
    }

    @Test("somebody is found by hand and checked in with Enter; a scan in between leaves the field as it was")
    func byHand() throws {
        var driver = Self.atGate()
        driver.press("/")
        driver.type("홍길")
        #expect(driver.takeRequests().last == .gateCandidates("홍길", .area("main")))
        let before = driver.state
        driver.scan(Fixture.pass(5).digits)
        #expect(driver.state == before)
        let requests = driver.takeRequests()
        #expect(
            requests.last(where: { if case .gateCandidates = $0 { true } else { false } })
                == .gateCandidates("홍길", .area("main")))
        driver.now += 2_000
        // Not yet answered: Enter decides nothing.
        driver.press("Enter")
        #expect(driver.takeScans().isEmpty)
        let found = [
            GateCandidate(row: Fixture.row(7), admission: nil),
            GateCandidate(row: Fixture.row(8), admission: Fixture.admission(CommandID.random(at: .now()))),
        ]
        driver.answer(.gateCandidates("홍길", .area("main"), .success(found)))
        #expect(driver.shows("[입장 전] 000007") && driver.shows("[안에 있음"))
        driver.press("Down", "Enter")
        #expect(driver.state.gate.queue.map(\.subject) == [.code(Fixture.pass(5).digits), .person(Fixture.serial(8))])
        #expect(!driver.state.gate.lookUp.isOpen)
        driver.press("4")
        #expect(driver.state.gate.lookUp.field.text == "4")
        driver.press("Escape")
        #expect(driver.state.place == .checkIn && !driver.state.gate.lookUp.isOpen)
    }

    @Test("the bell rings once for an entry, twice for already in, three times for a refusal, and not where it is off")
    func bells() throws {
        func rings(_ result: CheckInAnswer.Result, _ driver: Driver) throws -> Int {
            var driver = driver
            driver.scan(Fixture.pass(1).digits)
            let scan = try #require(driver.takeScans().first)
            driver.answer(.checkedIn(scan, .success(CheckInAnswer(result: result, person: Fixture.row(1)))))
            var count = 0
            while true {
                let effects = driver.takeEffects()
                count += effects.count { if case .bell = $0 { true } else { false } }
                let next = effects.compactMap { effect -> Int? in
                    if case .after(_, .gateBell, .ringGate(let left)) = effect { left } else { nil }
                }
                guard let left = next.first else { return count }
                driver.answer(.ringGate(left))
            }
        }
        let admission = Fixture.admission(CommandID.random(at: .now()))
        for driver in [Self.atGate(), Driver()] {
            #expect(try rings(.passed(.enter, admission), driver) == 1)
            #expect(try rings(.alreadyIn(admission), driver) == 2)
            #expect(try rings(.refused(.revoked, nil), driver) == 3)
        }
    }

    @Test("i on the table checks in the selected person; on the card a digit only goes there")
    func attendees() {
        var driver = Driver()
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [Fixture.row(7)]))
        driver.press("i")
        #expect(driver.takeScans().map(\.subject) == [.person(Fixture.serial(7))])
        driver.press("Enter")
        driver.answer(.person(Fixture.serial(7), .success(Fixture.card(Fixture.row(7)))))
        driver.press("4")
        #expect(driver.state.gate.queue.count == 1)
        driver.press("Enter")
        #expect(driver.state.gate.queue.count == 2)
        driver.press("i")
        #expect(driver.state.gate.queue.count == 3)
    }

    @Test("counters are read anew after scans and for other desks' changes, never twice at once")
    func counters() throws {
        var driver = Self.atGate()
        driver.answer(.gateTick)
        _ = driver.takeRequests()
        driver.answer(.live(.muchChanged))
        #expect(driver.takeRequests() == [.gateCounters(.area("main"))])
        driver.answer(.live(.muchChanged))
        #expect(driver.takeRequests().isEmpty)
        driver.answer(.gateCounters(.area("main"), .success(GateCounters(entered: 4, inside: 4, lately: 4))))
        #expect(driver.takeRequests().isEmpty && driver.shows("오늘 입장 4"))
        driver.answer(.gateTick)
        #expect(driver.takeRequests() == [.gateCounters(.area("main"))])
    }

    @Test("past scans are told by the event's clock, and not by this desk's own, which may be hours off")
    func times() throws {
        var driver = Self.atGate()
        // 2026-05-01 09:12 in Seoul; the console's own clock stands at the beginning of 1970.
        let right = Timestamp(milliseconds: 1_777_594_320_000)
        try driver.scan(1) { scan in
            var admission = Fixture.admission(scan.id)
            admission.moved.at = right
            return CheckInAnswer(result: .passed(.enter, admission), person: Fixture.row(1, "먼저"))
        }
        try driver.scan(2) { _ in
            var answer = CheckInAnswer(result: .refused(.cancelled, nil), person: Fixture.row(2, "나중"))
            answer.answeredAt = Timestamp(milliseconds: right.milliseconds + 60_000)
            return answer
        }
        let lines = driver.screen()
        #expect(lines.contains { $0.contains("09:12") && $0.contains("먼저") }, "\(lines)")
        #expect(lines.contains { $0.contains("09:13") && $0.contains("나중") }, "\(lines)")
    }

    @Test("the screen draws at every size, in every state")
    func sizes() throws {
        var driver = Self.atGate()
        driver.scan(Fixture.pass(1).digits)
        let scan = try #require(driver.takeScans().first)
        driver.answer(.checkedIn(scan, .success(Fixture.admitted(Fixture.row(1), scan))))
        for (columns, rows) in [(1, 1), (2, 2), (10, 3), (20, 7), (79, 23), (132, 43), (400, 100)] {
            driver.deliver(.resized(Size(columns: columns, rows: rows)))
            #expect(driver.screen().count == rows)
            driver.press("/")
            #expect(driver.screen().count == rows)
            driver.press("Escape")
        }
    }
}
