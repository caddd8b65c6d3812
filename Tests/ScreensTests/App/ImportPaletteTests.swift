// A list brought in from the palette, step by step.

import Sheets
import Store
import Terminal
import Testing
import Text

@testable import Desk
@testable import Domain
@testable import Screens

@Suite struct ImportPaletteTests {
    private static let listing = FolderListing(
        asked: "~/", path: "/srv/desk/",
        entries: [
            FolderListing.Entry(name: "명단", isFolder: true), FolderListing.Entry(name: "사전 신청.csv", isFolder: false),
            FolderListing.Entry(name: "사전 신청 2.xlsx", isFolder: false),
        ])

    private static let layout: ImportLayout = {
        let mapping = ImportMapping(columns: [
            ImportMapping.Column(heading: "성명", target: .field(.name)),
            ImportMapping.Column(heading: "연락처", target: .field(.phone)),
            ImportMapping.Column(heading: "학급", target: nil),
        ])
        return ImportLayout(
            .csv(encoding: .cp949, separator: ","), ImportHeading(mapping: mapping, line: 2, rowCount: 2),
            rows: [ImportRow(line: 3, cells: ["김하늘", "01012345678", "한빛고"])])
    }()

    private static func look(
        _ counts: ImportCounts, _ ending: ImportReport.Ending = .previewed, options: ImportOptions = ImportOptions(),
        written: RefusedFile.Written = .nothing
    ) -> ImportLook {
        let refusal = ImportRefusal(column: "연락처", field: .phone, value: "12", problem: .field(.notAPhone))
        return ImportLook(
            format: layout.format, counts: counts, options: options, ending: ending,
            refused: counts.refused > 0 ? [ImportLook.Refused(line: 12, refusals: [refusal])] : [],
            written: written)
    }

    private func picking(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        _ = driver.model.state.run(.common(.importFile))
        driver.answer(.importing(.folder(asked: "~/", .success(Self.listing))))
        return driver
    }

    private func tasks(_ driver: inout Driver) -> [ImportTask] {
        driver.takeRequests().compactMap { if case .importing(let task) = $0 { task } else { nil } }
    }

    private func mapping(_ language: Language = .korean) -> Driver {
        var driver = picking(language)
        driver.press("Down", "Down", "Down", "Enter")
        driver.answer(.importing(.opened(path: FolderListing.expanded("~/사전 신청.csv"), .success([]))))
        driver.answer(.importing(.columns(.success(Self.layout))))
        _ = driver.takeRequests()
        return driver
    }

    @Test("a path is completed, a folder gone into, a file opened; going back goes back")
    func picking1() {
        var driver = picking()
        driver.type("사")
        driver.press("Tab")
        #expect(driver.state.importing?.picker.field.text == "~/사전 신청")
        driver.press("Down", "Enter")
        #expect(tasks(&driver) == [.open(path: FolderListing.expanded("~/사전 신청.csv"))])
        driver.press("Ctrl-U")
        driver.type("~/명")
        driver.press("Enter")
        #expect(tasks(&driver).last == .folder("~/명단/"))
        driver.press("Esc")
        #expect(driver.state.overlay == nil)
    }

    @Test("a workbook of several sheets asks which; the mapping is changed by keys and goes along")
    func columns() {
        var driver = picking()
        driver.press("Down", "Down", "Down", "Down", "Enter")
        driver.answer(
            .importing(
                .opened(
                    path: FolderListing.expanded("~/사전 신청 2.xlsx"),
                    .success([
                        ImportSheet(name: "옛 명단", isHidden: true), ImportSheet(name: "안내"), ImportSheet(name: "명단"),
                    ]))))
        #expect(driver.shows("> 안내") && driver.shows("옛 명단 (숨긴 시트)"))
        driver.press("Down", "Enter")
        guard case .columns(let ask)? = tasks(&driver).last else {
            Issue.record("no columns are asked for")
            return
        }
        #expect(ask.sheet == "명단" && ask.byHand.isEmpty)
        driver.answer(.importing(.columns(.success(Self.layout))))
        #expect(driver.shows("CP949") && driver.shows("쓰지 않는 열: 학급"))
        driver.press("Down", "Down", "Right")
        guard case .columns(let ask)? = tasks(&driver).last else {
            Issue.record("the desk is not asked what it makes of the change")
            return
        }
        #expect(ask.byHand == ["학급": .field(.affiliation)])
        driver.answer(.importing(.columns(.success(Self.layout))))
        #expect(driver.state.importing?.selected == 2 && driver.shows("쓰지 않는 열: 학급") == false)
        driver.press("Enter")
        guard case .preview(let ask, _, savesRefused: false)? = tasks(&driver).last else {
            Issue.record("no preview is asked for")
            return
        }
        #expect(ask.byHand == ["학급": .field(.affiliation)])
        driver.press("Esc")
        #expect(driver.state.importing?.step == .columns)
        driver.press("Up", "Up", "-", "Enter")
        #expect(driver.shows("이름 열을 정해 주세요") && driver.state.importing?.step == .columns)
        driver.press("Esc")
        #expect(driver.state.importing?.step == .sheet)
    }

