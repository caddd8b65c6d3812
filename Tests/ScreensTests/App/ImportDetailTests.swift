// What an import says of its rows: all of it can be read, and what cannot be done is said beside what was.

import Sheets
import Store
import Terminal
import Testing

@testable import Desk
@testable import Domain
@testable import Screens

@Suite struct ImportDetailTests {
    private static let format = SheetFormat.csv(encoding: .utf8, separator: ",")

    private static func layout(_ cells: [ImportMapping.Column], line: Int, isGuess: Bool) -> ImportLayout {
        var layout = ImportLayout(
            format, ImportHeading(mapping: ImportMapping(columns: cells), line: line, rowCount: line),
            rows: [ImportRow(line: line + 1, cells: ["김하늘", "01012345678"])])
        layout.isGuess = isGuess
        return layout
    }

    private static func refused(_ count: Int, value: String = "12") -> [ImportLook.Refused] {
        (0..<count).map { number in
            let refusal = ImportRefusal(column: "연락처", field: .phone, value: value, problem: .field(.notAPhone))
            return ImportLook.Refused(line: 101 + number, refusals: [refusal])
        }
    }

    private func driver(_ layout: ImportLayout? = nil) -> Driver {
        var driver = Driver()
        _ = driver.model.state.run(.common(.importFile))
        driver.type("a.csv")
        driver.press("Enter")
        driver.answer(.importing(.opened(path: FolderListing.expanded("~/a.csv"), .success([]))))
        let usual = [
            ImportMapping.Column(heading: "이름", target: .field(.name)),
            ImportMapping.Column(heading: "연락\n처", target: .field(.phone)),
        ]
        driver.answer(.importing(.columns(.success(layout ?? Self.layout(usual, line: 1, isGuess: false)))))
        _ = driver.takeRequests()
        return driver
    }

    private func previewing(_ look: ImportLook) -> Driver {
        var driver = driver()
        driver.press("Enter")
        driver.answer(.importing(.previewed(.success(look))))
        return driver
    }

    private func look(
        _ counts: ImportCounts, _ refused: [ImportLook.Refused] = [], _ changed: [ImportLook.Changed] = [],
        ending: ImportReport.Ending = .previewed, written: RefusedFile.Written = .nothing
    ) -> ImportLook {
        ImportLook(
            format: Self.format, counts: counts, options: ImportOptions(), ending: ending, refused: refused,
            changed: changed, written: written)
    }

    @Test("a wide list says how many columns are below; a look that goes on says how far it is though Enter came early")
    func wide() {
        let columns = (1...60).map { ImportMapping.Column(heading: "열 \($0)", target: $0 == 1 ? .field(.name) : nil) }
        var driver = driver(Self.layout(columns, line: 1, isGuess: false))
        #expect(driver.shows("… 아래에 열 "))
        driver.press("End")
        #expect(!driver.shows("… 아래에 열 ") && driver.shows("> 열 60"))
        driver.press("Enter")
        let work = WorkProgress(done: 7, total: 100, perSecond: 1, secondsLeft: 1)
        driver.answer(.importing(.progress(ImportProgress(phase: .checking, work: work))))
        driver.press("Enter")
        #expect(driver.shows("1/3 확인하는 중"))
        #expect(driver.state.banner?.text == driver.state.words.importLooking)
    }

    @Test("who stands elsewhere than the list says is named, and only those who wait are said to be next")
    func standing() {
        var found = look(ImportCounts(new: 1), ending: .stored)
        found.counts.same = 1
        found.counts.elsewhere = 1
        found.waits = false
        found.elsewhere = [ImportLook.Elsewhere(line: 3, row: Fixture.row(7, "김하나", status: .applied), said: .approved)]
        var screen = ImportScreen(folder: "~/")
        (screen.step, screen.look) = (.done, found)
        let words = Words(.korean)
        let texts = words.importDetails(screen, in: Fixture.form)
        #expect(texts.contains { $0.contains("000007 김하나: 지금 신청입니다. 명단의 상태(승인)로는 바꾸지 않으니 심사") })
        #expect(!texts.contains { $0.contains("다음: 심사(F3)") })
        #expect(words.importCounts(found.counts, updates: true).contains("같음 1 (상태가 달라 그대로 둠 1)"))
        found.waits = true
        screen.look = found
        #expect(words.importDetails(screen, in: Fixture.form).contains { $0.contains("다음: 심사(F3)") })
    }

    @Test("paging shows every refused row, says that there are more, and comes back")
    func pages() {
        var driver = previewing(look(ImportCounts(new: 1, refused: 150), Self.refused(100)))
        var seen: Set<Int> = []
        #expect(driver.shows("줄 더"))
        for _ in 0..<120 {
            let screen = driver.screen().joined(separator: "\n")
            for line in 101..<201 where screen.contains("\(line)행") { seen.insert(line) }
            driver.press("PageDown")
        }
        #expect(seen.count == 100 && driver.shows("그 밖에 50행") && !driver.shows("줄 더"))
        for _ in 0..<120 { driver.press("PageUp") }
        #expect(driver.shows("101행"))
    }

