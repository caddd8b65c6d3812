// The list of views on the attendee screen.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite("The list of views")
struct ViewListTests {
    private func table(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.press("F4")
        driver.answerPage(
            AttendeePage(all: [Fixture.row(1), Fixture.row(2)]))
        _ = driver.takeRequests()
        return driver
    }

    private func view(_ name: String, _ filter: String = "상태:대기", columns: [AttendeeView.Column] = []) -> AttendeeView {
        AttendeeView(name: name, filter: filter, columns: columns, sort: .standard)
    }

    private func shared(_ name: String, version: Int = 1, desk: String = "데스크 2") -> SavedView {
        SavedView(view(name), home: .shared(version: version, desk: desk, at: Timestamp(milliseconds: 0)))
    }

    private func open(_ driver: inout Driver, personal: [SavedView] = [], shared: [SavedView] = []) {
        driver.press("v")
        #expect(driver.takeRequests() == [.views])
        driver.answer(.views(ViewShelf(personal: .success(personal), shared: .success(shared))))
    }

    private func select(_ name: String, _ driver: inout Driver) {
        for _ in 0..<20 {
            guard case .views(let list) = driver.state.overlay, list.selectedView?.view.name != name else { return }
            driver.press("Down")
        }
        Issue.record("no view \(name)")
    }

    @Test("The built-in ones are there at once, the saved ones come, and each says where it is kept")
    func list() {
        var driver = table()
        driver.press("v")
        _ = driver.takeRequests()
        #expect(driver.shows("모두") && driver.shows("대기 중") && driver.shows("불러오는 중"))
        driver.answer(
            .views(
                ViewShelf(
                    personal: .success([SavedView(view("내 것"), home: .personal)]), shared: .success([shared("남의 것")]))))
        #expect(driver.shows("이 데스크") && driver.shows("함께 · 데스크 2") && !driver.shows("불러오는 중"))
        driver.press("Escape")
        open(&driver)
        #expect(driver.shows("저장한 보기가 없습니다"))
    }

    @Test("The key works from Hangul mode too")
    func hangul() {
        var driver = table()
        driver.type("ㅍ")
        #expect(driver.takeRequests() == [.views])
    }

    @Test("Enter looks at the table as the view says, and its name gets a star when something changes")
    func apply() {
        var driver = table()
        let columns = [AttendeeView.Column(.name, width: 20), AttendeeView.Column(.status)]
        let mine = AttendeeView(
            name: "내 것", filter: "상태:대기", columns: columns, sort: AttendeeSort(.name, isDescending: true))
        open(&driver, personal: [SavedView(mine, home: .personal)])
        select("내 것", &driver)
        driver.press("Enter")
        guard case .page(let request)? = driver.takeRequests().last else { return #expect(Bool(false)) }
        #expect(request.filter.clauses == [.init(.status([.waitlisted]))] && request.sort == mine.sort)
        #expect(driver.state.attendees.columns == columns && driver.state.attendees.search.text == "상태:대기")
        #expect(driver.state.viewName == "내 것" && driver.shows(" 내 것 "))
        driver.press("/")
        driver.type(" 김")
        #expect(driver.state.viewName == "내 것*")
    }

    @Test("A view with columns and fields that are gone works without them, and says so")
    func gone() throws {
        var driver = table()
        let shoe = try #require(FieldID("shoe"))
        let old = SavedView(
            AttendeeView(
                name: "옛것", filter: "신발:270 상태:대기", columns: [.init(.name), .init(.answer(shoe))],
                sort: AttendeeSort(.answer(shoe))),
            home: .personal, unknownColumns: ["hat"])
        open(&driver, personal: [old])
        select("옛것", &driver)
        driver.press("Enter")
        #expect(driver.state.attendees.columns == [.init(.name)] && driver.state.attendees.sort == .standard)
        #expect(driver.state.attendees.filter.clauses == [.init(.status([.waitlisted]))])
        #expect(driver.state.banner?.text.contains("answer.shoe, hat") == true)
        #expect(driver.state.banner?.role == .warning)
    }

    @Test("Saving asks for a name and for whom, and Enter alone decides")
    func save() {
        var driver = table()
        open(&driver)
        driver.press("s")
        driver.press("Enter")
        #expect(driver.shows("이름을 적어 주세요"))
        driver.type("우리 학교")
        driver.press("Enter")
        driver.press("2")
        #expect(driver.takeRequests() == [])
        driver.press("Down", "Enter")
        let saved = AttendeeView(name: "우리 학교", filter: "", columns: Attendees.usualColumns, sort: .standard)
        #expect(driver.takeRequests() == [.saveView(saved, .shared(over: nil))])
        driver.answer(
            .viewSaved(saved, .success(.saved(SavedView(saved, home: .personal)))))
        #expect(driver.takeRequests() == [.views] && driver.state.viewName == "우리 학교")
    }

    @Test("A name that is taken is not overwritten without being asked, and the question says whose it is")
    func overwrite() {
        var driver = table()
        open(&driver, shared: [shared("학교", version: 4)])
        driver.press("s")
        driver.type("학 교")
        driver.press("Enter", "Down", "Enter")
        #expect(driver.takeRequests() == [] && driver.shows("데스크 2에서"))
        driver.press("Down", "Enter")
        guard case .saveView(_, .shared(over: 4))? = driver.takeRequests().first else { return #expect(Bool(false)) }
    }

    @Test("Another desk that was faster is named before anything of its is overwritten")
    func overtaken() {
        var driver = table()
        open(&driver)
        driver.press("s")
        driver.type("학교")
        driver.press("Enter", "Down", "Enter")
        guard case .saveView(let view, .shared(over: nil))? = driver.takeRequests().first else {
            return #expect(Bool(false))
        }
        driver.answer(.viewSaved(view, .success(.overtaken(by: shared("학교", version: 1, desk: "데스크 9")))))
        #expect(driver.shows("데스크 9에서"))
        driver.press("Down", "Enter")
        #expect(driver.takeRequests() == [.views, .saveView(view, .shared(over: 1))])
    }

    @Test("Deleting asks first, and what is part of the program cannot be deleted")
    func delete() {
        var driver = table()
        open(&driver, shared: [shared("학교")])
        driver.press("x")
        #expect(driver.state.banner?.role == .warning && driver.takeRequests() == [])
        select("학교", &driver)
        driver.type("ㅌ")
        #expect(driver.shows("한/영"))
        driver.press("x", "Enter")
        #expect(driver.takeRequests() == [])
        driver.press("x", "Down", "Enter")
        #expect(driver.takeRequests() == [.deleteView(shared("학교"))])
        driver.answer(.viewDeleted(shared("학교"), .success(.deleted)))
        #expect(driver.takeRequests() == [.views])
    }

    @Test("A file with a mistake in it is named, and the other views are there")
    func brokenFile() {
        var driver = table()
        driver.press("v")
        let error = ScreenFileError(file: "views.toml", line: 3, problem: .missingKey)
        driver.answer(
            .views(ViewShelf(personal: .failure(.file(ScreenFileErrors([error]))), shared: .success([shared("학교")]))))
        #expect(driver.shows("views.toml:3") && driver.shows("학교"))
    }

    @Test("A scan while the list is open leaves it as it was")
    func scan() {
        var driver = table()
        open(&driver, shared: [shared("학교")])
        driver.press("s")
        driver.type("가")
        let before = driver.state.overlay
        driver.scan(Fixture.pass(7).digits)
        #expect(driver.state.overlay == before)
    }
}
