// Where letters are text, and where they are commands.

import Terminal

extension ConsoleState {
    /// Whether a letter goes into a field now.
    var takesText: Bool {
        switch overlay {
        case .help, .palette: true
        case .edit(let edit): edit.binding.form.takesText
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
        // While somebody is being saved, what is typed is meant for the next one's name.
        case .walkIn: walkIn.isSaving || walkIn.binding.form.takesText
        case .attendees, .review: attendees.isSearching
        case .checkIn: gate.lookUp.isOpen
        case .programs: programs.table?.lookUp.isOpen == true
        case .dashboard, .desk: false
        }
    }
}

/// What becomes of a code that a scanner has typed where it is no scan, when its Enter comes.
enum CodeFate {
    /// It is what was asked for, and the Enter only goes on.
    case stays
    /// It may have been asked for, but a scanner does not say that all is done.
    case staysUnsaved
    /// It is taken out again, and told as what it is.
    case goes
}

extension ConsoleState {
    /// - Parameters:
    ///   - before: what there was before the code.
    ///   - press: the Enter or Tab behind it.
    func fate(of code: String, since before: ConsoleState, _ press: KeyPress) -> CodeFate {
        switch overlay {
        case .edit(let edit):
            guard case .edit(let earlier) = before.overlay else { return .goes }
            return fate(in: edit.binding.form, since: earlier.binding.form, press)
        // A passphrase may be typed by a key ring, and is nothing to be read out.
        case .desk(.passphrase): return .stays
        case .some: return .goes
        case nil: break
        }
        if pending?.purpose == .edit { return .stays }
        switch place {
        case .walkIn where walkIn.isSaving: return .stays
        case .walkIn where before.place == .walkIn && before.overlay == nil:
            return fate(in: walkIn.binding.form, since: before.walkIn.binding.form, press)
        case .attendees where attendees.isSearching, .review where attendees.isSearching: return .stays
        // Digits may be the end of a telephone: the look-up knows itself what a scanner has typed.
        case .checkIn where gate.lookUp.isOpen && code.allSatisfy(\.isNumber): return .stays
        case .programs where programs.table?.lookUp.isOpen == true && code.allSatisfy(\.isNumber): return .stays
        case .walkIn, .attendees, .review, .checkIn, .programs, .dashboard, .desk: return .goes
        }
    }

    /// A field of a form may be one for codes; its options are not, nor is what was agreed to.
    private func fate(in form: Form, since before: Form, _ press: KeyPress) -> CodeFate {
        guard before.takesText, form.takesText else { return .goes }
        return press == KeyPress(.enter) && form.isAtEnd ? .staysUnsaved : .stays
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
