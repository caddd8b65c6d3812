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

    /// Writes people as `apply` would, without a command each.
    private func fill(_ people: [Registration]) throws {
        let owner = try fixture.owner()
        _ = try owner.transaction {
            for person in people {
                let index = SearchIndex(person)
                _ = try owner.pipeline([
                    Call(
                        Statement(
                            "fill",
                            """
                            INSERT INTO expo.registration (event_id, serial, status, source, name, phone, affiliation,
                                answers, form_id, form_version, consent_version, consent_at, public_id, version,
                                registered_at)
                            VALUES ($1, $2, $3, 'walk_in', $4, $5, $6, '{}', 'walk-in', 1, '1', now(),
                                gen_random_uuid(), 1, now())
                            """),
                        [
                            .int(Int64(fixture.event.rawValue)), .int(person.serial.rawValue),
                            .text(person.status.rawValue), .text(person.name), .optional(person.phone?.digits),
                            .optional(person.affiliation),
                        ]),
                    Call(
                        Statement("fill.search", "INSERT INTO expo.search VALUES ($1, $2, $3::text[], $4)"),
                        [
                            .int(Int64(fixture.event.rawValue)), .int(person.serial.rawValue), .texts(index.grams),
                            .text(index.haystack),
                        ]),
                ])
            }
        }
    }

    private func person(
        _ serial: Int64, _ name: String, phone: String? = nil, affiliation: String? = nil,
        status: Registration.Status = .approved
    ) -> Registration {
        Registration(
            serial: Fixture.serial(serial), status: status, source: .walkIn, name: name,
            phone: phone.flatMap(PhoneNumber.init(normalising:)), affiliation: affiliation, category: nil, email: nil,
            answers: [:], form: fixture.form, consent: Consent(version: "1", at: Timestamp(milliseconds: 0)),
            publicID: "", version: 1, registeredAt: Timestamp(milliseconds: 0))
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

    /// The rule of the search, over people in memory.
    private func matches(_ text: String, _ row: Registration) -> Bool {
        let index = SearchIndex(row)
        return SearchQuery(text).terms.allSatisfy { term in
            let hasText =
                Set(index.grams).isSuperset(of: term.grams) && (term.text.map(index.haystack.contains) ?? true)
            return hasText || !Set(index.grams).isDisjoint(with: term.orAny)
        }
    }

    /// All pages one after another, from the first or from the last.
    private func walk(_ text: String, _ status: Registration.Status?, limit: Int, backward: Bool) throws -> [Int64] {
        var found: [Int64] = []
        var start = backward ? AttendeeQuery.Start.last : .first
        while true {
            let page = try store.attendees(
                AttendeeQuery(
                    event: fixture.event, search: SearchQuery(text), status: status, start: start, limit: limit))
            let serials = page.rows.map(\.serial.rawValue)
            #expect(serials == serials.sorted())
            #expect(serials.count <= limit)
            #expect(!page.hasMore || serials.count == limit)
            found = backward ? serials + found : found + serials
            guard page.hasMore, let edge = backward ? page.rows.first : page.rows.last else { return found }
            start = backward ? .before(edge.serial) : .after(edge.serial)
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
            return (page.rows.map(\.serial.rawValue), page.hasMore)
        }
        #expect(try page(.first, 6) == ([1, 2, 3, 4, 5, 6], false))
        #expect(try page(.first, 5) == ([1, 2, 3, 4, 5], true))
        #expect(try page(.last, 2) == ([5, 6], true))
        #expect(try page(.before(Fixture.serial(3)), 2) == ([1, 2], false))
        #expect(try page(.after(Fixture.serial(4)), 2) == ([5, 6], false))
        #expect(try page(.after(Fixture.serial(6)), 2) == ([], false))
        #expect(try page(.at(Fixture.serial(5)), 2) == ([5, 6], false))
        #expect(try page(.at(Fixture.serial(2)), 2) == ([2, 3], true))
        #expect(try page(.before(Fixture.serial(1)), 2) == ([], false))
        #expect(try page(.after(Fixture.serial(999_999_999)), 2) == ([], false))
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
        #expect(try store.attendees(AttendeeQuery(event: other, search: SearchQuery("김"), limit: 5)).rows.isEmpty)
        #expect(try store.registration(Fixture.serial(1), event: other) == nil)
    }

    /// How the server would run the page that `store` has just read, prepared as it is.
    private func plan(_ query: AttendeeQuery, _ values: String) throws -> String {
        let connection = try fixture.connection()
        _ = try Store(connection).attendees(query)
        let name = try connection.run(
            Statement("name", "SELECT name FROM pg_prepared_statements WHERE name LIKE 'attendees%'"))[0].string(0)
        let rows = try connection.run(Statement("plan", "EXPLAIN EXECUTE \"\(name)\" (\(values))"))
        return try rows.map { try $0.string(0) }.joined(separator: "\n")
    }

    @Test("a page comes off the primary key, a search for few off its grams")
    func plans() throws {
        let event = fixture.event.rawValue
        try fixture.owner().script(
            """
            INSERT INTO expo.registration (event_id, serial, status, source, name, phone, answers, form_id, form_version,
                consent_version, consent_at, public_id, version, registered_at)
            SELECT \(event), n, 'approved', 'walk_in', '김' || n, '8210' || lpad(n::text, 8, '0'), '{}', 'walk-in', 1, '1',
                now(), gen_random_uuid(), 1, now() FROM generate_series(1, 8000) n;
            INSERT INTO expo.search
            SELECT \(event), n, array['김', 'ㄱ', '=' || n, '#' || lpad((n % 10000)::text, 4, '0')], '김' || n
            FROM generate_series(1, 8000) n;
            ANALYZE expo.registration, expo.search;
            """)
        for start in [AttendeeQuery.Start.first, .last] {
            let page = try plan(AttendeeQuery(event: fixture.event, start: start, limit: 50), "\(event), 51")
            #expect(page.contains("registration_pkey"), "\(page)")
            #expect(!page.contains("Seq Scan") && !page.contains("Sort"), "\(page)")
        }
        let after = try plan(
            AttendeeQuery(event: fixture.event, start: .after(Fixture.serial(4_000)), limit: 50), "\(event), 4000, 51")
        #expect(after.contains("registration_pkey") && !after.contains("Seq Scan"), "\(after)")
        let rare = try plan(
            AttendeeQuery(event: fixture.event, search: SearchQuery("4321"), limit: 50),
            "\(event), '{43,32,21}', '%4321%', '{#4321,=4321}', 51")
        #expect(rare.contains("search_grams"), "\(rare)")
        #expect(!rare.contains("Seq Scan on search"), "\(rare)")
    }
}
