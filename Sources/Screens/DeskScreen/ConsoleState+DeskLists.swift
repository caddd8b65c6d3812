// F8's lists: a few lines of each, and the one that somebody is in scrolls.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// A heading and as much of a list as it has lines for; the heading says how much more there is.
    /// - Parameter count: of all there are, where not all were read.
    func add<Item>(
        _ list: DeskList, _ title: String, _ items: [Item], of count: Int? = nil, to lines: inout [DeskLine],
        line: (Item) -> DeskLine
    ) {
        let shown = shownItems(of: list, items.count)
        let more = max((count ?? items.count) - shown.count, 0)
        lines.append(DeskLine(text: title + (more > 0 ? words.more(more) : ""), role: .heading))
        for item in items[shown] {
            var line = line(item)
            line.list = list
            lines.append(line)
        }
    }

    private func shownItems(of list: DeskList, _ count: Int) -> Range<Int> {
        let most = DeskList.lines(rows: deskRows)
        let first = min(deskScreen.scrolled[list] ?? 0, max(count - most, 0))
        return first..<min(first + most, count)
    }

    private func count(of list: DeskList) -> Int {
        switch list {
        case .conflicts: deskScreen.conflicts?.count ?? 0
        case .waiting: deskScreen.queue?.waiting.count ?? 0
        case .setAside: deskScreen.queue?.setAside.count ?? 0
        case .lost: lostChanges.count
        }
    }

    /// At the edge of a list that goes on there, its lines move and the mark stays.
    /// - Returns: false where it is the mark that has to move.
    mutating func scrollList(by step: Int) -> Bool {
        let lines = deskLines
        guard lines.indices.contains(deskScreen.cursor), let list = lines[deskScreen.cursor].list else { return false }
        let next = deskScreen.cursor + step
        guard !lines.indices.contains(next) || lines[next].list != list else { return false }
        guard goesOn(list, by: step) else { return false }
        deskScreen.scrolled[list] = shownItems(of: list, count(of: list)).lowerBound + step
        return true
    }

    /// A page down or up. A list that goes on out of sight is paged through first: nobody has seen those lines.
    mutating func pageOnDesk(by step: Int) {
        let lines = deskLines
        let start = deskScreen.cursor
        let target = max(min(start + step * deskRows, lines.count - 1), 0)
        let passed = stride(from: start, through: target, by: step).filter(lines.indices.contains)
        let next = passed.compactMap { lines[$0].list }.first { goesOn($0, by: step) }
        guard let next, lines.indices.contains(start) else {
            deskScreen.cursor = target
            return
        }
        if lines[start].list == next {
            let count = count(of: next)
            let shown = shownItems(of: next, count)
            deskScreen.scrolled[next] = max(min(shown.lowerBound + step * shown.count, count - shown.count), 0)
        } else {
            deskScreen.cursor = passed.last { lines[$0].list == next } ?? target
        }
    }

    /// Whether a list has lines out of sight in that direction.
    private func goesOn(_ list: DeskList, by step: Int) -> Bool {
        let count = count(of: list)
        let shown = shownItems(of: list, count)
        return step > 0 ? shown.upperBound < count : shown.lowerBound > 0
    }

    /// Shows a command that was set aside wherever it stands in its list.
    /// - Returns: its line; nil where it is not there any more.
    mutating func findLine(of id: CommandID) -> Int? {
        guard let index = deskScreen.queue?.setAside.firstIndex(where: { $0.id == id }) else { return nil }
        let shown = shownItems(of: .setAside, count(of: .setAside))
        if index < shown.lowerBound {
            deskScreen.scrolled[.setAside] = index
        } else if index >= shown.upperBound {
            deskScreen.scrolled[.setAside] = index + 1 - shown.count
        }
        return deskLines.firstIndex { $0.command?.id == id }
    }

    // MARK: Lost by the database

    private var lostChanges: [LostChange] { deskScreen.surroundings?.figures?.lost ?? [] }

    /// Nothing where the database has lost nothing, which is nearly always.
    func addLost(to lines: inout [DeskLine]) {
        guard !lostChanges.isEmpty else { return }
        let minutes = desk?.minutesAheadOfUTC ?? 0
        add(.lost, words.lostTitle(lostChanges.count), lostChanges, to: &lines) { change in
            DeskLine(text: "  " + words.lost(change, minutesAheadOfUTC: minutes), role: .warning)
        }
    }
}
