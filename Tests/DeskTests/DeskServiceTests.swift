// A console's threads: reads that can be taken back, writes that cannot, drafts that wait for neither.

import Desk
import Domain
import Journal
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@Suite("DeskService", .serialized)
struct DeskServiceTests {
    let rig: DeskRig
    let service: DeskService

    init() throws {
        rig = try DeskRig()
        let folder = TestRun.shared.makeFolder()
        service = DeskService(rig.settings(folder), journal: try Journal(dataFolder: folder))
    }

    enum Answer: Sendable, Equatable {
        case rows(Int)
        case cancelled
        case failed(String)
        case dropped
    }

    /// Answers of jobs, as they come.
    final class Answers: Sendable {
        private let answers = Mutex<[JobID: Answer]>([:])

        func put(_ job: JobID, _ answer: Answer) { answers.withLock { $0[job] = answer } }
        subscript(job: JobID) -> Answer? { answers.withLock { $0[job] } }
        func wait(_ job: JobID) -> Answer? { eventually { self[job] != nil } ? self[job] : nil }
    }

    private func search(_ job: JobID, _ answers: Answers) {
        service.read(job, dropped: { answers.put(job, .dropped) }) { desk in
            do {
                answers.put(job, .rows(try desk.get().attendees("김", limit: 5).rows.count))
            } catch DeskError.store(.postgres(let error)) where error.isCancelled {
                answers.put(job, .cancelled)
            } catch {
                answers.put(job, .failed(String(describing: error)))
            }
        }
    }

    /// Somebody who makes every search wait until told to let go.
    private func block() throws -> Connection {
        let owner = try rig.owner()
        try owner.script("BEGIN; LOCK TABLE expo.search IN ACCESS EXCLUSIVE MODE")
        return owner
    }