    @Test("what a sheet hides is said at the columns and in the preview, and a key or a tick leaves it out")
    func hidden() throws {
        var driver = mapping()
        #expect(!driver.shows("숨긴"))
        driver.press("h")
        #expect(tasks(&driver).isEmpty, "nothing is hidden")
        var layout = Self.layout
        layout.hidden = HiddenCells(rows: [4, 5, 9, 12, 40], columns: [2, 27])
        driver.answer(.importing(.columns(.success(layout))))
        #expect(driver.shows("! 숨긴 행 5개(4, 5, 9, 12, …), 숨긴 열 2개(C, AB): 함께 읽습니다"))
        driver.press("Down", "Down", "Right")
        driver.press("h")
        guard case .columns(let ask)? = tasks(&driver).last else {
            Issue.record("the columns are not read again")
            return
        }
        #expect(ask.skipsHidden && driver.shows(": 빼고 읽습니다"))
        driver.answer(.importing(.columns(.success(layout))))
        #expect(driver.state.importing?.selected == 2)
        driver.press("Enter")
        guard case .preview(let again, _, savesRefused: false)? = tasks(&driver).last else {
            Issue.record("no preview is asked for")
            return
        }
        #expect(again.skipsHidden && again.byHand == ["학급": .field(.affiliation)])
        var look = Self.look(ImportCounts(new: 3))
        (look.hidden, look.skipsHidden) = (layout.hidden, true)
        driver.answer(.importing(.previewed(.success(look))))
        #expect(driver.shows("! 숨긴 행 5개(4, 5, 9, 12, …), 숨긴 열 2개(C, AB): 빼고 읽습니다"))
        #expect(driver.shows("[x] 숨긴 행과 열은 빼고 읽음"))
        driver.press("Down", "Down", "Down", "Down", "Down", "Space")
        guard case .preview(let whole, _, savesRefused: false)? = tasks(&driver).last else {
            Issue.record("no preview is asked for")
            return
        }
        #expect(!whole.skipsHidden)
    }

