// Somebody's history in words: what was asked, what became of it, what changed; and why a change stays.

import Desk
public import Domain

extension Words {
    /// `11/23 09:12 · 데스크 1 · 수정`.
    func historyLine(_ command: LoggedCommand, minutesAheadOfUTC minutes: Int) -> String {
        [moment(command, minutes), who(command), deed(command)].joined(separator: " · ")
    }

    /// The same for the command line.
    public func pastDecision(_ command: LoggedCommand, minutesAheadOfUTC minutes: Int) -> String {
        historyLine(command, minutesAheadOfUTC: minutes)
    }

    /// `11/23 09:12`; with the desk's own time where the command was a while under way: it was kept there without a line.
    private func moment(_ command: LoggedCommand, _ minutes: Int) -> String {
        let applied = day(command.appliedAt, minutes)
        guard abs(command.appliedAt.milliseconds - command.madeAt.milliseconds) >= 120_000 else { return applied }
        let made = day(command.madeAt, minutes)
        return say("\(applied) (데스크 시계 \(made))", "\(applied) (desk clock \(made))")
    }

    /// `11/23 09:12`: the year is that of the event.
    private func day(_ moment: Timestamp, _ minutes: Int) -> String {
        let text = time(moment, minutesAheadOfUTC: minutes)
        return String(text.dropFirst(5).map { $0 == "-" ? "/" : $0 })
    }

    private func who(_ command: LoggedCommand) -> String {
        command.deskName.isEmpty || command.deskName == command.actor
            ? command.actor : "\(command.actor) (\(command.deskName))"
    }

    /// What was asked for, and what became of it.
    func deed(_ command: LoggedCommand) -> String {
        if let deed = seatDeed(command), command.refusal == nil { return deed }
        if let refusal = command.refusal { return refused(command, refusal) }
        if let deed = reviewDeed(command) { return deed }
        switch command.kind {
        case "register":
            guard case .register(let new) = command.command?.action else { return say("등록", "registered") }
            if case .registeredApart(_, .waitlisted, nil) = command.outcome {
                return source(new.source) + say(", 정원이 차서 대기", ", waiting: no seat left")
            }
            return source(new.source) + (new.source == .walkIn ? "" : say(" 등록", ", registered"))
        case "edit": return say("수정", "edited")
        case "cancel":
            guard case .cancel(_, _, let reason) = command.command?.action else { return say("취소", "cancelled") }
            return say("취소: \(CancelReason.cleaned(reason))", "cancelled: \(CancelReason.cleaned(reason))")
        case "restore":
            guard case .restore(_, _, let to) = command.command?.action else {
                return say("취소를 되돌림", "cancellation taken back")
            }
            return say("취소를 되돌림: \(status(to))", "cancellation taken back: \(status(to))")
        case "import": return imported(command)
        case "reissue": return reissueDeed(command)
        default: return gateDeed(command) ?? "\(command.kind) (\(command.word))"
        }
    }

    /// A file brought the person, or other data for them.
    private func imported(_ command: LoggedCommand) -> String {
        if case .edit = command.command?.action { return say("명단으로 수정", "edited by a list") }
        return say("명단으로 등록", "registered by a list")
    }

    /// What was done at a gate; nil for anything else.
    private func gateDeed(_ command: LoggedCommand) -> String? {
        let place: Domain.Place? =
            switch command.command?.action {
            case .checkIn(let scan)?: scan.place
            case .undoCheckIn(let undo)?: undo.place
            default: nil
            }
        var session: SessionID?
        if case .session(let id)? = place { session = id }
        let inSession = session != nil
        let deed: String? =
            switch command.kind {
            case "check_in": passed(.enter, inSession: inSession)
            case "check_out": passed(.leave, inSession: inSession)
            case "re_enter": passed(.reenter, inSession: inSession)
            case "undo_check_in" where inSession: say("입실 되돌림", "passage taken back")
            case "undo_check_in": say("입장 되돌림", "passage taken back")
            default: nil
            }
        return deed.map { deed in [deed, session.map { self.session($0) }].compactMap(\.self).joined(separator: ": ") }
    }

