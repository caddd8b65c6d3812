// A filter over rows in memory: the same people as the database finds.

extension AttendeeFilter {
    /// Whether it leaves `row`.
    /// - Parameter minutesAheadOfUTC: of the event's zone, for the days on which people registered.
    public func matches(_ row: Registration, minutesAheadOfUTC: Int) -> Bool {
        let index = SearchIndex(row)
        return search.matches(index, serial: row.serial)
            && clauses.allSatisfy { $0.test.holds(row, index, minutesAheadOfUTC) != $0.isNegated }
    }
}

extension AttendeeFilter {
    /// Rows alone do not answer it: it asks for what people are enrolled in.
    public var asksForPrograms: Bool {
        clauses.contains { clause in
            switch clause.test {
            case .enrolled, .isMissing(.program): true
            default: false
            }
        }
    }
}

extension AttendeeFilter.Test {
    fileprivate func holds(_ row: Registration, _ index: SearchIndex, _ minutesAheadOfUTC: Int) -> Bool {
        switch self {
        case .status(let statuses): return statuses.contains(row.status)
        case .source(let sources): return sources.contains(row.source)
        case .category(let ids): return row.category.map(ids.contains) ?? false
        case .contains(let column, let words):
            let texts = Self.texts(column, row, index)
            return words.contains { word in
                let folded = SearchIndex.folded(word)
                return texts.contains { $0.contains(folded) }
            }
        case .phone(let runs): return runs.contains { index.phone.contains($0) }
        case .serial(let first, let last):
            return (first.map { row.serial >= $0 } ?? true) && (last.map { row.serial <= $0 } ?? true)
        case .registered(let first, let last):
            guard let day = LocalMoment(row.registeredAt, minutesAheadOfUTC: minutesAheadOfUTC)?.day else {
                return false
            }
            return (first.map { day >= $0 } ?? true) && (last.map { day <= $0 } ?? true)
        case .answerIs(let field, let words):
            return row.answers[field].map { !Set($0.words).isDisjoint(with: words) } ?? false
        case .answerContains(let field, let words):
            let text = row.answers[field]?.text?.lowercased()
            return text.map { text in words.contains { text.contains($0.lowercased()) } } ?? false
        // A row does not say it; `asksForPrograms` tells whether that matters.
        case .enrolled: return false
        case .isMissing(let column): return Self.isMissing(column, in: row)
        }
    }

    private static func texts(
        _ column: AttendeeFilter.TextColumn, _ row: Registration, _ index: SearchIndex
    ) -> [String] {
        switch column {
        case .name: [index.name, index.initials]
        case .affiliation: [index.affiliation]
        case .email: [row.email?.lowercased() ?? ""]
        }
    }

    private static func isMissing(_ column: AttendeeColumn, in row: Registration) -> Bool {
        switch column {
        case .answer(let field): row.answers[field] == nil
        case .phone: row.phone == nil
        case .affiliation: row.affiliation == nil
        case .category: row.category == nil
        case .email: row.email == nil
        case .serial, .name, .status, .source, .registeredAt: false
        // As for `enrolled`: a row says of nobody that they are.
        case .program: true
        }
    }
}
