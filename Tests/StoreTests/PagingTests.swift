// Pages of attendees: both ways through any search, the same people as the whole list; and by which index.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Paging")
struct PagingTests {
    let fixture: Fixture
    let store: Store

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
    }

    private func fill(_ people: [Registration]) throws {
        try CrowdLoader(try fixture.owner(), event: fixture.event).load(people)
    }

    private func person(
        _ serial: Int64, _ name: String, phone: String? = nil, affiliation: String? = nil,
        status: Registration.Status = .approved
    ) -> Registration {
        Registration(
            serial: Fixture.serial(serial), status: status, source: .walkIn, name: name,
            phone: phone.flatMap(PhoneNumber.init(normalising:)), affiliation: affiliation, category: nil, email: nil,
            answers: [:], form: fixture.form, consent: Consent(version: "1", at: Timestamp(milliseconds: 0)),
            publicID: String(repeating: "0", count: 23) + String(100_000_000 + serial), version: 1,
            registeredAt: Timestamp(milliseconds: 0))
    }

    private func crowd(_ count: Int, _ random: inout SeededRandom) -> [Registration] {
        let families = ["김", "이", "박", "남궁", "%", "_", "\\", "'", "\""]
        let given = ["민준", "서연", "지우", "O'Brien", "하%늘", "_별", "\\나", "{a,b}", "도윤"]
        let places = ["한빛초등학교", "Harbor School", "100% 연구소", "a_b", "C:\\desk", "\"따옴표\"", "NULL"]
        var serial: Int64 = 0
        return (0..<count).map { number in
            serial += Int64(random.int(in: 1...3))
            return person(
                serial, random.pick(families) + random.pick(given),
                phone: number.isMultiple(of: 5) ? nil : "010" + String(10_000_000 + number * 37),
                affiliation: number.isMultiple(of: 3) ? nil : random.pick(places),
                status: random.pick([.approved, .approved, .held, .cancelled]))
        }
    }

    private func matches(_ text: String, _ row: Registration) -> Bool {
        SearchQuery(text).matches(SearchIndex(row), serial: row.serial)
    }

    /// All pages one after another, from the first or from the last.
    private func walk(_ text: String, _ status: Registration.Status?, limit: Int, backward: Bool) throws -> [Int64] {
        var found: [Int64] = []
        var start = backward ? AttendeeQuery.Start.last : .first
        while true {
            let page = try store.attendees(
                AttendeeQuery(
                    event: fixture.event,
                    filter: AttendeeFilter(
                        clauses: status.map { [AttendeeFilter.Clause(.status([$0]))] } ?? [], search: SearchQuery(text)),
                    start: start, limit: limit))
            let serials = page.rows.map(\.key.serial.rawValue)
            let hasMore = backward ? page.hasMoreBefore : page.hasMoreAfter
            #expect(serials == serials.sorted())
            #expect(serials.count <= limit)
            #expect(!hasMore || serials.count == limit)
            found = backward ? serials + found : found + serials
            guard hasMore, let edge = backward ? page.rows.first : page.rows.last else { return found }
            start = backward ? .before(edge.key) : .after(edge.key)
        }
    }

    @Test("pages forward and backward through any search are the whole list, none twice and none left out")
    func wholeList() throws {
        var random = SeededRandom.fromEnvironment()
        let people = crowd(300, &random)
        try fill(people)
        let words = [
            "", "김", "민준", "ㅁㅈ", "ㄱㅁㅈ", "남궁", "%", "_", "\\", "'", "\"", "%늘", "_별", "\\나", "{a,b}", "100%", "a_b",
            "c:\\desk",
            "NULL", "harbor", "school harbor", "한빛 김", "78", "5678", "김 00", "7", "12", "없는사람", "o'brien", "%\u{301}늘",
        ]
        for _ in 0..<40 {
            let text = random.pick(words)
            let status = random.pick([nil, nil, Registration.Status.approved, .held])
            let limit = random.int(in: 5...60)
            let expected = people.filter { matches(text, $0) && (status == nil || $0.status == status) }
                .map(\.serial.rawValue)
            for backward in [false, true] {
                #expect(
                    try walk(text, status, limit: limit, backward: backward) == expected,
                    "seed \(random.seed): \(text), \(limit) a page, backward \(backward)")
            }
        }
    }

    @Test("a page that ends exactly with the list has no more, one that ends before it has")
    func boundaries() throws {
        try fill((1...6).map { person($0, "김민준") })
        func page(_ start: AttendeeQuery.Start, _ limit: Int) throws -> ([Int64], Bool) {
            let page = try store.attendees(AttendeeQuery(event: fixture.event, start: start, limit: limit))
            let isBackward = if case .before = start { true } else { start == .last }
            return (page.rows.map(\.key.serial.rawValue), isBackward ? page.hasMoreBefore : page.hasMoreAfter)
        }
        func key(_ serial: Int64) -> AttendeeKey { AttendeeKey(serial: Fixture.serial(serial)) }
        #expect(try page(.first, 6) == ([1, 2, 3, 4, 5, 6], false))
        #expect(try page(.first, 5) == ([1, 2, 3, 4, 5], true))
        #expect(try page(.last, 2) == ([5, 6], true))
        #expect(try page(.before(key(3)), 2) == ([1, 2], false))
        #expect(try page(.after(key(4)), 2) == ([5, 6], false))
        #expect(try page(.after(key(6)), 2) == ([], false))
        #expect(try page(.from(key(5)), 2) == ([5, 6], false))
        #expect(try page(.from(key(2)), 2) == ([2, 3], true))
        #expect(try page(.before(key(1)), 2) == ([], false))
        #expect(try page(.after(key(999_999_999)), 2) == ([], false))
    }

    @Test("what one event's desk reads is that event's, whatever the other holds")
    func otherEvent() throws {
        try fill([person(1, "김민준")])
        let owner = try fixture.owner()
        try owner.script(
            """
            INSERT INTO expo.event (slug, title, first_day, last_day, time_zone, number, is_sample)
            SELECT 'other', title, first_day, last_day, time_zone, number % 9000 + 1000, is_sample FROM expo.event;
            """)
        let other = EventID(rawValue: fixture.event.rawValue + 1)
        #expect(
            try store.attendees(AttendeeQuery(event: other, filter: AttendeeFilter(search: SearchQuery("김")), limit: 5))
                .rows.isEmpty)
        #expect(try store.registration(Fixture.serial(1), event: other) == nil)
    }
}
