// A scan leaves no trace, and undoes nothing that happened outside while it was read.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import Screens

@Suite struct ScanTests {
    private static let code = Fixture.pass(3).digits

    /// Something from outside that can come between two digits.
    private static let news: [(name: String, message: ProgramEvent<ConsoleMessage>)] = {
        let rows = (1...30).map { Fixture.row($0, "사람\($0)") }
        return [
            ("resize", .resized(Size(columns: 132, rows: 43))),
            ("page", .message(.page(.first, .success(AttendeePage(all: rows))))),
            ("page failed", .message(.page(.first, .failure(.outOfReach("gone"))))),
            ("similar", .message(.similar([Candidate(row: rows[4], match: .name)]))),
            ("person", .message(.person(rows[0].serial, .success(Fixture.card(rows[0]))))),
            ("opened", .message(.opened(.success(Fixture.desk)))),
            ("synced", .message(.synced(.success(SyncReport(sent: 1, waiting: 2))))),
            ("not opened", .message(.opened(.failure(.outOfReach("gone"))))),
        ]
    }()

    /// Places a scan can find a volunteer in.
    private static func places() -> [(name: String, driver: Driver)] {
        var form = Driver()
        form.type("박서연")
        form.press("Enter")
        form.type("0105")
        var category = form
        category.press("Enter", "Enter")
        var table = Driver()
        table.press("F4")
        table.answer(
            .page(.first, .success(AttendeePage(all: (1...50).map { Fixture.row($0) }, hasMoreAfter: true))))
        table.press("PageDown", "Down")
        var search = table
        search.press("/")
        search.type("홍")
        var waiting = table
        waiting.press("q")
        return [
            ("empty form", Driver()), ("form", form), ("category", category), ("table", table), ("search", search),
            ("waiting for somebody", waiting),
        ]
    }

    @Test("whatever comes from outside between two digits is there afterwards, as if nobody had scanned")
    func newsDuringScan() {
        var random = SeededRandom.fromEnvironment()
        for (place, driver) in Self.places() {
            for _ in 0..<30 {
                let chosen = (0..<random.int(in: 1...3)).map { _ in random.pick(Self.news) }
                var plain = driver
                for news in chosen { plain.deliver(news.message) }
                var scanned = driver
                let moment = random.int(in: 1...33)
                scanned.scan(Self.code, after: moment) { driver in
                    for news in chosen { driver.deliver(news.message) }
                }
                let about = Comment(rawValue: "\(place), \(chosen.map(\.name)) after \(moment), seed \(random.seed)")
                // What the digits had put in the search field is being read anew.
                if scanned.takeRequests().contains(where: { if case .page = $0 { true } else { false } }) {
                    scanned.model.state.attendees.loading = plain.state.attendees.loading
                }
                #expect(scanned.state == plain.state, about)
                #expect(scanned.state.walkIn.command == plain.state.walkIn.command, about)
            }
        }
    }

