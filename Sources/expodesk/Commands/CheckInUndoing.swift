// `expodesk check-in --undo`: takes back what the gate did last.

import Desk
import Domain
import Screens
import Store

/// Takes back somebody's last passage of today into or out of a gate's area, or a session.
struct CheckInUndoing {
    let desk: Desk
    let gate: Gate
    /// The session whose door this is, instead of the gate.
    let door: SessionID?
    let session: Session

    private var place: Domain.Place { door.map { .session($0) } ?? gate.place }

    func run(_ text: String) throws {
        if door == nil, gate.entry == .repeat { throw Failure(.refused, session.words.onlyRecorded(gate)) }
        let person = try session.holder(text, desk)
        let admission = try session.withDesk { () throws(DeskError) in
            // An entry that this gate has kept without a line is not in the database before it is sent.
            try desk.sendKept(of: person.serial)
            return try desk.admissionsToday(of: person.serial).first { $0.place == place }
        }
        guard let admission else {
            throw session.refusal(
                Refusal.Reason.notCheckedIn.rawValue,
                session.words.nothingToTakeBack(
                    session.words.person(person), at: door?.text ?? gate.area, inSession: door != nil))
        }
        let result = try session.withDesk { () throws(DeskError) in
            try desk.submit(
                Submission(
                    id: desk.makeCommandID(), change: .undoCheckIn(serial: person.serial, admission: admission)))
        }
        defer { desk.tellOthers() }
        try report(result, person)
    }

    private func report(_ result: SubmissionResult, _ person: Registration) throws(Failure) {
        guard case .applied(let receipt) = result else {
            if session.json { print(json("queued", person, nil).line) }
            if !session.json { print(session.words.queued(person.serial, pass: nil)) }
            return
        }
        if case .refused(let refusal) = receipt.outcome {
            throw session.refusal(
                refusal.reason.rawValue,
                session.words.refusal(refusal, existing: receipt.existing, form: nil))
        }
        var remains: Admission?
        if case .passageUndone(_, let admission) = receipt.outcome { remains = admission }
        guard session.json else {
            print(
                session.words.passageUndone(
                    session.words.person(person), remains: remains, at: door?.text ?? gate.area, inSession: door != nil)
            )
            return
        }
        print(json("undone", person, remains).line)
    }

    private func json(_ outcome: String, _ person: Registration, _ remains: Admission?) -> JSONValue {
        let checkedInAt = remains.map { Words.iso8601($0.entered.at, minutesAheadOfUTC: desk.minutesAheadOfUTC) }
        return .object(
            [.outcome(outcome)]
                + JSONValue.person(person, pass: try? desk.pass(of: person.serial), checkedInAt: checkedInAt)
                + (door.map { [JSONValue.Member(key: "session", value: .text($0.text))] } ?? [
                    JSONValue.Member(key: "gate", value: .text(gate.name)),
                    JSONValue.Member(key: "area", value: .text(gate.area)),
                ]))
    }
}
