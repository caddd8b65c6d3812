// The words of the queue of review.

import Desk
import Domain
import Store
import Terminal

extension Words {
    var review: String { say("신청 심사", "Review") }
    var reviewHelp: String { say("사전 신청을 승인·거절·보류합니다.", "Decides on applications.") }

    func queue(_ queue: ReviewScreen.Queue) -> String {
        queue.status.map { status($0) } ?? say("전체", "everybody")
    }

    func decideKey(_ decision: Review.Decision) -> String {
        switch decision {
        case .approve: say("승인", "Approve")
        case .reject: say("거절", "Reject")
        case .hold: say("보류", "Hold")
        case .waitlist: say("대기", "Waitlist")
        }
    }

    func decideHelp(_ decision: Review.Decision) -> String {
        switch decision {
        case .approve:
            say("표시한 신청, 없으면 고른 신청을 승인합니다.", "Approves the marked applications, or the selected one.")
        case .reject: say("거절합니다. 사유를 묻습니다.", "Rejects them; asks for a reason.")
        case .hold: say("보류합니다. 사유를 적을 수 있습니다.", "Holds them; a reason may be given.")
        case .waitlist: say("대기 명단에 올립니다. 사유를 적을 수 있습니다.", "Puts them on the waiting list; a reason may be given.")
        }
    }

    /// `승인 중…`
    func deciding(_ decision: Review.Decision) -> String {
        switch decision {
        case .approve: say("승인 중…", "approving…")
        case .reject: say("거절 중…", "rejecting…")
        case .hold: say("보류 중…", "holding…")
        case .waitlist: say("대기 처리 중…", "waitlisting…")
        }
    }

    /// `? 승인`: sent, and not answered.
    func awaited(_ decision: Review.Decision) -> String { "? " + decideKey(decision) }

    var reviewUndoHelp: String {
        say(
            "마지막 심사를 되돌립니다. 그사이 달라진 사람은 그대로 두고 누구인지 보여 줍니다.",
            "Takes back the last decision; whoever has moved on since stays, and is named.")
    }
    var reviewOpenHelp: String {
        say(
            "내용을 모두 보고 번호로 고릅니다. 표시가 있으면 표시한 신청을 처리합니다.",
            "Shows everything with numbered actions; with marks, the actions for those.")
    }
    var markAll: String { say("모두 표시", "Mark all") }
    var markAllHelp: String {
        say("조건에 맞는 신청을 몇 명인지 말하고 모두 표시합니다.", "Marks all that the filter leaves; says how many first.")
    }
    var markThem: String { say("표시하기", "Mark them") }
    var markingStopped: String { say("모두 표시를 그만두었습니다.", "Nobody was marked.") }
    var readingAll: String { say("모두 읽는 중…", "reading them all…") }

    func markAllBody(_ number: Int, isCut: Bool) -> String {
        isCut
            ? say("앞에서부터 \(people(number))을 표시합니다.", "The first \(people(number)).")
            : say("조건에 맞는 \(people(number))을 모두 표시합니다.", "All \(people(number)) that the filter leaves.")
    }

    var nextQueue: String { say("다음 목록", "Next queue") }
    var previousQueue: String { say("앞 목록", "Previous queue") }
    var nextQueueHelp: String { say("신청, 보류, 대기, 거절, 전체를 바꿔 봅니다.", "Applied, held, waiting, rejected, everybody.") }
    var queueOrder: String { say("순서", "Order") }
    var queueOrderHelp: String { say("오래된 순과 새 순을 바꿉니다.", "Oldest first, or newest first.") }
    var oldestFirst: String { say("오래된 순", "oldest first") }
    var newestFirst: String { say("새 순", "newest first") }
    var compare: String { say("비교", "Compare") }
    var compareHelp: String {
        say("연락처나 이름·소속이 같은 사람과 나란히 봅니다.", "Lays people with the same phone, or name and affiliation, beside them.")
    }
    var compareTitle: String { say("비슷한 사람과 비교 (= 같음)", "Side by side (= the same)") }
    var tieLabel: String { say("관계", "How") }
    var nobodyLikeThem: String { say("비슷한 사람이 없습니다.", "nobody like them.") }
    func moreLikeThem(_ number: Int) -> String { say("외 \(people(number))", "\(people(number)) more") }
    var showRefused: String { say("안 된 것", "Left out") }
    var showRefusedHelp: String {
        say("마지막 심사에서 안 된 사람과 까닭을 봅니다.", "Whom the last decision left as they were, and why.")
    }
    var nobodyRefused: String { say("안 된 사람이 없습니다.", "nobody was left out.") }
    func refusedTitle(_ number: Int) -> String {
        say("안 된 사람 \(people(number))", "Left as they were: \(people(number))")
    }
    var stopReview: String { say("멈추기", "Stop") }
    var stopReviewHelp: String { say("진행 중인 일괄 심사를 멈춥니다.", "Stops the decision under way.") }
    var nothingToStop: String { say("진행 중인 일괄 심사가 없습니다.", "nothing is under way.") }
    var reviewStopping: String { say("멈추는 중…", "stopping…") }
    var reviewHowToStop: String { say("심사 화면에서 . 을 누르면 멈춤", ". on the review screen stops it") }
    var workUnderWay: String {
        say("다른 긴 작업이 진행 중입니다. 끝나면 다시 해 주세요.", "Other long work is under way; try again after it.")
    }
    var stillDeciding: String { say("아직 처리하는 중입니다.", "still being decided.") }
    var noReason: String { say("사유 없이", "Without a reason") }
    var typeReason: String { say("직접 쓰기", "Type one") }
    var reasonHint: String { say("사유", "reason") }
    func reasonAsked(_ who: String) -> String { say("\(who) — 사유를 적어 주세요.", "\(who): type the reason.") }
    var reasonMissing: String { say("사유를 적어 주세요.", "A reason is needed.") }
    func reasonBody(_ who: String) -> String { say("\(who) — 사유를 고르세요.", "\(who): choose a reason.") }
    func inLine(_ place: Int) -> String { say("대기 \(place)번째", "number \(place) in line") }

