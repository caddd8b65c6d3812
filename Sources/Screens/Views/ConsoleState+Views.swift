// Choosing, saving and deleting views.

import Desk
import Domain
import Store
import Terminal

/// What the keys of the list of views do.
enum ViewAction: Equatable, Sendable {
    case apply, save, delete, back
}

extension ConsoleState {
    func viewBindings(_ list: ViewList) -> [Binding<ViewAction>] {
        let home = list.selectedView?.home
        let fixed: String? =
            switch home {
            case .builtIn: words.viewIsBuiltIn
            case .configuration: words.viewIsConfigured
            case .personal, .shared: nil
            case nil: words.noViewSelected
            }
        return [
            Binding([KeyPress(.enter)], .apply, title: words.applyView, help: words.applyViewHelp),
            Binding([KeyPress(.character("s"))], .save, title: words.saveView, help: words.saveViewHelp),
            Binding(
                [KeyPress(.character("x")), KeyPress(.delete)], .delete, title: words.deleteView,
                help: words.deleteViewHelp, disabledReason: fixed, decides: true),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    /// Opens the list: what is part of the program is there at once, the rest comes.
    mutating func openViews() -> [ConsoleEffect] {
        layers.push(
            .views(
                ViewList(
                    words.builtInViews + attendees.filterLine.configured,
                    applied: attendees.filterLine.applied?.name)))
        return [.ask(.views, .views)]
    }

    mutating func pressViews(_ list: ViewList, _ press: KeyPress) -> [ConsoleEffect] {
        var list = list
        if let question = list.question { return pressQuestion(question, list, press) }
        switch KeyMap(viewBindings(list)).lookup(press) {
        case .none:
            list.move(press)
            overlay = .views(list)
            return []
        case .disabled(let binding): return tellHint(words.disabled(binding.title, binding.disabledReason))
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let bindings):
            switch bindings.first?.action {
            case .apply:
                guard let saved = list.selectedView else { return [] }
                overlay = nil
                return apply(saved)
            case .save:
                let name = attendees.filterLine.applied.flatMap { applied in
                    list.saved.contains { $0.view.name == applied.name } ? applied.name : nil
                }
                list.question = .name(
                    Dialog(
                        title: words.saveViewTitle, body: words.saveViewBody,
                        content: .prompt(TextField(name ?? "", maxClusters: AttendeeView.longestName))))
                overlay = .views(list)
            case .delete:
                guard let saved = list.selectedView else { return [] }
                list.question = .delete(
                    saved,
                    Dialog(
                        title: words.deleteView, body: words.deleteViewBody(saved),
                        content: .menu([MenuItem(words.stay), MenuItem(words.deleteViewNow)])))
                overlay = .views(list)
            case .back: overlay = nil
            case nil: break
            }
            return []
        }
    }

    private mutating func pressQuestion(
        _ question: ViewList.Question, _ list: ViewList, _ press: KeyPress
    ) -> [ConsoleEffect] {
        switch question {
        case .name(let dialog): return pressName(dialog, list, press)
        case .target(let view, let dialog):
            return decide(dialog, list, press, again: { .target(view, $0) }) { console, list, choice in
                console.save(view, shared: choice == 1, &list)
            }
        case .overwrite(let view, let target, let dialog):
            return decide(dialog, list, press, again: { .overwrite(view, target, $0) }) { _, _, choice in
                choice == 1 ? [.tell(.saveView(view, target))] : []
            }
        case .delete(let saved, let dialog):
            return decide(dialog, list, press, again: { .delete(saved, $0) }) { _, _, choice in
                choice == 1 ? [.tell(.deleteView(saved))] : []
            }
        }
    }

    mutating func pasteIntoViews(_ list: ViewList, _ text: String) -> [ConsoleEffect] {
        guard case .name(var dialog) = list.question else { return [] }
        var list = list
        _ = dialog.paste(text)
        list.question = .name(dialog)
        overlay = .views(list)
        return []
    }

    private mutating func pressName(_ dialog: Dialog, _ list: ViewList, _ press: KeyPress) -> [ConsoleEffect] {
        var (dialog, list) = (dialog, list)
        switch dialog.handle(press) {
        case .dismissed: list.question = nil
        case .entered(let typed):
            if let name = AttendeeView.name(typed) {
                list.question = .target(
                    look(named: name),
                    Dialog(
                        title: words.saveViewTitle, body: words.viewTargetBody(name),
                        content: .menu([MenuItem(words.viewForThisDesk), MenuItem(words.viewForAllDesks)])))
            } else {
                dialog.fault = words.viewNameMissing
                list.question = .name(dialog)
            }
        case .chosen, .consumed, .ignored: list.question = .name(dialog)
        }
        overlay = .views(list)
        return []
    }

    /// A menu in which only Enter decides: a scanner types numbers.
    private mutating func decide(
        _ dialog: Dialog, _ list: ViewList, _ press: KeyPress, again: (Dialog) -> ViewList.Question,
        _ done: (inout ConsoleState, inout ViewList, Int) -> [ConsoleEffect]
    ) -> [ConsoleEffect] {
        var (dialog, list) = (dialog, list)
        var effects: [ConsoleEffect] = []
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(let choice):
            list.question = nil
            effects = done(&self, &list, choice)
        case .dismissed: list.question = nil
        case .consumed, .ignored, .entered: list.question = again(dialog)
        }
        overlay = .views(list)
        return effects
    }

