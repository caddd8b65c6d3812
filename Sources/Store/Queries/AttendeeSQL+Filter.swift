// The conditions of a filter, and the table each of them looks at.

import Domain
import Postgres

extension AttendeeSQL {
    static func home(_ test: AttendeeFilter.Test) -> SortKey.Home {
        switch test {
        case .status, .answerContains: .registration
        case .source, .category, .phone, .registered: .search
        case .contains(let column, _): column == .email ? .registration : .search
        case .answerIs(let field, let words): areMarks(field, words) ? .search : .registration
        case .serial, .enrolled: .either
        case .isMissing(let column):
            switch column {
            case .phone, .affiliation, .category: .search
            case .email, .answer: .registration
            case .serial, .name, .status, .source, .registeredAt, .program: .either
            }
        }
    }

    /// Whether every word would be a mark of the search row.
    private static func areMarks(_ field: FieldID, _ words: [String]) -> Bool {
        words.allSatisfy { SearchIndex.mark(field, $0) != nil }
    }

    /// A clause on the texts of a search row; nil for the other ones.
    mutating func textTest(_ test: AttendeeFilter.Test) -> TextTest? {
        switch test {
        case .contains(let column, let words) where column != .email:
            return contains(column, words.map(SearchIndex.folded).filter { !$0.isEmpty })
        case .answerIs(let field, let words) where Self.areMarks(field, words):
            let list = add(.texts(words.compactMap { SearchIndex.mark(field, $0) })) + "::text[]"
            let grams = "\(Self.grams) && \(list)"
            return TextTest(exact: "s.marks && \(list)", grams: grams, gramsElsewhere: grams)
        default: return nil
        }
    }

    private mutating func contains(_ column: AttendeeFilter.TextColumn, _ words: [String]) -> TextTest {
        let patterns = add(.texts(words.map(Self.pattern))) + "::text[]"
        let exact =
            column == .name
            ? "(s.name LIKE ANY(\(patterns)) OR s.initials LIKE ANY(\(patterns)))"
            : "s.affiliation LIKE ANY(\(patterns))"
        guard words.count == 1, let word = words.first else { return TextTest(exact: exact) }
        let term = SearchQuery.Term(text: word, phoneEnd: nil, serial: nil)
        let elsewhere = gramTest(term, beginningNames: false)
        return TextTest(
            exact: exact, grams: column == .name ? gramTest(term) : elsewhere, gramsElsewhere: elsewhere,
            isLong: word.unicodeScalars.count > 2, heads: column == .name ? NameRange.beginning(word) : [])
    }

    /// One word of a search: in a text, at the end of the telephone, or the serial.
    mutating func test(_ term: SearchQuery.Term) -> TextTest {
        var others: [String] = []
        if let end = term.phoneEnd {
            others.append("reverse(s.phone) LIKE \(add(.text(String(end.reversed()) + "%")))")
        }
        if let serial = term.serial { others.append("s.serial = \(add(.int(serial.rawValue)))") }
        // The cheap ones first: cutting a row's grams anew is what costs.
        func any(_ text: String) -> String { "(\((others + [text]).joined(separator: " OR ")))" }
        guard !term.text.isEmpty else {
            let all = "(\(others.joined(separator: " OR ")))"
            return TextTest(exact: all, grams: all, gramsElsewhere: all, hasNumber: true)
        }
        let pattern = add(.text(Self.pattern(term.text)))
        return TextTest(
            exact: any(
                ["name", "initials", "affiliation"].map { "s.\($0) LIKE \(pattern)" }.joined(separator: " OR ")),
            grams: any(gramTest(term)), gramsElsewhere: any(gramTest(term, beginningNames: false)),
            hasNumber: !others.isEmpty, isLong: term.text.unicodeScalars.count > 2,
            heads: NameRange.beginning(term.text))
    }

    private mutating func gramTest(_ term: SearchQuery.Term, beginningNames: Bool = true) -> String {
        let (either, others) = term.grams(beginningNames: beginningNames)
        let first = "\(Self.grams) && \(add(.texts(either)))::text[]"
        return others.isEmpty ? first : "(\(first) AND \(Self.grams) @> \(add(.texts(others)))::text[])"
    }

    private static let grams = "expo.search_grams(s.name, s.initials, s.affiliation, s.marks)"

