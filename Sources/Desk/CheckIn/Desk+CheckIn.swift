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
        let pass: Pass
        do throws(PassFault) {
            pass = try verify(ScannedText.cleaned(scanned))
        } catch {
            return CheckInAnswer(result: .notAPass(error), person: nil)
        }
        return try checkIn(pass.serial, mode: mode, gate: gate, id: id)
    }

    /// Checks somebody in who was looked up by hand.
    public func checkIn(
        _ serial: Serial, mode: CheckIn.Mode, gate: Gate, id: CommandID
    ) throws(DeskError) -> CheckInAnswer {
        let result = try submit(Submission(id: id, change: .checkIn(serial: serial, mode: mode, gate: gate)))
        guard let answer = CheckInAnswer(result) else { throw .store(.unreadable("receipt")) }
        return answer
    }

    /// Somebody's admissions of today, the earliest entry first.
    public func admissionsToday(of serial: Serial) throws(DeskError) -> [Admission] {
        try withStore { try $0.admissions(of: serial, at: eventTime(), event: event.id) }
    }

    /// When each of `serials` first entered today; those who did not are left out.
    public func firstEntriesToday(of serials: [Serial]) throws(DeskError) -> [Serial: Timestamp] {
        try withStore { try $0.firstEntries(of: serials, at: eventTime(), event: event.id) }
    }
}
