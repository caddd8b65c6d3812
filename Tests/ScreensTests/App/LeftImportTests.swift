// Imports that an earlier program did not live to tell the end of.

import Desk
import Domain
import Terminal
import Testing

@testable import Screens

@Suite struct LeftImportTests {
    private func opened(_ language: Language = .korean) -> Driver {
        var driver = Driver(language, isOpen: false)
        driver.model.state.hasLeftImports = true
        driver.answer(.opened(.success(Fixture.desk)))
        return driver
    }

    private func asks(_ driver: inout Driver) -> Bool { driver.takeRequests().contains(.importing(.left)) }

    @Test("the first look at the event says of each whether it is stored", arguments: [Language.korean, .english])
    func told(_ language: Language) throws {
        var driver = opened(language)
        #expect(asks(&driver))
        let left = [LeftImport(path: "/srv/a.csv", isStored: true), LeftImport(path: "/srv/b.csv", isStored: false)]
        driver.answer(.importing(.left(.success(left))))
        let said = try #require(driver.state.banner)
        #expect(said.standsUntilKey && said.role == .warning)
        for part in language == .korean
            ? ["(/srv/a.csv)는", "저장되었습니다", "(/srv/b.csv)가 끝나지 못했습니다. 아무것도 저장하지 않았으니"]
            : [
                "of /srv/a.csv was cut off before it was answered, but it is stored",
                "of /srv/b.csv did not finish: nothing was stored",
            ]
        {
            #expect(said.text.contains(part), "\(said.text)")
        }
        driver.answer(.live(.lineBack))
        #expect(!asks(&driver))
    }

    @Test("it is asked again when the line is back, and after a while where an import is on its way")
    func again() {
        var driver = opened()
        _ = asks(&driver)
        driver.answer(.importing(.left(.failure(.outOfReach("gone")))))
        #expect(driver.state.banner == nil && !asks(&driver))
        driver.answer(.live(.lineBack))
        #expect(asks(&driver))
        driver.answer(.importing(.left(.failure(.unanswered("")))))
        #expect(
            driver.takeEffects().contains {
                if case .after(_, .leftImports, .importing(.askAgain)) = $0 { true } else { false }
            })
        driver.answer(.importing(.askAgain))
        #expect(asks(&driver))
        // None was left after all.
        driver.answer(.importing(.left(.success([]))))
        #expect(driver.state.banner == nil && !driver.state.hasLeftImports)
    }

    @Test("one whose last answer was lost is asked about when the line is back")
    func unanswered() {
        var driver = Driver()
        driver.model.state.work = RunningWork(folder: "/srv/a.csv", importStop: ImportStop())
        driver.answer(.importing(.ended(.failure(.unanswered))))
        #expect(driver.state.hasLeftImports && !asks(&driver))
        driver.answer(.live(.lineBack))
        #expect(asks(&driver))
    }
}
