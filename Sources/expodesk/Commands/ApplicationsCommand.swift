// `expodesk applications`: reviewing without a screen.

import ArgumentParser
import Desk
import Domain
import Screens
import Store

/// Lists applications, or decides some of them.
struct ApplicationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "applications", abstract: "Review applications.",
        discussion: """
            list shows who waits for a decision or was decided against. approve, reject, hold and waitlist take serials \
            and print one line for each of them, in their order. Exit code 1 if any of them was refused.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("list, approve, reject, hold or waitlist.", valueName: "what"))
    var what = "list"

    @Argument(help: "Whom to decide.")
    var serials: [String] = []

    @Option(help: "Why: typed, or the id of a reason in the configuration. A rejection needs one.")
    var reason: String?

    @Option(help: "Only list those of this status: applied, held, waitlisted or rejected.")
    var status: String?

    @Option(help: "List so many at the most; all without.")
    var limit: Int?

    @Option(help: "Only list those after this serial.")
    var after: String?

    func run() throws {
        let session = try Session(options)
        if what == "list" {
            guard serials.isEmpty else { throw Failure(.usage, session.words.listTakesNoSerials) }
            return try ApplicationList(status: status, limit: limit, after: after).run(session)
        }
        guard let decision = Review.Decision(rawValue: what) else {
            let allowed = ["list"] + Review.Decision.allCases.map(\.rawValue)
            throw Failure(.usage, session.words.unknownWord(what, allowed, NearestWord.of(what, in: allowed)))
        }
        try decide(decision, try whom(session), session)
    }

    /// The serials, each once, in the order given.
    private func whom(_ session: Session) throws(Failure) -> [Serial] {
        var whom: [Serial] = []
        for text in serials {
            guard let serial = Serial(text) else { throw Failure(.usage, session.words.badSerial(text)) }
            if !whom.contains(serial) { whom.append(serial) }
        }
        guard !whom.isEmpty else { throw Failure(.usage, session.words.nobodyToDecide) }
        return whom
    }

    private func decide(_ decision: Review.Decision, _ whom: [Serial], _ session: Session) throws {
        let reason = self.reason.map { given in
            session.configuration.reasons.first { $0.id == given && $0.decisions.contains(decision) }
                .map { $0.text[session.words.language] } ?? given
        }
        let asked = Review(decision, [], reason: reason)
        if let fault = asked.fault {
            throw session.refusal(
                Refusal.Reason.invalidField.rawValue, session.words.badReason(fault, decision, given: reason))
        }
        let desk = try session.openDesk(takesLong: true)
        defer { desk.tellOthers() }
        var review = asked
        var people: [Serial: Registration] = [:]
        for serial in whom {
            people[serial] = try session.person(serial, desk)
            review.rows.append(Review.Row(serial: serial, version: people[serial]?.version ?? 0))
        }
        let work = ReviewWork(id: desk.makeCommandID(), review: review)
        let report = try session.withDesk { () throws(DeskError) in try work.run(on: desk) }
        let answers = ReviewAnswers(report.result, decision, people, desk: desk, session: session)
        for serial in whom { try answers.print(serial) }
        if !report.promoted.isEmpty {
            let named = desk.registrations(report.promoted, most: Promotions.mostNamed)
            Stream.note(session.words.promoted(report.promoted.count, named))
        }
        if !report.result.refused.isEmpty { throw Failure(.refused) }
    }
}

/// One answer a serial.
private struct ReviewAnswers {
    let decision: Review.Decision
    let people: [Serial: Registration]
    let desk: Desk
    let session: Session
    private let waiting: Set<Serial>
    private let refused: [Serial: ReviewResult.Refused]

    init(
        _ result: ReviewResult, _ decision: Review.Decision, _ people: [Serial: Registration], desk: Desk,
        session: Session
    ) {
        self.decision = decision
        self.people = people
        self.desk = desk
        self.session = session
        waiting = Set(result.waiting.map(\.serial))
        refused = Dictionary(result.refused.map { ($0.serial, $0) }) { first, _ in first }
    }

    func print(_ serial: Serial) throws(Failure) {
        // As they are now: a seat that came free may have gone to them at once.
        let now = try session.person(serial, desk)
        let place = try session.withDesk { () throws(DeskError) in
            now?.status == .waitlisted ? try desk.placeInLine(of: serial) : nil
        }
        if session.json {
            Swift.print(json(serial, now, place).line)
            return
        }
        let who = (now ?? people[serial]).map { session.words.person($0) } ?? session.words.serial(serial)
        if let refusal = refused[serial] {
            Stream.note("\(who): \(session.words.reviewRefusal(refusal))")
        } else if waiting.contains(serial) {
            Swift.print("\(who): \(session.words.waitsInstead(place: place))")
        } else {
            Swift.print("\(who): \(session.words.decided(now?.status ?? decision.status))")
        }
    }

    private func json(_ serial: Serial, _ now: Registration?, _ place: Int?) -> JSONValue {
        let refusal = refused[serial]
        let pass = now == nil ? nil : try? desk.pass(of: serial)
        var members: [JSONValue.Member] = [
            .outcome(refusal == nil ? (now?.status ?? decision.status).rawValue : "refused")
        ]
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(JSONValue.Member(key: key, value: value)) }
        }
        let reason = refusal?.reason ?? (waiting.contains(serial) ? .full : nil)
        add("reason", reason.map { .text($0.rawValue) })
        add("place", place.map { .number(Int64($0)) })
        if let now { members += JSONValue.person(now, pass: pass) } else { add("serial", .number(serial.rawValue)) }
        let existing = refusal?.existing.flatMap { try? session.person($0, desk) }
        add("existing", existing.map { .object(JSONValue.person($0, pass: try? desk.pass(of: $0.serial))) })
        return .object(members)
    }
}

extension Session {
    /// The registration of a serial; nil where there is none.
    fileprivate func person(_ serial: Serial, _ desk: Desk) throws(Failure) -> Registration? {
        do throws(DeskError) {
            return try desk.registration(serial)
        } catch {
            if case .notFound = error { return nil }
            throw failure(error)
        }
    }
}
