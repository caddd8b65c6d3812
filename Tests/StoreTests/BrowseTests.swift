// Random filters, orders and pages against the same people in memory, while others change between the pages.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Browsing")
struct BrowseTests {
    let fixture: Fixture
    let store: Store
    private static let count = 2_000

    init() throws {
        fixture = try Fixture()
        store = try fixture.store()
        try CrowdLoader(try fixture.owner(), event: fixture.event).load(try Crowd.people(Self.count, fixture))
    }

    // MARK: The same rules in memory

    private func value(_ row: Registration, _ column: AttendeeColumn) -> String {
        let index = SearchIndex(row)
        switch column {
        case .serial, .program: return ""
        case .name: return index.name
        case .phone: return index.phone
        case .affiliation: return index.affiliation
        case .category: return index.category
        case .source: return row.source.rawValue
        case .email: return (row.email ?? "").lowercased()
        case .status: return String(Registration.Status.allCases.firstIndex(of: row.status) ?? 9)
        case .registeredAt: return String(row.registeredAt.milliseconds * 1_000)
        case .answer(let field):
            switch row.answers[field] {
            case .text(let text)?: return text
            case .choices(let ids)?: return "[" + ids.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
            default: return ""
            }
        }
    }

    /// The rule for rows in memory, which desks without a line go by.
    private func matches(_ filter: AttendeeFilter, _ row: Registration) -> Bool {
        filter.matches(row, minutesAheadOfUTC: 9 * 60)
    }

    private func expected(_ people: [Registration], _ filter: AttendeeFilter, _ sort: AttendeeSort) -> [Serial] {
        let found = people.filter { matches(filter, $0) }.map { (Array(value($0, sort.column).utf8), $0.serial) }
        let ordered = found.sorted { left, right in
            left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
        }.map(\.1)
        return sort.isDescending ? ordered.reversed() : ordered
    }

    // MARK: Chance

    private static let diet = FieldID("diet")
    private static let interests = FieldID("interests")

