// A migrated database with an event, and the commands a desk would send there.

import Domain
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

/// A database of a test's own with one event, its form published and one desk announced.
final class Fixture: Sendable {
    let conninfo: String
    let event: EventID
    let form: FormReference
    static let desk = DeskID(bytes: [UInt8](repeating: 7, count: 16))
    private let counter = Mutex<UInt64>(0)

    init() throws {
        conninfo = try TestCluster.shared.makeDatabase()
        let owner = try Connection(conninfo, applicationName: "owner")
        _ = try Migrator(owner).migrate()
        let store = Store(owner)
        let firstDay = try #require(CalendarDate("2026-05-01"))
        let lastDay = try #require(CalendarDate("2026-05-02"))
        event = try store.createEvent(
            NewEvent(
                slug: "expo", title: "엑스포", firstDay: firstDay, lastDay: lastDay, timeZone: "Asia/Seoul",
                isSample: false,
                categories: ["general", "teacher"].map { Category(id: $0, label: Localized(ko: $0, en: $0)) },
                secret: [UInt8](repeating: 9, count: 32))
        ).event.id
        form = try store.publish(Self.definition(), event: event)
        try store.announce(desk: Self.desk, name: "desk 1", event: event)
    }

    static func definition(_ change: (inout FormDefinition) -> Void = { _ in }) -> FormDefinition {
        func field(_ id: FieldID, _ kind: FormField.Kind) -> FormField {
            var field = FormField(id: id, kind: kind, label: Localized(ko: id.text, en: id.text))
            field.required = id == .name || id == .consent
            field.optionsAreCategories = id == .category
            if kind == .consent {
                field.consentText = Localized(ko: "동의", en: "I agree")
                field.consentVersion = "2026-1"
            }
            return field
        }
        var form = FormDefinition(
            id: "walk-in", title: Localized(ko: "현장 등록", en: "Walk-in"),
            fields: [
                field(.name, .text), field(.phone, .phone), field(.affiliation, .text), field(.category, .choice),
                field(.email, .email), field(.consent, .consent),
            ])
        change(&form)
        return form
    }

    /// A connection as the desk's role, as the program's desks have it.
    func store() throws -> Store {
        Store(try connection())
    }

    func connection(user: String = "expo_desk") throws -> Connection {
        try Connection(conninfo + " user=\(user)", applicationName: "test")
    }

    func owner() throws -> Connection {
        try Connection(conninfo, applicationName: "owner")
    }

    static func serial(_ number: Int64) -> Serial {
        guard let serial = Serial(rawValue: number) else { preconditionFailure("not a serial: \(number)") }
        return serial
    }

    /// A command with an id of its own.
    func command(_ action: Command.Action, desk: DeskID = Fixture.desk) -> Command {
        let number = counter.withLock { counter in
            counter += 1
            return counter
        }
        let random = (0..<10).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0 % 8))) }
        return Command(
            id: CommandID(at: Timestamp(milliseconds: 1_777_593_600_000 + Int64(number)), random: random), event: event,
            desk: desk, deskSequence: Int64(number), actor: "desk 1",
            madeAt: Timestamp(milliseconds: 1_777_593_600_123), action: action)
    }

    func registration(
        _ serial: Int64, name: String = "김민준", phone: String? = nil, affiliation: String? = nil,
        category: String? = nil
    ) -> Command {
        var random = SystemRandomNumberGenerator()
        return command(
            .register(
                NewRegistration(
                    serial: Self.serial(serial),
                    publicID: Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }),
                    source: .walkIn, form: form,
                    answers: Self.answers(name: name, phone: phone, affiliation: affiliation, category: category))))
    }

    static func answers(
        name: String = "김민준", phone: String? = nil, affiliation: String? = nil, category: String? = nil
    ) -> Answers {
        var answers: Answers = [.name: .text(name), .consent: .flag(true)]
        answers[.phone] = phone.map { .text($0) }
        answers[.affiliation] = affiliation.map { .text($0) }
        answers[.category] = category.map { .text($0) }
        return answers
    }

    func edit(_ row: Registration, phone: String?) -> Command {
        command(
            .edit(
                serial: row.serial, version: row.version, form: form,
                answers: Self.answers(name: row.name, phone: phone)))
    }

    func cancel(_ row: Registration) -> Command {
        command(.cancel(serial: row.serial, version: row.version, reason: "본인 요청"))
    }

    func restore(_ row: Registration, to status: Registration.Status = .approved) -> Command {
        command(.restore(serial: row.serial, version: row.version, status: status))
    }

    /// Whom a search finds, at most five.
    func found(_ text: String) -> AttendeeQuery {
        AttendeeQuery(event: event, filter: AttendeeFilter(search: SearchQuery(text)), limit: 5)
    }

    /// One number that a query gives.
    func count(_ sql: String) throws -> Int {
        Int(try owner().run(Statement("count", sql))[0].int(0))
    }
}

/// Runs `body` for each of 0..<count on threads of their own, all let go at once; gives what they gave, in their order.
func together<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
) async throws -> [Result] {
    let gate = Gate(count)
    return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        for index in 0..<count {
            group.addTask {
                try await withCheckedThrowingContinuation { continuation in
                    Gate.thread {
                        gate.wait()
                        continuation.resume(with: Swift.Result { (index, try body(index)) })
                    }
                }
            }
        }
        var results: [(Int, Result)] = []
        for try await result in group { results.append(result) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
