// Programs in words: seats, waiting lists, and why somebody gets none.

public import Desk
public import Domain

extension Words {
    /// `확정`, `대기 3번`.
    public func standing(_ standing: Standing) -> String {
        switch standing {
        case .confirmed: say("확정", "Confirmed")
        case .waiting(let place): say("대기 \(count(place))번", "Waiting, place \(count(place))")
        }
    }

    /// `대기` for a table's column where places have their own.
    public var waitingWord: String { say("대기", "Waiting") }
    public var attendedWord: String { say("출석", "Attended") }
    public var closedWord: String { say("마감", "Closed") }
    public var enteredHeading: String { say("입실 시간", "Entered") }
    public var leftHeading: String { say("퇴실 시간", "Left") }

    /// What came of an enrolment or its cancelling. Who moved up comes first: somebody has to be told.
    /// - Parameter promoted: the name of whoever moved up, where it is known.
    public func seat(_ answer: SeatAnswer, promoted name: String? = nil) -> String {
        let who = answer.person.map { person($0) } ?? ""
        return switch answer.result {
        case .enrolled(let session, let standing): "\(self.standing(standing)) · \(who) · \(self.session(session))"
        case .cancelled(let session, nil):
            say(
                "프로그램 신청을 취소했습니다: \(who) · \(self.session(session))",
                "Enrolment cancelled: \(who) · \(self.session(session))")
        case .cancelled(let session, let promoted?):
            say("대기에서 확정: ", "Moved up from the waiting list: ")
                + [serial(promoted), name].compactMap(\.self).joined(separator: " ")
                + say(
                    ". 프로그램 신청을 취소했습니다: \(who) · \(self.session(session))",
                    ". Enrolment cancelled: \(who) · \(self.session(session))")
        case .refused(let refusal): seatRefusal(refusal)
        case .queued(let serial):
            say(
                "데이터베이스에 닿지 않아 이 데스크에 적어 두었습니다: \(self.serial(serial)). 자리가 있는지는 아직 모릅니다.",
                "The database is out of reach. Kept at this desk: \(self.serial(serial)). Whether there is a seat is not "
                    + "known yet.")
        }
    }

    /// Why somebody gets no seat, or a session is not changed, and what to do.
    public func seatRefusal(_ refusal: Refusal) -> String {
        let session = refusal.session.map { self.session($0) } ?? ""
        return switch refusal.reason {
        case .full:
            say(
                "'\(session)' 회차에는 자리도 대기할 자리도 없습니다. 다른 회차를 안내해 주세요.",
                "Session '\(session)' has no seat left, and no place to wait for one. Offer another session.")
        case .alreadyEnrolled:
            say("'\(session)' 회차에 이미 신청했습니다.", "They are enrolled in session '\(session)' already.")
        case .notEnrolled:
            say(
                "이 회차에 신청하지 않았습니다. 자리가 있으면 먼저 신청해 주세요.",
                "They are not enrolled in this session. Enrol them first, if there is a seat.")
        case .closed:
            say(
                "'\(session)' 회차는 신청이 마감되었습니다. 다른 회차를 안내해 주세요.",
                "Session '\(session)' is closed for enrolment. Offer another session.")
        case .tooEarly:
            say(
                "아직 입실 시간이 아닙니다. 시작 30분 전부터 들어갈 수 있습니다.",
                "It is too early: people are let in from 30 minutes before the start.")
        case .sessionOver: say("이미 끝난 회차입니다.", "The session is over.")
        case .overlaps:
            say(
                "같은 시간에 '\(session)' 회차를 신청했습니다. 그 신청을 먼저 취소해 주세요.",
                "They are in session '\(session)' at that time. Cancel that enrolment first.")
        case .unknownSession:
            say(
                "그런 회차가 없습니다. expodesk programs list로 확인해 주세요.",
                "There is no such session. See: expodesk programs list")
        case .capacityTaken:
            say(
                "'\(session)' 회차: 이미 확정되었거나 기다리는 사람보다 정원이나 대기를 줄일 수 없습니다.",
                "Session '\(session)': fewer seats or waiting places than are taken. Write more, or cancel enrolments first."
            )
        case .alreadyCheckedIn where refusal.session != nil:
            say(
                "이미 입실해서 신청을 취소할 수 없습니다.",
                "They have entered the session: the enrolment cannot be cancelled any more.")
        case .cancelled:
            say(
                "취소된 등록입니다. 카드에서 u로 취소를 되돌리거나 새로 등록해 주세요.",
                "The registration is cancelled. Take that back on the card (u), or register anew.")
        case .waitlisted where refusal.session != nil:
            say(
                "아직 대기 중이라 들어갈 수 없습니다.", "They are on the session's waiting list and have no seat.")
        default: self.refusal(refusal, existing: nil, form: nil)
        }
    }

