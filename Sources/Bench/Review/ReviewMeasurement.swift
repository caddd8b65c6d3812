// Decisions on ten thousand applications, against a bare UPDATE of the same rows on the same server.

import Domain
import Postgres
import Store
import TestSupport

/// Rounds of ours and of the bare statement in turn, over the same rows.
enum ReviewMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let count = options.isQuick ? 2_000 : 10_000
        let owner = try Connection(try TestCluster.shared.makeDatabase(), applicationName: "bench")
        _ = try Migrator(owner).migrate()
        let expo = try Expo(Store(owner))
        try CrowdLoader(owner, event: expo.event).load(expo.people(count))
        var (ours, theirs, steps): ([Double], [Double], [Double]) = ([], [], [])
        for round in 0..<(options.isQuick ? 2 : 6) {
            // Every round decides everybody another way, so that every row changes.
            let decision: Review.Decision = round.isMultiple(of: 2) ? .approve : .hold
            let versions = try versions(owner)
            let all = Stopwatch()
            for start in stride(from: 0, to: count, by: Review.mostRows) {
                let rows = Array(versions[start..<min(start + Review.mostRows, count)])
                let step = Stopwatch()
                guard case .reviewed(let result) = try expo.store.apply(expo.command(decision, rows)).outcome,
                    result.decided.count == rows.count
                else { throw SupportError("not everybody was decided") }
                steps.append(step.milliseconds)
            }
            ours.append(Double(count) / all.seconds)
            try owner.script("VACUUM (ANALYZE) expo.registration")
            let bare = Stopwatch()
            try owner.script(
                "UPDATE expo.registration SET status = 'applied', version = version + 1, changed = pg_current_xact_id()"
            )
            theirs.append(Double(count) / bare.seconds)
            try owner.script("VACUUM (ANALYZE) expo.registration")
        }
        let how = "\(count) applications, \(Review.mostRows) a step, \(ours.count) rounds"
        return [
            .peer(
                "decide applications", how, ours: Number.median(ours), peer: Number.median(theirs),
                named: "bare UPDATE", unit: "/s", atLeast: nil),
            .limit(
                "decide applications, the longest step", "\(how): as long may a check-in wait",
                ours: steps.max() ?? 0, limit: 200, unit: "ms", digits: 1),
        ]
    }

    private static func versions(_ owner: Connection) throws -> [Review.Row] {
        try owner.run(Statement("bench.versions", "SELECT serial, version FROM expo.registration ORDER BY serial"))
            .compactMap { row in
                let version = Int(try row.int(1))
                return Serial(rawValue: try row.int(0)).map { Review.Row(serial: $0, version: version) }
            }
    }

    /// An event without limits and one desk.
    private struct Expo {
        let store: Store
        let event: EventID
        private let form: FormReference
        private let desk = DeskID(bytes: [UInt8](repeating: 0xD0, count: 16))
        private let day: CalendarDate

        init(_ store: Store) throws {
            guard let day = CalendarDate("2026-05-01") else { throw SupportError("no day") }
            (self.store, self.day) = (store, day)
            event = try store.createEvent(
                NewEvent(
                    slug: "bench", title: "Bench", firstDay: day, lastDay: day, timeZone: "Asia/Seoul", isSample: false,
                    categories: [Category(id: "general", label: Localized(ko: "일반인", en: "General"))],
                    secret: [UInt8](repeating: 9, count: 32))
            ).event.id
            form = try store.publish(
                FormDefinition(id: "walk-in", title: Localized(ko: "등록", en: "Walk-in"), fields: []), event: event)
            try store.announce(desk: desk, name: "desk 1", event: event)
        }

        func people(_ count: Int) -> [Registration] {
            let crowd = SampleCrowd(
                seed: 7, count: count, categories: "general 1", form: form, consentVersion: "2026-1", firstDay: day)
            return (0..<count).compactMap { number in
                var person = crowd.person(number)
                person?.status = .applied
                person?.mergedInto = nil
                return person
            }
        }

        func command(_ decision: Review.Decision, _ rows: [Review.Row]) -> Command {
            let now = Timestamp(milliseconds: 1_790_000_000_000)
            let random = (0..<10).map { _ in UInt8.random(in: 0...255) }
            return Command(
                id: CommandID(at: now, random: random), event: event, desk: desk, deskSequence: 1, actor: "desk 1",
                madeAt: now, action: .review(Review(decision, rows)))
        }
    }
}
