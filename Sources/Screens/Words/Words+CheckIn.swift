// What a gate says: one word that can be read from afar, and the sentence under it.

public import Desk
public import Domain

extension Words {
    /// - Parameter inSession: at the door of a session, not at a gate.
    public func passed(_ mode: CheckIn.Mode, inSession: Bool = false) -> String {
        switch mode {
        case .enter: inSession ? say("입실", "Entered") : say("입장", "Admitted")
        case .leave: inSession ? say("퇴실", "Out") : say("퇴장", "Out")
        case .reenter: inSession ? say("재입실", "Back in") : say("재입장", "Back in")
        }
    }

    /// The answer in a word or two, for the biggest letters there are.
    public func gateWord(_ answer: CheckInAnswer, inSession: Bool = false) -> String {
        switch answer.result {
        case .passed(let mode, _): passed(mode, inSession: inSession)
        case .alreadyIn: gateWord(.alreadyCheckedIn, inSession: inSession)
        case .refused(let reason, _): gateWord(reason, inSession: inSession)
        case .notAPass(.malformed): say("입장권 아님", "Not a pass")
        case .notAPass(.wrongEvent): say("다른 행사", "Other event")
        case .notAPass(.unknownKey): say("모르는 키", "Unknown key")
        case .notAPass(.badMAC): say("확인값 틀림", "Not genuine")
        case .queued: say("보류: 연결 없음", "Undecided")
        case .test(let test) where test.milliseconds == nil: say("연결 없음", "No line")
        case .test: say("시험 통과", "Test passed")
        }
    }

    func gateWord(_ reason: Refusal.Reason, inSession: Bool = false) -> String {
        switch reason {
        case .alreadyCheckedIn where inSession: say("이미 입실", "Already in")
        case .notCheckedIn where inSession: say("입실 기록 없음", "Not in yet")
        case .alreadyLeft where inSession: say("이미 퇴실", "Already out")
        case .unknownSerial: say("등록 없음", "Not listed")
        case .revoked: say("폐기된 입장권", "Revoked")
        case .cancelled: say("취소된 등록", "Cancelled")
        case .notApproved: say("승인 안 됨", "Unapproved")
        case .waitlisted: say("대기자", "Waitlisted")
        case .outsideDays: say("행사 기간 아님", "Wrong day")
        case .beforeDoors: say("개장 전", "Not open")
        case .gateClosed: say("입장 마감", "Gate closed")
        case .categoryNotAllowed: say("다른 출입구", "Other gate")
        case .alreadyCheckedIn: say("이미 입장", "Already in")
        case .notCheckedIn: say("입장 기록 없음", "Not in yet")
        case .alreadyLeft: say("이미 퇴장", "Already out")
        case .duplicate, .notFound, .conflict, .notCancelled, .consentMissing, .invalidName, .invalidPhone,
            .invalidField, .unknownForm, .merged, .alreadyDecided, .seatFree, .full:
            say("거절", "Refused")
        case .alreadyEnrolled, .notEnrolled, .closed, .tooEarly, .sessionOver,
            .overlaps, .unknownSession, .capacityTaken:
            sessionWord(reason) ?? say("거절", "Refused")
        }
    }

