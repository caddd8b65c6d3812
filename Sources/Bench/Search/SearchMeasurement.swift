// Searching and browsing a million registrations, at the database's answer.

import Domain
import Postgres
import Store
import TestSupport

/// Pages as a desk asks for them: each letter of a search as it is typed, every order, jumps and ends.
struct SearchMeasurement {
    private static let budget = 30.0
    private static let limit = 100

    private let store: Store
    private let connection: Connection
    private let event: EventID
    private let crowd: Int
    private let rounds: Int

    static func run(_ options: Options) throws -> [Finding] {
        let folder = TestRun.shared.makeFolder()
        let expo = try SampleExpo(options.program, dataFolder: folder)
        let crowd = options.crowds.max() ?? 1_000_000
        let loading = Stopwatch()
        try expo.grow(to: crowd)
        Note.say("  \(Number.text(Double(crowd), 0)) registrations loaded in \(Int(loading.seconds)) s")
        let connection = try Connection(
            try expo.server.ensureRunning().conninfo(user: "expo_desk"), applicationName: "bench")
        let measurement = SearchMeasurement(
            store: Store(connection), connection: connection, event: expo.event, crowd: crowd,
            rounds: options.isQuick ? 2 : 10)
        return try measurement.searches() + measurement.pages()
    }

    // MARK: Searches

    /// What somebody types, kind by kind. After each letter the table asks.
    private static let terms: [(kind: String, words: [String])] = [
        ("rare name", ["황보민", "독고", "제갈하", "선우연"]),
        ("common name", ["김민준", "이서연", "박지우", "최하은", "정수빈", "홍길"]),
        ("one syllable", ["김", "이", "박", "최", "강", "윤", "임", "민", "준", "홍", "탁", "빛"]),
        ("one initial consonant", ["ㄱ", "ㅂ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅎ"]),
        ("initial consonants", ["ㄱㅁㅈ", "ㅂㅈㅎ", "ㅊㅅㅇ", "ㅎㄱㄷ"]),
        ("two words", ["김 선린", "선린 김", "박 대학교", "초등학교 ㅇㅅ", "서울 김민"]),
        ("affiliation", ["선린인터넷", "서울중앙고등학교", "northwind", "새봄대학교"]),
        ("digits", ["4821", "12345", "01012345678", "77"]),
        ("mixed", ["김 4821", "ㄱㅁㅈ 48", "이 서울 12", "5678 박"]),
    ]

    private func searches() throws -> [Finding] {
        var findings: [Finding] = []
        for sort in [AttendeeSort.standard, AttendeeSort(.name)] {
            var all: [Double] = []
            for (kind, words) in Self.terms {
                let prefixes = words.flatMap { word in (1...word.count).map { String(word.prefix($0)) } }
                // In turn, so that no search finds its own estimates from the time before.
                let waits = try timed(prefixes.count) { number in
                    (AttendeeFilter(search: SearchQuery(prefixes[number])), sort, .first)
                }
                all += waits.all
                findings.append(
                    line("search by \(sort.column.id): \(kind)", waits.all, "slowest \(prefixes[waits.slowest])"))
            }
            findings.append(line("search as you type, by \(sort.column.id), every kind", all, "", isBudget: true))
        }
        return findings
    }

    // MARK: Pages

    private func pages() throws -> [Finding] {
        var findings = [try bare()]
        let columns: [AttendeeColumn] = [
            .serial, .name, .phone, .affiliation, .category, .status, .source, .registeredAt,
        ]
        var waits: [Double] = []
        var slowest = ("", 0.0)
        for column in columns {
            for isDescending in [false, true] {
                let sort = AttendeeSort(column, isDescending: isDescending)
                let marks = try store.landmarks(.everybody, sort: sort, event: event)
                let starts: [AttendeeQuery.Start] =
                    [.first, .last] + marks.map { .after($0) } + marks.map { .before($0) }
                let these = try timed(starts.count, rounds: 1) { (.everybody, sort, starts[$0]) }.all
                waits += these
                let worst = Number.percentile(these, 0.99)
                if worst > slowest.1 { slowest = ("\(column.id)\(isDescending ? " descending" : "")", worst) }
            }
        }
        findings.append(
            line("page of everybody, 8 orders both ways, everywhere", waits, "slowest \(slowest.0)", isBudget: true))
        let marks = try store.landmarks(.everybody, sort: AttendeeSort(.name), event: event)
        for skipped in [1_000, 10_000, 100_000] {
            let jumps = try timed(5) { number in
                (.everybody, AttendeeSort(.name), .after(marks[number * 10], skipping: skipped))
            }.all
            findings.append(line("page after \(Number.text(Double(skipped), 0)) rows left out, by name", jumps, ""))
        }
        for (row, column) in [("email", AttendeeColumn.email)] {
            let sorted = try timed(1, rounds: 3) { _ in (.everybody, AttendeeSort(column), .first) }.all
            findings.append(line("page of everybody by \(row), which has no index", sorted, ""))
        }
        return try findings + counts()
    }

