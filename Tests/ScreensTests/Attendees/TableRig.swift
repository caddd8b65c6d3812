// A table under test over an array that answers as the database does: late, out of turn, or not at all.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

/// A driver at the table, and the effects it waits for: one request or one timer in each slot, as the runtime has it.
struct TableRig {
    var driver: Driver
    /// Everybody there is.
    var people: [Registration]
    /// What was asked for and is not answered yet.
    private(set) var asked: [Slot: DeskRequest] = [:]
    private(set) var timers: [Slot: ConsoleMessage] = [:]
    /// Every request that would have reached the database, in order.
    private(set) var log: [DeskRequest] = []
    /// Requests that the runtime would have ended at the server.
    private(set) var abandoned: [DeskRequest] = []
    private(set) var copied: [String] = []
    /// Answers in place of the array.
    private let database: ((DeskRequest) -> ConsoleMessage?)?

    init(
        _ people: [Registration], _ language: Language = .korean, columns: Int = 80, rows: Int = 24,
        database: ((DeskRequest) -> ConsoleMessage?)? = nil
    ) {
        self.database = database
        driver = Driver(language)
        self.people = people
        driver.deliver(.resized(Size(columns: columns, rows: rows)))
        press("F4")
    }

    var state: ConsoleState { driver.state }
    var table: Attendees { driver.state.attendees }
    var selected: Registration? { table.selectedRow }

    // MARK: In

    mutating func press(_ names: String...) {
        for name in names {
            driver.press(name)
            hear()
        }
    }

    mutating func type(_ text: String) {
        for character in text {
            driver.type(String(character))
            hear()
        }
    }

    mutating func tell(_ message: ConsoleMessage) {
        driver.answer(message)
        hear()
    }

    mutating func browse(
        filter: AttendeeFilter? = nil, sort: AttendeeSort? = nil, columns: [AttendeeView.Column]? = nil,
        keeping serial: Serial?
    ) {
        take(driver.model.state.browse(filter: filter, sort: sort, columns: columns, keeping: serial))
    }

    private mutating func hear() {
        take(driver.takeEffects())
    }

    private mutating func take(_ effects: [ConsoleEffect]) {
        for effect in effects {
            switch effect {
            case .ask(let slot, let request):
                leave(slot)
                asked[slot] = request
                log.append(request)
            case .after(_, let slot, let message):
                leave(slot)
                timers[slot] = message
            case .cancel(let slot): leave(slot)
            case .copy(let text): copied.append(text)
            default: break
            }
        }
    }

    private mutating func leave(_ slot: Slot) {
        timers[slot] = nil
        if let request = asked.removeValue(forKey: slot) { abandoned.append(request) }
    }

    // MARK: Answers

    /// The keys rest: what waited for that is asked for.
    mutating func rest() {
        guard let message = timers.removeValue(forKey: .page) else { return }
        tell(message)
    }

    /// Answers what is asked for in a slot. False when nothing is.
    @discardableResult
    mutating func answer(_ slot: Slot = .page) -> Bool {
        guard let request = asked.removeValue(forKey: slot), let message = reply(to: request) else { return false }
        tell(message)
        return true
    }

    mutating func fail(_ slot: Slot = .page, _ error: DeskError = .outOfReach("gone")) {
        guard case .page(let request)? = asked.removeValue(forKey: slot) else { return }
        tell(.page(request, .failure(error)))
    }

    /// Until nothing is under way.
    mutating func settle() {
        for _ in 0..<50 {
            rest()
            let slots = asked.keys.sorted { $0.name < $1.name }
            if slots.isEmpty { return }
            for slot in slots { answer(slot) }
        }
        Issue.record("the table never comes to rest: \(asked)")
    }

