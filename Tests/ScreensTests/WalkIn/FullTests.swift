// A walk-in whom no seat is left for.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct FullTests {
    private func refused() throws -> (Driver, Submission) {
        var driver = Driver()
        driver.fillAndSave("김민준")
        let submission = try #require(driver.takeSubmissions().first)
        driver.answer(.submitted(submission, .walkIn, .success(Fixture.refused(Refusal(.full)))))
        _ = driver.takeRequests()
        return (driver, submission)
    }

    @Test("it is offered to let them wait; Enter alone goes back to the form, a digit does nothing")
    func offered() throws {
        var (driver, _) = try refused()
        #expect(driver.shows("대기 명단에 올리기"))
        driver.press("2")
        #expect(driver.state.overlay != nil && driver.takeSubmissions().isEmpty && driver.shows("숫자는 스캐너도"))
        driver.press("Enter")
        #expect(driver.state.overlay == nil && driver.takeSubmissions().isEmpty)
        #expect(driver.state.walkIn.binding.answers[.name] == .text("김민준"))
    }

    @Test("on the waiting list they are registered under another id, and their place in line is said")
    func waits() throws {
        var (driver, first) = try refused()
        driver.press("Down", "Enter")
        let second = try #require(driver.takeSubmissions().first)
        guard case .register(_, _, _, mayWait: true) = second.change else {
            Issue.record("\(second)")
            return
        }
        #expect(second.id != first.id)
        let row = Fixture.row(41, "김민준", status: .waitlisted)
        var answer = Fixture.accepted(row, .registeredApart(row.serial, .waitlisted, into: nil))
        answer.place = 3
        driver.answer(.submitted(second, .walkIn, .success(answer)))
        #expect(driver.shows("대기 명단에 올렸습니다: 000041 김민준 (대기 3번째)"))
        #expect(driver.state.walkIn.isFresh && driver.state.walkIn.saved?.isWaiting == true)
    }
}
