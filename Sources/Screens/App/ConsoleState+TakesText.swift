// Where letters are text, and where they are commands.

import Terminal

extension ConsoleState {
    /// Whether a letter goes into a field now.
    var takesText: Bool {
        switch overlay {
        case .help, .palette, .edit: true
        case .importing(let screen): screen.step == .file
        case .views(let list): if case .name = list.question { true } else { false }
        case .reason(_, let dialog), .reissue(_, let dialog), .pictures(let dialog), .export(_, _, let dialog),
            .jump(let dialog), .duplicate(_, let dialog), .full(let dialog), .candidates(_, let dialog),
            .undo(_, let dialog), .leave(let dialog), .order(_, let dialog), .missing(_, let dialog), .gate(let dialog):
            dialog.hasField
        case .review(let front): front.hasField
        case .desk(let front): front.hasField
        case .programs, .qr, .card, .columns: false
        case nil: screenTakesText
        }
    }

    private var screenTakesText: Bool {
        // What is typed ahead of a form is kept for its fields.
        if pending?.purpose == .edit { return true }
        return switch place {
        case .walkIn: true
        case .attendees, .review: attendees.isSearching
        case .checkIn: gate.lookUp.isOpen
        case .programs: programs.table?.lookUp.isOpen == true
        case .dashboard, .desk: false
        }
    }
}

extension Dialog {
    fileprivate var hasField: Bool { if case .prompt = content { true } else { false } }
}

extension ReviewDialog {
    fileprivate var hasField: Bool { if case .typed = self { true } else { false } }
}

extension DeskDialog {
    fileprivate var hasField: Bool {
        switch self {
        case .journalFile, .passphrase, .day: true
        case .test, .menu, .discard, .conflict: false
        }
    }
}
