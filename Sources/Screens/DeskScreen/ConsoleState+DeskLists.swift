// F8's lists: a few lines of each, and the one that somebody is in scrolls.

import Desk
import Domain
import Terminal

extension ConsoleState {
    /// A heading and as much of a list as it has lines for; the heading says how much more there is.
    /// - Parameters:
    ///   - count: of all there are, where not all were read, or where a line stands for several.
    ///   - room: lines that each list may have.
    ///   - weight: of how many of them an item's line tells.
    func add<Item>(
        _ list: DeskList, _ title: String, _ items: [Item], of count: Int? = nil, in room: [DeskList: Int],
        to lines: inout [DeskLine], weight: (Item) -> Int = { _ in 1 }, line: (Item) -> DeskLine
    ) {
        let shown = shownItems(of: list, items.count, in: room)
        let more = max((count ?? items.count) - items[shown].map(weight).reduce(0, +), 0)
        lines.append(DeskLine(text: title + (more > 0 ? words.more(more) : ""), role: .heading))
        for item in items[shown] {
            var line = line(item)
            line.list = list
            lines.append(line)
        }
    }

    private func shownItems(of list: DeskList, _ count: Int, in room: [DeskList: Int]) -> Range<Int> {
        let most = room[list] ?? 0
        let first = min(deskScreen.scrolled[list] ?? 0, max(count - most, 0))
        return first..<min(first + most, count)
    }

    /// Lines of the log that stay when the lists have more to show: what wants somebody comes before what is done.
    private static let fewLogLines = 6

    /// A few lines for each list, so that none pushes the others off the screen; what room there is besides goes to those
    /// that have more to show, in their order.
    var listRoom: [DeskList: Int] {
        let least = DeskList.lines(rows: deskRows)
        var room = Dictionary(uniqueKeysWithValues: DeskList.allCases.map { ($0, least) })
        var free = max(deskRows - linesAboveLog(in: room).count - min(logLines.count, Self.fewLogLines), 0)
        for list in DeskList.allCases {
            let more = min(free, max(count(of: list) - least, 0))
            room[list] = least + more
            free -= more
        }
        return room
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
        deskScreen.scrolled[list] = shownItems(of: list, count(of: list), in: listRoom).lowerBound + step
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
            let shown = shownItems(of: next, count, in: listRoom)
            deskScreen.scrolled[next] = max(min(shown.lowerBound + step * shown.count, count - shown.count), 0)
        } else {
            deskScreen.cursor = passed.last { lines[$0].list == next } ?? target
        }
    }

    /// Whether a list has lines out of sight in that direction.
    private func goesOn(_ list: DeskList, by step: Int) -> Bool {
        let count = count(of: list)
        let shown = shownItems(of: list, count, in: listRoom)
        return step > 0 ? shown.upperBound < count : shown.lowerBound > 0
    }

    /// Shows a command that was set aside wherever it stands in its list.
    /// - Returns: its line; nil where it is not there any more.
    mutating func findLine(of id: CommandID) -> Int? {
        guard let index = deskScreen.queue?.setAside.firstIndex(where: { $0.id == id }) else { return nil }
        bringIntoSight(index, of: .setAside)
        return deskLines.firstIndex { $0.command?.id == id }
    }

    /// Shows a conflict wherever it stands in its list.
    /// - Returns: its line; nil where it is not there any more.
    mutating func findLine(ofConflict id: CommandID) -> Int? {
        guard let index = deskScreen.conflicts?.firstIndex(where: { $0.id == id }) else { return nil }
        bringIntoSight(index, of: .conflicts)
        return deskLines.firstIndex { $0.conflict?.id == id }
    }

    private mutating func bringIntoSight(_ index: Int, of list: DeskList) {
        let shown = shownItems(of: list, count(of: list), in: listRoom)
        if index < shown.lowerBound {
            deskScreen.scrolled[list] = index
        } else if index >= shown.upperBound {
            deskScreen.scrolled[list] = index + 1 - shown.count
        }
    }

    // MARK: Lost by the database

    private var lostChanges: [LostChange] { deskScreen.surroundings?.figures?.lost ?? [] }

    /// Nothing where the database has lost nothing, which is nearly always.
    func addLost(in room: [DeskList: Int], to lines: inout [DeskLine]) {
        guard !lostChanges.isEmpty else { return }
        let minutes = knownZone
        let count = deskScreen.surroundings?.figures?.lostCount ?? 0
        add(.lost, words.lostTitle(count), lostChanges, of: count, in: room, to: &lines) { change in
            DeskLine(text: "  " + words.lost(change, minutesAheadOfUTC: minutes), role: .warning)
        }
    }
}
