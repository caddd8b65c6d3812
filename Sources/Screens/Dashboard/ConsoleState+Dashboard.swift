// The dashboard's keys and readings.

import Desk
import Domain
import Terminal

extension ConsoleState {
    var dashboardBindings: [Binding<DashboardAction>] {
        let isAtEnd = dashboard.top >= lastDashboardTop
        return [
            Binding(
                [KeyPress(.pageDown), KeyPress(.down)], .down, title: words.moreTiles, help: words.moreTilesHelp,
                disabledReason: isAtEnd ? words.noMoreTiles : nil),
            Binding(
                [KeyPress(.pageUp), KeyPress(.up)], .up, title: words.earlierTiles, help: words.earlierTilesHelp,
                disabledReason: dashboard.top == 0 ? words.noMoreTiles : nil),
            Binding([KeyPress(.escape)], .back, title: words.back, help: words.backHelp),
        ]
    }

    mutating func goToDashboard() -> [ConsoleEffect] {
        place = .dashboard
        return readNumbers()
    }

    mutating func pressDashboard(_ press: KeyPress) -> [ConsoleEffect] {
        guard case .run(let bindings) = KeyMap(dashboardBindings).lookup(press), let binding = bindings.first else {
            return []
        }
        return run(binding.action)
    }

    mutating func run(_ action: DashboardAction) -> [ConsoleEffect] {
        switch action {
        case .down: dashboard.top = min(dashboard.top + 1, lastDashboardTop)
        case .up: dashboard.top = max(dashboard.top - 1, 0)
        case .back: return run(CommonAction.walkIn)
        }
        return []
    }

    /// Something may have changed: read now, or as soon as the last reading is a moment old.
    mutating func dashboardIsDue() -> [ConsoleEffect] {
        guard place == .dashboard else { return [] }
        dashboard.isDue = true
        return dashboard.isResting || dashboard.isReading ? [] : readNumbers()
    }

    private mutating func readNumbers() -> [ConsoleEffect] {
        guard desk != nil else { return [] }
        dashboard.isDue = false
        dashboard.isReading = true
        dashboard.isResting = true
        return [
            .ask(.numbers, .numbers), .after(milliseconds: Dashboard.pause, .numbersPause, .numbersPauseEnds),
            .after(milliseconds: Dashboard.patience, .numbersTimer, .numbersDue),
        ]
    }

    mutating func takeNumbers(_ result: Result<EventNumbers, DeskError>) -> [ConsoleEffect] {
        dashboard.isReading = false
        switch result {
        case .success(let numbers):
            dashboard.numbers = numbers
            dashboard.failure = nil
            dashboard.top = min(dashboard.top, lastDashboardTop)
        case .failure(let error): dashboard.failure = words.unread(error)
        }
        return dashboard.isDue ? dashboardIsDue() : []
    }

    mutating func numbersPauseEnds() -> [ConsoleEffect] {
        dashboard.isResting = false
        return dashboard.isDue ? dashboardIsDue() : []
    }

    /// The first row of tiles with which all those after it are on the screen, with every part they have where that is
    /// possible.
    var lastDashboardTop: Int {
        let rows = dashboard.board.rows
        let room = ConsoleLayout(size).body.rows
        var left = room
        var top = rows.count
        while top > 0 {
            let wanted = min(max(Self.height(rows[top - 1]), partsHeight(rows[top - 1])), room)
            guard left >= wanted else { break }
            left -= wanted
            top -= 1
        }
        return min(top, max(rows.count - 1, 0))
    }

    /// The lines a row of tiles takes to show every part of its numbers: a title, the parts, and the gap below.
    func partsHeight(_ row: [Board.Tile]) -> Int {
        guard let numbers = dashboard.numbers else { return 0 }
        let counts = row.map { tile in
            guard tile.kind != .histogram, case .parts(let parts) = tile.figure.value(numbers, area: tile.area) else {
                return 0
            }
            return parts.count + 2
        }
        return counts.max() ?? 0
    }

    static func height(_ row: [Board.Tile]) -> Int { row.map(\.height).max() ?? 0 }
}
