// The words of what was set aside: what was asked for, a line a field.

import Desk
import Domain

extension Words {
    /// How many fields are told one by one: a dialog with more has no room on 24 rows.
    private static let mostFieldsTold = 8
    private static let longestField = 120

    /// What a command asks for, a line a field; nothing where that is no more than its kind says.
    /// - Parameter form: the one its answers were given to.
    func asked(_ command: QueuedCommand, form: FormDefinition?) -> [String] {
        guard let action = command.asked else { return [] }
        let lines: [String] =
            switch action {
            case .register(let new): answered(new.answers, form, showsEmpty: false)
            // An edit replaces all answers: an empty one is asked for, too.
            case .edit(_, _, _, let answers): answered(answers, form, showsEmpty: true)
            case .cancel(_, _, let reason): ["\(reasonWritten): \(reason)"]
            case .reissue(let reissue): ["\(reasonWritten): \(reissue.reason)"]
            case .restore(_, _, let status): ["\(validityLabel): \(self.status(status))"]
            case .checkIn(let scan):
                if case .session(let id) = scan.place { [session(id)] } else { [scan.gate.name] }
            case .undoCheckIn(let undo):
                if case .session(let id) = undo.place { [session(id)] } else { [] }
            case .enrol(let request), .cancelEnrolment(let request): [session(request.session)]
            case .importRows, .review, .undoReview, .setCapacity, .setPrograms, .export: []
            }
        guard lines.count > Self.mostFieldsTold else { return lines }
        return lines.prefix(Self.mostFieldsTold) + [moreChanges(lines.count - Self.mostFieldsTold)]
    }

    private var reasonWritten: String { say("이유", "Reason") }

    var retryOverwrites: String {
        say(
            "그사이 다른 곳에서 바뀌었습니다. 다시 보내면 지금의 등록을 이 내용으로 바꿉니다.",
            "It was changed elsewhere meanwhile. Trying again writes this over the registration as it is now.")
    }

    private func answered(_ answers: Answers, _ form: FormDefinition?, showsEmpty: Bool) -> [String] {
        let fields = form?.fields.map(\.id) ?? []
        // Without the form they were given to, answers have no order but that of their names.
        let others = answers.keys.filter { !fields.contains($0) }.sorted { $0.text < $1.text }
        return (fields + others).compactMap { field in
            let given = answers[field].flatMap { $0.isEmpty ? nil : $0 }
            guard given != nil || showsEmpty else { return nil }
            let value = given.map { answer($0, to: form?[field]) } ?? noAnswer
            let line = "\(label(of: field, in: form)): \(value)".split(whereSeparator: \.isNewline)
                .joined(separator: " / ")
            return line.count > Self.longestField ? line.prefix(Self.longestField) + "…" : line
        }
    }
}

extension QueuedCommand {
    /// It was made for a registration that others have changed since.
    var isOutdated: Bool { reason == Refusal.Reason.conflict.rawValue }
}