    func nothingWaits(_ queue: ReviewScreen.Queue) -> String {
        queue == .applied
            ? say("심사를 기다리는 신청이 없습니다.", "Nothing waits for a decision.")
            : say("\(self.queue(queue)): 아무도 없습니다.", "\(self.queue(queue)): nobody.")
    }
    func queueShowsOnly(_ queue: ReviewScreen.Queue) -> String {
        say(
            "이 목록에는 '\(self.queue(queue))'만 있습니다. Tab으로 [전체] 목록에 가면 모두 찾습니다.",
            "This queue has only '\(self.queue(queue))'. Tab to [everybody] finds all.")
    }
    var otherQueues: String { say("Tab: 다른 목록 보기", "Tab: the other queues") }

    // MARK: What came of it

    /// The sentence, the word beside the row, and how they look.
    func reviewOutcome(
        _ review: Review, _ answer: ReviewAnswer, minutesAheadOfUTC minutes: Int
    ) -> (String, String, Role) {
        if let refused = answer.report.result.refused.first {
            let wasChanged = refused.reason == .conflict || refused.reason == .alreadyDecided
            guard wasChanged, let latest = answer.latest else {
                return (reviewRefusal(refused), say("! 안 됨", "! left as is"), .bad)
            }
            return (
                say("먼저 바뀌어 그대로 두었습니다: ", "changed first by somebody else, left as it is: ")
                    + historyLine(latest, minutesAheadOfUTC: minutes),
                say("! 먼저 바뀜", "! changed first"), .bad
            )
        }
        if !answer.report.result.waiting.isEmpty {
            return (waitsInstead(place: answer.place), say("정원 참 → 대기", "full → waiting"), .warning)
        }
        return (decided(review.decision.status), "✓ " + status(review.decision.status), .good)
    }

    /// `승인했습니다`, of many.
    private func decidedMany(_ decision: Review.Decision, _ number: Int) -> String {
        let number = count(number)
        return switch decision {
        case .approve: say("\(number)명 승인함", "\(number) approved")
        case .reject: say("\(number)명 거절함", "\(number) rejected")
        case .hold: say("\(number)명 보류함", "\(number) held")
        case .waitlist: say("\(number)명 대기 명단에 올림", "\(number) put on the waiting list")
        }
    }

    /// `9,990명 승인함 · 대기 5 · 안 됨 5 (이미 결정되어 있습니다 3, …)`.
    func reviewSummary(_ decision: Review.Decision, _ report: ReviewReport) -> String {
        let result = report.result
        var parts = [decidedMany(decision, result.decided.count)]
        if !result.waiting.isEmpty {
            parts.append(
                say("정원 차서 대기 \(count(result.waiting.count))", "\(count(result.waiting.count)) wait for a seat"))
        }
        if !result.refused.isEmpty {
            let number = count(result.refused.count)
            let told = reasons(result.refused)
            parts.append(say("안 됨 \(number) (\(told)) f로 봄", "\(number) left (\(told)), f shows"))
        }
        if report.wasStopped { parts.append(say("멈춤", "stopped")) }
        return parts.joined(separator: " · ")
    }

    /// `그사이 바뀜 8, 정원 2`.
    private func reasons(_ refused: [ReviewResult.Refused]) -> String {
        Dictionary(grouping: refused, by: \.reason).map { ($1.count, reasonName($0)) }
            .sorted { ($1.0, $0.1) < ($0.0, $1.1) }
            .map { "\($0.1) \(count($0.0))" }.joined(separator: ", ")
    }

    /// A decision on many that a crash cut off: how far it came, and what to do.
    func reviewCutOff(_ draft: ReviewDraft, _ done: Int) -> String {
        let what = decideKey(draft.decision)
        guard done < draft.count else {
            return say(
                "지난번 일괄 심사(\(what) \(people(draft.count)))는 끝까지 처리되었습니다.",
                "The decision that was cut off (\(what), \(people(draft.count))) was carried out to the end.")
        }
        return say(
            "지난번 일괄 심사(\(what) \(people(draft.count)))는 \(people(done))까지 처리되고 끊겼습니다. "
                + "나머지는 심사 화면(F3)에 그대로 있으니 다시 표시해 처리해 주세요.",
            "The last decision on many (\(what), \(people(draft.count))) was cut off after \(people(done)). The rest is still "
                + "in the queue (F3): mark them there and decide again.")
    }

