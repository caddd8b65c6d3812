// The big answer: its word can be read from afar, and nothing that has to be done is cut off below it.

import Domain
import Terminal
import Testing
import Text

@testable import Desk
@testable import Screens

@Suite("The big answer at a gate") struct GateAnswerTests {
    private static let admission = Fixture.admission(CommandID.random(at: .now()), by: "desk-of-the-north-hall")

    /// Somebody who was in and has left.
    private static var outside: Admission {
        var admission = admission
        admission.isInside = false
        admission.moves = 1
        return admission
    }

    private static let refusals: [Refusal.Reason] = [
        .unknownSerial, .revoked, .cancelled, .notApproved, .waitlisted, .outsideDays, .beforeDoors, .gateClosed,
        .categoryNotAllowed, .notCheckedIn, .alreadyLeft, .tooEarly, .notEnrolled, .sessionOver, .unknownSession,
    ]

    /// Everything a gate or a session's door can answer.
    private static let results: [CheckInAnswer.Result] =
        CheckIn.Mode.allCases.map { .passed($0, admission) } + [.alreadyIn(admission), .alreadyIn(outside)]
        + refusals.map { .refused($0, nil) }
        + [PassFault.malformed, .wrongEvent, .unknownKey, .badMAC].map {
            .notAPass($0)
        } + [
            .queued(Fixture.serial(1)), .test(PassTest(desk: "desk-1", milliseconds: 3)),
            .test(PassTest(desk: "desk-1", milliseconds: nil)),
        ]

    private static func person() -> Registration {
        var row = Fixture.row(7, "홍길동")
        row.affiliation = "한빛초등학교"
        return row
    }

    @Test("every word is big at 80 columns by 5 rows, in blocks and in blanks", arguments: [Language.korean, .english])
    func bigWords(_ language: Language) throws {
        let words = Words(language)
        let gate = [words.gateReady, words.gateTakenBack, words.gateHold, words.gateScanAgain, words.gateNotKept]
        #expect(BigText("… " + words.gateChecking, columns: 76, rows: 5) != nil)
        #expect(BigText("… " + words.gateChecking, columns: 76, rows: 10, grain: .blanks) != nil)
        let answers = Self.results.map { result in
            let answer = CheckInAnswer(result: result, person: nil)
            let scan = GateScan(
                id: CommandID.random(at: .now()), subject: .person(Fixture.serial(1)), mode: .enter, gate: .main,
                at: Timestamp(milliseconds: 0))
            return "\(PastScan(scan: scan, outcome: .answered(answer)).verdict.symbol) \(words.gateWord(answer))"
        }
        for word in answers + gate.map({ "➜ \($0)" }) {
            #expect(BigText(word, columns: 76, rows: 5) != nil, "\(word)")
            #expect(BigText(word, columns: 76, rows: 10, grain: .blanks) != nil, "\(word)")
        }
    }

    @Test("a terminal with wide blocks shows the word in coloured blanks, and no block at all")
    func wide() throws {
        for language in [Language.korean, .english] {
            var driver = Driver(language)
            driver.press("F5")
            try driver.scan(7) { _ in CheckInAnswer(result: .refused(.revoked, nil), person: Self.person()) }
            let buffer = driver.frame(.wide).buffer
            let cells = (0..<24).flatMap { row in (0..<80).map { buffer[column: $0, row: row] } }
            #expect(cells.count { $0.role == .answerBadInk } > 40)
            #expect(!cells.contains { "█▀▄".contains($0.glyph) })
        }
    }

    @Test(
        "what to do is a sentence of its own, whole and right below the person", arguments: [Language.korean, .english])
    func actions(_ language: Language) throws {
        let words = Words(language)
        for result in Self.results {
            var driver = Driver(language)
            driver.press("F5")
            try driver.scan(7) { _ in CheckInAnswer(result: result, person: Self.person()) }
            guard let action = words.gateAction(CheckInAnswer(result: result, person: nil)) else { continue }
            let rows = driver.screen()
            let row = try #require(rows.firstIndex { $0.contains(action) }, "\(action)")
            #expect(rows[row - 1].contains("홍길동"), "\(action)")
            #expect(!rows.prefix(16).contains { $0.contains("…") }, "\(action)")
        }
    }