    private func refused(_ command: LoggedCommand, _ refusal: Refusal) -> String {
        let why = reason(refusal)
        return switch command.kind {
        case "register": say("등록 거절됨: \(why)", "registration refused: \(why)")
        case "edit": say("수정 거절됨: \(why)", "edit refused: \(why)")
        case "cancel": say("취소 거절됨: \(why)", "cancellation refused: \(why)")
        case "restore": say("되살리기 거절됨: \(why)", "restoring refused: \(why)")
        case "reissue": say("재발급 거절됨: \(why)", "new pass refused: \(why)")
        case let kind:
            say(
                "\(gateDeed(command) ?? seatDeed(command) ?? kind) 거절됨: \(why)",
                "\(gateDeed(command) ?? seatDeed(command) ?? kind) refused: \(why)")
        }
    }

    /// Why something was refused, in a few words: nobody can mend it any more.
    func reason(_ refusal: Refusal) -> String {
        let other = refusal.existing.map { " (\(serial($0)))" } ?? ""
        return switch refusal.reason {
        case .duplicate: say("이미 등록된 연락처", "telephone registered already") + other
        case .notFound: say("없는 등록", "no such registration")
        case .conflict: say("그사이 바뀐 등록", "changed in between")
        case .cancelled: say("취소된 등록", "cancelled already")
        case .notCancelled: say("취소되지 않은 등록", "not cancelled")
        case .consentMissing: say("동의 없음", "no consent")
        case .invalidName: say("맞지 않는 이름", "not a name")
        case .invalidPhone: say("맞지 않는 연락처", "not a telephone")
        case .invalidField: say("맞지 않는 답", "not a valid answer")
        case .unknownForm: say("모르는 양식", "unknown form")
        case .merged, .alreadyDecided, .seatFree, .full: reviewRefusal(refusal.reason)
        default: gateWord(refusal.reason)
        }
    }

    /// In place of a history, while the desk has no line.
    var historyNeedsLine: String {
        say(
            "이력과 프로그램은 데이터베이스에 닿아야 보입니다. 연결되면 저절로 나옵니다.",
            "History and programs need the database. They show by themselves when it can be reached.")
    }
    var erasedDetail: String { say("내용은 지워졌습니다", "what it was has been erased") }
    var unknownDetail: String { say("이전 값은 기록에 없습니다", "the log does not say what it was before") }
    var nothingChanged: String { say("달라진 답 없음", "no answer changed") }
    var noAnswer: String { say("(없음)", "(none)") }

    /// `연락처: 010-1111-2222 → 010-3333-4444`.
    /// - Parameters:
    ///   - before, after: the forms that the answers were given to.
    func change(_ change: FieldChange, before: FormDefinition?, after: FormDefinition?) -> String {
        let label = label(of: change.field, in: after?[change.field] == nil ? before : after)
        let old = value(change.before, change.field, in: before)
        return "\(label): \(old) → \(value(change.after, change.field, in: after))"
    }

    private func value(_ answer: Answer?, _ field: FieldID, in form: FormDefinition?) -> String {
        guard let answer, !answer.isEmpty else { return noAnswer }
        if field == .status, let status = answer.text.flatMap(Registration.Status.init(rawValue:)) {
            return self.status(status)
        }
        // A long answer of several lines is one line of a history.
        return self.answer(answer, to: form?[field]).split(whereSeparator: \.isNewline).joined(separator: " / ")
    }

    func formChange(_ before: FormReference, _ after: FormReference) -> String {
        say(
            "양식: \(before.id) \(before.version) → \(after.id) \(after.version)",
            "form: \(before.id) \(before.version) → \(after.id) \(after.version)")
    }
}

// MARK: Card

extension Words {
    var scroll: String { say("넘김", "Scroll") }
    var cardQRKey: String { "QR" }
    var cardReissueKey: String { say("재발급", "New pass") }
    func cardCheckInKey(_ mode: CheckIn.Mode) -> String { say(passed(mode), gateCheckInThem(mode)) }
    var passTitle: String { say("입장권", "Pass") }
    var historyTitle: String { say("이력", "History") }
    var relatedTitle: String { say("관련된 사람", "Related people") }
    var keyLabel: String { say("키", "Key") }
    var validityLabel: String { say("입장", "Entry") }
    var versionLabel: String { say("버전", "Version") }
    var loadingFile: String { say("이력과 관련된 사람을 불러오는 중…", "loading history and related people…") }
    var refreshingFile: String { say("바뀌었습니다. 다시 불러오는 중…", "changed; loading again…") }
    var noHistory: String { say("기록된 일이 없습니다.", "Nothing is recorded.") }
    var earlierHistory: String { say("더 오래된 기록이 있습니다.", "There are older entries.") }
    var undoPerson: String { say("마지막 변경 되돌리기", "Undo the last change") }
    var readingHistory: String { say("무엇을 되돌릴지 이력을 읽는 중입니다…", "Reading the history to say what would be undone…") }

