// What a command meets in a desk's copy of the event.

import Domain
import Store

extension EventSnapshot {
    /// What the rules need for `command`. Nil for what only the database can decide: whatever is about several people, seats
    /// and sessions.
    func facts(for command: Command) -> Facts? {
        let action = command.action
        let subject = action.serial.flatMap(roster.registration)
        switch action {
        case .register, .edit:
            // The newest forms are in the copy; an older one than anybody has answered need not be.
            guard let form = action.form.flatMap({ forms[$0] }) else { return nil }
            return Facts(form: form, subject: subject, samePhone: action.phone.flatMap(roster.holder))
        case .cancel: return Facts(form: nil, subject: subject, samePhone: nil)
        case .restore:
            return Facts(form: nil, subject: subject, samePhone: subject?.phone.flatMap(roster.holder))
        case .reissue(let reissue):
            var facts = Facts(form: nil, subject: subject, samePhone: nil)
            facts.earlierPasses = roster.serials(mergedInto: reissue.serial)
            return facts
        case .checkIn(let scan):
            if case .session = scan.place { return nil }
            return gateFacts(subject, at: scan.at) { day in (scan.place, day) }
        case .undoCheckIn(let undo):
            if case .session = undo.place { return nil }
            return gateFacts(subject, at: undo.at) { _ in (undo.place, undo.day) }
        case .importRows, .review, .undoReview, .setCapacity, .enrol, .cancelEnrolment, .setPrograms, .export:
            return nil
        }
    }

    /// Whom no session's door lets in, by what the copy knows: people and passes, but neither sessions nor seats. Nil for
    /// everybody else, and for what happens elsewhere.
    func refusalAtDoor(_ command: Command) -> Decision? {
        guard case .checkIn(let scan) = command.action, case .session = scan.place,
            let facts = gateFacts(roster.registration(scan.serial), at: scan.at, { (scan.place, $0) })
        else { return nil }
        return refusalAtAnyDoor(command, facts)
    }

    private func gateFacts(
        _ subject: Registration?, at moment: Timestamp, _ entry: (CalendarDate) -> (Domain.Place, CalendarDate)
    ) -> Facts? {
        guard let moment = LocalMoment(moment, minutesAheadOfUTC: minutesAheadOfUTC) else { return nil }
        var arrival = CheckInFacts(moment: moment, firstDay: event.firstDay, lastDay: event.lastDay)
        if let subject {
            arrival.isRevoked = roster.isRevoked(subject.serial)
            let person = roster.survivor(of: subject)
            if subject.status == .merged { arrival.survivor = person }
            if let person {
                let (place, day) = entry(moment.day)
                (arrival.admission, arrival.admittedAs) = admission(of: person.serial, place, day)
            }
        }
        return Facts(form: nil, subject: subject, samePhone: nil, checkIn: arrival)
    }

    /// Of the serial, and of all that were merged into it: the one that is inside counts, then the earlier.
    private func admission(
        of serial: Serial, _ place: Domain.Place, _ day: CalendarDate
    ) -> (Admission?, admittedAs: Serial?) {
        let all = ([serial] + roster.serials(mergedInto: serial)).compactMap { holder in
            roster.admission(of: holder, to: place, on: day).map { (holder: holder, admission: $0) }
        }
        let counts = all.min {
            ($0.admission.isInside ? 0 : 1, $0.admission.entered.at.milliseconds, $0.holder)
                < ($1.admission.isInside ? 0 : 1, $1.admission.entered.at.milliseconds, $1.holder)
        }
        return (counts?.admission, counts.flatMap { $0.holder == serial ? nil : $0.holder })
    }

    /// Somebody's admissions on the day that `moment` is, the earliest entry first.
    func admissions(of serial: Serial, at moment: Timestamp) -> [Admission] {
        let day = LocalMoment(moment, minutesAheadOfUTC: minutesAheadOfUTC)?.day
        return ([serial] + roster.serials(mergedInto: serial)).flatMap { roster.admissions(of: $0) }
            .filter { $0.day == day }.sorted { $0.entered.at.milliseconds < $1.entered.at.milliseconds }
    }

    func gateCounters(of place: Domain.Place, at moment: Timestamp) -> GateCounters {
        var (entered, inside, whole, present) = (0, 0, 0, 0)
        var first: Int64?
        let day = LocalMoment(moment, minutesAheadOfUTC: minutesAheadOfUTC)?.day
        let lately = moment.minute - Int64(EventNumbers.rateMinutes)..<moment.minute
        roster.forEachAtGates { _, admissions, _ in
            for admission in admissions where admission.place == place && admission.day == day {
                let minute = admission.entered.at.minute
                entered += 1
                if admission.isInside { inside += 1 }
                if lately.contains(minute) { whole += 1 }
                if minute == moment.minute { present += 1 }
                first = min(first ?? minute, minute)
            }
        }
        return GateCounters(
            entered: entered, inside: inside, whole: whole, present: present,
            first: first.map { Int(moment.minute - $0) })
    }

    /// What the database has confirmed to this desk. Where the copy comes to something else, it knows of later changes
    /// already, or lacks earlier ones: then the news will tell.
    /// - Returns: what it changes.
    mutating func carryOut(_ command: Command) -> [Decision.Change] {
        guard let told = command.apart?.told, let facts = facts(for: command) else { return [] }
        let decision = decisionMade(by: command, facts) ?? Domain.decide(command, facts)
        let changes = decision.outcome == told ? decision.changes : passage(told, of: command)
        for change in changes { roster.apply(change) }
        return changes
    }

    /// What a passage comes to that the database has confirmed upon an entry which the copy lacks: another desk's. Nothing
    /// where the copy knows of a later one.
    private func passage(_ told: Outcome, of command: Command) -> [Decision.Change] {
        guard case .checkIn(let scan) = command.action, scan.gate.entry == .once,
            case .passed(let person, _, let admission) = told, roster.registration(person) != nil
        else { return [] }
        let (known, holder) = self.admission(of: person, admission.place, admission.day)
        guard (known?.moved.at ?? admission.entered.at) <= admission.moved.at else { return [] }
        return [.move(holder ?? person, admission)]
    }

    /// The decision where the copy shows that the database has made it already: its answer was lost, and its news was not.
    func decisionMade(by command: Command, _ facts: Facts) -> Decision? {
        switch command.action {
        case .register(let new):
            guard let row = facts.subject, row.publicID == new.publicID else { return nil }
            return Decision(outcome: .registered(row.serial), person: row)
        case .checkIn(let scan):
            guard let admission = facts.checkIn?.admission,
                [admission.entered.command, admission.moved.command].contains(command.id),
                let person = facts.checkIn?.survivor ?? facts.subject
            else { return nil }
            return Decision(outcome: .passed(person.serial, scan.mode, admission), person: person)
        default: return nil
        }
    }
}
