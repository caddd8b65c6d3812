// Programs: which there are, who is in them, and changing that.

public import Domain
import Store

extension Desk {
    /// Every session with its counts, by time. Without a line as this desk has read them last: their doors keep scans.
    public func sessions() throws(DeskError) -> [SessionOverview] {
        let sessions = try read(
            { try $0.sessions(event: event.id) },
            byCopy: { [event, journal] _ in KnownSessions.read(of: event.id, journal) })
        if settings.keepsCopy, !isOutOfReach, sessions != sessionsKept {
            KnownSessions(event: event.id, sessions: sessions).keep(journal)
            sessionsKept = sessions
        }
        return sessions
    }

    /// One session; nil where there is none of this id.
    public func session(_ id: SessionID) throws(DeskError) -> SessionOverview? {
        try withStore { try $0.sessions(event: event.id, only: id).first }
    }

    /// A page of a session's people in the order in which they enrolled: those with seats, then those who wait.
    /// - Parameter order: of the last one of the page before; nil for the first page.
    public func people(
        in session: SessionID, after order: Int64? = nil, limit: Int
    ) throws(DeskError) -> SessionPage {
        try withStore { try $0.people(in: session, after: order, limit: limit, event: event.id) }
    }

    /// The sessions somebody is enrolled in, by time.
    public func sessions(of serial: Serial) throws(DeskError) -> [PersonSession] {
        try withStore { try $0.sessions(of: serial, event: event.id) }
    }

    /// Enrols somebody: a seat, else a place on the waiting list. Its undoing is `cancelEnrolment`.
    /// - Parameter byPass: their pass was shown, and has to be honoured still; else somebody was looked up.
    public func enrol(
        _ serial: Serial, in session: SessionID, byPass: Bool = false, id: CommandID
    ) throws(DeskError) -> SeatAnswer {
        try seat(.enrol(serial: serial, session: session, byPass: byPass), id)
    }

    /// Gives a seat or a place back; the first who waits moves up. Its undoing is `enrol`, at the end of the order.
    /// - Parameter byPass: as for `enrol`.
    public func cancelEnrolment(
        of serial: Serial, in session: SessionID, byPass: Bool = false, id: CommandID
    ) throws(DeskError) -> SeatAnswer {
        try seat(.cancelEnrolment(serial: serial, session: session, byPass: byPass), id)
    }

    private func seat(_ change: Submission.Change, _ id: CommandID) throws(DeskError) -> SeatAnswer {
        guard let answer = SeatAnswer(try submit(Submission(id: id, change: change))) else {
            throw .store(.unreadable("receipt"))
        }
        return answer
    }

    /// Answers a scan at a session's door.
    /// - Parameters:
    ///   - scanned: as the scanner typed it.
    ///   - id: of this scan, as for gates.
    public func checkIn(
        _ scanned: String, mode: CheckIn.Mode, session: SessionID, id: CommandID
    ) throws(DeskError) -> CheckInAnswer {
        try answer(scanned) { serial throws(DeskError) in
            try checkIn(serial, mode: mode, session: session, id: id)
        }
    }

    /// Checks somebody in to a session who was looked up by hand.
    public func checkIn(
        _ serial: Serial, mode: CheckIn.Mode, session: SessionID, id: CommandID
    ) throws(DeskError) -> CheckInAnswer {
        try answer(Submission(id: id, change: .checkInToSession(serial: serial, mode: mode, session: session)))
    }

    /// Sets programs and sessions up, or changes them. Needs the database.
    public func setPrograms(_ plan: ProgramPlan, id: CommandID) throws(DeskError) -> PlanAnswer {
        guard case .applied(let receipt) = try submit(Submission(id: id, change: .setPrograms(plan))) else {
            throw .store(.unreadable("receipt"))
        }
        switch receipt.outcome {
        case .programsSet(let sessions, let promoted, let changed):
            return .set(sessions: sessions, promoted: promoted, changed: changed)
        case .refused(let refusal): return .refused(refusal)
        default: throw .store(.unreadable("receipt"))
        }
    }

    /// The moment at which the event's wall clock shows `moment`; nil for a time that the clocks leave out there.
    public func instant(of moment: LocalMoment) throws(DeskError) -> Timestamp? {
        try withStore { store in
            try moment.instant { try store.minutesAheadOfUTC(in: event.timeZone, at: $0) }
        }
    }
}