    @Test("why somebody is sent to the desk stands before all other notes, the party's key too, and none is cut")
    func holds() throws {
        func note(_ label: String, _ text: String, holds: Bool) -> ScanNote {
            let field = FormField(id: .party, kind: .text, label: Localized(ko: label, en: label))
            return ScanNote(field: field, answer: .text(text), holds: holds)
        }
        let reason = "학생증 원본을 데스크에서 확인한 뒤 보호자 연락처를 다시 받고 노란 손목띠를 채워 주세요"
        var driver = GateTests.atGate()
        let scan = try driver.scan(7) { scan in
            var answer = Fixture.admitted(Self.person(), scan)
            answer.person?.answers[.party] = .text("7")
            answer.notes = [note("조", "3조 파란 목걸이", holds: false), note("비고", reason, holds: true)]
            return answer
        }
        let members = (7...9 as ClosedRange<Int64>).map { PartyMember(row: Fixture.row($0), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(7), .success(members)))
        let rows = driver.screen()
        let text = rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains("➜ 데스크로 · 입장 · 000007 홍길동"))
        #expect(text.contains("데스크로 안내: 확인 필요 · 비고: \(reason)"))
        #expect(driver.shows("일행 3명 중 2명 입장 전: p 키로 모두 입장") && driver.shows("조: 3조 파란 목걸이"))
        let places = ["확인 필요", "p 키로", "3조 파란"].map { part in rows.firstIndex { $0.contains(part) } ?? -1 }
        #expect(places == places.sorted() && !places.contains(-1))
        #expect(!rows.contains { $0.contains("…") })
        #expect(driver.shows("지난 스캔"))
    }

    @Test("elsewhere a line says who goes to the desk and why before all else, once, and mentions the party")
    func news() throws {
        var driver = Driver()
        let scan = try driver.scan(7) { scan in
            var answer = Fixture.admitted(Self.person(), scan)
            answer.person?.answers[.party] = .text("7")
            let diet = FormField(id: .affiliation, kind: .text, label: Localized(ko: "조", en: "Group"))
            let card = FormField(id: .party, kind: .text, label: Localized(ko: "비고", en: "Note"))
            answer.notes = [
                ScanNote(field: diet, answer: .text("3조"), holds: false),
                ScanNote(field: card, answer: .text("학생증 확인"), holds: true),
            ]
            return answer
        }
        let line = try #require(driver.state.banner?.text)
        #expect(line.hasPrefix("➜ 데스크로 · 000007 홍길동 · 비고: 학생증 확인 · 입장 · 조: 3조"), "\(line)")
        #expect(line.ranges(of: "데스크로").count == 1)
        let members = (7...9 as ClosedRange<Int64>).map { PartyMember(row: Fixture.row($0), admissions: []) }
        driver.answer(.gateParty(scan.id, Fixture.serial(7), .success(members)))
        let told = try #require(driver.state.banner?.text)
        #expect(told.hasPrefix("➜ 데스크로 · 000007 홍길동 · 비고: 학생증 확인 · 입장 · 일행 3명 중 2명 입장 전"))
        // Whatever else was said meanwhile stays.
        var other = Driver()
        let next = try other.scan(7) { scan in
            var answer = Fixture.admitted(Self.person(), scan)
            answer.person?.answers[.party] = .text("7")
            return answer
        }
        other.press("Ctrl-G")
        let banner = other.state.banner
        other.answer(.gateParty(next.id, Fixture.serial(7), .success(members)))
        #expect(other.state.banner == banner)
    }

    @Test("who is not let through is told with the time of the answer, for whoever comes back to it")
    func time() throws {
        for result in Self.results {
            var driver = GateTests.atGate()
            let scan = try driver.scan(7) { _ in CheckInAnswer(result: result, person: Self.person()) }
            let time = driver.state.words.hour(scan.at, minutesAheadOfUTC: 540)
            let hasPassed = if case .passed = result { true } else { false }
            let rows = driver.screen()[2...9]
            if hasPassed {
                #expect(!rows.contains { $0.contains("홍길동") && $0.contains(time) })
            } else {
                #expect(rows.contains { $0.contains(time) })
            }
        }
    }

    @Test("that time takes no row from the word where another line has room for it")
    func timeInRoom() throws {
        func blocks(_ affiliation: String) throws -> Int {
            var driver = GateTests.atGate()
            var row = Fixture.row(7)
            row.affiliation = affiliation
            try driver.scan(7) { _ in CheckInAnswer(result: .refused(.revoked, nil), person: row) }
            #expect(driver.screen()[2...9].count { $0.contains(" · 09:00") } == 1)
            return driver.screen()[2...9].count { $0.contains { "█▀▄".contains($0) } }
        }
        #expect(try blocks("한빛초등학교") == blocks("가나다라마바사아자차카타파하거너"))
    }

    @Test(
        "what does not verify is scanned again first, and an unknown serial sends the person to the desk first",
        arguments: [Language.korean, .english])
    func order(_ language: Language) throws {
        let words = Words(language)
        func action(_ result: CheckInAnswer.Result) throws -> String {
            try #require(words.gateAction(CheckInAnswer(result: result, person: nil)))
        }
        let (again, desk) = language == .korean ? ("다시 찍", "데스크로") : ("Scan again", "to the registration desk")
        let forged = try action(.notAPass(.badMAC))
        let forgedAgain = try #require(forged.firstRange(of: again)?.lowerBound)
        #expect(forgedAgain == forged.startIndex)
        #expect(forged.contains(language == .korean ? "데스크로" : "desk"))
        let unknown = try action(.refused(.unknownSerial, nil))
        let toDesk = try #require(unknown.firstRange(of: desk)?.lowerBound)
        let sync = try #require(unknown.firstRange(of: "expodesk sync")?.lowerBound)
        #expect(toDesk < sync)
    }

    @Test("the bar code of something else is not a part of a pass")
    func otherBarcode() throws {
        // The usual example of an EAN-13, and of an UPC-A; the last digit of each checks the others.
        for (code, isPart) in [
            ("4006381333931", false), ("036000291452", false), ("4006381333932", true), ("400638133393", true),
        ] {
            var driver = GateTests.atGate()
            driver.scanBadly(code)
            let scan = try #require(driver.takeScans().last)
            driver.answer(
                .checkedIn(scan, .success(CheckInAnswer(result: .notAPass(.malformed), person: nil))))
            #expect(driver.shows("일부만 읽혔습니다") == isPart && driver.shows("입장권 아님") == !isPart, "\(code)")
        }
    }

    @Test("no key of the look-up has its own name for a title")
    func lookUpKeys() {
        for mode in CheckIn.Mode.allCases {
            var driver = Driver(.english)
            driver.model.state.gate.mode = mode
            for entry in driver.state.lookUpKeys { #expect(entry.key != entry.title) }
        }
    }

    @Test("a gate where people come and go shows no counters of people, and asks for none")
    func repeatGate() {
        var driver = Driver()
        driver.model.state.gate = GateScreen([Gate(name: "hall", area: "hall", entry: .repeat)])
        driver.press("F5")
        #expect(driver.shows("드나든 기록만") && !driver.shows("오늘 입장"))
        #expect(driver.takeRequests().isEmpty)
    }

    @Test("the rate names its window")
    func rate() {
        #expect(GateTests.atGate().shows("분당 1.2 (5분)"))
    }

    @Test("whoever is in already hears the time of their entry once; when it was asked is said where that differs")
    func timeOnce() throws {
        for (later, time) in [(Int64(0), nil as String?), (600_000, "09:10")] {
            var driver = GateTests.atGate()
            driver.now += later
            let id = try driver.letIn(3).id
            try driver.scan(2) { _ in
                CheckInAnswer(result: .alreadyIn(Fixture.admission(id)), person: Fixture.row(2))
            }
            let rows = driver.screen()[2...9].joined()
            #expect(rows.contains("이미 입장했습니다") && rows.split(separator: "09:00").count == 2, "\(rows)")
            if let time { #expect(rows.contains("· \(time)"), "\(rows)") }
        }
    }
}
