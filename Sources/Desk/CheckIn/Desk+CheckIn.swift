// Checking people in and out, and taking that back.

public import Domain
import Store

extension Desk {
    /// Answers a scan: verifies the pass, and sends the check-in like every other change. What is no pass is no command,
    /// and leaves no trace.
    /// - Parameters:
    ///   - scanned: as the scanner typed it.
    ///   - id: of this scan. Asked again under the same id, it is the same scan and gets the same answer; a scan of the
    ///     same pass under another id is another one.
    public func checkIn(
        _ scanned: String, mode: CheckIn.Mode, gate: Gate, id: CommandID
    ) throws(DeskError) -> CheckInAnswer {
        try answer(scanned) { serial throws(DeskError) in
            try checkIn(serial, mode: mode, gate: gate, id: id)
        }
    }

    /// What a scan comes to before anybody is let in: a test pass, no pass at all, or the serial to go on with.
    func answer(
        _ scanned: String, checkIn: (Serial) throws(DeskError) -> CheckInAnswer
    ) throws(DeskError) -> CheckInAnswer {
        let pass: Pass
        let digits = ScannedText.cleaned(scanned)
        if verifier.isTest(digits) { return CheckInAnswer(result: .test(try answerTest()), person: nil) }
        do throws(PassFault) {
            pass = try verify(digits)
        } catch {
            return CheckInAnswer(result: .notAPass(error), person: nil)
        }
        return try checkIn(pass.serial)
    }

    /// Checks somebody in who was looked up by hand.
    public func checkIn(
        _ serial: Serial, mode: CheckIn.Mode, gate: Gate, id: CommandID
    ) throws(DeskError) -> CheckInAnswer {
        try answer(Submission(id: id, change: .checkIn(serial: serial, mode: mode, gate: gate)))
    }

    /// Sends a check-in, and says what the event wants to see of whom it was about.
    func answer(_ submission: Submission) throws(DeskError) -> CheckInAnswer {
        let result = try submit(submission)
        guard var answer = CheckInAnswer(result) else { throw .store(.unreadable("receipt")) }
        if answer.isByCopy { answer.copyIsFrom = copyIsFrom }
        if let person = answer.person {
            // They are in or not by now: what cannot be read any more must not take that answer away.
            do throws(DeskError) {
                answer.notes = try shownAtScan(person)
            } catch {
                answer.lacksNotes = true
            }
        }
        return answer
    }

    /// What the event wants to see of somebody when they are scanned, by the form their answers were given to.
    public func shownAtScan(_ person: Registration) throws(DeskError) -> [ScanNote] {
        try form(person.form)?.shownAtScan(person.formAnswers) ?? []
    }

    /// Somebody's admissions of today, the earliest entry first.
    public func admissionsToday(of serial: Serial) throws(DeskError) -> [Admission] {
        let moment = eventTime()
        return try read({ try $0.admissions(of: serial, at: moment, event: event.id) }) {
            $0.admissions(of: serial, at: moment)
        }
    }

    /// When each of `serials` first entered today; those who did not are left out.
    public func firstEntriesToday(of serials: [Serial]) throws(DeskError) -> [Serial: Timestamp] {
        let moment = eventTime()
        return try read({ try $0.firstEntries(of: serials, at: moment, event: event.id) }) { copy in
            var entries: [Serial: Timestamp] = [:]
            for serial in serials { entries[serial] = copy.admissions(of: serial, at: moment).first?.entered.at }
            return entries
        }
    }
}
