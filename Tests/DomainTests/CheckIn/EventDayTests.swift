// Moments on the event's wall clock, times of the day, places.

import Domain
import Testing

@Suite("The event's day")
struct EventDayTests {
    private func local(_ milliseconds: Int64, _ minutes: Int) -> String? {
        LocalMoment(Timestamp(milliseconds: milliseconds), minutesAheadOfUTC: minutes).map { "\($0.day) \($0.time)" }
    }

    @Test("midnight in Seoul is where the day changes, to the millisecond")
    func seoul() {
        // 2026-05-01T15:00:00Z is midnight there.
        let midnight: Int64 = 1_777_647_600_000
        #expect(local(midnight - 1, 540) == "2026-05-01 23:59")
        #expect(local(midnight, 540) == "2026-05-02 00:00")
        #expect(local(midnight, 0) == "2026-05-01 15:00")
    }

    @Test("where the clock is put back, the hour that comes twice is of one day; where it is put forward, too")
    func daylightSaving() {
        // New York, 2026-11-01: 02:00 EDT (-4) becomes 01:00 EST (-5) at 06:00Z.
        let back: Int64 = 1_793_512_800_000
        #expect(local(back - 1, -240) == "2026-11-01 01:59")
        #expect(local(back, -300) == "2026-11-01 01:00")
        // Its last minute comes 25 hours after its first.
        #expect(local(back + 23 * 3_600_000 - 1, -300) == "2026-11-01 23:59")
        #expect(local(back - 2 * 3_600_000, -240) == "2026-11-01 00:00")
        // Berlin, 2026-03-29: 02:00 CET becomes 03:00 CEST at 01:00Z.
        let forward: Int64 = 1_774_746_000_000
        #expect(local(forward - 1, 60) == "2026-03-29 01:59")
        #expect(local(forward, 120) == "2026-03-29 03:00")
    }

    @Test("moments before 1970 and beyond every calendar are no trap")
    func extremes() {
        #expect(local(-1, 0) == "1969-12-31 23:59")
        #expect(local(-1, 1) == "1970-01-01 00:00")
        #expect(local(.max, 840) == nil)
        #expect(local(.min, -840) == nil)
    }

    @Test("any moment and its offset give the same day and minute as the calendar's arithmetic")
    func anyMoment() {
        for day in stride(from: -20_000, to: 40_000, by: 37) {
            for (minute, offset) in [(0, 0), (1_439, 540), (61, -210), (720, 765)] {
                let moment = (Int64(day) * 1_440 + Int64(minute - offset)) * 60_000
                let expected = CalendarDate(daysSince1970: day).flatMap { date in
                    TimeOfDay(minutes: minute).map { "\(date) \($0)" }
                }
                #expect(local(moment, offset) == expected)
                #expect(local(moment + 59_999, offset) == expected)
            }
        }
    }

    @Test("times are read as people write them, and nothing else is")
    func times() {
        for (text, minutes) in [("00:00", 0), ("9:05", 545), ("09:05", 545), ("23:59", 1_439), ("24:00", 1_440)] {
            #expect(TimeOfDay(text)?.minutes == minutes)
        }
        #expect(TimeOfDay("9:05")?.description == "09:05")
        for text in [
            "", "9", "9:5", "24:01", "25:00", "09:60", "-1:00", "+9:00", "９:00", "09:00:00", "09.00", " 9:00", "009:00",
        ] {
            #expect(TimeOfDay(text) == nil, "\(text)")
        }
    }

    @Test("a place is read back from its text, and nothing else is one")
    func places() {
        for place in [Place.area("main"), .area("정문 앞"), .area("a:b")] {
            #expect(Place(place.text) == place)
        }
        for text in ["", "area", "area:", "main", "room:1"] { #expect(Place(text) == nil) }
    }
}
