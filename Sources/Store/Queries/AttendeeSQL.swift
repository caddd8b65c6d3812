// The SQL of reading attendees, made for one query with its values.

import Domain
import Postgres

/// Statements over the attendees of one event that a filter leaves. Values become parameters, in the order in which
/// they are needed.
struct AttendeeSQL {
    /// Conditions that an index or a look at the row answers cheaply.
    private(set) var plain: [String] = ["event_id = $1"]
    /// Conditions on the texts of a search row.
    private(set) var texts: [TextTest] = []
    private(set) var values: [Value]
    let sort: AttendeeSort
    let key: SortKey
    /// `s`, or `r` where the search row is not needed.
    let base: String
    private let source: String

    /// A condition on texts: exact, row by row; and what the index over grams says of it, which is true of a few more.
    struct TextTest {
        var exact: String
        var grams: String?
        /// The same for rows whose name does not begin with it.
        var gramsElsewhere: String?
        /// A telephone's end or a serial will do as well. Such a test finds few, and where it is gathered the others are
        /// left to a look at the rows: the index would have their grams cut anew for each.
        var hasNumber = false
        /// Its grams come together or not at all: the planner, who takes them one by one, expects far too few rows.
        var isLong = false
        /// The names that begin with it.
        var heads: [NameRange] = []
    }

    init(event: EventID, filter: AttendeeFilter, sort: AttendeeSort, timeZone: String) {
        values = [.int(Int64(event.rawValue))]
        self.sort = sort
        key = SortKey(sort.column)
        let homes = [key.home] + filter.clauses.map { Self.home($0.test) } + filter.search.terms.map { _ in .search }
        let (hasSearch, hasRegistration) = (homes.contains(.search), homes.contains(.registration))
        base = hasRegistration && !hasSearch ? "r" : "s"
        source =
            hasSearch && hasRegistration
            ? "expo.search s JOIN expo.registration r USING (event_id, serial)"
            : base == "r" ? "expo.registration r" : "expo.search s"
        for clause in filter.clauses { add(clause, timeZone) }
        for term in filter.search.terms { texts.append(test(term)) }
        if hasSearch, hasRegistration { plain[0] = "s.event_id = $1 AND r.event_id = $1" }
    }

