// Reading one page: which way is the shortest, and going it.

import Domain
import Postgres

/// One page's reading. A filter without searched texts is the planner's to answer. With them there are two ways:
/// gathering all that the index over grams finds, which suits few, and reading on in order until the page is full,
/// which suits many. Where they cost the same, at about one per cent of a million, each takes some ten milliseconds.
///
/// The planner chooses between the two as well, but it takes matching rows to lie evenly in every order. Family names
/// sorted by name do not, nor do people who came together; so the way is chosen here, from the planner's estimates, and
/// reading on stops after a bounded number of rows.
struct AttendeeReading {
    private let store: Store
    private let query: AttendeeQuery
    private let place: Place
    private var sql: AttendeeSQL
    /// What reading on looks at in the most.
    static let window = 60_000

    init(_ store: Store, _ query: AttendeeQuery) throws {
        self.store = store
        self.query = query
        place = Place(query)
        sql = try store.attendeeSQL(query.event, query.filter, query.sort)
    }

    /// The rows in the direction they are read, one more than the page has when there is one.
    func run() throws -> [AttendeeRow] {
        guard sql.hasGrams else {
            var sql = sql
            let keys = sql.straight(place)
            return try read(keys, sql)
        }
        let estimates = try store.estimates(query.filter, event: query.event, sql)
        let wanted = place.limit + place.skipping
        /// Where both ways cost the same.
        let fewest = max(Int((Double(wanted) * Double(estimates.plain)).squareRoot() * 0.7), 500)
        guard estimates.found > fewest else { return try gather() }
        let window = max(Self.window, 4 * wanted * (estimates.plain / max(estimates.found, 1) + 1))
        var ordered = sql
        let keys =
            query.sort.column == .name && estimates.elsewhere <= fewest
            ? byNames(&ordered, window) : ordered.inOrder(place, window: window)
        let rows = try read(keys, ordered)
        guard rows.count < place.limit else { return rows }
        // Too few: because there are no more, or because the window was too small for how they lie.
        var question = sql
        let text = question.exceeds(place, window: window)
        let isShort = try store.run(question.call(text))
        return try isShort[0].bool(0) ? gather() : rows
    }

    private func gather() throws -> [AttendeeRow] {
        var sql = sql
        let keys = sql.gathered(place)
        return try read(keys, sql)
    }

    /// By name, a word that few have elsewhere: the stretches of names that begin with it, and everybody else, apart.
    private func byNames(_ sql: inout AttendeeSQL, _ window: Int) -> String {
        let ranges = NameRange.disjoint(sql.texts.flatMap(\.heads))
        guard !ranges.isEmpty else { return sql.inOrder(place, window: window) }
        var part = place
        (part.limit, part.skipping) = (place.limit + place.skipping, 0)
        var parts: [String] = []
        var outside: [String] = []
        for range in ranges {
            let (first, end) = (sql.add(.text(range.first)), sql.add(.text(range.end)))
            parts.append(sql.inOrder(part, window: window, ["s.name >= \(first)", "s.name < \(end)"]))
            outside.append("NOT (s.name >= \(first) AND s.name < \(end))")
        }
        parts.append(sql.gathered(part, \.gramsElsewhere, outside))
        return sql.merged(parts, place)
    }

    private func read(_ keys: String, _ sql: AttendeeSQL) throws -> [AttendeeRow] {
        try store.run(sql.call(sql.rows(keys, isDescending: place.isDescending))).map { row in
            let registration = try RegistrationRow.read(row)
            let key = AttendeeKey(value: try row.string(RegistrationRow.count), serial: registration.serial)
            return AttendeeRow(registration: registration, key: key)
        }
    }
}

/// What the planner expects of a filter.
struct AttendeeEstimates {
    /// Rows that the filter leaves; that its plain part leaves; that have the words elsewhere than at the beginning of
    /// their names.
    var found: Int
    var plain: Int
    var elsewhere: Int
}

extension Store {
    /// Read once a filter: the pages after the first choose their way as it did.
    func estimates(_ filter: AttendeeFilter, event: EventID, _ sql: AttendeeSQL) throws -> AttendeeEstimates {
        let known = EstimatesKey(event: event, filter: filter)
        if let last = lastEstimates, last.key == known { return last.estimates }
        let answers = try connection.pipeline(sql.estimates.map(sql.call))
        let counts = try answers.map { try PlannedRows(explained: try $0[0].string(0)).count }
        var estimates = AttendeeEstimates(found: counts[0], plain: counts[1], elsewhere: counts[2])
        if sql.texts.contains(where: \.isLong), estimates.plain > Self.sampledRows {
            let share = Double(Self.sampledRows) / Double(estimates.plain) * 100
            let seen = try run(sql.call(sql.sample(share: share)))[0]
            let (rows, hits) = (try seen.int(0), try seen.int(1))
            // One or two say nothing; and of few rows the grams know more than a sample.
            if hits > 2 {
                let seen = Double(hits) / Double(rows) * Double(estimates.plain)
                let factor = max(seen / Double(max(estimates.found, 1)), 1)
                estimates.found = Int(Double(estimates.found) * factor)
                estimates.elsewhere = min(Int(Double(estimates.elsewhere) * factor), estimates.found)
            }
        }
        lastEstimates = (known, estimates)
        return estimates
    }

    /// Some hundred pages: a few milliseconds.
    private static let sampledRows = 8_000

    /// Runs a statement that reads attendees, in one round trip with the settings it is planned under.
    func run(_ call: Call) throws -> Rows {
        onRead?(call)
        do {
            return try connection.pipeline([Self.begin, Self.planning, call, Self.commit])[2]
        } catch {
            connection.rollBack()
            throw error
        }
    }

    static let begin = Call(Statement("read.begin", "BEGIN"))
    static let commit = Call(Statement("read.commit", "COMMIT"))
    /// A page takes milliseconds, most of its rows are in memory, and it never wants the whole table: no start of parallel
    /// workers, no price for reading scattered rows as from a turning disk, no scan of everybody.
    static let planning = Call(
        Statement(
            "read.planning",
            """
            SELECT set_config('random_page_cost', '1.1', true), set_config('enable_seqscan', 'off', true),
                set_config('max_parallel_workers_per_gather', '0', true)
            """))

    struct EstimatesKey: Hashable {
        var event: EventID
        var filter: AttendeeFilter
    }
}
