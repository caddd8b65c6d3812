// What became of the commands that waited in a desk's journal.

public import Desk
public import Domain

extension Words {
    /// What a sync did: one line, and one more for each command that was set aside.
    public func sync(_ report: SyncReport) -> [String] {
        if report.isBusyElsewhere {
            return [
                say(
                    "이 데스크의 다른 콘솔이 보내는 중입니다. 남은 것: \(count(report.waiting))건",
                    "Another console of this desk is sending. Waiting: \(count(report.waiting))")
            ]
        }
        let before = report.setAsideBefore.count
        var lines = [
            say(
                "보냄 \(count(report.sent))건, 남음 \(count(report.waiting))건, 제쳐 둠 \(count(report.setAside.count))건"
                    + (before > 0 ? "(전에 \(count(before))건)" : ""),
                "Sent: \(count(report.sent)), waiting: \(count(report.waiting)), set aside: "
                    + count(report.setAside.count) + (before > 0 ? " (before: \(count(before)))" : "")
            )
        ]
        lines += report.sentAgain.map {
            say("데이터베이스가 잃어버려 다시 보낸 것: \(sentAgain($0))", "Lost by the database and sent again: \(sentAgain($0))")
        }
        lines += report.setAside.map(setAsideLine)
        lines += report.setAsideBefore.map {
            say("전에 제쳐 둔 것: \(setAside($0))", "Set aside before: \(setAside($0))")
        }
        lines += report.decided.map(decidedAfterAll)
        if report.waiting > 0 {
            lines.append(
                say(
                    "데이터베이스에 닿으면 expodesk sync를 다시 실행해 주세요.",
                    "Run expodesk sync again when the database is within reach."))
        }
        return lines
    }

    /// What nobody had decided and was so already, a line each: nobody has to do anything.
    /// - Parameter minutesAheadOfUTC: of the event's zone.
    public func answered(_ report: SyncReport, minutesAheadOfUTC minutes: Int) -> [String] {
        report.answered.map { entry in
            let who = [serial(entry.serial), entry.name, change(entry.kind)].compactMap(\.self).joined(separator: " ")
            let reason = setAsideReason(entry.reason)
            let before = entry.admission.map { admission in
                let time = self.time(admission.entered.at, minutesAheadOfUTC: minutes)
                return ": \(time) \(admission.entered.gate) (\(admission.entered.by))"
            }
            return say("할 일 없음: \(who) — \(reason)", "Nothing to do: \(who) — \(reason)") + (before ?? "")
        }
    }

    /// A decision on one person that had no answer when it was made.
    private func decidedAfterAll(_ decided: SyncReport.Decided) -> String {
        let outcome: String
        switch decided.change {
        case _ where !decided.result.refused.isEmpty: outcome = decided.result.refused.map(reviewRefusal).joined()
        case _ where !decided.result.waiting.isEmpty: outcome = waitsInstead(place: nil)
        case .review(let review): outcome = self.decided(review.decision.status)
        case .undo: outcome = say("심사를 되돌렸습니다", "decision taken back")
        }
        return say("답이 없던 심사의 결과: ", "A decision that had no answer: ")
            + (decided.serial.map { "\(serial($0)): " } ?? "") + outcome
    }

    /// Once, before answers that the database has not given.
    /// - Parameters:
    ///   - moment: of when this desk's copy of the event is; nil without one.
    ///   - minutesAheadOfUTC: of the event's zone.
    public func answersByCopy(of moment: Timestamp?, minutesAheadOfUTC: Int) -> String {
        guard let moment else { return say("데이터베이스에 닿지 않습니다.", "The database cannot be reached.") }
        let time = hour(moment, minutesAheadOfUTC: minutesAheadOfUTC)
        return say(
            "데이터베이스에 닿지 않습니다. 이 데스크의 \(time) 사본으로 답합니다.",
            "The database cannot be reached: answers are from this desk's copy of \(time).")
    }

    public var lineIsBack: String { say("데이터베이스에 다시 닿습니다.", "The database can be reached again.") }

    /// What a database has lost that it had confirmed, and what came of sending it again.
    public func sentAgain(_ report: SyncReport) -> String {
        let refused = report.setAside.count
        let number = report.sentAgain.count
        let named =
            report.sentAgain.prefix(Self.mostNamed).map(sentAgain).joined(separator: ", ")
            + (number > Self.mostNamed ? ", …" : "")
        let sent = say(
            "데이터베이스가 잃어버린 변경 \(count(number))건을 다시 보냈습니다\(named.isEmpty ? "" : ": " + named). F8에 적혀 있습니다.",
            "The database had lost changes; sent again: \(count(number))\(named.isEmpty ? "" : " (\(named))"). F8 lists them."
        )
        guard refused > 0 else { return sent }
        return sent + say(" 제쳐 둔 것 \(count(refused))건은 F8에서 봐 주세요.", " Set aside, see F8: \(count(refused)).")
    }

    private static let mostNamed = 3

    private func sentAgain(_ entry: SyncReport.SentAgain) -> String {
        [entry.serial.map(serial), entry.name, queuedKind(entry.kind)].compactMap(\.self).joined(separator: " ")
    }

    private func setAsideLine(_ entry: SyncReport.SetAside) -> String {
        say("제쳐 둔 것: \(setAside(entry))", "Set aside: \(setAside(entry))")
    }

    /// What was set aside, in a line: one with its reason, several by whom they are about.
    func setAsideNews(_ entries: [SyncReport.SetAside]) -> String {
        guard entries.count > 1 else { return entries.first.map(setAsideLine) ?? "" }
        let people = entries.prefix(Self.mostNamed).map { entry in
            [serial(entry.serial), entry.name].compactMap(\.self).joined(separator: " ")
        }
        let named = people.joined(separator: ", ") + (entries.count > Self.mostNamed ? ", …" : "")
        return say(
            "제쳐 둔 것 \(count(entries.count))건, F8에서 보세요: \(named)",
            "Set aside: \(count(entries.count)), see F8: \(named)")
    }

    private func setAside(_ entry: SyncReport.SetAside) -> String {
        [serial(entry.serial), entry.name, queuedKind(entry.kind), "—", setAsideReason(entry.reason)].compactMap(\.self)
            .joined(separator: " ")
    }

    /// A command's kind, as the audit log names it.
    public func change(_ kind: String) -> String {
        switch kind {
        case "register": say("등록", "registration")
        case "edit": say("수정", "edit")
        case "cancel": say("취소", "cancellation")
        case "restore": say("되살리기", "restoration")
        case "reissue": say("재발급", "new pass")
        case "check_in": say("입장", "check-in")
        case "check_out": say("퇴장", "check-out")
        case "re_enter": say("재입장", "re-entry")
        case "undo_check_in": say("입장 되돌리기", "undoing a check-in")
        case "review": say("심사", "review")
        case "undo_review": say("심사 되돌리기", "undoing a review")
        case "set_capacity": say("정원 변경", "change of a limit")
        case "enrol": say("프로그램 신청", "enrolment")
        case "cancel_enrolment": say("프로그램 신청 취소", "cancelled enrolment")
        case "set_programs": say("프로그램 편성", "programs set")
        case "import": say("가져오기", "import")
        case "export": say("내보내기", "export")
        default: kind
        }
    }
}
