// Pages of a table out of the desk's copy. Simple rather than fast: it reads whoever the search leaves, and sorts them.

import Domain
import Store

extension EventSnapshot {
    func attendees(_ query: AttendeeQuery) -> AttendeePage {
        let keys = keys(query.filter, query.sort)
        switch query.start {
        case .first: return page(keys, from: 0, query.limit)
        case .last: return page(keys, from: keys.count - query.limit, query.limit)
        case .after(let key, let skipped):
            return page(keys, from: Self.place(of: key, in: keys, query.sort, isAfter: true) + skipped, query.limit)
        case .from(let key):
            return page(keys, from: Self.place(of: key, in: keys, query.sort, isAfter: false), query.limit)
        case .before(let key, let skipped):
            let end = Self.place(of: key, in: keys, query.sort, isAfter: false) - skipped
            return page(keys, from: end - query.limit, query.limit, to: end)
        case .around(let serial):
            let place = keys.firstIndex { $0.serial == serial } ?? 0
            return page(keys, from: place - query.limit / 2, query.limit)
        }
    }

    func count(_ filter: AttendeeFilter) -> Int {
        keys(filter, .standard).count
    }

    private func page(_ keys: [AttendeeKey], from start: Int, _ limit: Int, to end: Int? = nil) -> AttendeePage {
        let first = min(max(start, 0), keys.count)
        let last = min(max(min(end ?? keys.count, start + limit), first), keys.count)
        let rows = keys[first..<last].compactMap { key in
            roster.registration(key.serial).map { AttendeeRow(registration: $0, key: key) }
        }
        return AttendeePage(rows: rows, hasMoreBefore: first > 0, hasMoreAfter: last < keys.count)
    }

    /// Everybody the filter leaves, in order, without their rows: those of a hundred thousand would be too much at once.
    private func keys(_ filter: AttendeeFilter, _ sort: AttendeeSort) -> [AttendeeKey] {
        var keys: [AttendeeKey] = []
        roster.forEach(found: filter.search) { row in
            if filter.matches(row, minutesAheadOfUTC: minutesAheadOfUTC) {
                keys.append(AttendeeKey(value: Self.value(row, sort.column), serial: row.serial))
            }
        }
        guard sort != .standard else { return keys }
        return keys.sorted { Self.precedes($0, $1, sort) }
    }

    private static func precedes(_ left: AttendeeKey, _ right: AttendeeKey, _ sort: AttendeeSort) -> Bool {
        let (first, second) = sort.isDescending ? (right, left) : (left, right)
        if first.value == second.value { return first.serial < second.serial }
        return first.value.utf8.lexicographicallyPrecedes(second.value.utf8)
    }

    /// Where a key stands, or would stand.
    private static func place(
        of key: AttendeeKey, in keys: [AttendeeKey], _ sort: AttendeeSort, isAfter: Bool
    ) -> Int {
        keys.partitioningIndex { isAfter ? precedes(key, $0, sort) : !precedes($0, key, sort) }
    }

    /// Texts that sort as the database does; numbers with as many digits each.
    private static func value(_ row: Registration, _ column: AttendeeColumn) -> String {
        switch column {
        case .serial, .program: ""
        case .name: SearchIndex.folded(row.name)
        case .phone: row.phone?.nationalDigits ?? ""
        case .affiliation: SearchIndex.folded(row.affiliation ?? "")
        case .category: row.category ?? ""
        case .source: row.source.rawValue
        case .status: String(Registration.Status.allCases.firstIndex(of: row.status) ?? 0)
        case .email: row.email?.lowercased() ?? ""
        case .registeredAt: String(1_000_000_000_000_000 + row.registeredAt.milliseconds)
        case .answer(let field): row.answers[field]?.words.joined(separator: ",").lowercased() ?? ""
        }
    }
}
