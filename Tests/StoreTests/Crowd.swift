// A hundred thousand people, loaded once for all tests that only read.

import Domain
import Postgres
import Store
import TestSupport
import Testing

/// A database that nobody changes.
struct Crowd: Sendable {
    let fixture: Fixture
    static let count = 100_000

    static let shared = Result { try Crowd() }

    private init() throws {
        fixture = try Fixture()
        try CrowdLoader(try fixture.owner(), event: fixture.event).load(try Self.people(Self.count, fixture))
    }

    /// The people of an event that a fixture has made.
    static func people(_ count: Int, _ fixture: Fixture, seed: UInt64 = 2026) throws -> SampleCrowd {
        SampleCrowd(
            seed: seed, count: count, categories: "general 7,teacher 3", form: fixture.form, consentVersion: "2026-1",
            firstDay: try #require(CalendarDate("2026-05-01")))
    }
}
