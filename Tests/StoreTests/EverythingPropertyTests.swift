// Everything that desks can do, at once and by chance, over few people: what must always be true, is.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Everything at once", .serialized)
struct EverythingPropertyTests {
    @Test(
        "after any work on 6 connections: numbers, seats and sessions are true, and every history ends with the row there is"
    )
    func everything() async throws {
        let random = SeededRandom.fromEnvironment()
        let fixture = try Fixture()
        let store = try fixture.store()
        try fixture.apply(EverythingWorker.people, category: "general", at: store)
        for id in EverythingWorker.sessions {
            _ = try store.apply(
                fixture.plan(try Fixture.session(id, capacity: 3, waiting: 4, hours: EverythingWorker.hours(id))))
        }
        _ = try store.apply(fixture.capacity(16))
        _ = try fixture.review(.approve, Array(EverythingWorker.people), at: store)
        for serial in Int64(1)...7 {
            for session in ["a", "c"] { _ = try store.apply(fixture.enrol(serial, session)) }
            // Later than this there may be few who can leave.
            for mode in [CheckIn.Mode.enter, .leave] { _ = try store.apply(fixture.scan(serial, mode)) }
        }
        #expect(try fixture.count("SELECT min(waiting) FROM expo.session WHERE id <> 'b'") == 4)
        let words = try await together(6) { lane in
            var worker = try EverythingWorker(fixture, lane, SeededRandom(seed: random.seed &+ UInt64(lane)))
            for _ in 0..<150 { try worker.work() }
            return worker.words
        }.reduce(into: Set<String>()) { $0.formUnion($1) }
        let note = "seed \(random.seed)"
        // A limit set early may keep a kind or two from ever being carried out.
        let carriedOut = words.intersection([
            "register registered", "edit edited", "cancel cancelled", "restore restored", "check_in checked_in",
            "review reviewed", "set_capacity capacity_set", "enrol enrolled", "reissue reissued", "import stored",
        ])
        #expect(carriedOut.count >= 7, "\(note): \(words.sorted())")
        // By chance nearly everybody has moved on: an undo that is carried out comes from here.
        try fixture.apply(9_000...9_001, at: store)
        let rejection = fixture.review(.reject, [(9_000, 1), (9_001, 1)])
        _ = try store.apply(rejection)
        let undo = fixture.command(.undoReview(ReviewUndo([rejection.id])))
        #expect(try store.apply(undo).outcome.word == "review_undone", "\(note)")
        #expect(try store.apply(undo).isReplay)
        try checkNumbers(fixture, store, note)
        try checkHistories(fixture, store, note)
    }

    private func checkNumbers(_ fixture: Fixture, _ store: Store, _ note: String) throws {
        #expect(try store.counterFlaws(fixture.event) == [], "\(note)")
        try fixture.checkSeats(note)
        let seats = try store.seats(of: fixture.event)
        let approved = "SELECT count(*) FROM expo.registration WHERE status = 'approved'"
        if let event = seats.event { #expect(try event.taken == fixture.count(approved), "\(note)") }
        for (category, scope) in seats.categories {
            #expect(try scope.taken == fixture.count(approved + " AND category = '\(category)'"), "\(note)")
        }
        let none = [
            "seats over": "SELECT count(*) FROM expo.seats WHERE taken > ceiling",
            "seats of those who are out": """
            SELECT count(*) FROM expo.enrolment n JOIN expo.registration r USING (event_id, serial)
            WHERE r.status = 'merged' OR r.status <> 'approved' AND NOT EXISTS (SELECT FROM expo.admission a
                WHERE a.serial = n.serial AND a.place = 'session:' || n.session_id)
            """,
            "admissions of old serials": """
            SELECT count(*) FROM expo.admission a JOIN expo.registration r USING (event_id, serial)
            WHERE r.status = 'merged'
            """,
            "passes of old serials": """
            SELECT count(*) FROM expo.registration r WHERE r.status = 'merged'
                AND NOT EXISTS (SELECT FROM expo.revocation v WHERE v.serial = r.serial)
            """,
        ]
        for (what, sql) in none { #expect(try fixture.count(sql) == 0, "\(note): \(what)") }
    }

    private func checkHistories(_ fixture: Fixture, _ store: Store, _ note: String) throws {
        let forms = [fixture.form: EverythingWorker.form]
        let serials = try fixture.owner().run(Statement("serials", "SELECT serial FROM expo.registration"))
            .map { try $0.int(0) }
        for serial in serials {
            let row = try fixture.row(serial)
            var log = try store.commands(on: row.serial, event: fixture.event, limit: 5_000).commands
            var current = row.serial
            while let before = LoggedCommand.serial(before: current, in: log) {
                let known = Set(log.map(\.id))
                log += try store.commands(on: before, event: fixture.event, limit: 5_000).commands
                    .filter { !known.contains($0.id) }
                current = before
            }
            log.sort { ($0.appliedAt, $0.madeAt) < ($1.appliedAt, $1.madeAt) }
            let history = PersonHistory(log, of: row.serial, forms: forms)
            #expect(
                history.steps.last?.after == row,
                "\(note): \(serial) \(log.map { "\($0.kind) \($0.word) \($0.version ?? 0) \($0.isAboutOther)" })")
            #expect(history.newest?.command.version == row.version, "\(note): \(serial)")
        }
    }

    @Test("an edit is taken back after an import, a decision, a seat that came free, a new pass and an enrolment")
    func undo() throws {
        let fixture = try Fixture()
        let store = try fixture.store()
        let forms = [fixture.form: EverythingWorker.form]
        try fixture.apply(1...3, category: "general", at: store)
        _ = try store.apply(fixture.capacity(1))
        _ = try fixture.review(.approve, [1, 2, 3], at: store)
        _ = try store.apply(fixture.cancel(try fixture.row(1)))
        #expect(try fixture.status(2, at: store) == .approved)
        _ = try store.apply(fixture.reissue(try fixture.row(2), as: 50))
        _ = try store.apply(fixture.plan(try Fixture.session("a", capacity: 3)))
        #expect(try store.apply(fixture.enrol(50, "a")).outcome.word == "enrolled")
        let before = try fixture.row(50)
        let row = try #require(try store.apply(fixture.edit(before, phone: "01012345678")).row)
        let log = try [Int64(2), 50].flatMap {
            try store.commands(on: Fixture.serial($0), event: fixture.event, limit: 99).commands
        }
        let once = Dictionary(log.map { ($0.id, $0) }, uniquingKeysWith: { $1 }).values
            .sorted { ($0.appliedAt, $0.madeAt) < ($1.appliedAt, $1.madeAt) }
        let history = PersonHistory(once, of: row.serial, forms: forms)
        let undo = try history.undo(of: row, forms: forms, reason: "")
        let undone = try #require(try store.apply(fixture.command(undo.action)).row)
        #expect(undone.isSame(as: before) && undone.version == before.version + 2)
    }
}