    /// What there is to say besides the word: for an entry when and where, for a refusal the reason and what to do.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func gateSentence(
        _ answer: CheckInAnswer, event: Event, gate: Gate, inSession: Bool = false, minutesAheadOfUTC: Int
    ) -> String {
        let reason = gateReason(
            answer, event: event, gate: gate, inSession: inSession, minutesAheadOfUTC: minutesAheadOfUTC)
        return [reason, gateAction(answer, inSession: inSession)].compactMap(\.self).joined(separator: " ")
    }

    /// What somebody at the gate is to do now; nil where there is nothing but to let the person through or not.
    func gateAction(_ answer: CheckInAnswer, inSession: Bool = false) -> String? {
        switch answer.result {
        case .alreadyIn(let admission) where !admission.isInside:
            say(
                "다시 들어오려면 \(inSession ? "재입실로" : "재입장으로") 찍어 주세요.",
                "Scan as a re-entry to come back.")
        case .refused(let reason, _): gateAction(reason)
        case .notAPass(let fault): passFaultAction(fault)
        case .passed, .alreadyIn, .queued, .test: nil
        }
    }

    /// When and where, or why not.
    /// - Parameter isSent: what the desk kept of it was sent since.
    func gateReason(
        _ answer: CheckInAnswer, event: Event, gate: Gate, inSession: Bool = false, isSent: Bool = false,
        minutesAheadOfUTC: Int
    ) -> String {
        switch answer.result {
        case .passed(.enter, let admission):
            place(admission.entered, of: admission, minutesAheadOfUTC)
        case .passed(_, let admission):
            place(admission.moved, of: admission, minutesAheadOfUTC)
        case .alreadyIn(let admission):
            alreadyIn(admission, inSession: inSession, minutesAheadOfUTC)
        case .refused(let reason, let admission):
            gateRefusal(reason, admission, event, gate, minutesAheadOfUTC)
        case .notAPass(let fault): passFaultReason(fault)
        case .test(let test): testSentence(test)
        case .queued(let serial) where isSent:
            say(
                "\(self.serial(serial)): 그 뒤 보냈습니다. 판정은 그 사람의 이력에 있습니다.",
                "\(self.serial(serial)): sent since. What was decided is in their history.")
        case .queued(let serial):
            say(
                "아직 판정되지 않음: \(self.serial(serial)). 여기 적어 두었고 연결되면 보냅니다.",
                "Not decided yet: \(self.serial(serial)). Kept here, sent when the line is back.")
        }
    }

    /// Says so where the desk has decided by its copy of the event; nil where the database has. Only whoever was let through
    /// is news for other desks: of a refusal nothing is kept.
    /// - Parameter isSent: what the desk kept of it was sent since.
    public func byCopy(_ answer: CheckInAnswer, isSent: Bool = false, minutesAheadOfUTC: Int) -> String? {
        guard answer.isByCopy else { return nil }
        let moment = answer.copyIsFrom.map { hour($0, minutesAheadOfUTC: minutesAheadOfUTC) }
        let copy = moment.map { say("\($0) 사본", "copy of \($0)") } ?? say("이 데스크의 사본", "copy")
        let decided = say("연결이 없어 \(copy)으로 판단", "No line: decided by this desk's \(copy)")
        guard case .passed = answer.result else { return decided + "." }
        guard !isSent else { return decided + say(", 그 뒤 보냈습니다.", "; sent since.") }
        return decided + say(". 다른 데스크는 아직 모릅니다.", "; other desks do not know yet.")
    }

    /// `09:12 main (desk-3)`.
    private func place(_ movement: Movement, of admission: Admission, _ offset: Int) -> String {
        let gate = gate(of: movement, at: admission.place)
        return "\(hour(movement.at, minutesAheadOfUTC: offset)) \(gate) (\(movement.by))"
    }

    private func alreadyIn(_ admission: Admission, inSession: Bool, _ offset: Int) -> String {
        let entered = place(admission.entered, of: admission, offset)
        let how = passed(.enter, inSession: inSession)
        let already = inSession ? "Entered already" : "Checked in already"
        guard !admission.isInside else {
            return say("\(entered)에서 이미 \(how)했습니다.", "\(already): \(entered).")
        }
        let left = place(admission.moved, of: admission, offset)
        return say(
            "\(entered)에서 이미 \(how)했고 \(left)에서 나갔습니다.", "\(already): \(entered); left: \(left).")
    }

    private func gateRefusal(
        _ reason: Refusal.Reason, _ admission: Admission?, _ event: Event, _ gate: Gate, _ offset: Int
    ) -> String {
        switch (reason, admission) {
        case (.outsideDays, _):
            say(
                "오늘은 행사 기간이 아닙니다: \(event.firstDay) ~ \(event.lastDay)",
                "Today is not a day of the event: \(event.firstDay) to \(event.lastDay).")
        case (.beforeDoors, _):
            say(
                "'\(gate.name)' 출입구는 \(gate.opens?.description ?? "")에 열립니다.",
                "Gate '\(gate.name)' opens at \(gate.opens?.description ?? "").")
        case (.gateClosed, _):
            say(
                "'\(gate.name)' 출입구는 \(gate.closes?.description ?? "")에 닫혔습니다.",
                "Gate '\(gate.name)' closed at \(gate.closes?.description ?? "").")
        case (.categoryNotAllowed, _):
            say(
                "'\(gate.name)' 출입구로 들어올 수 있는 구분: \(categories(gate, event)).",
                "Gate '\(gate.name)' lets in: \(categories(gate, event)).")
        case (.alreadyLeft, let admission?):
            say(
                "\(place(admission.moved, of: admission, offset))에서 이미 나갔습니다.",
                "Left already: \(place(admission.moved, of: admission, offset)).")
        default: refusalReason(reason)
        }
    }

    private func categories(_ gate: Gate, _ event: Event) -> String {
        gate.categories.map { category($0, of: event) }.joined(separator: ", ")
    }

    /// The reason and what to do, for where the gate is not at hand.
    func gateRefusal(_ reason: Refusal.Reason) -> String {
        [refusalReason(reason), gateAction(reason)].compactMap(\.self).joined(separator: " ")
    }

    private func gateAction(_ reason: Refusal.Reason) -> String? {
        switch reason {
        case .unknownSerial: unknownSerialAction
        case .revoked:
            say(
                "새 입장권을 보여 달라고 하거나 등록 데스크로 안내해 주세요.",
                "Ask for the new pass, or send them to the registration desk.")
        case .cancelled, .notApproved, .waitlisted:
            say("등록 데스크로 안내해 주세요.", "Send them to the registration desk.")
        case .notCheckedIn: say("먼저 입장으로 찍어 주세요.", "Scan as an entry first.")
        case .categoryNotAllowed: say("다른 출입구로 안내해 주세요.", "Send them to another gate.")
        default: nil
        }
    }

    private func refusalReason(_ reason: Refusal.Reason) -> String {
        switch reason {
        case .unknownSerial: unknownSerialReason
        case .revoked: say("폐기된 입장권입니다.", "This pass was revoked.")
        case .cancelled: say("취소된 등록입니다.", "The registration is cancelled.")
        case .notApproved: say("승인되지 않은 등록입니다.", "The registration is not approved.")
        case .waitlisted: say("대기자입니다.", "They are on the waiting list.")
        case .outsideDays: say("오늘은 행사 기간이 아닙니다.", "Today is not a day of the event.")
        case .beforeDoors: say("아직 열리지 않은 출입구입니다.", "This gate is not open yet.")
        case .gateClosed: say("닫힌 출입구입니다.", "This gate is closed.")
        case .categoryNotAllowed:
            say("이 출입구로는 들어올 수 없는 구분입니다.", "This gate does not let their category in.")
        case .alreadyCheckedIn: say("이미 입장했습니다.", "They are checked in already.")
        case .notCheckedIn: say("오늘 입장한 기록이 없습니다.", "They have not checked in today.")
        case .alreadyLeft: say("이미 나갔습니다.", "They have left already.")
        case .duplicate, .notFound, .conflict, .notCancelled, .consentMissing, .invalidName, .invalidPhone,
            .invalidField, .unknownForm, .merged, .alreadyDecided, .seatFree, .full:
            say("할 수 없습니다.", "This cannot be done.")
        case .alreadyEnrolled, .notEnrolled, .closed, .tooEarly, .sessionOver,
            .overlaps, .unknownSession, .capacityTaken:
            seatRefusal(Refusal(reason))
        }
    }

    /// A category in a gate's configuration that the event does not have, and which there are.
    public func strangeCategory(_ id: String, at gate: Gate, of event: Event) -> String {
        let known = event.categories.map(\.id).joined(separator: ", ")
        return strangeCategory(id, at: gate) + say(" 있는 구분: \(known)", " Categories: \(known)")
    }

    /// The same in a line that has no room for those.
    func strangeCategory(_ id: String, at gate: Gate) -> String {
        say(
            "'\(gate.name)' 출입구: 이 행사에 '\(id)' 구분이 없습니다.",
            "Gate '\(gate.name)': the event has no category '\(id)'.")
    }

    /// What is wrong with a gate in the configuration.
    func gateFlaw(_ flaw: Gate.Flaw) -> String {
        switch flaw {
        case .badTime(let text):
            say("'\(text)': 시각이 아닙니다. 09:00처럼 적어 주세요.", "'\(text)' is not a time. Write it like 09:00.")
        case .closesBeforeOpening:
            say("여는 시각보다 뒤여야 합니다.", "It must be later than the opening.")
        case .nameTaken(let name):
            say("'\(name)' 출입구가 또 있습니다. 이름을 다르게 적어 주세요.", "There is another gate '\(name)'. Give each its own name.")
        case .nameTooLong:
            say(
                "이름은 \(Gate.maximumNameLength)자까지입니다.",
                "A name has at most \(Gate.maximumNameLength) characters.")
        case .none:
            say("출입구가 하나도 없습니다. 하나 적거나 이 항목을 지워 주세요.", "There is no gate. Write one, or take the key out.")
        }
    }
}
