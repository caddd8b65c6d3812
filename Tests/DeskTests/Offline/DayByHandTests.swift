// The day that somebody says while the server cannot be asked: until when it counts, and that it can be put right.

import Domain
import Journal
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("A day said by hand")
struct DayByHandTests {
    /// 2026-11-29 09:12 in Seoul.
    private static let morning = Timestamp(milliseconds: 1_795_911_120_000)
    private static let seoul = 540

    private let folder = TestRun.shared.makeFolder()

    private func clock(_ boot: String = "boot") throws -> EventClock {
        EventClock(
            { Self.morning }, .server, journal: try Journal(dataFolder: folder),
            machine: Machine(boot: { boot }, milliseconds: { 5_000 }))
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    @Test(
        "it is remembered with the hour it was said at, put right by the next answer, and over when the server speaks")
    func remembered() throws {
        let clock = try clock()
        #expect(clock.isUnknown && clock.dayByHand(minutesAheadOfUTC: Self.seoul) == nil)
        clock.confirm(try day("2026-12-29"), minutesAheadOfUTC: Self.seoul)
        let wrong = try #require(clock.dayByHand(minutesAheadOfUTC: Self.seoul))
        #expect(
            try wrong.day == day("2026-12-29")
                && wrong.since.milliseconds - Self.morning.milliseconds == 30 * 86_400_000)
        // Another program of the desk, and one after it.
        let next = try self.clock()
        #expect(!next.isUnknown && next.dayByHand(minutesAheadOfUTC: Self.seoul) == wrong)
        next.confirm(try day("2026-11-29"), minutesAheadOfUTC: Self.seoul)
        #expect(
            try next.dayByHand(minutesAheadOfUTC: Self.seoul) == DayByHand(day: day("2026-11-29"), since: Self.morning))
        next.ask(Self.morning)
        #expect(next.dayByHand(minutesAheadOfUTC: Self.seoul) == nil)
    }

    @Test("where the server has said what time it is, nobody says another day")
    func serversCounts() throws {
        let clock = try clock()
        clock.ask(Self.morning)
        clock.confirm(try day("2026-12-29"), minutesAheadOfUTC: Self.seoul)
        #expect(clock.now == Self.morning && clock.dayByHand(minutesAheadOfUTC: Self.seoul) == nil)
    }
}