    /// A clause on anything but the texts of a search row.
    mutating func condition(_ test: AttendeeFilter.Test, _ timeZone: String) -> String {
        switch test {
        case .status(let statuses): return isOne("r.status_rank", statuses.map { .int($0.rank) }, "smallint")
        case .source(let sources): return isOne("s.source", sources.map { .text($0.rawValue) }, "text")
        case .category(let ids): return isOne("s.category", ids.sorted().map { .text($0) }, "text")
        case .contains(_, let words): return contains("r.email", words.map(SearchIndex.folded))
        case .answerContains(let field, let words):
            let text = add(.text(field.text)) + "::text"
            return contains("r.answers ->> \(text)", words.map { $0.lowercased() })
        case .phone(let runs): return contains("s.phone", runs)
        case .serial(let first, let last):
            return range("\(base).serial", first.map { .int($0.rawValue) }, last.map { .int($0.rawValue) }) { $0 }
        case .registered(let first, let last):
            let zone = add(.text(timeZone))
            let days = (first.map { Value.text($0.description) }, last?.next.map { Value.text($0.description) })
            return range("s.registered_at", days.0, days.1, isOpen: true) {
                "(\($0)::text::timestamp AT TIME ZONE \(zone)::text)"
            }
        case .answerIs(let field, let words):
            let (name, list) = (add(.text(field.text)) + "::text", add(.texts(words)) + "::text[]")
            return "(r.answers ->> \(name) = ANY(\(list)) OR r.answers -> \(name) ?| \(list))"
        case .enrolled(let words): return enrolled(in: words)
        case .isMissing(let column): return missing(column)
        }
    }

    private mutating func isOne(_ expression: String, _ list: [Value], _ type: String) -> String {
        guard list.count != 1 else { return "\(expression) = \(add(list[0]))::\(type)" }
        let all = list.map { add($0) + "::\(type)" }
        return all.isEmpty ? "false" : "\(expression) IN (\(all.joined(separator: ", ")))"
    }

    private mutating func contains(_ expression: String, _ words: [String]) -> String {
        "lower(\(expression)) LIKE ANY(\(add(.texts(words.map(Self.pattern))))::text[])"
    }

    /// - Parameter isOpen: the end itself is outside.
    private mutating func range(
        _ expression: String, _ first: Value?, _ last: Value?, isOpen: Bool = false, _ parameter: (String) -> String
    ) -> String {
        var parts: [String] = []
        if let first { parts.append("\(expression) >= \(parameter(add(first)))") }
        if let last { parts.append("\(expression) \(isOpen ? "<" : "<=") \(parameter(add(last)))") }
        return parts.isEmpty ? "true" : "(\(parts.joined(separator: " AND ")))"
    }

    /// By the index enrolment_serial.
    private var enrolments: String {
        "SELECT FROM expo.enrolment e WHERE e.event_id = $1 AND e.serial = \(base).serial"
    }

    private mutating func enrolled(in words: [String]) -> String {
        let ids = add(.texts(words)) + "::text[]"
        let patterns = add(.texts(words.map(Self.pattern))) + "::text[]"
        let titles = ["ko", "en"].map { "replace(lower(p.title_\($0)), ' ', '') LIKE ANY(\(patterns))" }
        return """
            EXISTS (\(enrolments) AND e.session_id IN (
                SELECT n.id FROM expo.session n JOIN expo.program p ON p.event_id = n.event_id AND p.id = n.program_id
                WHERE n.event_id = $1
                    AND (n.id = ANY(\(ids)) OR p.id = ANY(\(ids)) OR \(titles.joined(separator: " OR ")))))
            """
    }

    private mutating func missing(_ column: AttendeeColumn) -> String {
        switch column {
        case .serial, .name, .status, .source, .registeredAt: "false"
        case .phone, .affiliation, .category: "s.\(column.id) = ''"
        case .email: "r.email IS NULL"
        case .program: "NOT EXISTS (\(enrolments))"
        case .answer(let field): "NOT r.answers ? \(add(.text(field.text)))::text"
        }
    }

    /// Anything with this word in it. Takes the meaning from LIKE's three special characters.
    private static func pattern(_ word: String) -> String {
        // By scalars: a percent sign with a mark on it is one character, and to LIKE still a percent sign.
        var made = "%".unicodeScalars
        for scalar in word.unicodeScalars {
            if scalar == "%" || scalar == "_" || scalar == "\\" { made.append("\\") }
            made.append(scalar)
        }
        return String(made) + "%"
    }
}

extension Registration.Status {
    /// As the generated column expo.registration.status_rank has it: the declared order.
    var rank: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension CalendarDate {
    /// The next day; nil at the end of the calendar.
    fileprivate var next: CalendarDate? { CalendarDate(daysSince1970: daysSince1970 + 1) }
}