    /// A decision on many that the line was lost over: how far it came, what is not known yet, and how it goes on.
    /// - Parameter open: how many the step without an answer is about; 0 where every step was answered.
    func reviewBroken(_ decision: Review.Decision, _ report: ReviewReport, of people: Int, open: Int) -> String {
        let what = reviewSummary(decision, report)
        let asked =
            open == 0
            ? ""
            : say(
                " \(self.people(open))은 답이 오지 않아, 연결되면 다시 묻고 그때 알립니다.",
                " No answer came about \(self.people(open)): they are asked again when the line is back, and told then."
            )
        return say(
            "연결이 끊겼습니다. \(self.people(people)) 가운데: \(what).\(asked) 나머지는 목록에 그대로 있으니 연결되면 다시 표시해 처리해 주세요. "
                + "u는 된 것을 되돌립니다.",
            "The line was lost. Of \(self.people(people)): \(what).\(asked) The rest is still in the queue: when the line is "
                + "back, mark them and decide again; u takes back what was done.")
    }

    /// The same of taking a decision back.
    func undoBroken(_ report: ReviewReport, of people: Int, open: Int) -> String {
        let done = self.people(report.result.decided.count)
        let asked =
            open == 0
            ? ""
            : say(
                " 한 묶음은 답이 오지 않아, 연결되면 다시 묻습니다.",
                " No answer came to one step: it is asked again when the line is back.")
        return say(
            "연결이 끊겼습니다. \(self.people(people)) 가운데 \(done)을 되돌렸습니다.\(asked) 연결되면 u로 이어집니다.",
            "The line was lost. Taken back: \(done) of \(count(people)).\(asked) When the line is back, u goes on.")
    }

    /// What came of decisions that an earlier console sent, and nobody answered then.
    func decidedAfterAll(_ news: [String]) -> String {
        say("답이 없던 심사의 결과: ", "Decisions that had no answer: ") + news.joined(separator: " · ")
    }

    var undoGoesOn: String {
        say(
            "답이 없던 되돌리기를 다시 보냈습니다. u를 누르면 나머지까지 되돌립니다.",
            "What had no answer was sent again. u takes back the rest.")
    }

    private func reasonName(_ reason: Refusal.Reason) -> String {
        switch reason {
        case .conflict: say("그사이 바뀜", "changed meanwhile")
        case .alreadyDecided: say("이미 결정", "already so")
        case .duplicate: say("같은 연락처", "same phone")
        case .notFound: say("없는 번호", "not found")
        case .full: say("정원", "full")
        case .seatFree: say("자리 있음", "seat free")
        case .cancelled: say("취소됨", "cancelled")
        case .merged: say("합쳐짐", "merged")
        default: say("기타", "other")
        }
    }

    var readingLastReview: String { say("마지막 심사를 찾는 중…", "looking for the last decision…") }

    /// `11/23 09:12 · 데스크 1 · 승인 10,000명`, and whether it is to be taken back.
    func pastReview(_ past: PastReview, minutesAheadOfUTC minutes: Int) -> String {
        let when = time(past.madeAt, minutesAheadOfUTC: minutes)
        return "\(when) · \(past.actor) · \(decideKey(past.decision)) \(people(past.people))"
    }

    func undoingReview(_ done: ReviewScreen.Done) -> String {
        say("\(decideKey(done.decision)) 되돌리는 중…", "taking back: \(decideKey(done.decision))…")
    }

    /// `되돌렸습니다: 승인 9,990명 · 안 됨 10 (그사이 바뀜 8, 정원 2) f로 봄`; one who moved on is named at once.
    func reviewUndone(
        _ decision: Review.Decision?, _ report: ReviewReport, minutesAheadOfUTC minutes: Int
    ) -> String {
        let result = report.result
        let what = decision.map { decideKey($0) + " " } ?? ""
        var parts: [String] = []
        if !result.decided.isEmpty {
            parts.append(
                say(
                    "되돌렸습니다: \(what)\(people(result.decided.count))",
                    "Taken back: \(what)\(people(result.decided.count))"))
        }
        if let only = result.refused.first, result.refused.count == 1 {
            parts.append(
                say("되돌리지 않음(f로 봄): ", "Not taken back (f shows): ")
                    + leftAsIs(only, report.latest[only.serial], minutesAheadOfUTC: minutes))
        } else if !result.refused.isEmpty {
            let number = people(result.refused.count)
            let told = reasons(result.refused)
            parts.append(say("되돌리지 않음: \(number) (\(told)) f로 봄", "Not taken back: \(number) (\(told)), f shows"))
        }
        if report.wasStopped { parts.append(say("멈춤, u로 이어서", "stopped, u goes on")) }
        return parts.isEmpty ? nothingToUndo : parts.joined(separator: " · ")
    }
}
