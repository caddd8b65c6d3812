// A walk-in whom no seat is left for: they can wait, which is theirs to say and the volunteer's to choose.

import Terminal

extension ConsoleState {
    var fullDialog: Dialog {
        Dialog(
            title: words.fullTitle, body: words.fullBody,
            content: .menu([MenuItem(words.backToForm), MenuItem(words.putOnWaitingList)]))
    }

    /// Left to Enter: the dialog may have come up under typing hands, and a digit may be a scanner's.
    mutating func pressFull(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(1):
            overlay = nil
            return saveWalkIn(mayWait: true)
        case .chosen, .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .full(dialog)
        }
        return []
    }
}