    mutating func add(_ value: Value) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    /// A statement with the values it uses: their numbers in `text` are those of `values`, and each form of a statement
    /// leaves some of them out, which the server would not take.
    func call(_ text: String) -> Call {
        var (made, used) = ("", [Int]())
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            made += rest[..<dollar]
            let digits = rest[rest.index(after: dollar)...].prefix { $0.isNumber }
            if let number = Int(digits) {
                if !used.contains(number) { used.append(number) }
                made += "$\((used.firstIndex(of: number) ?? 0) + 1)"
            }
            rest = rest[digits.endIndex...]
        }
        return Call(.unnamed(made + rest), used.map { values[$0 - 1] })
    }

    private mutating func add(_ clause: AttendeeFilter.Clause, _ timeZone: String) {
        if var test = textTest(clause.test) {
            if clause.isNegated {
                test = TextTest(exact: "NOT \(test.exact)")
            }
            texts.append(test)
        } else {
            let condition = condition(clause.test, timeZone)
            plain.append(clause.isNegated ? "NOT coalesce(\(condition), false)" : condition)
        }
    }

    /// Whether an index over grams can find what the filter leaves.
    var hasGrams: Bool { texts.contains { $0.grams != nil } }

    /// All rows, by every condition, the index over grams included.
    var everyone: String { "SELECT \(base).serial FROM \(source) WHERE \(all(plain + gathering(\.grams)))" }

    // MARK: Estimates

    /// What the planner expects of the filter: of all of it, of its plain part, and of those it finds elsewhere than at
    /// the beginning of a name.
    var estimates: [String] {
        [
            "EXPLAIN (FORMAT JSON) SELECT FROM \(source) WHERE \(all(plain + texts.compactMap(\.grams)))",
            "EXPLAIN (FORMAT JSON) SELECT FROM \(source) WHERE \(all(plain))",
            "EXPLAIN (FORMAT JSON) SELECT FROM \(source) WHERE \(all(plain + texts.compactMap(\.gramsElsewhere)))",
        ]
    }

    /// How many rows of a share of the table's pages (in per cent) there are, and how many of them match exactly.
    func sample(share: Double) -> String {
        """
        SELECT count(*), count(*) FILTER (WHERE \(all(texts.map(\.exact)))) FROM \(sampled(share))
        WHERE \(all(plain))
        """
    }

    private func sampled(_ share: Double) -> String {
        source.replacingFirst(" \(base)", with: " \(base) TABLESAMPLE SYSTEM (\(share))")
    }

    // MARK: Pages

    /// The rows of a page by way of `keys`, in the direction it is read; last the key's value as text.
    func rows(_ keys: String, isDescending: Bool) -> String {
        """
        SELECT \(RegistrationRow.columns), \(key.text("k.key"))
        FROM (
        \(keys)
        ) AS k JOIN expo.registration r ON r.event_id = $1 AND r.serial = k.serial
        \(outerOrder(isDescending, "k."))
        """
    }

    /// Straight: the planner may choose any index.
    mutating func straight(_ place: Place) -> String {
        """
        SELECT \(fields)
        FROM \(source)
        WHERE \(all(plain + texts.map(\.exact) + beyond(place)))
        \(order(place)) \(limit(place))
        """
    }

    /// Every row that the index over grams finds, then sorted.
    mutating func gathered(_ place: Place, _ grams: KeyPath<TextTest, String?> = \.grams, _ more: [String] = [])
        -> String
    {
        """
        SELECT serial, key FROM (
            SELECT \(fields) FROM \(source)
            WHERE \(all(plain + gathering(grams) + more + beyond(place)))
            OFFSET 0) AS found
        \(outerOrder(place.isDescending)) \(limit(place))
        """
    }

    /// In order from the place on, at most `window` rows, until enough of them match.
    mutating func inOrder(_ place: Place, window: Int, _ more: [String] = []) -> String {
        let (exact, columns) = (texts.map(\.exact), "s.name, s.initials, s.affiliation, s.phone, s.marks")
        return """
            SELECT s.serial, s.key FROM (
                SELECT \(fields), \(columns) FROM \(source)
                WHERE \(all(plain + more + beyond(place)))
                \(order(place)) LIMIT \(add(.int(Int64(window))))) AS s
            WHERE \(all(exact))
            \(outerOrder(place.isDescending)) \(limit(place))
            """
    }

    /// Whether there are more rows from the place on than `window`, whatever their texts.
    mutating func exceeds(_ place: Place, window: Int) -> String {
        """
        SELECT EXISTS (SELECT FROM (
            SELECT \(base).serial FROM \(source) WHERE \(all(plain + beyond(place)))
            \(order(place)) LIMIT 1 OFFSET \(add(.int(Int64(window))))) AS next)
        """
    }

    /// Several parts that have no row in common, each in order.
    mutating func merged(_ parts: [String], _ place: Place) -> String {
        """
        SELECT serial, key FROM (
        \(parts.map { "(\($0))" }.joined(separator: "\nUNION ALL\n"))
        ) AS parts
        \(outerOrder(place.isDescending)) \(limit(place))
        """
    }

    /// Where the person of this serial stands.
    mutating func key(of serial: Serial) -> String {
        let conditions = plain + texts.map(\.exact) + ["\(base).serial = \(add(.int(serial.rawValue)))"]
        return "SELECT \(key.text(key.expression ?? "")) FROM \(source) WHERE \(all(conditions))"
    }

    // MARK: Landmarks

    /// At most 101 places, from every row or from a share of the table's pages (in per cent).
    func landmarks(share: Double?) -> String {
        let exact = texts.map(\.exact)
        let conditions = plain + (share == nil ? gathering(\.grams) : exact)
        return """
            SELECT DISTINCT ON (part) serial, \(key.text("key"))
            FROM (
                SELECT serial, key, row_number() OVER ordered AS place,
                    (row_number() OVER ordered - 1) * 100 / greatest(count(*) OVER () - 1, 1) AS part
                FROM (SELECT \(fields) FROM \(share.map(sampled) ?? source) WHERE \(all(conditions))) AS found
                WINDOW ordered AS (\(outerOrder(sort.isDescending)))) AS placed
            ORDER BY part, place
            """
    }

    // MARK: Pieces

    private var fields: String { "\(base).serial, \(key.expression ?? "''::text") AS key" }

    private func all(_ conditions: [String]) -> String { conditions.joined(separator: "\n  AND ") }

    private func way(_ isDescending: Bool) -> String { isDescending ? "DESC" : "ASC" }

    /// The conditions with those of an index over grams in front.
    private func gathering(_ grams: KeyPath<TextTest, String?>) -> [String] {
        let numbers = texts.filter(\.hasNumber)
        return (numbers.isEmpty ? texts : numbers).compactMap { $0[keyPath: grams] } + texts.map(\.exact)
    }

    private func order(_ place: Place) -> String {
        let way = way(place.isDescending)
        return "ORDER BY " + (key.expression.map { "\($0) \(way), " } ?? "") + "\(base).serial \(way)"
    }

    /// The same order for rows that are selected already. The key of an order by serial is the same for all, which the
    /// planner would not see.
    private func outerOrder(_ isDescending: Bool, _ prefix: String = "") -> String {
        let way = way(isDescending)
        return "ORDER BY " + (key.expression == nil ? "" : "\(prefix)key \(way), ") + "\(prefix)serial \(way)"
    }

    private mutating func limit(_ place: Place) -> String {
        let limit = "LIMIT \(add(.int(Int64(place.limit))))"
        return place.skipping > 0 ? "\(limit) OFFSET \(add(.int(Int64(place.skipping))))" : limit
    }

    private mutating func beyond(_ place: Place) -> [String] {
        guard let from = place.key else { return [] }
        let comparison = (place.isDescending ? "<" : ">") + (place.isIncluded ? "=" : "")
        let serial = add(.int(from.serial.rawValue))
        guard let expression = key.expression else { return ["\(base).serial \(comparison) \(serial)"] }
        let value = key.parameter(add(.text(from.value)))
        return ["(\(expression), \(base).serial) \(comparison) (\(value), \(serial))"]
    }
}

/// Where a page begins, in the direction it is read.
struct Place {
    var key: AttendeeKey?
    var isIncluded = false
    var skipping = 0
    var isDescending: Bool
    var limit: Int

    /// One row more than asked for is read to know whether there are more.
    init(_ query: AttendeeQuery) {
        isDescending = query.sort.isDescending != query.start.isBackward
        limit = query.limit + 1
        switch query.start {
        case .first, .last, .around: break
        case .after(let key, let skipped), .before(let key, let skipped):
            self.key = key
            skipping = min(max(skipped, 0), AttendeeQuery.mostSkipped)
        case .from(let key):
            self.key = key
            isIncluded = true
        }
    }
}

extension String {
    fileprivate func replacingFirst(_ text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return replacingCharacters(range, other)
    }

    private func replacingCharacters(_ range: Range<Index>, _ other: String) -> String {
        String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
