// Long work on the console: asked for in the table, told in one line, never in the way.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct WorkTests {
    /// A console at the table with the work asked for.
    private func working() -> Driver {
        var driver = Driver()
        driver.press("F4")
        driver.answer(.page(.first, .success(AttendeePage(all: [Fixture.row(7, "홍길동")]))))
        _ = driver.takeRequests()
        driver.type("Q")
        driver.press("Enter")
        return driver
    }

    @Test("Q asks for a folder and begins; the line says how far it is while everything else goes on")
    func progress() {
        var driver = working()
        #expect(driver.takeRequests() == [.pictures(PictureWork(folder: "qr"))])
        #expect(driver.shows("QR 그림을 저장하기 시작합니다"))
        driver.answer(.working(WorkProgress(done: 1_200, total: 5_000, perSecond: 800, secondsLeft: 5)))
        #expect(driver.shows("QR 그림 1,200 / 5,000 (24%), 초당 800, 남은 시간 5초 · 멈추려면 참가자 표에서 Q"))
        driver.press("F2")
        driver.type("김")
        #expect(driver.state.walkIn.binding.answers[.name] == .text("김") && driver.shows("(24%)"))
        driver.answer(.workEnded(.success(PictureReport(folder: "qr", written: 3_800, kept: 1_200, wasStopped: false))))
        #expect(driver.shows("QR 3,800개를 저장했고, 1,200개는 이미 있었습니다: qr"))
        #expect(driver.state.work == nil)
    }

    @Test("Q again stops it, and says that it can go on; the folder is remembered")
    func stopped() {
        var driver = working()
        driver.answer(.working(WorkProgress(done: 12, total: 50)))
        driver.type("Q")
        #expect(driver.effectsHold { if case .cancel(.work) = $0 { true } else { false } })
        #expect(driver.shows("QR 저장을 멈췄습니다 (12 / 50)"))
        _ = driver.takeRequests()
        driver.type("Q")
        driver.type("/두번째")
        driver.press("Enter")
        #expect(driver.takeRequests() == [.pictures(PictureWork(folder: "qr/두번째"))])
    }

    @Test("what goes wrong is one sentence, and the work is over")
    func failed() {
        var driver = working()
        driver.answer(
            .workEnded(.failure(.file(PictureFault(path: "qr", reason: "No space left on device")))))
        #expect(driver.shows("qr: 쓸 수 없습니다 (디스크가 가득 찼습니다)"))
        #expect(driver.state.work == nil)
    }

    @Test("an empty folder name is asked for again, and Esc asks for nothing")
    func noFolder() {
        var driver = working()
        driver.type("Q")
        _ = driver.takeRequests()
        driver.type("Q")
        driver.press("Ctrl-U", "Enter")
        #expect(driver.takeRequests().isEmpty && driver.state.overlay != nil)
        driver.press("Esc")
        #expect(driver.state.layers.isEmpty && driver.state.work == nil)
    }
}
