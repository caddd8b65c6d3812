// Decisions on applications in words: what came of each, why one was refused, and how they stand in a history.

public import Domain

extension Words {
    /// What somebody did, in one word: `승인`.
    public func decision(_ decision: Review.Decision) -> String {
        switch decision {
        case .approve: say("승인", "approve")
        case .reject: say("거절", "reject")
        case .hold: say("보류", "hold")
        case .waitlist: say("대기", "waitlist")
        }
    }

    /// What somebody has become: `승인했습니다`.
    public func decided(_ status: Registration.Status) -> String {
        switch status {
        case .approved: say("승인했습니다", "approved")
        case .rejected: say("거절했습니다", "rejected")
        case .held: say("보류했습니다", "held")
        case .waitlisted: say("대기 명단에 올렸습니다", "on the waiting list")
        case .applied, .cancelled, .merged: self.status(status)
        }
    }

    /// They were to be approved, and wait now.
    public func waitsInstead(place: Int?) -> String {
        guard let place else {
            return say("정원이 차서 대기 명단에 올렸습니다", "no seat left: on the waiting list")
        }
        return say(
            "정원이 차서 대기 명단에 올렸습니다 (\(place)번째)", "no seat left: on the waiting list, number \(place)")
    }

    /// Why one of several was left as they are, and what to do.
    public func reviewRefusal(_ row: ReviewResult.Refused) -> String {
        let now = row.status.map { status($0) } ?? ""
        return switch row.reason {
        case .conflict:
            say("그사이 바뀌었습니다. 지금: \(now)", "changed meanwhile. Now: \(now)")
        case .alreadyDecided: say("이미 \(now) 상태입니다", "already \(now)")
        case .duplicate:
            say("같은 연락처로 등록된 사람이 있습니다", "somebody else has this telephone")
                + (row.existing.map { ": \(serial($0))" } ?? "")
        case .notFound: say("그런 등록이 없습니다", "there is no such registration")
        default: reviewRefusal(row.reason)
        }
    }

    /// The reason alone, for the reasons of review.
    func reviewRefusal(_ reason: Refusal.Reason) -> String {
        switch reason {
        case .cancelled:
            say(
                "취소된 등록입니다. 카드에서 u로 취소를 되돌리거나 새로 등록해 주세요",
                "cancelled: take that back on the card (u), or register anew")
        case .merged: say("다른 등록에 합쳐졌습니다", "merged into another registration")
        case .alreadyDecided: say("이미 그렇게 결정되어 있습니다", "decided so already")
        case .seatFree:
            say("자리가 남아 있어 대기로 돌릴 수 없습니다. 승인하거나 보류해 주세요", "a seat is free: approve or hold them instead")
        case .full: say("정원이 찼습니다", "every seat is taken")
        default: say("거절되었습니다", "refused")
        }
    }

    /// Somebody who was left as they are: who, and why; whoever moved on with what was done to them since, and by whom.
    func leftAsIs(_ row: ReviewResult.Refused, _ latest: LatestChange?, minutesAheadOfUTC minutes: Int) -> String {
        let who = latest.map { "\(serial(row.serial)) \($0.name)" } ?? serial(row.serial)
        guard row.reason == .conflict || row.reason == .alreadyDecided, let command = latest?.command else {
            return "\(who): \(reviewRefusal(row))"
        }
        return "\(who): \(historyLine(command, minutesAheadOfUTC: minutes))"
    }

    /// ` · 승급: 161439 임차준`, to stand after what made it so; of many only how many. Empty for nobody.
    func promoted(_ promotions: Promotions) -> String {
        guard promotions.count > 0 else { return "" }
        return " · " + promoted(promotions.count, promotions.named)
    }

    /// `승급: 161439 임차준`, `승급 12명`.
    /// - Parameter named: the first of them, or all.
    public func promoted(_ number: Int, _ named: [Registration]) -> String {
        let names = named.map { "\(serial($0.serial)) \($0.name)" }.joined(separator: ", ")
        guard number > 1 || named.isEmpty else { return say("승급: \(names)", "moved up: \(names)") }
        return say("승급 \(count(number))명", "\(count(number)) moved up") + (number <= named.count ? ": \(names)" : "")
    }

    /// Nobody may enter any more: for a walk-in, an edit or a restoration.
    var everySeatTaken: String {
        say(
            "정원이 찼습니다. 현장 등록은 대기 명단에 올릴 수 있습니다(register --wait). 정원은 expodesk capacity로 늘립니다.",
            "Every seat is taken. A walk-in can wait for one (register --wait); expodesk capacity raises the limit.")
    }

    /// A decision in somebody's history.
    func reviewDeed(_ command: LoggedCommand) -> String? {
        guard let effect = command.effect else {
            switch command.kind {
            case "review": return say("심사", "review")
            case "undo_review": return say("심사 되돌림", "decision taken back")
            case "set_capacity": return say("정원 변경", "limit changed")
            default: return nil
            }
        }
        switch effect.deed {
        case .promoted: return say("자리가 나서 대기에서 승인됨", "got a seat from the waiting list")
        case .undone: return say("심사 되돌림: \(status(effect.status))", "decision taken back: \(status(effect.status))")
        case .decided: return decided(effect, command)
        }
    }

    private func decided(_ effect: StatusEffect, _ command: LoggedCommand) -> String {
        guard case .review(let review) = command.command?.action else { return status(effect.status) }
        let reason = review.cleanReason.map { ": \($0)" } ?? ""
        if effect.status != review.decision.status {
            return say("정원이 차서 \(status(effect.status))", "no seat left: \(status(effect.status))") + reason
        }
        return status(effect.status) + reason
    }

    /// A limit and what is taken of it: `120 / 300`.
    public func seats(_ scope: Seats.Scope) -> String {
        "\(count(scope.taken)) / \(scope.capacity.map { count($0) } ?? noLimit)"
    }

    public var noLimit: String { say("제한 없음", "no limit") }
    public var wholeEvent: String { say("행사 전체", "whole event") }
}
