// An expo whose applications are decided: a server of its own, as a data folder has it, and two desks.

import Domain
import Postgres
import Store
import TestSupport

/// An event without limits in which everybody has applied.
final class ReviewExpo {
    let address: String
    let serials: [Serial]
    private let event: EventID
    private let owner: Connection
    private let store: Store
    /// The steps of the last decision.
    private var decided: [CommandID] = []
    private let desks = (0..<2).map { DeskID(bytes: [UInt8](repeating: 0xD0, count: 15) + [$0]) }
    /// In the morning of the event's day.
    private static let moment = Timestamp(milliseconds: 1_777_600_000_000)

    init(people count: Int) throws {
        guard let day = CalendarDate("2026-05-01") else { throw SupportError("no day") }
        address = try PrivateServer(dataFolder: TestRun.shared.makeFolder()).ensureRunning().conninfo()
        owner = try Connection(address, applicationName: "bench")
        _ = try Migrator(owner).migrate()
        store = Store(try Connection(address, applicationName: "bench"))
        event = try store.createEvent(
            NewEvent(
                slug: "bench", title: "Bench", firstDay: day, lastDay: day, timeZone: "Asia/Seoul", isSample: false,
                categories: [Category(id: "general", label: Localized(ko: "일반인", en: "General"))],
                secret: [UInt8](repeating: 9, count: 32))
        ).event.id
        let form = try store.publish(
            FormDefinition(id: "walk-in", title: Localized(ko: "등록", en: "Walk-in"), fields: []), event: event)
        for (number, desk) in desks.enumerated() {
            try store.announce(desk: desk, name: "desk \(number)", event: event)
        }
        let crowd = SampleCrowd(
            seed: 7, count: count, categories: "general 1", form: form, consentVersion: "2026-1", firstDay: day)
        let people = (0..<count).compactMap { number -> Registration? in
            var person = crowd.person(number)
            person?.status = .applied
            person?.mergedInto = nil
            return person
        }
        serials = people.map(\.serial)
        try CrowdLoader(owner, event: event).load(people)
    }

    /// Decides everybody. Gives how long each step took, in milliseconds.
    func decideAll(_ decision: Review.Decision) throws -> [Double] {
        let rows = try owner.run(
            Statement("bench.versions", "SELECT serial, version FROM expo.registration ORDER BY serial")
        ).compactMap { row in
            let version = Int(try row.int(1))
            return Serial(rawValue: try row.int(0)).map { Review.Row(serial: $0, version: version) }
        }
        decided = []
        return try stride(from: 0, to: rows.count, by: Review.mostRows).map { start in
            let step = Array(rows[start..<min(start + Review.mostRows, rows.count)])
            let command = command(desk: 0, .review(Review(decision, step)))
            let watch = Stopwatch()
            guard case .reviewed(let result) = try store.apply(command).outcome, result.decided.count == step.count
            else { throw SupportError("not everybody was decided") }
            decided.append(command.id)
            return watch.milliseconds
        }
    }

    /// Takes the last decision back, step by step as a desk does. Gives how long each step took, in milliseconds.
    func undoAll() throws -> [Double] {
        var people = 0
        let steps = try decided.reversed().map { step in
            var command = command(desk: 0, .undoReview(ReviewUndo([step])))
            command.id = step.undoing
            let watch = Stopwatch()
            let outcome = try store.apply(command).outcome
            guard case .reviewUndone(let result) = outcome else {
                throw SupportError("not taken back: \(outcome.word)")
            }
            people += result.decided.count
            return watch.milliseconds
        }
        guard people == serials.count else { throw SupportError("not everybody was put back") }
        return steps
    }

    /// The same rows in one statement of one's own. Gives seconds, and leaves everybody applied.
    func bareUpdate() throws -> Double {
        try owner.script("VACUUM (ANALYZE) expo.registration")
        let watch = Stopwatch()
        try owner.script(
            "UPDATE expo.registration SET status = 'applied', version = version + 1, changed = pg_current_xact_id()")
        let seconds = watch.seconds
        try owner.script("VACUUM (ANALYZE) expo.registration")
        return seconds
    }

    /// A scan at the other desk, of anybody: one of those who are being decided.
    func scan(_ serial: Serial) -> Command {
        command(desk: 1, .checkIn(CheckIn(serial: serial, mode: .enter, gate: .main, at: Self.moment)))
    }

    private func command(desk number: Int, _ action: Command.Action) -> Command {
        let random = (0..<10).map { _ in UInt8.random(in: 0...255) }
        return Command(
            id: CommandID(at: Self.moment, random: random), event: event, desk: desks[number], deskSequence: 1,
            actor: "desk \(number)", madeAt: Self.moment, action: action)
    }
}
