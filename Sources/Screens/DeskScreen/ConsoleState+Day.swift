// Asking which day it is, once, where the machine was started anew and the server has not been reached since.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// The desk has opened. An empty form is interrupted by nothing; whoever is typing is asked when they come to the gate.
    mutating func beginWithDay(_ day: CalendarDate?) -> [ConsoleEffect] {
        guard let day else {
            dayIsKnown()
            return sendAwaitingDay()
        }
        unknownDay = day
        if layers.isEmpty, walkIn.isFresh { _ = askForDay() }
        return []
    }

    /// Nobody is checked in before somebody has answered: their scans wait. Everything else goes on.
    mutating func askForDay() -> [ConsoleEffect] {
        guard let day = unknownDay else { return [] }
        guard !isAskingForDay else { return bell ? [.bell] : [] }
        ask(for: day)
        return []
    }

    /// What was answered can be put right, as long as the server has not said which day it is.
    mutating func correctDay() -> [ConsoleEffect] {
        guard let day = unknownDay ?? dayByHand?.day, !isAskingForDay else { return [] }
        ask(for: day)
        return []
    }

    /// The day that somebody has said, while the server has not said it since.
    var dayByHand: DayByHand? { isLineLost ? deskScreen.surroundings?.figures?.dayByHand : nil }

    private mutating func ask(for day: CalendarDate) {
        layers.push(.desk(.day(dayDialog(day, words.dayBody), doubted: nil)))
    }

    private func dayDialog(_ day: CalendarDate, _ body: String) -> Dialog {
        Dialog(
            title: words.isItToday(day), body: body,
            content: .prompt(TextField(day.description, maxClusters: 20)))
    }

    private var isAskingForDay: Bool {
        if case .desk(.day)? = overlay { true } else { false }
    }

    mutating func dayIsKnown() {
        unknownDay = nil
        if isAskingForDay { overlay = nil }
    }

    mutating func pressDay(
        _ dialog: Dialog, _ doubted: CalendarDate?, _ press: KeyPress
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            guard let day = CalendarDate(text) else {
                dialog.fault = words.dayNotUnderstood
                overlay = .desk(.day(dialog, doubted: doubted))
                return []
            }
            // Taken as it is, a slip of the finger would turn everybody away until the line is back.
            if let event = desk?.event, !event.takesPlace(on: day), day != doubted {
                overlay = .desk(.day(dayDialog(day, words.dayOutside(day, event)), doubted: day))
                return bell ? [.bell] : []
            }
            dayIsKnown()
            return [.tell(.desk(.confirmDay(day, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)))]
                + tell(words.dayConfirmed(day))
        case .chosen, .consumed, .ignored:
            overlay = .desk(.day(dialog, doubted: doubted))
            return []
        }
    }
}
