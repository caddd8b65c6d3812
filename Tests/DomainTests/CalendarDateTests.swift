// Days on the calendar: arithmetic, spelling, order.

import Domain
import TestSupport
import Testing

@Suite("CalendarDate")
struct CalendarDateTests {
    @Test("every day from 1900 to 2999 has a number of its own, one more than the day before, and comes back from it")
    func everyDay() throws {
        let first = try #require(CalendarDate(year: 1900, month: 1, day: 1)).daysSince1970
        let last = try #require(CalendarDate(year: 2999, month: 12, day: 31)).daysSince1970
        #expect(last - first + 1 == 401_767)
        var previous: CalendarDate?
        for number in first...last {
            let day = try #require(CalendarDate(daysSince1970: number))
            guard day.daysSince1970 == number, previous.map({ $0 < day }) ?? true else {
                Issue.record("\(day) is number \(day.daysSince1970), not \(number)")
                return
            }
            previous = day
        }
    }

    @Test("known days have their known numbers")
    func known() {
        #expect(CalendarDate("1970-01-01")?.daysSince1970 == 0)
        #expect(CalendarDate("1969-12-31")?.daysSince1970 == -1)
        #expect(CalendarDate("2000-03-01")?.daysSince1970 == 11_017)
        #expect(CalendarDate("2026-05-01")?.daysSince1970 == 20_574)
    }

    @Test("February has 29 days in leap years only")
    func leapYears() {
        for year in [1904, 2000, 2024, 2400] { #expect(CalendarDate(year: year, month: 2, day: 29) != nil, "\(year)") }
        for year in [1900, 2023, 2100, 2200] { #expect(CalendarDate(year: year, month: 2, day: 29) == nil, "\(year)") }
    }

    @Test("days that are on no calendar are refused")
    func impossible() {
        for (year, month, day) in [
            (2026, 0, 1), (2026, 13, 1), (2026, 4, 31), (2026, 1, 32), (2026, 1, 0), (1899, 12, 31), (3000, 1, 1),
            (Int.max, 1, 1), (2026, Int.min, 1),
        ] {
            #expect(CalendarDate(year: year, month: month, day: day) == nil)
        }
        for days in [Int.min, -30_000, 400_000, Int.max] { #expect(CalendarDate(daysSince1970: days) == nil) }
    }

    @Test(
        "what people type is read",
        arguments: ["2026-05-01", "2026.5.1", "2026. 5. 1.", "2026/05/01", "20260501", " 2026-05-01 "])
    func typed(_ text: String) {
        #expect(CalendarDate(text)?.description == "2026-05-01")
    }

    @Test(
        "what is no date is refused",
        arguments: [
            "", "2026", "2026-05", "05-01-2026", "2026-02-30", "26-05-01", "2026-05-01T10:00", "오월 일일", "2026051",
        ])
    func notADate(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("any day is read back from what it prints")
    func roundTrip() throws {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<2_000 {
            let number = random.int(in: -20_000...300_000)
            let day = try #require(CalendarDate(daysSince1970: number), "seed \(random.seed)")
            #expect(CalendarDate(day.description) == day, "seed \(random.seed): \(day)")
            #expect(day.description.count == 10, "seed \(random.seed): \(day)")
        }
    }
}