    /// A session's door in a word or two; nil for what is no reason of a session.
    func sessionWord(_ reason: Refusal.Reason) -> String? {
        switch reason {
        case .full: say("정원 마감", "Full")
        case .alreadyEnrolled: say("이미 신청", "Enrolled")
        case .notEnrolled: say("신청 없음", "No seat")
        case .closed: say("신청 마감", "Closed")
        case .tooEarly: say("입실 시간 전", "Too early")
        case .sessionOver: say("끝난 회차", "Has ended")
        case .overlaps: say("시간 겹침", "Overlaps")
        case .unknownSession: say("없는 회차", "No session")
        case .capacityTaken: say("이미 찬 자리", "Seats taken")
        default: nil
        }
    }

    /// What was done about seats, for a history; nil for anything else.
    func seatDeed(_ command: LoggedCommand) -> String? {
        if !command.promotedIn.isEmpty {
            let sessions = command.promotedIn.map { session($0) }.joined(separator: ", ")
            return say("대기에서 확정: \(sessions)", "moved up from the waiting list: \(sessions)")
        }
        switch (command.kind, command.command?.action) {
        case ("enrol", .enrol(let request)?):
            guard case .enrolled(_, _, let standing)? = command.outcome else {
                return say("프로그램 신청: \(session(request.session))", "enrolled: \(session(request.session))")
            }
            return say(
                "프로그램 신청: \(session(request.session)) (\(self.standing(standing)))",
                "enrolled: \(session(request.session)) (\(self.standing(standing)))")
        case ("enrol", _): return say("프로그램 신청", "enrolled")
        case ("cancel_enrolment", .cancelEnrolment(let request)?):
            return say("프로그램 신청 취소: \(session(request.session))", "enrolment cancelled: \(session(request.session))")
        case ("cancel_enrolment", _): return say("프로그램 신청 취소", "enrolment cancelled")
        case ("set_programs", _): return say("프로그램 변경", "programs changed")
        default: return nil
        }
    }

    /// What is wrong with a programs file.
    func programFlaw(_ flaw: ProgramFlaw) -> String {
        switch flaw {
        case .badID(let text):
            say(
                "'\(text)': 영어 소문자, 숫자, 붙임표로 40자까지 적고, 붙임표로 시작하거나 끝내지 마세요.",
                "'\(text)': use lower-case letters, digits and hyphens, at most 40, no hyphen at either end.")
        case .idTaken(let text):
            say("'\(text)' id가 또 있습니다. id를 다르게 적어 주세요.", "'\(text)' is there twice. Give each its own id.")
        case .unknownProgram(let text):
            say("'\(text)' 프로그램이 이 파일에 없습니다.", "There is no program '\(text)' in this file.")
        case .tooLong(let limit): say("\(limit)자까지입니다.", "At most \(limit) characters.")
        case .badTime(let text):
            say("'\(text)': 시각이 아닙니다. 09:00처럼 적어 주세요.", "'\(text)' is not a time. Write it like 09:00.")
        case .endsBeforeStart: say("시작보다 뒤여야 합니다.", "It must be later than the start.")
        case .outsideDays(let first, let last):
            say("행사 기간이 아닙니다: \(first) ~ \(last)", "Not a day of the event: \(first) to \(last)")
        case .noSuchTime:
            say(
                "그날 시계를 돌려서 없는 시각입니다. 다른 시각을 적어 주세요.",
                "The clocks are changed that day and never show this time. Write another.")
        case .none: say("회차가 하나도 없습니다.", "There is no session.")
        }
    }
}
