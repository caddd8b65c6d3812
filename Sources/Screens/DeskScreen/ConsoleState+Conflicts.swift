// F8's conflicts: what desks had told without a line and could not be, until a manager has dealt with it.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// Asks for the conflicts that are open.
    func readConflicts() -> [ConsoleEffect] {
        desk == nil ? [] : [.ask(.conflicts, .desk(.conflicts))]
    }

    /// The conflict on the marked line.
    var markedConflict: OpenConflict? {
        let lines = deskLines
        return lines.indices.contains(deskScreen.cursor) ? lines[deskScreen.cursor].conflict : nil
    }

    /// Nothing where there are none: most events never have one.
    func addConflicts(in room: [DeskList: Int], to lines: inout [DeskLine]) {
        guard let conflicts = deskScreen.conflicts, !conflicts.isEmpty else {
            if deskScreen.conflicts == nil, isLineLost {
                lines += [DeskLine(text: words.conflictsUnknown, role: .dim), DeskLine(text: "")]
            }
            return
        }
        let number = conflicts.map(\.count).reduce(0, +)
        let unread = max(deskScreen.conflictCount - number, 0)
        add(
            .conflicts, words.conflictsTitle(number + unread), conflicts, of: number + unread, in: room, to: &lines,
            weight: \.count
        ) { conflict in
            DeskLine(
                text: words.openConflict(conflict, minutesAheadOfUTC: desk?.minutesAheadOfUTC ?? 0), role: .bad,
                conflict: conflict)
        }
        if unread > 0 { lines.append(DeskLine(text: "  " + words.conflictsUnread(unread), role: .dim)) }
        lines.append(DeskLine(text: ""))
    }

    mutating func show(_ conflict: OpenConflict) -> [ConsoleEffect] {
        let nobody = conflict.person == nil ? words.conflictIsAboutNobody : nil
        let items: [MenuItem] =
            conflict.count == 1
            ? [MenuItem(words.openThem, disabledReason: nobody), MenuItem(words.conflictSettle), MenuItem(words.stay)]
            : conflict.people.map { MenuItem(named($0)) }
                + [MenuItem(words.conflictsSettle(conflict.count)), MenuItem(words.stay)]
        let minutes = desk?.minutesAheadOfUTC ?? 0
        let body = [
            words.openConflict(conflict, minutesAheadOfUTC: minutes), words.whatToDo(about: conflict.conflict),
            words.notNamed(of: conflict),
        ].compactMap(\.self).joined(separator: "\n")
        layers.push(
            .desk(.conflict(conflict, Dialog(title: words.conflictTitle, body: body, content: .menu(items)))))
        return []
    }

    /// What was chosen in a conflict's menu.
    mutating func act(on conflict: OpenConflict, _ choice: Int) -> [ConsoleEffect] {
        // Whoever can be opened comes first, then that it was dealt with, then nothing.
        let people: [Registration?] = conflict.count == 1 ? [conflict.person] : conflict.people
        if people.indices.contains(choice) { return people[choice].map { askForPerson($0.serial, .card) } ?? [] }
        return choice == people.count ? [.tell(.desk(.settle(conflict)))] : []
    }

    mutating func takeConflicts(_ result: Result<[OpenConflict], DeskError>, outOf count: Int?) {
        // Without a line those that were read stay: nobody else may have dealt with them as far as is known.
        guard case .success(let conflicts) = result else { return }
        (deskScreen.conflicts, deskScreen.conflictCount) = (conflicts, count ?? 0)
    }

    mutating func settled(_ conflict: OpenConflict, _ result: Result<Bool, DeskError>) -> [ConsoleEffect] {
        switch result {
        case .success(let isOurs):
            deskScreen.conflicts?.removeAll { $0.id == conflict.id }
            deskScreen.conflictCount -= conflict.count
            return tell(isOurs ? words.conflictSettled(conflict.count) : words.retryGone, isOurs ? .good : .warning)
                + readConflicts()
        case .failure(let error): return tell(words.notDone(error), .bad)
        }
    }
}
