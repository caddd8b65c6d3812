// Leaving while something goes on that ends with the console.

import Desk
import Domain
import Terminal
import Testing

@testable import Screens

@Suite struct LeaveTests {
    private func quits(_ driver: inout Driver) -> Bool {
        driver.takeEffects().contains { if case .quit = $0 { true } else { false } }
    }

    @Test("a console that does nothing is left at once")
    func idle() {
        var driver = Driver()
        driver.press("F10")
        #expect(quits(&driver))
    }

    @Test(
        "long work is asked about first, whichever it is: staying is what Enter does, and a digit does nothing",
        arguments: [
            RunningWork(folder: "a.csv", importStop: ImportStop()), RunningWork(folder: "a.xlsx", isExport: true),
            RunningWork(folder: "qr"),
        ])
    func working(_ work: RunningWork) {
        var driver = Driver()
        driver.model.state.work = work
        driver.press("F10")
        #expect(!quits(&driver) && driver.shows("멈추고 나가기"))
        driver.press("2")
        #expect(driver.shows("숫자는 스캐너도"))
        driver.press("Enter")
        #expect(!quits(&driver) && driver.state.overlay == nil && driver.state.work == work)
        driver.press("F10", "Down", "Enter")
        #expect(quits(&driver))
    }

    @Test("what is said of an import is that nobody of it will be stored")
    func importing() {
        var driver = Driver()
        driver.model.state.work = RunningWork(folder: "a.csv", importStop: ImportStop())
        driver.press("F10")
        #expect(driver.shows("명단을 가져오는 중입니다") && driver.shows("아무도"))
    }
}
