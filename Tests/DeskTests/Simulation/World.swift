// A simulated world: desks, lines, a server, and one generator of chance, so that a seed is a history.

import Domain
import Store
import TestSupport

@testable import Desk

/// Plays one history, step by step, and remembers what everybody was told.
final class World {
    /// What somebody was told, and when: steps are counted.
    struct Told {
        enum Answer {
            case applied(Outcome, isByCopy: Bool)
            case kept(Outcome)
            case queued
        }

        var submission: Submission
        var desk: Int
        var answer: Answer
        /// When they asked first, and when they were first told.
        var asked: Int
        var answered: Int

        /// It left nothing behind: asked again, it is another matter.
        var isOpen: Bool { if case .applied(_, isByCopy: true) = answer { true } else { false } }
    }

    var random: SeededRandom
    let server: SimServer
    let desks: [SimDesk]
    var consoles: [SimConsole] = []
    private(set) var told: [CommandID: Told] = [:]
    private var asked: [CommandID: Int] = [:]
    /// When a command was stored at a desk, in truth, and in which start of its machine.
    private(set) var stored: [CommandID: (time: Int64, boot: Int)] = [:]
    /// Passages that somebody was told of, to be taken back.
    var passages: [(serial: Serial, admission: Admission)] = []
    var step = 0
    var isCalm = false
    private var made = 0
    private var depth = 0
    private(set) var flaws: [String] = []
    /// What happened; nil where nobody reads it.
    var story: [String]?

    init(_ history: History, isTold: Bool) throws {
        random = SeededRandom(seed: history.seed)
        story = isTold ? [] : nil
        server = try Self.makeServer(capacity: random.int(in: 0...4) == 0 ? random.int(in: 2...6) : nil)
        let morning = (Int64(server.event.firstDay.daysSince1970) + 1) * 86_400_000
        var desks: [SimDesk] = []
        for number in 1...random.int(in: 2...history.mostDesks) {
            let machine = SimMachine(time: morning, error: Self.clockError(&random))
            desks.append(
                SimDesk(
                    number, machine: machine, outbox: try history.makeOutbox(), blockSize: random.int(in: 1...4)))
        }
        self.desks = desks
        for desk in desks {
            start(desk)
            if random.int(in: 0...2) == 0 { start(desk) }
        }
        isCalm = true
        for _ in 0..<3 { submitWalkIn(consoles[0]) }
        for console in consoles where random.int(in: 0...5) > 0 { try? console.refresh() }
        isCalm = false
    }

    /// A server with an event of four days and nobody in it.
    static func makeServer(capacity: Int? = nil) throws -> SimServer {
        let event = Event(
            id: EventID(rawValue: 1), slug: "expo", title: "expo",
            firstDay: try required(CalendarDate("2026-05-01")), lastDay: try required(CalendarDate("2026-05-04")),
            timeZone: "Asia/Seoul", number: 1234, isSample: false, categories: [])
        let form = FormDefinition(
            id: "walk-in", title: People.form.title, fields: People.form.fields.filter { $0.id != .category })
        return SimServer(event: event, form: form, capacity: capacity)
    }

    private struct Missing: Error {}

    private static func required<T>(_ value: T?) throws -> T {
        guard let value else { throw Missing() }
        return value
    }

    static func clockError(_ random: inout SeededRandom) -> Int64 {
        let hour: Int64 = 3_600_000
        return random.pick([0, 0, 20 * 1_000, -2 * hour, 9 * hour, -25 * hour, 30 * hour, -49 * hour])
    }

    /// Tells the story, where somebody reads it.
    func tell(_ line: @autoclosure () -> String) {
        if story != nil { story?.append(String(repeating: "    ", count: depth) + line()) }
    }

    func flaw(_ text: String) {
        tell("FLAW: \(text)")
        flaws.append(text)
    }

    // MARK: Programs

    private func start(_ desk: SimDesk, isCut: Bool = false) {
        made += 1_000
        let console = SimConsole(desk, server, isCut: isCut, publicIDs: desk.number << 32 + made)
        console.link.fate = { [unowned self] in
            guard !isCalm else { return .arrives }
            return random.int(in: 0...7) == 0 ? random.pick([.lost, .unanswered, .unanswered]) : .arrives
        }
        console.link.meanwhile = { [unowned self, unowned console] in
            guard !isCalm, depth < 2, random.int(in: 0...9) == 0 else { return }
            depth += 1
            somethingElse(than: console)
            depth -= 1
        }
        consoles.append(console)
    }