    func reply(to request: DeskRequest) -> ConsoleMessage? {
        if let database { return database(request) }
        return switch request {
        case .page(let request): .page(request, .success(page(request)))
        case .count(let filter): .counted(filter, .success(found(filter).count))
        case .estimate(let filter): .estimated(filter, .success(found(filter).count * 20))
        case .landmarks(let filter, let sort): .landmarks(filter, sort, .success(landmarks(filter, sort)))
        case .person(let serial):
            .person(
                serial,
                people.first { $0.serial == serial }.map { .success(Fixture.card($0)) } ?? .failure(.notFound))
        default: nil
        }
    }

    // MARK: The database

    static func key(_ row: Registration, _ sort: AttendeeSort) -> AttendeeKey {
        let value =
            switch sort.column {
            case .name: row.name
            case .affiliation: row.affiliation ?? ""
            case .status: String(Registration.Status.allCases.firstIndex(of: row.status) ?? 0)
            default: ""
            }
        return AttendeeKey(value: value, serial: row.serial)
    }

    private func found(_ filter: AttendeeFilter) -> [Registration] {
        people.filter { row in
            filter.search.matches(SearchIndex(row), serial: row.serial)
                && filter.clauses.allSatisfy { clause in
                    guard case .status(let wanted) = clause.test else { return true }
                    return wanted.contains(row.status)
                }
        }
    }

    /// Everybody whom the filter leaves, in the order of the sort.
    func slice(_ filter: AttendeeFilter, _ sort: AttendeeSort) -> [AttendeeRow] {
        found(filter).map { AttendeeRow(registration: $0, key: Self.key($0, sort)) }
            .sorted { sort.precedes($0.key, $1.key) }
    }

    /// What the table should show a part of.
    var slice: [AttendeeRow] { slice(table.filter, table.sort) }

    private func landmarks(_ filter: AttendeeFilter, _ sort: AttendeeSort) -> [AttendeeKey] {
        let keys = slice(filter, sort).map(\.key)
        return keys.isEmpty ? [] : (0...100).map { keys[$0 * (keys.count - 1) / 100] }
    }

    private func page(_ request: AttendeePageRequest) -> AttendeePage {
        let rows = slice(request.filter, request.sort)
        let (sort, limit) = (request.sort, request.limit)
        func ahead(from first: Int, before: Bool) -> AttendeePage {
            let first = min(first, rows.count)
            let end = min(first + limit, rows.count)
            return AttendeePage(rows: Array(rows[first..<end]), hasMoreBefore: before, hasMoreAfter: end < rows.count)
        }
        func back(to end: Int, after: Bool) -> AttendeePage {
            let end = max(end, 0)
            let first = max(end - limit, 0)
            return AttendeePage(rows: Array(rows[first..<end]), hasMoreBefore: first > 0, hasMoreAfter: after)
        }
        switch request.start {
        case .first: return ahead(from: 0, before: false)
        case .last: return back(to: rows.count, after: false)
        case .from(let key): return ahead(from: rows.prefix { sort.precedes($0.key, key) }.count, before: true)
        case .after(let key, let skip):
            return ahead(from: rows.prefix { !sort.precedes(key, $0.key) }.count + skip, before: true)
        case .before(let key, let skip):
            return back(to: rows.prefix { sort.precedes($0.key, key) }.count - skip, after: true)
        case .around(let serial):
            guard let index = rows.firstIndex(where: { $0.registration.serial == serial }) else {
                return ahead(from: 0, before: false)
            }
            let first = max(index - limit / 2, 0)
            return ahead(from: first, before: first > 0)
        }
    }
}

extension TableRig {
    /// People with gaps between their serials, many of one name, and some of each status.
    static func people(_ count: Int) -> [Registration] {
        let statuses: [Registration.Status] = [.approved, .approved, .applied, .waitlisted]
        return (0..<count).map {
            Fixture.row(
                Int64($0) * 3 + 1, $0.isMultiple(of: 7) ? "일곱\($0 % 3)" : "사람\($0 % 9)",
                status: statuses[$0 * 5 % statuses.count])
        }
    }
}
