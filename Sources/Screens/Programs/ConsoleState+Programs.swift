// F7: its keys. While a session is in front, a scan is one at its door.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    var programsBindings: [Binding<ProgramsAction>] {
        let table = programs.table
        let outside = table == nil ? words.programsNoneOpen : nil
        return [
            Binding(
                [KeyPress(.enter)], .open, title: table == nil ? words.programsOpen : words.programsMenu,
                help: words.programsOpenHelp,
                disabledReason: table == nil && markedSession == nil ? words.programsNoneThere : nil),
            Binding(
                [KeyPress(.character("/"))], .enrol, title: words.programsEnrol, help: words.programsEnrolHelp,
                disabledReason: outside),
            Binding(
                [KeyPress(.character("m"))], .mode, title: words.gateModeKey, help: words.programsModeHelp,
                disabledReason: outside, decides: true),
            Binding(
                [KeyPress(.character("x"))], .cancel, title: words.programsCancel, help: words.programsCancelHelp,
                disabledReason: outside ?? (table?.selected == nil ? words.nobodySelected : nil), decides: true),
            Binding(
                [KeyPress(.character("u")), KeyPress(.character("z"), .control)], .undo, title: words.undo,
                help: words.programsUndoHelp,
                disabledReason: programs.undoable.isEmpty && doorPassage == nil ? words.nothingToUndo : nil,
                decides: true),
            Binding([KeyPress(.character("r"))], .refresh, title: words.refresh, help: words.programsRefreshHelp),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    /// The session whose door scans are at now.
    var sessionDoor: SessionTable? {
        place == .programs ? programs.table : nil
    }

    /// The last passage at the session's door that can be taken back.
    private var doorPassage: PastScan? {
        sessionDoor.flatMap { lastScan(at: $0) }.flatMap { $0.movement == nil ? nil : $0 }
    }

    private var markedSession: SessionOverview? {
        guard let all = programs.sessions, all.indices.contains(programs.cursor) else { return nil }
        return all[programs.cursor]
    }

    mutating func goToPrograms() -> [ConsoleEffect] {
        place = .programs
        return readPrograms()
    }

    mutating func pressPrograms(_ press: KeyPress, at time: Int64) -> [ConsoleEffect] {
        // The answer that stands there large is what the key is about, and it stands no longer.
        let large = programs.table?.hasMovedOn == false ? doorPassage : nil
        programs.table?.hasMovedOn = true
        if programs.table?.lookUp.isOpen == true { return pressSeatLookUp(press, at: time) }
        switch KeyMap(programsBindings).lookup(press) {
        case .disabled(let binding): return tellHint(words.disabled(binding.title, binding.disabledReason))
        case .needsInputMethodOff(let binding): return tellHint(words.inputMethodOff(binding.title))
        case .run(let bindings):
            if bindings.first?.action == .undo, let large { return undo(large) }
            return bindings.first.map { run($0.action) } ?? []
        case .none: break
        }
        // The end of a telephone or a serial can be typed at once.
        if let digit = press.typed, digit.isNumber, programs.table != nil {
            programs.table?.lookUp.open(at: time)
            return pressSeatLookUp(press, at: time)
        }
        return programs.table == nil ? moveInSessions(press) : moveInSession(press)
    }

    mutating func run(_ action: ProgramsAction) -> [ConsoleEffect] {
        switch action {
        case .open:
            guard programs.table == nil else {
                layers.push(sessionMenu(programs.table?.selected?.person))
                return []
            }
            guard let marked = markedSession else { return [] }
            programs.table = SessionTable(id: marked.session.id)
            return readPrograms()
        case .enrol:
            programs.table?.lookUp.open(at: ids.time)
            return []
        case .mode:
            guard let mode = programs.table?.mode else { return [] }
            let modes = CheckIn.Mode.allCases
            return setDoor(modes[((modes.firstIndex(of: mode) ?? 0) + 1) % modes.count])
        case .cancel:
            guard let selected = programs.table?.selected else { return [] }
            return askToCancel(selected.person)
        case .undo:
            if programs.undoable.isEmpty, let passage = doorPassage { return undo(passage) }
            return offerSeatUndo()
        case .refresh: return readPrograms()
        case .back:
            guard programs.table == nil else {
                programs.table = nil
                return [.cancel(.programPeople), .cancel(.programFind)]
            }
            place = .walkIn
            return forgetPending() + [.cancel(.programsTimer)]
        }
    }

    private mutating func setDoor(_ mode: CheckIn.Mode) -> [ConsoleEffect] {
        programs.table?.mode = mode
        return tell(words.gateModeSet(mode, inSession: true), .status)
    }

    // MARK: Moving

    private mutating func moveInSessions(_ press: KeyPress) -> [ConsoleEffect] {
        programs.cursor = moved(programs.cursor, press, rows: sessionRows)
        followSessions()
        return []
    }

    private func moved(_ cursor: Int, _ press: KeyPress, rows: Int) -> Int {
        switch press {
        case KeyPress(.up): cursor - 1
        case KeyPress(.down): cursor + 1
        case KeyPress(.pageUp): cursor - rows
        case KeyPress(.pageDown): cursor + rows
        case KeyPress(.home): 0
        case KeyPress(.end): Int.max / 2
        default: cursor
        }
    }

    mutating func followSessions() {
        Self.follow(&programs.cursor, &programs.top, (programs.sessions ?? []).count, rows: sessionRows)
    }

    static func follow(_ cursor: inout Int, _ top: inout Int, _ count: Int, rows: Int) {
        cursor = min(max(cursor, 0), max(count - 1, 0))
        top = min(max(top, cursor - max(rows, 1) + 1), cursor)
    }

    /// Within the page that was read; beyond its ends the next or the one before is asked for.
    private mutating func moveInSession(_ press: KeyPress) -> [ConsoleEffect] {
        guard var table = programs.table else { return [] }
        let wanted = moved(table.cursor, press, rows: personRows)
        let isCurrent = table.page != nil && table.pageStart == table.starts.last ?? nil
        if isCurrent, wanted >= table.people.count, table.page?.hasMore == true, let last = table.people.last {
            table.starts.append(last.order)
            (table.cursor, table.top) = (0, 0)
            programs.table = table
            return [askForPeople(table)]
        }
        if isCurrent, wanted < 0, table.starts.count > 1 {
            table.starts.removeLast()
            (table.cursor, table.top) = (ProgramsScreen.page - 1, 0)
            programs.table = table
            return [askForPeople(table)]
        }
        table.cursor = wanted
        Self.follow(&table.cursor, &table.top, table.people.count, rows: personRows)
        programs.table = table
        return []
    }

    // MARK: Menus

    /// Everything the letters do: whoever types Hangul has it too.
    func sessionMenu(_ person: Registration?) -> Overlay {
        var choices: [ProgramsChoice] = []
        let enrolled = programs.table?.people.contains { $0.person.serial == person?.serial } == true
        if person != nil { choices += enrolled ? [.checkIn, .card, .cancel] : [.enrol, .checkIn, .card] }
        if programs.table?.lookUp.isOpen != true {
            choices.append(.lookUp)
            if !programs.undoable.isEmpty { choices.append(.undo) }
            choices += CheckIn.Mode.allCases.filter { $0 != programs.table?.mode }.map { .mode($0) }
        }
        choices.append(.stay)
        let mode = programs.table?.mode ?? .enter
        let items = choices.map { MenuItem(words.programsChoice($0, mode: mode)) }
        let body = programs.table.flatMap { programs.overview($0.id) }.map { words.sessionCounts($0) } ?? ""
        return .programs(
            .menu(
                person, choices,
                Dialog(
                    title: person.map(named) ?? programs.table.map { words.session($0.id) } ?? "", body: body,
                    content: .menu(items))))
    }

    private mutating func choose(_ choice: ProgramsChoice, _ person: Registration?) -> [ConsoleEffect] {
        switch (choice, person) {
        case (.enrol, let person?):
            guard let session = programs.table?.id else { return [] }
            closeSeatLookUp()
            return enrol(person, in: session)
        case (.checkIn, let person?):
            closeSeatLookUp()
            return checkIn(.person(person.serial))
        case (.cancel, let person?): return askToCancel(person)
        case (.card, let person?): return askForPerson(person.serial, .card)
        case (.lookUp, _): return run(ProgramsAction.enrol)
        case (.undo, _): return offerSeatUndo()
        case (.mode(let mode), _): return setDoor(mode)
        case (.stay, _), (.enrol, nil), (.checkIn, nil), (.cancel, nil), (.card, nil): return []
        }
    }

    mutating func pressProgramsDialog(_ front: ProgramsDialog, _ press: KeyPress) -> [ConsoleEffect] {
        switch front {
        case .menu(let person, let choices, let dialog):
            return decide(dialog, press, again: { .menu(person, choices, $0) }) { console, index in
                console.choose(choices[index], person)
            }
        case .cancel(let deed, let dialog):
            return decide(dialog, press, again: { .cancel(deed, $0) }) { _, index in
                index == 1 ? [.tell(.programs(.seat(deed)))] : []
            }
        case .undo(let deed, let dialog):
            return decide(dialog, press, again: { .undo(deed, $0) }) { _, index in
                index == 0 ? [.tell(.programs(.seat(deed)))] : []
            }
        case .pick(let person, let sessions, let dialog):
            return decide(dialog, press, again: { .pick(person, sessions, $0) }) { console, index in
                sessions.indices.contains(index) ? console.enrol(person, in: sessions[index]) : []
            }
        }
    }

    /// Only Enter decides: a scanner types numbers.
    private mutating func decide(
        _ dialog: Dialog, _ press: KeyPress, again: (Dialog) -> ProgramsDialog,
        _ done: (inout ConsoleState, Int) -> [ConsoleEffect]
    ) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press, onlyEnter: words.onlyEnterChooses) {
        case .chosen(let choice):
            overlay = nil
            return done(&self, choice)
        case .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .programs(again(dialog))
        }
        return []
    }
}
