// The conditions of a filter.

import Domain
import Postgres

extension AttendeeSQL {
    /// Every condition of the filter, the event's first.
    mutating func conditions(_ filter: AttendeeFilter) -> [String] {
        var made = ["r.event_id = $1"]
        for clause in filter.clauses {
            let test = condition(clause.test)
            made.append(clause.isNegated ? "NOT coalesce(\(test), false)" : test)
        }
        for term in filter.search.terms { made.append(condition(for: term)) }
        return made
    }

    private mutating func condition(_ test: AttendeeFilter.Test) -> String {
        switch test {
        case .status(let statuses): return "r.status = ANY(\(add(.texts(statuses.map(\.rawValue).sorted())))::text[])"
        case .source(let sources): return "r.source = ANY(\(add(.texts(sources.map(\.rawValue).sorted())))::text[])"
        case .category(let ids): return "r.category = ANY(\(add(.texts(ids.sorted())))::text[])"
        case .contains(let column, let words): return contains("r.\(column.rawValue)", words)
        case .answerContains(let field, let words):
            return contains("r.answers ->> \(add(.text(field.text)))::text", words)
        case .phone(let runs): return contains("r.phone", runs)
        case .serial(let first, let last):
            return range("r.serial", first.map { .int($0.rawValue) }, last.map { .int($0.rawValue) }, "bigint")
        case .registered(let first, let last):
            let zone = "(SELECT time_zone FROM expo.event WHERE event_id = $1)"
            return range(
                "(r.registered_at AT TIME ZONE \(zone))::date", first.map { .text($0.description) },
                last.map { .text($0.description) }, "date")
        case .answerIs(let field, let words):
            let name = add(.text(field.text))
            let list = add(.texts(words))
            return
                "(r.answers ->> \(name)::text = ANY(\(list)::text[]) OR r.answers -> \(name)::text ?| \(list)::text[])"
        case .isMissing(let column): return missing(column)
        }
    }

    private mutating func contains(_ expression: String, _ words: [String]) -> String {
        let patterns = words.map { "%" + Self.escaped(SearchIndex.folded($0)) + "%" }
        return "replace(lower(\(expression)), ' ', '') LIKE ANY(\(add(.texts(patterns)))::text[])"
    }

    private mutating func range(_ expression: String, _ first: Value?, _ last: Value?, _ type: String) -> String {
        var parts: [String] = []
        if let first { parts.append("\(expression) >= \(add(first))::\(type)") }
        if let last { parts.append("\(expression) <= \(add(last))::\(type)") }
        return parts.isEmpty ? "true" : "(\(parts.joined(separator: " AND ")))"
    }

    private mutating func missing(_ column: AttendeeColumn) -> String {
        switch column {
        case .serial, .name, .status, .source, .registeredAt: "false"
        case .phone, .affiliation, .category, .email: "r.\(column.id) IS NULL"
        case .answer(let field): "NOT r.answers ? \(add(.text(field.text)))::text"
        }
    }

    private mutating func condition(for term: SearchQuery.Term) -> String {
        var condition = "s.grams @> \(add(.texts(term.grams)))::text[]"
        if let word = term.text {
            condition += " AND s.haystack LIKE \(add(.text("%" + Self.escaped(word) + "%")))"
        }
        if !term.orAny.isEmpty {
            condition = "(\(condition) OR s.grams && \(add(.texts(term.orAny)))::text[])"
        }
        return condition
    }

    /// Takes the meaning from LIKE's three special characters.
    static func escaped(_ word: String) -> String {
        // By scalars: a percent sign with a mark on it is one character, and to LIKE still a percent sign.
        String(
            word.unicodeScalars.reduce(into: String.UnicodeScalarView()) { made, scalar in
                if scalar == "%" || scalar == "_" || scalar == "\\" { made.append("\\") }
                made.append(scalar)
            })
    }
}