    private func waiting() throws -> Int {
        try rig.count(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk' AND wait_event_type = 'Lock'
            """)
    }

    @Test("a look-up that nobody waits for any more ends at the server, and the next one works")
    func cancelRunning() throws {
        let answers = Answers()
        let blocker = try block()
        search(1, answers)
        #expect(try eventually { try waiting() == 1 })
        #expect(!service.cancel(1))
        #expect(answers.wait(1) == .cancelled)
        #expect(try waiting() == 0)
        try blocker.script("ROLLBACK")
        search(2, answers)
        #expect(answers.wait(2) == .rows(0))
        service.close()
    }

    @Test("a look-up that has not begun is taken out of the queue and never runs")
    func cancelWaiting() throws {
        let answers = Answers()
        let blocker = try block()
        search(1, answers)
        #expect(try eventually { try waiting() == 1 })
        search(2, answers)
        #expect(service.cancel(2))
        #expect(answers[2] == .dropped)
        #expect(!service.cancel(77))
        try blocker.script("ROLLBACK")
        #expect(answers.wait(1) == .rows(0))
        search(3, answers)
        #expect(answers.wait(3) == .rows(0))
        #expect(answers[2] == .dropped)
        service.close()
    }

    @Test("a cancellation never hits the look-up after the one it was meant for")
    func lateCancel() throws {
        let answers = Answers()
        for round in JobID(0)..<150 {
            let (unwanted, wanted) = (round * 2 + 1, round * 2 + 2)
            search(unwanted, answers)
            search(wanted, answers)
            // Sometimes before it begins, sometimes while it runs, sometimes as it ends.
            if round.isMultiple(of: 3) { _ = eventually { answers[unwanted] != nil } }
            service.cancel(unwanted)
            #expect(answers.wait(wanted) == .rows(0), "round \(round)")
        }
        service.close()
    }

    @Test("a save goes through while a look-up hangs, and drafts wait for neither")
    func lanes() throws {
        let answers = Answers()
        let first = answers
        service.write(1) { desk in
            // The block of serials and the form, while nothing is in the way yet.
            _ = try? desk.get().submit(People.walkIn(desk.get(), "먼저"))
            first.put(1, .rows(1))
        }
        #expect(answers.wait(1) == .rows(1))
        let owner = try rig.owner()
        try owner.script("BEGIN; LOCK TABLE expo.migration IN ACCESS EXCLUSIVE MODE")
        service.read(2) { desk in
            answers.put(2, .rows((try? desk.get().attendees("", limit: 5).rows.count) ?? -1))
        }
        service.write(3) { desk in
            let result = try? desk.get().submit(People.walkIn(desk.get(), "김민준"))
            answers.put(
                3, result?.receipt?.outcome.word == "registered" ? .rows(1) : .failed("\(String(describing: result))"))
        }
        service.keep(4) { answers.put(4, .rows(0)) }
        // The reading lane still opens its desk, which looks at the schema's version first: it hangs.
        #expect(try eventually { try waiting() == 1 })
        #expect(answers.wait(3) == .rows(1))
        #expect(answers.wait(4) == .rows(0))
        #expect(answers[2] == nil)
        try owner.script("ROLLBACK")
        #expect(answers.wait(2) == .rows(2))
        service.close()
    }

    @Test("a slow count holds up no page, and is ended at the server when nobody waits for it any more")
    func survey() throws {
        let answers = Answers()
        search(1, answers)
        #expect(answers.wait(1) == .rows(0))
        let blocker = try block()
        service.survey(2, dropped: { answers.put(2, .dropped) }) { desk in
            do {
                answers.put(2, .rows(try desk.get().count(AttendeeFilter(search: SearchQuery("김")))))
            } catch DeskError.store(.postgres(let error)) where error.isCancelled {
                answers.put(2, .cancelled)
            } catch {
                answers.put(2, .failed(String(describing: error)))
            }
        }
        #expect(try eventually { try waiting() == 1 })
        // The reading thread is free: what needs no search table is answered.
        service.read(3) { desk in
            answers.put(3, (try? desk.get().registration(#require(Serial(rawValue: 1)))) == nil ? .rows(0) : .rows(1))
        }
        #expect(answers.wait(3) == .rows(0))
        #expect(answers[2] == nil)
        #expect(!service.cancel(2))
        #expect(answers.wait(2) == .cancelled)
        try blocker.script("ROLLBACK")
        service.close()
    }

    @Test("a desk that could not be opened is opened with the next job")
    func opensAgain() throws {
        let answers = Answers()
        try rig.owner().script("UPDATE expo.migration SET number = number + 100")
        search(1, answers)
        guard case .failed? = answers.wait(1) else {
            Issue.record("opened over a newer schema")
            return
        }
        try rig.owner().script("UPDATE expo.migration SET number = number - 100")
        search(2, answers)
        #expect(answers.wait(2) == .rows(0))
        service.close()
    }

    @Test("a look-up's line that is cut is taken up again, and can be cancelled again")
    func reconnect() throws {
        let answers = Answers()
        search(1, answers)
        #expect(answers.wait(1) == .rows(0))
        try rig.owner().script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk'
            """)
        search(2, answers)
        #expect(answers.wait(2) == .rows(0))
        let blocker = try block()
        search(3, answers)
        #expect(try eventually { try waiting() == 1 })
        service.cancel(3)
        #expect(answers.wait(3) == .cancelled)
        try blocker.script("ROLLBACK")
        service.close()
    }

    @Test("when the database last answered is told by the event's time, whatever this machine's clock shows")
    func lastContact() throws {
        let folder = TestRun.shared.makeFolder()
        let wrong = DeskService(
            rig.settings(folder), journal: try Journal(dataFolder: folder), clock: { Timestamp(milliseconds: 1_000) })
        defer { wrong.close() }
        let answers = Answers()
        wrong.read(1) { desk in
            answers.put(1, (try? desk.get().attendees("", limit: 1)) == nil ? .failed("") : .rows(0))
        }
        #expect(answers.wait(1) == .rows(0))
        let contact = try #require(wrong.lastContact)
        #expect(contact.milliseconds > 1_000_000_000_000)
        service.close()
    }
}