    @Test("a save that is accepted while a pass is being scanned is accepted")
    func acceptedDuringScan() throws {
        for moment in [0, 1, 17, 33] {
            var driver = Driver()
            driver.fillAndSave()
            let submission = try #require(driver.takeSubmissions().first)
            let row = Fixture.row(41, "김민준")
            driver.scan(Self.code, after: moment) { driver in
                driver.answer(
                    .submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
            }
            let walkIn = driver.state.walkIn
            #expect(!walkIn.isSaving && walkIn.isFresh && walkIn.saved?.serial == row.serial, "after \(moment)")
            #expect(walkIn.typedAhead.isEmpty && driver.state.undoable.count == 1)
            // The form left behind is empty: its digits must not stay as a draft.
            let drafts = driver.takeRequests().filter {
                switch $0 {
                case .saveDraft, .clearDraft: true
                default: false
                }
            }
            #expect(drafts.last == .clearDraft, "after \(moment)")
            // And the next save goes out under an id of its own.
            driver.fillAndSave("박서연", phone: "01099990000")
            let next = try #require(driver.takeSubmissions().first)
            #expect(next.id != submission.id)
        }
    }

    @Test("an edit that is answered while a pass is being scanned is answered")
    func editedDuringScan() throws {
        var driver = Driver()
        let row = Fixture.row(7, "홍길동")
        driver.press("F4")
        driver.answerPage(AttendeePage(all: [row]))
        driver.press("e")
        driver.answer(.person(row.serial, .success(Fixture.card(row))))
        driver.type("전")
        driver.press("Ctrl-S")
        let submission = try #require(driver.takeSubmissions().first)
        let changed = Fixture.row(7, "홍길동전", version: 2)
        driver.scan(Self.code) { driver in
            driver.answer(
                .submitted(submission, .edit, .success(Fixture.accepted(changed, .edited(row.serial, version: 2)))))
        }
        #expect(driver.state.overlay == nil && driver.state.attendees.rows == [changed])
        #expect(driver.state.undoable.map(\.kind) == [.edited])
    }

    @Test("a scan writes back the draft that was there before it, and none where nothing was typed")
    func drafts() {
        var driver = Driver()
        driver.type("박서연")
        let draft = driver.state.walkIn.draft
        _ = driver.takeRequests()
        driver.scan(Self.code)
        let kept = driver.takeRequests().last { if case .saveDraft = $0 { true } else { false } }
        #expect(kept == .saveDraft(draft))
        driver = Driver()
        driver.scan(Self.code)
        let last = driver.takeRequests().last {
            switch $0 {
            case .saveDraft, .clearDraft: true
            default: false
            }
        }
        #expect(last == .clearDraft)
    }

    @Test("the same pass held before the scanner asks once; a telephone typed by hand is no scan")
    func repeats() {
        var driver = Driver()
        driver.scan(Self.code)
        driver.scan(Self.code)
        #expect(driver.takeScans().map(\.subject) == [.code(Self.code)])
        #expect(driver.state.walkIn.isFresh)
        driver.press("Enter")
        driver.type("01012345678")
        #expect(driver.state.walkIn.binding.answers[.phone] == .text("01012345678"))
    }

    @Test("digits nobody signed are taken back when the pause comes, and asked about, for the visitor hears why")
    func foreign() {
        var driver = Driver()
        driver.type("박서연")
        let before = driver.state
        let forged = String(repeating: "12", count: 17)
        for digit in forged { driver.press(KeyPress(.character(digit)), pace: Driver.scannerPace) }
        driver.answer(.scanPause)
        let scans = driver.takeScans()
        #expect(driver.state == before && scans.map(\.subject) == [.code(forged)])
        driver.answer(.checkedIn(scans[0], .success(CheckInAnswer(result: .notAPass(.wrongEvent), person: nil))))
        #expect(driver.shows("다른 행사"))
    }

    @Test("a code with a jamo in it leaves no trace in any place; what is left of a broken one is told with what to do")
    func jamo() {
        for place in Self.places() {
            var driver = place.driver
            _ = driver.takeRequests()
            let before = driver.state
            let mixed = String(Self.code.prefix(17)) + "ㅂ" + String(Self.code.dropFirst(17))
            driver.scan(mixed)
            #expect(driver.state == before, "\(place.name)")
            #expect(driver.takeScans().map(\.subject) == [.code(Self.code)], "\(place.name)")
            let broken = String(Self.code.prefix(17)) + "ㅂ" + String(Self.code.dropFirst(19))
            driver.scan(broken)
            #expect(driver.state == before, "\(place.name)")
            #expect(driver.takeScans().map(\.subject) == [], "\(place.name): the first is not answered yet")
        }
        var driver = Driver()
        driver.type("박서연")
        let broken = String(Self.code.prefix(17)) + "ㅂ" + String(Self.code.dropFirst(19))
        driver.scan(broken)
        let scans = driver.takeScans()
        #expect(scans.map(\.subject) == [.code(broken)])
        driver.answer(.checkedIn(scans[0], .success(CheckInAnswer(result: .notAPass(.malformed), person: nil))))
        #expect(driver.shows("한/영 키로 한글을 끄고 다시 찍으세요."))
    }

    @Test("a letter between digits at a scanner's pace is no command, and the code is told with it")
    func letterThatWouldAct() {
        var driver = Driver()
        driver.press("F8")
        let half = Self.code.prefix(17)
        for digit in half { driver.press(KeyPress(.character(digit)), pace: Driver.scannerPace) }
        let before = driver.state.banner
        _ = driver.takeEffects()
        driver.press(KeyPress(.character("s")), pace: Driver.scannerPace)
        for digit in Self.code.dropFirst(19) { driver.press(KeyPress(.character(digit)), pace: Driver.scannerPace) }
        #expect(driver.takeRequests().isEmpty && driver.state.banner == before)
        driver.answer(.commandPause)
        #expect(driver.takeScans().map(\.subject) == [.code(String(half) + "s" + String(Self.code.dropFirst(19)))])
    }
}