    /// The dead are started anew; the folder is all that they left.
    func buryTheDead() {
        for console in consoles where !console.life.isAlive {
            tell("\(console.desk.name): a program is started anew")
            consoles.removeAll { $0 === console }
            if random.int(in: 0...3) == 0 { console.desk.saved = nil }
            start(console.desk, isCut: console.link.isCut)
        }
    }

    // MARK: Submitting

    func makeID() -> CommandID {
        made += 1
        return CommandID(
            at: Timestamp(milliseconds: Int64(made)),
            random: (0..<10).map { UInt8(truncatingIfNeeded: made >> (8 * (9 - $0))) })
    }

    /// Submits, and writes down what the desk answers.
    func submit(_ submission: Submission, at console: SimConsole) {
        if asked[submission.id] == nil { asked[submission.id] = step }
        console.desk.submitted.append(submission)
        tell("\(console.desk.name): \(brief(submission))")
        do throws(DeskError) {
            let isNew = try DeskError.wrap { try console.desk.outbox.entry(id: submission.id.bytes) == nil }
            defer { if isNew { note(submission.id, at: console.desk) } }
            let result = try console.outgoing.submit(submission)
            guard console.life.isAlive else { return tell("…it died") }
            step += 1
            write(result, submission, console)
        } catch {
            tell("…\(console.life.isAlive ? "\(error)" : "it died")")
        }
    }

    private func note(_ id: CommandID, at desk: SimDesk) {
        guard (try? desk.outbox.entry(id: id.bytes)) ?? nil != nil else { return }
        stored[id] = (desk.machine.time, desk.machine.boot)
    }

    private func write(_ result: SubmissionResult, _ submission: Submission, _ console: SimConsole) {
        let answer: Told.Answer
        switch result {
        case .applied(let receipt): answer = .applied(receipt.outcome, isByCopy: receipt.isByCopy)
        case .kept(let receipt): answer = .kept(receipt.outcome)
        case .queued: answer = .queued
        }
        tell("…\(brief(answer))")
        switch answer {
        case .applied(.passed(let serial, _, let admission), _), .kept(.passed(let serial, _, let admission)):
            passages.append((serial, admission))
        default: break
        }
        let before = told[submission.id]
        told[submission.id] = Told(
            submission: submission, desk: console.desk.number, answer: answer,
            asked: asked[submission.id] ?? step, answered: before.flatMap { $0.isOpen ? nil : $0.answered } ?? step)
    }

    private func brief(_ submission: Submission) -> String {
        let id = submission.id.description.suffix(4)
        switch submission.change {
        case .register(_, _, let answers, _):
            return "\(id) registers \(answers[.name]?.text ?? "") \(answers[.phone]?.text ?? "")"
        case .checkIn(let serial, let mode, let gate): return "\(id) \(serial) \(mode) \(gate.name) of \(gate.area)"
        case .undoCheckIn(let serial, let admission):
            return "\(id) undoes \(admission.moved.command.description.suffix(4)) of \(serial) on \(admission.day)"
        case .edit(let serial, let version, _, let answers):
            return "\(id) edits \(serial) v\(version): \(answers[.name]?.text ?? "") \(answers[.phone]?.text ?? "")"
        case .cancel(let serial, let version, _): return "\(id) cancels \(serial) v\(version)"
        case .restore(let serial, let version, _): return "\(id) restores \(serial) v\(version)"
        case .reissue(let serial, let version, _): return "\(id) reissues \(serial) v\(version)"
        default: return "\(id)"
        }
    }

    private func brief(_ answer: Told.Answer) -> String {
        switch answer {
        case .applied(let outcome, let isByCopy): "\(isByCopy ? "by copy: " : "")\(Self.brief(outcome))"
        case .kept(let outcome): "kept: \(Self.brief(outcome))"
        case .queued: "queued"
        }
    }

    static func brief(_ outcome: Outcome) -> String {
        switch outcome {
        case .refused(let refusal): "refused, \(refusal.reason) (\(refusal.existing?.description ?? ""))"
        case .passed(let serial, let mode, let admission):
            "\(serial) \(mode) on \(admission.day), \(admission.moves) moves"
        case .passageUndone(let serial, let admission): "\(serial) undone, \(admission?.moves ?? -1) moves"
        default: "\(outcome)"
        }
    }
}
