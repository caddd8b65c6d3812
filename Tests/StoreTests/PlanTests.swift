// How the server reads attendees, at a hundred thousand: the plans of the very statements the store runs.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Plans")
struct PlanTests {
    let fixture: Fixture
    let store: Store
    let connection: Connection

    init() throws {
        fixture = try Crowd.shared.get().fixture
        connection = try fixture.connection()
        store = Store(connection)
    }

    /// The plan of every statement that `body` has the store run.
    private func plans(_ body: () throws -> Void) throws -> [String] {
        var calls: [Call] = []
        store.onRead = { calls.append($0) }
        defer { store.onRead = nil }
        try body()
        return try calls.map { call in
            let explain = Call(.unnamed("EXPLAIN " + call.statement.sql), call.values)
            let lines = try connection.pipeline([Store.begin, Store.planning, explain, Store.commit])[2]
            return try lines.map { try $0.string(0) }.joined(separator: "\n")
        }
    }

    private func plans(
        _ filter: AttendeeFilter = .everybody, _ sort: AttendeeSort = .standard, _ start: AttendeeQuery.Start = .first
    ) throws -> [String] {
        try plans {
            _ = try store.attendees(
                AttendeeQuery(event: fixture.event, filter: filter, sort: sort, start: start, limit: 100))
        }
    }

    /// The most rows that a sort of the plan is expected to take in.
    private func mostSorted(_ plan: String) -> Int {
        plan.split(separator: "\n").filter { $0.contains("Sort  (") }.compactMap { line in
            line.firstRange(of: "rows=").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
        }.max() ?? 0
    }

    private func expectNoScan(_ plan: String, sorts: Int = 202, _ about: String) {
        #expect(!plan.contains("Seq Scan"), "\(about)\n\(plan)")
        #expect(mostSorted(plan) <= sorts, "\(about)\n\(plan)")
    }

    private static let indexes: [(AttendeeColumn, String)] = [
        (.serial, "search_pkey"), (.name, "search_name"), (.phone, "search_phone"),
        (.affiliation, "search_affiliation"), (.category, "search_category"), (.source, "search_source"),
        (.registeredAt, "search_registered"), (.status, "registration_status"),
    ]

    @Test("every page in the order of a column is read off that column's index, both ways and from anywhere")
    func pages() throws {
        for (column, index) in Self.indexes {
            for isDescending in [false, true] {
                let sort = AttendeeSort(column, isDescending: isDescending)
                let somewhere = try store.attendees(
                    AttendeeQuery(
                        event: fixture.event, sort: sort, start: .around(Fixture.serial(54_321)), limit: 3)
                ).rows[1].key
                let starts: [AttendeeQuery.Start] = [
                    .first, .last, .after(somewhere), .before(somewhere), .from(somewhere),
                    .after(somewhere, skipping: 5_000),
                ]
                for start in starts {
                    let found = try plans(.everybody, sort, start)
                    #expect(found.count == 1)
                    for plan in found {
                        #expect(plan.contains(index), "\(column) \(isDescending) \(start)\n\(plan)")
                        expectNoScan(plan, "\(column) \(isDescending) \(start)")
                    }
                }
            }
        }
    }

    @Test(
        "few are gathered by the index over grams, telephone ends or serials, whatever the order",
        arguments: [
            "황보", "제갈", "선우", "독고", "선린 김민", "김민준", "ㄱㅁㅅㅇ", "4321", "010-1", "북 4321", "northwind", "남궁 고등학교",
            "박 대학교 ㅈㅎ",
            "54321", "없는이름",
        ])
    func few(_ text: String) throws {
        for column in [AttendeeColumn.serial, .name, .registeredAt] {
            let found = try plans(AttendeeFilter(search: SearchQuery(text)), AttendeeSort(column))
            for plan in found where !plan.contains("Sample Scan") {
                #expect(plan.contains("Bitmap Index Scan") || plan.contains("search_phone_end"), "\(text)\n\(plan)")
                expectNoScan(plan, sorts: 3_500, text)
            }
        }
    }

    @Test(
        "many are read in order until the page is full: their grams are not gathered",
        arguments: ["김", "이", "박", "민", "ㄱ", "ㅁ", "ㅈㅎ", "학교", "초등학교", "서울 학교"])
    func many(_ text: String) throws {
        // The places called 서울 lie together in the order of affiliations.
        for (column, index) in Self.indexes where column != .status && (column != .affiliation || text != "서울 학교") {
            for start in [AttendeeQuery.Start.first, .last] {
                let found = try plans(AttendeeFilter(search: SearchQuery(text)), AttendeeSort(column), start)
                let plan = try #require(found.last)
                #expect(plan.contains("using \(index)"), "\(text) \(column)\n\(plan)")
                expectNoScan(plan, sorts: 3_500, text)
            }
        }
    }

    @Test("a family name sorted by name is read where it stands, and those who have it elsewhere apart")
    func familyName() throws {
        let found = try plans(AttendeeFilter(search: SearchQuery("박")), AttendeeSort(.name))
        #expect(found.count == 1)
        #expect(found[0].contains("name >= '박'"), "\(found)")
        #expect(found[0].contains("Bitmap Index Scan on search_grams"), "\(found)")
    }

    @Test("where all who match lie together, far on in the order, reading on gives up and they are gathered")
    func together() throws {
        let filter = AttendeeFilter(search: SearchQuery("인천"))
        let found = try plans(filter, AttendeeSort(.affiliation))
        #expect(found.count == 3)
        #expect(found.first?.contains("search_affiliation") == true && found.last?.contains("search_grams") == true)
    }

    @Test("a status, and a status with a search, is read off an index")
    func statuses() throws {
        for status in Registration.Status.allCases {
            let clauses = [AttendeeFilter.Clause(.status([status]))]
            for text in ["", "황보"] {
                let filter = AttendeeFilter(clauses: clauses, search: SearchQuery(text))
                for plan in try plans(filter) {
                    expectNoScan(plan, sorts: 3_500, "\(status) \(text)")
                    #expect(!text.isEmpty || plan.contains("registration_status"), "\(status)\n\(plan)")
                }
            }
        }
    }

    @Test("an estimate reads no row and is about right; landmarks of many read some pages of the table")
    func estimates() throws {
        for text in ["", "김", "선린", "ㄱㅁㅈ", "초등학교"] {
            let filter = AttendeeFilter(search: SearchQuery(text))
            for plan in try plans({ _ = try store.estimatedCount(filter, event: fixture.event) }) {
                #expect(plan.contains("Sample Scan"), "\(plan)")
            }
            let (estimate, count) = (
                try store.estimatedCount(filter, event: fixture.event), try store.count(filter, event: fixture.event)
            )
            #expect(estimate < count * 3 + 50 && estimate * 3 + 50 > count, "\(text): \(estimate) for \(count)")
        }
        for (column, _) in Self.indexes {
            let sort = AttendeeSort(column)
            let found = try plans { _ = try store.landmarks(.everybody, sort: sort, event: fixture.event) }
            #expect(found.count == 1 && found[0].contains("Sample Scan"), "\(column) \(found)")
            let keys = try store.landmarks(.everybody, sort: sort, event: fixture.event)
            #expect(keys.count == 101 && Set(keys).count == 101)
        }
        let few = AttendeeFilter(search: SearchQuery("황보"))
        let found = try plans { _ = try store.landmarks(few, sort: .standard, event: fixture.event) }
        #expect(found.count == 1 && found[0].contains("search_grams") && !found[0].contains("Sample"), "\(found)")
    }
}
