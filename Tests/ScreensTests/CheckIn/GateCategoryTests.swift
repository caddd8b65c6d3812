// A gate for categories that the event does not have keeps people out for no reason anybody sees: it is said.

import Desk
import Domain
import Terminal
import Testing

@testable import Screens

@Suite("A gate for categories that the event does not have") struct GateCategoryTests {
    private static let robots = Gate(name: "east", area: "main", categories: ["general", "robots"])

    @Test(
        "it is said as soon as the event is known, until a key is pressed, and stands on F8",
        arguments: [Language.korean, .english])
    func told(_ language: Language) {
        var driver = Driver(language, isOpen: false)
        driver.model.state.gate = GateScreen([.main, Self.robots])
        driver.answer(.opened(.success(Fixture.desk)))
        #expect(driver.state.banner?.standsUntilKey == true && driver.shows("'robots'") && driver.shows("'east'"))
        driver.answer(.bannerEnds(driver.state.bannerCount))
        #expect(driver.shows("'robots'"))
        driver.press("F8")
        #expect(driver.state.banner == nil)
        driver.answer(
            .desk(
                .queue(
                    .failure(.notFound),
                    DeskSurroundings(gates: [.main, Self.robots], hearsNotices: true, lastContact: nil, figures: nil))))
        let line = driver.state.deskLines.first { $0.text.contains("'robots'") }
        #expect(line?.role == .bad && driver.shows("'robots'"))
    }

    @Test("what was to be read first stays before it; a gate whose categories are the event's is no news")
    func silent() {
        var driver = Driver(isOpen: false)
        driver.model.state.gate = GateScreen([Gate(name: "east", area: "main", categories: ["general"])])
        driver.answer(.opened(.success(Fixture.desk)))
        #expect(driver.state.banner == nil)
        var noted = Driver(isOpen: false)
        noted.model.state.gate = GateScreen([Self.robots])
        noted.model.state.banner = Banner(text: "먼저 읽을 것", role: .warning)
        noted.answer(.opened(.success(Fixture.desk)))
        #expect(noted.shows("먼저 읽을 것") && noted.shows("'robots'"))
    }
}
