// The dashboard: what it asks for and when, and what stands on it.

import Desk
import Domain
import Terminal
import Testing

@testable import Screens

@Suite("Dashboard")
struct DashboardTests {
    /// A busy morning: 09:40 of the first day.
    private static func numbers() throws -> EventNumbers {
        let today = try #require(CalendarDate("2026-05-01"))
        let main = Place.area("main")
        return EventNumbers(
            at: Timestamp(milliseconds: 1_777_596_000_000), minutesAheadOfUTC: 540, today: today,
            registrations: [
                .init(status: .approved, source: .walkIn, category: "general", count: 1_240),
                .init(status: .approved, source: .import, category: "teacher", count: 310),
                .init(status: .applied, source: .import, category: nil, count: 25),
            ],
            arrived: [.approved: 700],
            entries: [
                .init(day: today, hour: 8, place: main, gate: "east", count: 120),
                .init(day: today, hour: 9, place: main, gate: "west", count: 580),
            ],
            outside: [.init(day: today, place: main, count: 40)],
            deeds: [
                .init(desk: "desk 1", word: "checked_in", count: 450),
                .init(desk: "desk 2", word: "registered", count: 90),
            ],
            minutes: [.init(ago: 40, place: main, count: 100), .init(ago: 3, place: main, count: 150)])
    }

    private func driver(_ language: Language = .korean) throws -> Driver {
        var driver = Driver(language)
        driver.model.state.dashboard.board = try ScreenFolder(configured: nil).board("dashboard")
        driver.press("F6")
        return driver
    }

    @Test(
        "F6 asks for the numbers and shows them all, with words beside each chart",
        arguments: [Language.korean, .english])
    func shown(_ language: Language) throws {
        var driver = try driver(language)
        #expect(driver.takeRequests() == [.numbers])
        driver.answer(.numbers(.success(try Self.numbers())))
        for text in ["1,575", "1,550", "25", "700", "850", "660", "30.0", "375", "580", "450", "2026-05-01 09:40"] {
            #expect(driver.shows(text), "\(text)\n\(driver.screen().joined(separator: "\n"))")
        }
        let words = Words(language)
        for figure in [Figure.noShows, .rate, .forecast, .perHour, .lastHour, .byCategory, .byDesk, .byGate] {
            #expect(driver.shows(words.name(figure)), "\(figure)\n\(driver.screen().joined(separator: "\n"))")
        }
        #expect(driver.shows("█"))
    }

    @Test("a board that cannot be read is said in full above the usual board, with what to do")
    func wrongBoard() throws {
        var driver = try driver()
        let fault = ScreenFileError(file: "dashboard.board.toml", line: 12, problem: .unknownKey(nearest: "figure"))
        driver.model.state.dashboard.boardFault = driver.state.words.boardFault(ScreenFileErrors([fault]))
        driver.answer(.numbers(.success(try Self.numbers())))
        let shown = driver.screen().joined(separator: " ")
        #expect(shown.contains("dashboard.board.toml") && driver.shows("expodesk screens check"))
        #expect(driver.shows("1,575"), "\(driver.screen().joined(separator: "\n"))")
        #expect(ScreenFolder(configured: "/nowhere").shipped == ScreenFolder(configured: nil))
    }

    @Test("nobody registered yet is said in words")
    func empty() throws {
        var driver = try driver()
        var numbers = try Self.numbers()
        numbers.registrations = []
        driver.answer(.numbers(.success(numbers)))
        #expect(driver.shows("아직 아무도 없습니다") && driver.shows("첫 등록이 들어오면"))
    }

    @Test("a lost line leaves the numbers, with their time")
    func lostLine() throws {
        var driver = try driver()
        driver.answer(.numbers(.success(try Self.numbers())))
        driver.answer(.live(.lineLost))
        #expect(driver.shows("연결이 끊겨 2026-05-01 09:40의 수치입니다.") && driver.shows("1,575"))
        driver.answer(.live(.lineBack))
        driver.answer(.numbers(.success(try Self.numbers())))
        #expect(!driver.shows("연결이 끊겨"))
    }

    @Test("news makes it read at once, more news after a pause, and on another screen none does")
    func news() throws {
        var driver = try driver()
        _ = driver.takeRequests()
        driver.answer(.numbers(.success(try Self.numbers())))
        driver.answer(.numbersPauseEnds)
        driver.answer(.live(.changed([])))
        #expect(driver.takeRequests() == [.numbers])
        for _ in 0..<50 { driver.answer(.live(.muchChanged)) }
        driver.answer(.numbers(.success(try Self.numbers())))
        #expect(driver.takeRequests() == [])
        driver.answer(.numbersPauseEnds)
        #expect(driver.takeRequests() == [.numbers])
        driver.answer(.numbers(.success(try Self.numbers())))
        driver.answer(.numbersPauseEnds)
        driver.answer(.numbersDue)
        #expect(driver.takeRequests() == [.numbers])
        driver.press("F2")
        _ = driver.takeRequests()
        driver.answer(.numbers(.success(try Self.numbers())))
        driver.answer(.numbersPauseEnds)
        driver.answer(.live(.muchChanged))
        driver.answer(.numbersDue)
        #expect(!driver.takeRequests().contains(.numbers))
    }

    @Test("on a low screen the rows further down are scrolled to")
    func scrolling() throws {
        var driver = try driver()
        driver.answer(.numbers(.success(try Self.numbers())))
        driver.press("PgDn")
        #expect(driver.state.dashboard.top == 0)
        driver.deliver(.resized(Size(columns: 60, rows: 14)))
        #expect(!driver.shows(driver.state.words.name(.byDesk)))
        for _ in 0..<4 { driver.press("PgDn") }
        #expect(driver.shows(driver.state.words.name(.byDesk)))
        for _ in 0..<4 { driver.press("PgUp") }
        #expect(driver.shows(driver.state.words.name(.registered)))
    }

    @Test("parts that a small screen sums up are all shown further down")
    func manyParts() throws {
        var driver = try driver()
        var numbers = try Self.numbers()
        numbers.registrations = (1...12).map {
            .init(status: .approved, source: .walkIn, category: "갈래\($0)", count: 100 - $0)
        }
        driver.answer(.numbers(.success(numbers)))
        #expect(!driver.shows("갈래12"))
        for _ in 0..<4 { driver.press("PgDn") }
        #expect(driver.shows("갈래1 ") && driver.shows("갈래12"), "\(driver.screen().joined(separator: "\n"))")
    }

    @Test("every size draws")
    func sizes() throws {
        var driver = try driver(.english)
        driver.answer(.numbers(.success(try Self.numbers())))
        for columns in [1, 7, 20, 79, 200] {
            for rows in [1, 3, 5, 24, 60] {
                driver.deliver(.resized(Size(columns: columns, rows: rows)))
                #expect(driver.screen().count == rows)
            }
        }
    }
}
