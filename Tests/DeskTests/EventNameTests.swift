// Whether two desks mean the same event.

import Domain
import Testing

@testable import Desk

@Suite("An event's name")
struct EventNameTests {
    private func name(_ change: (inout Event) -> Void = { _ in }) throws -> EventName {
        let day = try #require(CalendarDate("2026-05-01"))
        var event = Event(
            id: EventID(rawValue: 1), slug: "expo", title: "박람회", firstDay: day, lastDay: day, timeZone: "Asia/Seoul",
            number: 1234, isSample: false, categories: [])
        change(&event)
        return EventName(event)
    }

    @Test("another installation's event is another, though its number there and its name are the same")
    func isSame() throws {
        let here = try name()
        #expect(here.isSame(as: try name()))
        #expect(here.isSame(as: try name { $0.title = "박람회 2026" }))
        #expect(!here.isSame(as: try name { $0.number = 4321 }))
        #expect(!here.isSame(as: try name { $0.slug = "fair" }))
        #expect(!here.isSame(as: try name { $0.id = EventID(rawValue: 2) }))
    }
}