    private mutating func save(_ view: AttendeeView, shared: Bool, _ list: inout ViewList) -> [ConsoleEffect] {
        guard let existing = list.existing(view.name, shared: shared) else {
            return [.tell(.saveView(view, shared ? .shared(over: nil) : .personal))]
        }
        ask(toReplace: existing, with: view, &list)
        return []
    }

    private func ask(toReplace existing: SavedView, with view: AttendeeView, _ list: inout ViewList) {
        let target: ViewTarget =
            if case .shared(let version, _, _) = existing.home { .shared(over: version) } else { .personal }
        list.question = .overwrite(
            view, target,
            Dialog(
                title: words.overwriteViewTitle,
                body: words.overwriteViewBody(existing, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0),
                content: .menu([MenuItem(words.stay), MenuItem(words.overwriteViewNow)])))
    }

    // MARK: Answers

    mutating func takeViews(_ shelf: ViewShelf) -> [ConsoleEffect] {
        changeList { console, list in
            var saved: [SavedView] = []
            list.faults = []
            for part in [shelf.personal, shelf.shared] {
                switch part {
                case .success(let views): saved += views
                case .failure(let fault): list.faults.append(console.words.fault(fault))
                }
            }
            list.take(saved, applied: console.attendees.filterLine.applied?.name)
        }
        return []
    }

    mutating func viewSaved(_ view: AttendeeView, _ result: Result<ViewChange, ViewFault>) -> [ConsoleEffect] {
        switch result {
        case .success(.saved):
            attendees.filterLine.applied = view
            return tell(words.viewSaved(view.name)) + [.ask(.views, .views)]
        case .success(.overtaken(let existing)):
            changeList { $0.ask(toReplace: existing, with: view, &$1) }
            return [.ask(.views, .views)]
        case .success(.deleted): return []
        case .failure(let fault): return tell(words.fault(fault), .bad)
        }
    }

    mutating func viewDeleted(_ saved: SavedView, _ result: Result<ViewChange, ViewFault>) -> [ConsoleEffect] {
        switch result {
        case .success(.deleted):
            if attendees.filterLine.applied?.name == saved.view.name { attendees.filterLine.applied = nil }
            return tell(words.viewDeleted(saved.view.name)) + [.ask(.views, .views)]
        case .success(.overtaken(let existing)):
            return tell(words.viewChangedMeanwhile(existing), .warning) + [.ask(.views, .views)]
        case .success(.saved): return []
        case .failure(let fault): return tell(words.fault(fault), .bad)
        }
    }

    /// The list may stand behind something else by now, or be gone.
    private mutating func changeList(_ body: (ConsoleState, inout ViewList) -> Void) {
        guard case .views(var list) = overlay else { return }
        body(self, &list)
        overlay = .views(list)
    }

    // MARK: Applying

    /// Looks at the table as a view says. What is no longer there is left out, and said.
    mutating func apply(_ saved: SavedView) -> [ConsoleEffect] {
        let there = Set(sortableColumns)
        let view = saved.view
        let columns = view.columns.filter { there.contains($0.column) }
        let missing = view.columns.map(\.column).filter { !there.contains($0) }.map(\.id) + saved.unknownColumns
        let sort = there.contains(view.sort.column) ? view.sort : .standard
        let serial = attendees.selectedRow?.serial
        attendees.search.replace(with: view.filter)
        attendees.isSearching = false
        let filter = takeFilterText()
        let effects = browse(
            filter: filter, sort: sort, columns: columns.isEmpty ? Attendees.usualColumns : columns, keeping: serial)
        attendees.filterLine.applied = look(named: view.name)
        if !missing.isEmpty { return effects + tell(words.viewLacksColumns(view.name, missing), .warning) }
        return effects + tellFault()
    }
}