    @Test("why there is no preview stands until there is one, and is not cut off")
    func noPreview() {
        var driver = mapping()
        driver.press("Enter")
        driver.answer(.importing(.previewed(.failure(.obstacle(.noConsent)))))
        driver.press("Down", "End", "Home", "End")
        #expect(driver.shows("개인정보 동의 열이 없습니다"))
        driver.press("Space")
        #expect(!driver.shows("개인정보 동의 열이 없습니다"))
        driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5, refused: 1))))))
        driver.press("Home", "Enter")
        #expect(driver.shows("거절된 행이 있습니다") && !driver.shows("…"))
    }

    @Test("refused rows keep it from beginning until the rest is asked for; options look anew")
    func preview() {
        var driver = mapping()
        driver.press("Enter")
        driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5, refused: 1))))))
        #expect(driver.shows("신규 5") && driver.shows("12행 연락처 '12'"))
        _ = driver.takeRequests()
        driver.press("Enter")
        #expect(tasks(&driver).isEmpty && driver.shows("거절된 행이 있습니다"))
        driver.press("Down", "Down", "Down", "Down", "Down", "Enter")
        guard case .preview(_, _, savesRefused: true)? = tasks(&driver).last else {
            Issue.record("the refused rows are not saved")
            return
        }
        driver.answer(
            .importing(.previewed(.success(Self.look(ImportCounts(new: 5, refused: 1), written: .at("a-거절.csv"))))))
        #expect(driver.shows("거절된 행: a-거절.csv"))
        driver.press("Up", "Up", "Space")
        guard case .preview(let ask, _, savesRefused: false)? = tasks(&driver).last else {
            Issue.record("nothing is looked at anew")
            return
        }
        #expect(ask.options == ImportOptions(isPartial: true))
    }

    @Test("it runs beside everything else, says how far it is, is stopped from the palette, and tells how it ended")
    func running() {
        var driver = mapping()
        driver.press("Enter")
        driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5))))))
        _ = driver.takeRequests()
        driver.press("Enter")
        guard case .run(_, _, let handle)? = tasks(&driver).last else {
            Issue.record("it does not begin")
            return
        }
        let progress = WorkProgress(done: 1_200, total: 5_000, perSecond: 800, secondsLeft: 5)
        driver.answer(.importing(.progress(ImportProgress(phase: .storing, work: progress))))
        #expect(driver.shows("저장하는 중 1,200 / 5,000 (24%)"))
        driver.press("F4")
        #expect(driver.shows("저장하는 중 1,200 / 5,000 (24%)"))
        _ = driver.takeRequests()
        let effects = driver.model.state.run(.common(.importFile))
        #expect(effects.contains { if case .tell(.importing(.stop(handle))) = $0 { true } else { false } })
        driver.answer(.importing(.ended(.failure(.stopped))))
        #expect(driver.shows("아무것도 저장하지 않았습니다") && driver.state.work == nil)
    }

    @Test("a list that ended shows its counts; what goes wrong is one sentence and goes back to the preview")
    func ended() {
        var driver = mapping()
        driver.press("Enter")
        driver.answer(.importing(.previewed(.failure(.obstacle(.noConsent)))))
        #expect(driver.shows("개인정보 동의 열이 없습니다"))
        driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5))))))
        driver.press("Enter")
        driver.answer(.importing(.ended(.failure(.overtaken))))
        #expect(driver.state.importing?.step == .preview && driver.state.work == nil)
        driver.press("Enter")
        driver.answer(.importing(.ended(.success(Self.look(ImportCounts(new: 5), .stored)))))
        #expect(driver.shows("가져왔습니다. 신규 5"))
        driver.press("Esc")
        #expect(driver.state.overlay == nil && driver.state.lastImportFolder == "/srv/desk/")
    }

    @Test("an older message does not stand in the way of the progress; how it is stopped is never cut")
    func oldNews() {
        for language in [Language.korean, .english] {
            var driver = mapping(language)
            driver.press("Enter")
            driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5))))))
            _ = driver.model.state.tell(driver.state.words.notDone(.outOfReach("")), .bad)
            driver.press("Enter")
            #expect(driver.state.banner == nil && driver.state.work != nil)
            driver.press("F4")
            for phase in [ImportProgress.Phase.checking, .comparing, .storing] {
                for total in [40_000, 100_000, 1_000_000] {
                    let work = WorkProgress(done: total, total: total, perSecond: 48_000, secondsLeft: 125)
                    driver.answer(.importing(.progress(ImportProgress(phase: phase, work: work))))
                    let line = driver.state.workLine ?? ""
                    #expect(ColumnWidth.of(line) <= 80 && line.contains("(100%)"), "\(line)")
                    #expect(line.contains("F9") || total == 1_000_000, "\(line)")
                    #expect(driver.shows(line))
                }
            }
        }
    }

    @Test("an import that the line was lost over says that nothing was stored, whole and until a key is pressed")
    func lostLine() throws {
        for (language, said) in [(Language.korean, "아무것도 저장하지 않았습니다"), (.english, "nothing was stored")] {
            var driver = mapping(language)
            driver.press("Enter")
            driver.answer(.importing(.previewed(.success(Self.look(ImportCounts(new: 5))))))
            driver.press("Enter")
            driver.answer(.importing(.ended(.failure(.desk(.outOfReach("server closed the connection"))))))
            let banner = try #require(driver.state.banner)
            #expect(banner.text.contains(said) && !banner.text.contains("server closed") && banner.standsUntilKey)
            driver.answer(.bannerEnds(driver.state.bannerCount))
            let end = banner.text.split(separator: " ").last.map(String.init) ?? ""
            #expect(driver.shows(end), "its end is on the screen too: \(end)")
            driver.press("Enter")
            // Where the end of it was on its way, nobody knows, and it is said.
            driver.answer(.importing(.ended(.failure(.unanswered))))
            let open = try #require(driver.state.banner?.text)
            #expect(open != banner.text && open.contains(language == .korean ? "두 번 저장되지 않" : "stored twice"))
        }
    }
}

extension ConsoleState {
    fileprivate var importing: ImportScreen? {
        if case .importing(let screen) = overlay { screen } else { nil }
    }
}
