// Asking which day it is, once, where the machine was started anew and the server has not been reached since.

import Domain
import Terminal

extension ConsoleState {
    /// The desk has opened. An empty form is interrupted by nothing; whoever is typing is asked when they come to the gate.
    mutating func beginWithDay(_ day: CalendarDate?) {
        guard let day else { return dayIsKnown() }
        unknownDay = day
        if layers.isEmpty, walkIn.isFresh { _ = askForDay() }
    }

    /// Nobody is checked in before somebody has answered; everything else goes on.
    mutating func askForDay() -> [ConsoleEffect] {
        guard let day = unknownDay else { return [] }
        guard !isAskingForDay else { return bell ? [.bell] : [] }
        layers.push(
            .desk(
                .day(
                    Dialog(
                        title: words.isItToday(day), body: words.dayBody,
                        content: .prompt(TextField(day.description, maxClusters: 20))))))
        return []
    }

    private var isAskingForDay: Bool {
        if case .desk(.day)? = overlay { true } else { false }
    }

    mutating func dayIsKnown() {
        unknownDay = nil
        if isAskingForDay { overlay = nil }
    }

    mutating func pressDay(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            guard let day = CalendarDate(text) else {
                dialog.fault = words.dayNotUnderstood
                overlay = .desk(.day(dialog))
                return []
            }
            dayIsKnown()
            return [.tell(.desk(.confirmDay(day, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0)))]
                + tell(words.dayConfirmed(day))
        case .chosen, .consumed, .ignored:
            overlay = .desk(.day(dialog))
            return []
        }
    }
}