    func versions(_ row: Registration) -> String {
        say(
            "등록 \(row.version) · 양식 \(row.form.id) \(row.form.version)",
            "registration \(row.version) · form \(row.form.id) \(row.form.version)")
    }

    /// Whether the pass lets them in, and why not.
    func validity(_ row: Registration) -> String {
        switch row.status {
        case .approved: return say("유효", "honoured")
        case .applied, .held: return say("무효: 아직 승인되지 않음", "not honoured: not approved yet")
        case .rejected: return say("무효: 승인되지 않음", "not honoured: not approved")
        case .waitlisted: return say("무효: 대기 중", "not honoured: waiting list")
        case .cancelled: return say("무효: 취소된 등록", "not honoured: cancelled")
        case .merged:
            let survivor = row.mergedInto.map { serial($0) } ?? ""
            return say("\(survivor)의 입장권으로 통함", "counts as the pass of \(survivor)")
        }
    }

    func tie(_ tie: RelatedPerson.Tie) -> String {
        switch tie {
        case .mergedInto: say("여기에 합쳐짐", "merged into them")
        case .mergedFrom: say("이 사람에게 합쳐짐", "merged into this one")
        case .reissuedAs: say("새 번호로 재발급됨", "goes on under this serial")
        case .reissuedFrom: say("재발급 전 번호", "serial before the new pass")
        case .samePhone: say("같은 연락처", "same phone")
        case .formerPhone: say("전에 쓰던 연락처", "former phone")
        case .sameParty: say("일행", "same party")
        case .sameNameAndAffiliation: say("같은 이름과 소속", "same name and affiliation")
        }
    }

    func related(_ person: RelatedPerson) -> String {
        "\(self.person(person.row)) · \(status(person.row.status)) · \(tie(person.tie))"
    }

    func moreLines(_ number: Int) -> String {
        say("… \(count(number))줄 더 (Enter)", "… \(plural(number, "more line", "more lines")) (Enter)")
    }
}

// MARK: Undo

extension Words {
    func obstacle(_ obstacle: UndoObstacle, form: FormDefinition?) -> String {
        switch obstacle {
        case .nothing: say("되돌릴 변경이 없습니다.", "There is no change to take back.")
        case .reissued: cannotUndoReissue
        case .onlyRegistration:
            say(
                "등록만 남았습니다. 등록은 되돌리지 않고 취소합니다.",
                "Only the registration itself is left: cancel it instead.")
        case .cameCancelled:
            say("취소된 채로 들어온 등록입니다. 새로 등록해 주세요.", "They came in cancelled. Register them anew.")
        case .erased: say("지워진 기록이라 되돌릴 수 없습니다.", "It cannot be taken back: its record has been erased.")
        case .unknown:
            say("이전 값이 기록에 없어 되돌릴 수 없습니다.", "It cannot be taken back: the log does not say what it was before.")
        case .decidedInReview:
            say(
                "심사에서 결정한 것은 심사 화면에서 되돌려 주세요.",
                "This was decided in review: take it back there.")
        case .movedOn: say("그사이 바뀌었습니다. 다시 눌러 주세요.", "It has changed in between. Press again.")
        case .refused(let refusal): self.refusal(refusal, existing: nil, form: form)
        }
    }

    var redoInstead: String { say("방금 되돌린 것을 다시 하기…", "Take back the undo instead…") }
    var redoNow: String { say("다시 하기", "Do it again") }
    var restStays: String { say("나머지 답과 번호, QR은 그대로입니다.", "All other answers, the serial and the QR stay.") }
    var answersStay: String { say("답과 번호, QR은 그대로입니다.", "The answers, the serial and the QR stay.") }

    func moreChanges(_ number: Int) -> String {
        say("그 밖에 \(number)칸 더", "and \(plural(number, "more field", "more fields"))")
    }

    func takesBack(_ line: String) -> String {
        say("되돌릴 일: \(line)", "Takes back: \(line)")
    }
}
