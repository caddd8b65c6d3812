// A gate of the command line: scans to answers, answers to lines.

import Desk
import Domain
import Screens

/// Answers scans at one gate.
struct ScanAnswers {
    let desk: Desk
    let gate: Gate
    /// The session whose door this is, instead of the gate.
    let door: SessionID?
    let mode: CheckIn.Mode
    let session: Session

    /// Every call is a scan of its own: nothing is folded here, a second scan is told of the first.
    func answer(_ scanned: String) throws(DeskError) -> CheckInAnswer {
        if let door {
            return try desk.checkIn(scanned, mode: mode, session: door, id: desk.makeCommandID())
        }
        return try desk.checkIn(scanned, mode: mode, gate: gate, id: desk.makeCommandID())
    }

    /// The whole party of a pass.
    func answerParty(_ scanned: String) throws(DeskError) -> PartyResult {
        try desk.checkInParty(scanned, mode: mode, gate: gate, id: desk.makeCommandID())
    }

    /// `✓ 입장 · 000123 김민준 · 교사 · 09:12 main (desk-1)`.
    func line(_ answer: CheckInAnswer) -> String {
        let words = session.words
        let who = answer.person.map { person in
            [words.person(person), person.category.map { words.category($0, of: desk.event) }]
        }
        let sentence =
            doorRefusal(answer)
            ?? words.gateSentence(
                answer, event: desk.event, gate: gate, inSession: door != nil,
                minutesAheadOfUTC: desk.minutesAheadOfUTC)
        let copy = words.byCopy(answer, minutesAheadOfUTC: desk.minutesAheadOfUTC)
        return "\(mark(answer)) "
            + ([words.gateWord(answer, inSession: door != nil)] + (who ?? [])
            + [sentence, copy, words.scanNotes(answer)]).compactMap(\.self).joined(separator: " · ")
    }

    /// Why a session's door lets somebody not in, with the hour where it is too early; nil at a gate.
    private func doorRefusal(_ answer: CheckInAnswer) -> String? {
        guard let door, case .refused(let reason, _) = answer.result else { return nil }
        // A session that cannot be read any more leaves the sentence without its hour.
        return session.words.doorRefusal(reason, door, try? desk.session(door), now: desk.eventTime())
    }

    private func mark(_ answer: CheckInAnswer) -> String {
        switch answer.result {
        case .passed: "✓"
        case .test(let test): test.milliseconds == nil ? "!" : "="
        case .alreadyIn: "!"
        case .queued: "…"
        case .refused, .notAPass: "✗"
        }
    }

    func json(_ answer: CheckInAnswer) -> JSONValue {
        var members = [JSONValue.Member.outcome(outcome(answer))]
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(JSONValue.Member(key: key, value: value)) }
        }
        add("reason", answer.reason.map { .text($0) })
        if answer.isByCopy {
            add("byCopy", .flag(true))
            add("copyFrom", answer.copyIsFrom.map { .text(time($0)) })
        }
        if let person = answer.person { members += whole(person, answer.admission) }
        if case .queued(let serial) = answer.result {
            add("serial", .number(serial.rawValue))
            add("pass", (try? desk.pass(of: serial)).map { .text($0.digits) })
        }
        add("mode", .text(mode.rawValue))
        if let door {
            add("session", .text(door.text))
        } else {
            add("gate", .text(gate.name))
            add("area", .text(gate.area))
        }
        switch answer.result {
        case .passed(_, let admission): add("at", .text(time(admission.moved.at)))
        case .alreadyIn(let admission):
            if let person = answer.person { add("existing", existing(person, admission)) }
        case .refused(_, let admission?): if !admission.isInside { add("leftAt", .text(time(admission.moved.at))) }
        case .test(let test):
            add("desk", .text(test.desk))
            add("milliseconds", test.milliseconds.map { .number(Int64($0)) })
        case .refused(_, nil), .notAPass, .queued: break
        }
        members += notes(answer)
        return .object(members)
    }

    /// What the event wants to see, and whether they are to be sent to the desk.
    private func notes(_ answer: CheckInAnswer) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if answer.holds { members.append(JSONValue.Member(key: "hold", value: .flag(true))) }
        if answer.lacksNotes { members.append(JSONValue.Member(key: "notesMissing", value: .flag(true))) }
        guard !answer.notes.isEmpty else { return members }
        let list = answer.notes.map { note in
            let (label, value) = session.words.scanNote(note)
            return JSONValue.object([
                "field": .text(note.field.id.text), "label": .text(label), "value": .text(value),
                "hold": note.holds ? .flag(true) : nil,
            ])
        }
        return members + [JSONValue.Member(key: "notes", value: .list(list))]
    }

    private func whole(_ person: Registration, _ admission: Admission?) -> [JSONValue.Member] {
        JSONValue.person(
            person, pass: try? desk.pass(of: person.serial), checkedInAt: admission.map { time($0.entered.at) })
    }

    /// The person with their entry: when, where, and who let them in.
    private func existing(_ person: Registration, _ admission: Admission) -> JSONValue {
        .object(
            whole(person, admission) + [
                JSONValue.Member(key: "gate", value: .text(admission.entered.gate)),
                JSONValue.Member(key: "by", value: .text(admission.entered.by)),
            ])
    }

    private func outcome(_ answer: CheckInAnswer) -> String {
        switch answer.result {
        case .passed(.enter, _): "checked_in"
        case .passed(.leave, _): "left"
        case .passed(.reenter, _): "re_entered"
        case .alreadyIn: "already_checked_in"
        case .refused, .notAPass: "refused"
        case .queued: "queued"
        case .test: "test"
        }
    }

    private func time(_ moment: Timestamp) -> String {
        Words.iso8601(moment, minutesAheadOfUTC: desk.minutesAheadOfUTC)
    }

    // MARK: What could not be answered

    func line(_ error: DeskError, of member: Registration) -> String {
        "\(line(error)) · \(session.words.person(member))"
    }

    func json(_ error: DeskError, of member: Registration) -> JSONValue {
        .object([
            "outcome": .text("failed"), "reason": .text("out_of_reach"), "serial": .number(member.serial.rawValue),
        ])
    }

    func line(_ error: DeskError) -> String {
        let sentence = session.words.error(error).split(separator: "\n").joined(separator: " ")
        return "✗ \(session.words.notAnswered) · \(sentence)"
    }

    func json(_ error: DeskError) -> JSONValue {
        .object(["outcome": .text("failed"), "reason": .text("out_of_reach")])
    }
}
