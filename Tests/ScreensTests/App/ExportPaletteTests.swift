// The table as a file, from the palette.

import Desk
import Domain
import Sheets
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct ExportPaletteTests {
    /// A console at the table with the question for a file in front.
    private func asked(_ kind: SheetKind = .xlsx, _ table: ExportRecord.Table = .attendees) -> Driver {
        var driver = Driver()
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [Fixture.row(7, "홍길동")]))))
        _ = driver.takeRequests()
        _ = driver.model.state.run(.common(.export(table, kind)))
        return driver
    }

    private func order(_ driver: inout Driver) -> ExportWork? {
        driver.takeRequests().lazy.compactMap { if case .export(let order, _) = $0 { order } else { nil } }.first
    }

    @Test("it asks for a file, says how far it is and where the file lies")
    func export() throws {
        var driver = asked()
        guard case .export(.attendees, .xlsx, _) = driver.state.overlay else {
            Issue.record("no question")
            return
        }
        driver.press("Ctrl-U")
        driver.type("a.xlsx")
        driver.press("Enter")
        var expected = ExportWork(.attendees, .xlsx, path: "a.xlsx")
        expected.keepsExisting = true
        #expect(order(&driver) == expected)
        #expect(driver.shows("내보내기를 시작합니다"))
        driver.answer(.working(WorkProgress(done: 1_200, total: 5_000, perSecond: 800, secondsLeft: 5)))
        #expect(driver.shows("내보내기 1,200 / 5,000 (24%)"))
        let record = ExportRecord(table: .attendees, format: "xlsx", filter: "", rows: 5_000)
        driver.answer(.exportEnded(.success(ExportReport(path: "a.xlsx", record: record))))
        #expect(driver.shows("5,000줄을 저장했습니다: a.xlsx") && driver.state.work == nil)
    }

    @Test("the file ends as its kind does: that is added, and another kind's ending is refused in the question")
    func ending() {
        var driver = asked()
        driver.press("Ctrl-U")
        driver.type("명단.csv")
        driver.press("Enter")
        #expect(order(&driver) == nil && driver.shows("이름이 .xlsx로 끝나야 합니다"))
        #expect(driver.screen().last?.contains("Enter 확인") == true, "\(driver.screen().last ?? "")")
        driver.press("Ctrl-U")
        driver.type("명단")
        driver.press("Enter")
        #expect(order(&driver)?.path == "명단.xlsx")
    }

    @Test(
        "it says who will be in the file before it asks, whatever screen is in front, and records what held others back"
    )
    func scope() throws {
        var driver = asked()
        #expect(driver.shows("전체 1명"))
        driver.press("Escape")
        driver.type("/구분:교사")
        driver.press("Enter", "F6")
        _ = driver.takeRequests()
        _ = driver.model.state.run(.common(.export(.attendees, .xlsx)))
        #expect(driver.shows("찾기 '구분:교사' 세는 중…"))
        driver.answer(.counted(driver.state.attendees.filter, .success(11)))
        #expect(driver.shows("찾기 '구분:교사' 11명"))
        driver.press("Enter")
        let sent = try #require(order(&driver))
        #expect(sent.filterText == "구분:교사" && sent.filter == driver.state.attendees.filter)
    }

    @Test("the number is asked for where nobody has counted yet")
    func counts() {
        var driver = Driver()
        let effects = driver.model.state.run(.common(.export(.attendees, .csv)))
        #expect(effects.contains { if case .ask(_, .count(.everybody)) = $0 { true } else { false } })
        #expect(driver.shows("전체 세는 중…"))
    }

    @Test("from the queue of review its status is part of what is said and recorded")
    func queue() throws {
        var driver = Driver()
        driver.press("F3")
        _ = driver.model.state.run(.common(.export(.attendees, .xlsx)))
        #expect(driver.shows("찾기 '상태:신청' 세는 중…"))
        _ = driver.takeRequests()
        driver.press("Enter")
        #expect(order(&driver)?.filterText == "상태:신청")
        let vocabulary = try #require(driver.state.attendees.filterLine.vocabulary)
        let today = try #require(driver.state.today)
        let read = FilterText("상태:신청", vocabulary: vocabulary, today: today)
        #expect(read.filter.clauses == ReviewScreen.Queue.applied.clauses)
    }

    @Test("where the file lies is said whole, over as many lines as it takes, until a key is pressed")
    func whole() {
        var driver = asked()
        driver.press("Enter")
        let path = "/tmp/" + String(repeating: "folder/", count: 12) + "참가자.xlsx"
        let record = ExportRecord(table: .attendees, format: "xlsx", filter: "", rows: 5)
        driver.answer(.exportEnded(.success(ExportReport(path: path, record: record))))
        driver.answer(.bannerEnds(driver.state.bannerCount))
        let shown = driver.screen().joined()
        #expect(shown.contains("5줄을 저장했습니다") && shown.contains("참가자.xlsx"))
        driver.press("Up")
        #expect(!driver.screen().joined().contains("저장했습니다"))
    }

    @Test("asked for again it stops, and says that there is no file")
    func stopped() {
        var driver = asked(.csv)
        driver.press("Enter")
        #expect(order(&driver)?.kind == .csv)
        let effects = driver.model.state.run(.common(.export(.attendees, .csv)))
        #expect(effects.contains { if case .cancel(.work) = $0 { true } else { false } })
        #expect(driver.shows("내보내기를 멈췄습니다") && driver.state.work == nil)
    }

    @Test(
        "passages and sheets to sign are exported as well, under names of their own",
        arguments: [
            (ExportRecord.Table.checkIns, "출입 기록 "), (.signOff, "서명부 "),
        ])
    func otherTables(_ table: ExportRecord.Table, _ name: String) {
        var driver = asked(.csv, table)
        driver.press("Enter")
        let order = order(&driver)
        #expect(order?.table == table && order?.kind == .csv && order?.path.hasPrefix(name) == true)
    }

    @Test("an empty name is asked for again; what goes wrong is one sentence")
    func faults() {
        var driver = asked()
        driver.press("Ctrl-U", "Enter")
        #expect(driver.takeRequests().isEmpty && driver.state.overlay != nil)
        driver.type("b.xlsx")
        driver.press("Enter")
        driver.answer(
            .exportEnded(.failure(.file(SheetWriteError(path: "b.xlsx", reason: "No space left on device")))))
        #expect(driver.shows("b.xlsx: 쓸 수 없습니다 (디스크가 가득 찼습니다)"))
    }
}