    private func counts() throws -> [Finding] {
        let filters = ["", "김", "선린", "초등학교", "ㄱㅁㅈ"].map { AttendeeFilter(search: SearchQuery($0)) }
        func spent(_ body: (AttendeeFilter) throws -> Void) throws -> [Double] {
            try (0..<rounds).flatMap { _ in
                try filters.map { filter in
                    let watch = Stopwatch()
                    try body(filter)
                    return watch.milliseconds
                }
            }
        }
        return [
            line("estimated count", try spent { _ = try store.estimatedCount($0, event: event) }, ""),
            line(
                "landmarks by name",
                try spent { _ = try store.landmarks($0, sort: AttendeeSort(.name), event: event) }, ""),
            line("exact count", try spent { _ = try store.count($0, event: event) }, ""),
        ]
    }

    /// What any page costs: the same rows by one prepared statement on the primary key.
    private func bare() throws -> Finding {
        let statement = Statement(
            "bench.bare", "SELECT * FROM expo.registration WHERE event_id = $1 AND serial > $2 ORDER BY serial LIMIT $3"
        )
        func waits(_ body: (Int) throws -> Void) throws -> [Double] {
            try (0..<(rounds * 30)).map { number in
                let watch = Stopwatch()
                try body(number)
                return watch.milliseconds
            }
        }
        func serial(_ number: Int) -> Int64 { Int64(number * 7_919 % crowd) + 1 }
        let theirs = try waits { number in
            let values: [Value] = [.int(Int64(event.rawValue)), .int(serial(number)), .int(Int64(Self.limit + 1))]
            _ = try connection.run(statement, values)
        }
        let ours = try waits { number in
            guard let place = Serial(rawValue: serial(number)) else { return }
            _ = try store.attendees(
                AttendeeQuery(
                    event: event, start: .after(AttendeeKey(serial: place)), limit: Self.limit))
        }
        return .peer(
            "page by serial", "\(Number.text(Double(crowd), 0)) rows, \(Self.limit) a page, medians",
            ours: 1_000 / Number.median(ours),
            peer: 1_000 / Number.median(theirs), named: "bare SELECT … LIMIT", unit: "/s", atLeast: nil)
    }

    // MARK: Time

    /// Milliseconds of each reading, after one round that only warms up.
    private func timed(
        _ count: Int, rounds: Int? = nil,
        _ query: (Int) -> (AttendeeFilter, AttendeeSort, AttendeeQuery.Start)
    ) throws -> (all: [Double], slowest: Int) {
        var all: [Double] = []
        var slowest = (number: 0, wait: 0.0)
        for round in 0...(rounds ?? self.rounds) {
            for number in 0..<count {
                let (filter, sort, start) = query(number)
                let watch = Stopwatch()
                _ = try store.attendees(
                    AttendeeQuery(event: event, filter: filter, sort: sort, start: start, limit: Self.limit))
                guard round > 0 else { continue }
                let wait = watch.milliseconds
                all.append(wait)
                if wait > slowest.wait { slowest = (number, wait) }
            }
        }
        return (all, slowest.number)
    }

    private func line(_ row: String, _ waits: [Double], _ remark: String, isBudget: Bool = false) -> Finding {
        let settings = (try? connection.run(.unnamed("SHOW shared_buffers"))[0].string(0)) ?? ""
        let conditions = [
            "\(Number.text(Double(crowd), 0)) rows, \(Self.limit) a page, shared_buffers \(settings)",
            "\(waits.count) readings, p50 \(Number.text(Number.median(waits), 1)) ms", remark,
        ]
        return .limit(
            row + ", p99", conditions.filter { !$0.isEmpty }.joined(separator: "; "),
            ours: Number.percentile(waits, 0.99), limit: isBudget || row.hasPrefix("search") ? Self.budget : nil,
            unit: "ms", digits: 1)
    }
}
