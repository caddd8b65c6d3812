// Short words for states and kinds, as tables and lists show them.

public import Domain

extension Words {
    public func status(_ status: Registration.Status) -> String {
        switch status {
        case .applied: say("신청", "applied")
        case .approved: say("승인", "approved")
        case .rejected: say("거절", "rejected")
        case .waitlisted: say("대기", "waitlisted")
        case .held: say("보류", "held")
        case .cancelled: say("취소", "cancelled")
        case .merged: say("합침", "merged")
        }
    }

    public func source(_ source: Registration.Source) -> String {
        switch source {
        case .walkIn: say("현장 등록", "walk-in")
        case .preApplication: say("사전 신청", "pre-application")
        case .import: say("명단", "import")
        }
    }

    /// Beside the box that consent ticks.
    var agrees: String { say("동의함 (Space)", "agrees (Space)") }

    /// A category's label in the event, its id where the event has none such.
    public func category(_ id: String, of event: Event) -> String {
        event.categories.first { $0.id == id }.map { say($0.label) } ?? id
    }

    public func kind(_ kind: FormField.Kind) -> String {
        switch kind {
        case .text: say("글", "text")
        case .phone: say("전화번호", "phone")
        case .email: say("이메일", "email")
        case .number: say("숫자", "number")
        case .date: say("날짜", "date")
        case .longText: say("긴 글", "long text")
        case .choice: say("하나 고르기", "choice")
        case .choices: say("여럿 고르기", "choices")
        case .consent: say("동의", "consent")
        }
    }

    /// An answer as a person reads it: options by their labels, consent as O or X.
    public func answer(_ answer: Answer, to field: FormField?) -> String {
        func label(_ id: String) -> String {
            field?.options.first { $0.id == id }.map { say($0.label) } ?? id
        }
        return switch answer {
        case .text(let text): field?.kind == .choice ? label(text) : text
        case .number(let number): String(number)
        case .choices(let ids): ids.map(label).joined(separator: ", ")
        case .flag(let given): given ? "O" : "X"
        }
    }
}