    @Test("a cell of any length leaves the reason in sight, and line breaks are blanks")
    func longCells() {
        let value = String(repeating: "긴 값\n", count: 600)
        let driver = previewing(look(ImportCounts(refused: 1), Self.refused(1, value: value)))
        #expect(driver.shows("전화번호가"))
        #expect(self.driver().shows("연락 처"))
    }

    @Test("who differs from the list is named with what differs, and how to change it")
    func changed() {
        let before = Fixture.row(7, "홍길동")
        var after = before
        after.affiliation = "나래고등학교"
        let driver = previewing(
            look(ImportCounts(changed: 2), [], [ImportLook.Changed(line: 3, before: before, after: after)]))
        #expect(driver.shows("3행 000007 홍길동") && driver.shows("→ 나래고등학교") && driver.shows("그 밖에 1명"))
        #expect(driver.shows("명단대로 바꾸려면"))
    }

    @Test("people are stored though their refused rows could not be written: both are said")
    func notWritten() {
        var driver = previewing(look(ImportCounts(new: 20)))
        driver.press("Home", "Enter")
        let fault = PictureFault(path: "usb/a-거절.csv", reason: "Read-only file system")
        driver.answer(
            .importing(
                .ended(
                    .success(
                        look(
                            ImportCounts(new: 20, refused: 1), Self.refused(1), ending: .stored,
                            written: .failed(fault))))))
        #expect(driver.shows("가져왔습니다. 신규 20") && driver.shows("usb/a-거절.csv"))
        #expect(driver.shows("디스크입니다") && !driver.shows("Read-only"))
        #expect(driver.shows("심사(F3)"))
    }

    @Test("the name of a long file of refused rows is not cut off")
    func longName() {
        let path = "/srv/" + String(repeating: "아주 긴 폴더 이름/", count: 6) + "명단-거절-2.csv"
        let driver = previewing(look(ImportCounts(new: 1, refused: 1), Self.refused(1), written: .at(path)))
        #expect(driver.shows("거절-2.csv"))
    }

    @Test("a file of which nothing says where the names are shows what is known of it, and asks after every change")
    func guessed() {
        let columns = [
            ImportMapping.Column(heading: "누구", target: nil),
            ImportMapping.Column(heading: "연락처", target: .field(.phone)),
        ]
        var driver = driver(Self.layout(columns, line: 2, isGuess: true))
        #expect(driver.shows("제목 행을 모름(2행?)") && driver.shows("쓰지 않는 열: 누구"))
        driver.press("Enter")
        #expect(driver.shows("이름 열을 정해 주세요"))
        driver.press("Right")
        guard case .importing(.columns(let ask))? = driver.takeRequests().last else {
            Issue.record("the desk is not asked")
            return
        }
        #expect(ask.byHand == ["누구": .field(.name)] && ask.hasHeading == nil)
        // What was chosen here stays, whatever the answer makes of it.
        driver.answer(.importing(.columns(.success(Self.layout(columns, line: 2, isGuess: false)))))
        #expect(driver.shows("제목 행 2행") && !driver.shows("쓰지 않는 열"))
    }

    @Test("somebody can say that there is no heading, and that there is one after all")
    func noHeading() {
        var driver = driver()
        driver.press("Right", "n")
        guard case .importing(.columns(let ask))? = driver.takeRequests().last else {
            Issue.record("the desk is not asked")
            return
        }
        #expect(ask.hasHeading == false && ask.byHand.isEmpty)
        let letters = [
            ImportMapping.Column(heading: "A", target: nil), ImportMapping.Column(heading: "B", target: .field(.phone)),
        ]
        driver.answer(.importing(.columns(.success(Self.layout(letters, line: 0, isGuess: true)))))
        #expect(driver.shows("제목 행 없음") && driver.shows("김하늘"))
        driver.press("n")
        guard case .importing(.columns(let again))? = driver.takeRequests().last else {
            Issue.record("the desk is not asked")
            return
        }
        #expect(again.hasHeading == true)
    }

    @Test("a value that is no option says which there are; the system's reasons are told in Korean")
    func words() {
        let words = Words(.korean)
        let refusal = ImportRefusal(column: "구분", field: .category, value: "외계인", problem: .field(.unknownOption))
        let sentence = words.refusal(refusal, in: Fixture.desk.form)
        let options = Fixture.desk.form[.category]?.options.map(\.label.ko) ?? []
        #expect(!options.isEmpty && sentence.contains(options[0]), "\(sentence)")
        #expect(words.error(.unreadable(reason: "Is a directory")).contains("파일이 아니라 폴더입니다"))
        #expect(Words(.english).systemReason("Is a directory") == "Is a directory")
        #expect(words.systemReason("Something rare") == "Something rare")
    }
}
