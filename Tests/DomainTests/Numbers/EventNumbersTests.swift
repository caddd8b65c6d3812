// What follows from the counters' sums: rate, forecast, hours, parts.

import Domain
import Testing

@Suite("An event's numbers")
struct EventNumbersTests {
    private static let today = CalendarDate("2026-05-01")
    private static let main = Place.area("main")

    private func numbers(_ minutes: [(ago: Int, count: Int)] = [], approved: Int = 10_000) throws -> EventNumbers {
        EventNumbers(
            at: Timestamp(milliseconds: 0), minutesAheadOfUTC: 540, today: try #require(Self.today),
            registrations: [.init(status: .approved, source: .walkIn, category: nil, count: approved)],
            minutes: minutes.map { .init(ago: $0.ago, place: Self.main, count: $0.count) })
    }

    @Test("the rate is the last five whole minutes by five; the minute that is not over counts for nothing")
    func rate() throws {
        #expect(try numbers().rateInTenths() == 0)
        #expect(try numbers([(1, 3), (5, 4)]).rateInTenths() == 14)
        #expect(try numbers([(0, 50), (6, 50)]).rateInTenths() == 0)
        #expect(try numbers([(1, 3)]).rateInTenths("hall") == 0)
    }

    @Test("before five whole minutes have passed since the first entry, the rate is that of the minutes since")
    func rateInTheBeginning() throws {
        func rate(_ minutes: [(ago: Int, count: Int)], today: Int) throws -> Int {
            var numbers = try numbers(minutes)
            numbers.entries = [.init(day: numbers.today, hour: 9, place: Self.main, gate: "east", count: today)]
            return numbers.rateInTenths("main")
        }
        #expect(try rate([(0, 3)], today: 3) == 30)
        #expect(try rate([(2, 4), (0, 2)], today: 6) == 20)
        #expect(try rate([(4, 4), (1, 1)], today: 5) == 10)
        // From then on the minute that is not over is left out.
        #expect(try rate([(5, 5), (0, 50)], today: 55) == 10)
        // Somebody came long before.
        #expect(try rate([(0, 50)], today: 51) == 0)
        #expect(EventNumbers.minutesSeen(since: nil) == 5 && EventNumbers.minutesSeen(since: 0) == 1)
    }

    @Test(
        "the forecast is the last hour by its own trend, within a half and two",
        arguments: [(30, 30, 60), (20, 30, 75), (30, 20, 33), (0, 30, 60), (30, 0, 15), (4, 5, 9), (0, 0, 0)])
    func forecast(_ first: Int, _ second: Int, _ expected: Int) throws {
        #expect(try numbers([(60, first), (30, second)]).forecast() == expected)
    }

    @Test("no more are expected than are approved and have not entered")
    func expected() throws {
        #expect(try numbers([(10, 500)], approved: 300).forecast() == 300)
        var few = try numbers([(10, 500)], approved: 300)
        few.entries = [.init(day: few.today, hour: 9, place: Self.main, gate: "east", count: 290)]
        #expect(few.forecast() == 10)
    }

    @Test("hours without anybody between two with somebody are there; other days and areas are not")
    func hours() throws {
        var numbers = try numbers()
        let other = try #require(CalendarDate("2026-05-02"))
        numbers.entries = [
            .init(day: numbers.today, hour: 9, place: Self.main, gate: "east", count: 4),
            .init(day: numbers.today, hour: 9, place: Self.main, gate: "west", count: 1),
            .init(day: numbers.today, hour: 11, place: Self.main, gate: "east", count: 2),
            .init(day: numbers.today, hour: 13, place: .area("hall"), gate: "hall", count: 8),
            .init(day: other, hour: 8, place: Self.main, gate: "east", count: 9),
        ]
        numbers.outside = [.init(day: numbers.today, place: Self.main, count: 3)]
        #expect(numbers.perHour(numbers.today, "main") == [.init("09", 5), .init("10", 0), .init("11", 2)])
        #expect(numbers.perHour(other).map(\.count) == [9])
        #expect(numbers.byGate("main") == [.init("east", 6), .init("west", 1)])
        #expect(numbers.insideNow("main") == 4 && numbers.insideNow("hall") == 8 && numbers.insideNow() == 12)
        #expect(numbers.insideByArea == [.init("hall", 8), .init("main", 4)])
    }

    @Test("who counts as registered, waiting and missing")
    func people() throws {
        var numbers = try numbers()
        let counts: [(Registration.Status, Int)] = [
            (.applied, 1), (.approved, 20), (.rejected, 3), (.waitlisted, 4), (.held, 5), (.cancelled, 6), (.merged, 7),
        ]
        numbers.registrations = counts.map { .init(status: $0, source: .import, category: "teacher", count: $1) }
        numbers.arrived = [.approved: 8, .cancelled: 2]
        #expect(numbers.registered == 33 && numbers.approved == 20 && numbers.waiting == 10)
        #expect(numbers.noShows == 12 && numbers.arrivedPeople == 10)
        #expect(numbers.byCategory == [.init("teacher", 33)] && numbers.bySource == [.init("import", 33)])
    }
}
