// Carrying out what the queue of review asks: one decision where other saves go, many as long work.

import Desk
import Domain
import Store
import Synchronization
import Terminal

/// The long decisions under way, so that one can be told to stop and still be answered.
final class ReviewJobs: Sendable {
    private let jobs = Mutex<[CommandID: JobID]>([:])

    subscript(id: CommandID) -> JobID? {
        get { jobs.withLock { $0[id] } }
        set { jobs.withLock { $0[id] = newValue } }
    }
}

extension DeskPerformer {
    private static let pageRows = 1_000

    func perform(
        _ task: ReviewTask, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        switch task {
        case .decide(let work): perform(work, service, ticket, reply, done)
        case .stop(let id):
            defer { done() }
            if let job = reviews[id] { service.cancel(job) }
        case .undo(let work): perform(work, service, ticket, reply, done)
        case .last:
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let result = desk.flatMap { desk in Result { () throws(DeskError) in try desk.lastReview() } }
                reply(.review(.last(result)))
            }
        case .progress(let draft):
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try desk.progress(of: draft) }
                }
                reply(.review(.progress(draft, result)))
            }
        case .seats(let serial):
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in
                        SeatsAnswer(
                            seats: try desk.seats(),
                            place: try serial.flatMap { (serial) throws(DeskError) in try desk.placeInLine(of: serial) }
                        )
                    }
                }
                reply(.review(.seats(serial, result)))
            }
        case .rows(let filter, let sort):
            service.survey(ticket.number, dropped: done) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try Self.rows(filter, sort, desk) }
                }
                reply(.review(.rows(filter, result)))
            }
        }
    }

    private func perform(
        _ work: ReviewWork, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        guard work.review.rows.count > 1 else {
            return service.write(ticket.number) { desk in
                defer { done() }
                reply(.review(.decided(work, desk.flatMap { Self.decide(work, $0) })))
                Self.tellOthers(desk)
            }
        }
        reviews[work.id] = ticket.number
        let stopped: @Sendable () -> Void = {
            var report = ReviewReport()
            report.wasStopped = true
            reply(.review(.decided(work, .success(ReviewAnswer(report: report)))))
            done()
        }
        service.work(ticket.number, dropped: stopped) { [reviews] desk, stop in
            defer { done() }
            let result = desk.flatMap { desk in
                Result { () throws(DeskError) in
                    var answer = ReviewAnswer(
                        report: try work.runAsFarAsItGoes(on: desk, stop: stop) { reply(.working($0)) })
                    // Their names are asked for where somebody answers.
                    if answer.report.cutOff == nil { answer.promoted = Promotions(answer.report.promoted, desk) }
                    return answer
                }
            }
            reviews[work.id] = nil
            reply(.review(.decided(work, result)))
            Self.tellOthers(desk)
        }
    }

    private func perform(
        _ work: ReviewUndoWork, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        guard work.people > 1 else {
            return service.write(ticket.number) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try work.runAsFarAsItGoes(on: desk) }
                }
                reply(.review(.undone(work, result)))
                Self.tellOthers(desk)
            }
        }
        reviews[work.id] = ticket.number
        let stopped: @Sendable () -> Void = {
            var report = ReviewReport()
            report.wasStopped = true
            reply(.review(.undone(work, .success(report))))
            done()
        }
        service.work(ticket.number, dropped: stopped) { [reviews] desk, stop in
            defer { done() }
            let result = desk.flatMap { desk in
                Result { () throws(DeskError) in
                    try work.runAsFarAsItGoes(on: desk, stop: stop) { reply(.working($0)) }
                }
            }
            reviews[work.id] = nil
            reply(.review(.undone(work, result)))
            Self.tellOthers(desk)
        }
    }

    /// One decision, with what the screen shows of the person afterwards. What cannot be read then is not shown.
    private static func decide(_ work: ReviewWork, _ desk: Desk) -> Result<ReviewAnswer, DeskError> {
        Result { () throws(DeskError) in
            var answer = ReviewAnswer(report: try work.runAsFarAsItGoes(on: desk))
            // Whom nobody answers about is not read either.
            guard answer.report.cutOff == nil else { return answer }
            answer.promoted = Promotions(answer.report.promoted, desk)
            guard let serial = work.review.rows.first?.serial else { return answer }
            if answer.report.result.refused.isEmpty {
                answer.row = try? desk.registration(serial)
            } else if let file = try? desk.personFile(serial) {
                answer.row = file.row
                answer.latest = file.history.steps.last { $0.command.refusal == nil }?.command
            }
            if answer.row?.status == .waitlisted { answer.place = try? desk.placeInLine(of: serial) }
            return answer
        }
    }

    private static func rows(
        _ filter: AttendeeFilter, _ sort: AttendeeSort, _ desk: Desk
    ) throws(DeskError) -> [Review.Row] {
        var rows: [Review.Row] = []
        var start = AttendeeQuery.Start.first
        while rows.count < ReviewMarks.most {
            let page = try desk.attendees(
                filter: filter, sort: sort, start: start, limit: min(pageRows, ReviewMarks.most - rows.count))
            rows += page.rows.map { Review.Row(serial: $0.registration.serial, version: $0.registration.version) }
            guard page.hasMoreAfter, let last = page.rows.last else { break }
            start = .after(last.key, skipping: 0)
        }
        return rows
    }
}