    private func randomTest(_ random: inout SeededRandom) throws -> AttendeeFilter.Test {
        let (diet, interests) = (try #require(Self.diet), try #require(Self.interests))
        let day = try #require(CalendarDate("2026-05-01"))
        let serial = Fixture.serial(Int64(random.int(in: 1...Self.count)))
        return random.pick([
            .status([random.pick([.approved, .held, .cancelled]), .applied]), .status([.waitlisted]),
            .source([.walkIn]), .category([random.pick(["teacher", "general", "nobody"])]),
            .contains(.name, [random.pick(["김", "ㅁㅈ", "민준", "o'b", "%"])]), .contains(.name, ["이", "황보"]),
            .contains(.affiliation, [random.pick(["선린", "고등 학교", "northwind robotics"])]),
            .contains(.email, ["emma", "\(random.int(in: 1...9))@"]), .phone(["00", "\(random.int(in: 10...99))"]),
            .serial(from: serial, through: random.pick([nil, Fixture.serial(Int64(Self.count))])),
            .serial(from: nil, through: serial),
            .registered(from: CalendarDate(daysSince1970: day.daysSince1970 - random.int(in: 0...20)), through: day),
            .answerIs(diet, ["vegan", "halal"]),
            .answerIs(interests, [random.pick(["robots", "ai", "none of these"])]),
            .answerContains(diet, ["ega"]), .isMissing(.phone), .isMissing(.affiliation), .isMissing(.email),
            .isMissing(.answer(diet)), .isMissing(.name), .isMissing(.program),
        ])
    }

    private func randomFilter(_ random: inout SeededRandom) throws -> AttendeeFilter {
        let words = ["", "", "", "김", "민", "ㄱ", "ㅁㅈ", "ㅂ", "박", "학교", "선린 이", "12", "00", "7", "emma", "황보", "이 ㅈ"]
        let clauses = try (0..<random.pick([0, 0, 1, 1, 2])).map { _ in
            AttendeeFilter.Clause(try randomTest(&random), isNegated: random.int(in: 0...3) == 0)
        }
        return AttendeeFilter(clauses: clauses, search: SearchQuery(random.pick(words)))
    }

    private func randomSort(_ random: inout SeededRandom) throws -> AttendeeSort {
        let (diet, interests) = (try #require(Self.diet), try #require(Self.interests))
        let columns = AttendeeColumn.common + [.answer(diet), .answer(interests), .name, .status, .category]
        return AttendeeSort(random.pick(columns), isDescending: random.pick([true, false]))
    }

    /// All pages one after another, from the first or from the last.
    private func walk(
        _ filter: AttendeeFilter, _ sort: AttendeeSort, limit: Int, backward: Bool, between: () throws -> Void = {}
    ) throws -> [AttendeeRow] {
        var found: [AttendeeRow] = []
        var start = backward ? AttendeeQuery.Start.last : .first
        while true {
            let page = try store.attendees(
                AttendeeQuery(event: fixture.event, filter: filter, sort: sort, start: start, limit: limit))
            #expect(page.rows.count <= limit)
            found = backward ? page.rows + found : found + page.rows
            let hasMore = backward ? page.hasMoreBefore : page.hasMoreAfter
            #expect(!hasMore || page.rows.count == limit)
            guard hasMore, let edge = backward ? page.rows.first : page.rows.last else { return found }
            try between()
            start = backward ? .before(edge.key) : .after(edge.key)
        }
    }

    private func everybody() throws -> [Registration] {
        try walk(.everybody, .standard, limit: 500, backward: false).map(\.registration)
    }

    // MARK: Tests

    @Test("any filter in any order gives what it gives in memory, both ways, from anywhere, and in jumps")
    func likeMemory() throws {
        var random = SeededRandom.fromEnvironment()
        let people = try everybody()
        #expect(people.count == Self.count)
        for _ in 0..<120 {
            let (filter, sort) = (try randomFilter(&random), try randomSort(&random))
            let wanted = expected(people, filter, sort)
            let about = Comment(rawValue: "seed \(random.seed): \(filter) by \(sort)")
            let limit = max(wanted.count / random.int(in: 1...6), 7)
            #expect(try store.count(filter, event: fixture.event) == wanted.count, about)
            for backward in [false, true] {
                let rows = try walk(filter, sort, limit: limit, backward: backward)
                #expect(rows.map(\.key.serial) == wanted, about)
            }
            try expectJumps(wanted, filter, sort, &random, about)
        }
    }

    private func expectJumps(
        _ wanted: [Serial], _ filter: AttendeeFilter, _ sort: AttendeeSort, _ random: inout SeededRandom,
        _ about: Comment
    ) throws {
        guard !wanted.isEmpty else { return }
        let place = random.int(in: 0...(wanted.count - 1))
        func page(_ start: AttendeeQuery.Start, _ limit: Int = 10) throws -> AttendeePage {
            try store.attendees(
                AttendeeQuery(event: fixture.event, filter: filter, sort: sort, start: start, limit: limit))
        }
        let around = try page(.around(wanted[place]))
        #expect(around.rows.map(\.key.serial) == Array(wanted[max(place - 5, 0)...].prefix(around.rows.count)), about)
        #expect(around.hasMoreBefore == (place > 5), about)
        let key = try #require(around.rows.first { $0.key.serial == wanted[place] }).key
        #expect(try page(.from(key)).rows.map(\.key.serial) == Array(wanted[place...].prefix(10)), about)
        let skipping = random.int(in: 0...60)
        #expect(
            try page(.after(key, skipping: skipping)).rows.map(\.key.serial)
                == Array(wanted.dropFirst(place + 1 + skipping).prefix(10)), about)
        #expect(
            try page(.before(key, skipping: skipping)).rows.map(\.key.serial)
                == Array(wanted.prefix(place).dropLast(skipping).suffix(10)), about)
        let marks = try store.landmarks(filter, sort: sort, event: fixture.event)
        #expect(marks.first?.serial == wanted.first && marks.last?.serial == wanted.last, about)
        #expect(marks.count == min(wanted.count, 101), about)
    }

    @Test(
        "while others register, edit and cancel between the pages, nobody whom they left alone is missed or seen twice")
    func concurrentChanges() throws {
        var random = SeededRandom.fromEnvironment()
        let other = try fixture.store()
        var nextSerial = Int64(Self.count)
        for _ in 0..<12 {
            let (filter, sort) = (try randomFilter(&random), try randomSort(&random))
            let about = Comment(rawValue: "seed \(random.seed): \(filter) by \(sort)")
            let people = try everybody()
            var touched: Set<Serial> = []
            for backward in [false, true] {
                let rows = try walk(filter, sort, limit: 60, backward: backward) {
                    for _ in 0..<3 {
                        let one = random.pick(people).serial
                        let row = try #require(try other.registration(one, event: fixture.event))
                        switch random.int(in: 0...2) {
                        case 0:
                            nextSerial += 1
                            touched.insert(Fixture.serial(nextSerial))
                            _ = try other.apply(fixture.registration(nextSerial, name: "박새로이", affiliation: "선린"))
                        case 1 where row.status.isLiving:
                            touched.insert(one)
                            var changed = row
                            changed.name = random.pick(["가가가", "하하하", "김민준"])
                            _ = try other.apply(fixture.edit(changed, phone: row.phone?.digits))
                        case 2 where row.status.isLiving:
                            touched.insert(one)
                            _ = try other.apply(fixture.cancel(row))
                        default: break
                        }
                    }
                }
                let seen = rows.map(\.key.serial).filter { !touched.contains($0) }
                #expect(Set(seen).count == seen.count, about)
                #expect(seen == expected(people.filter { !touched.contains($0.serial) }, filter, sort), about)
            }
        }
    }
}
