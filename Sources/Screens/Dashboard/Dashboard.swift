// The dashboard's state: the numbers at hand, and how often they may be read.

import Domain
import Terminal

struct Dashboard: Equatable, Sendable {
    /// Milliseconds between two readings because of news: at most two a second, however busy the hall is.
    static let pause: Int64 = 500
    /// Milliseconds after which it asks without news: a notice may have been missed, and minutes pass by themselves.
    static let patience: Int64 = 5_000

    var board: Board
    /// What is wrong with the board's file, and what to do; the board that came with the program is shown meanwhile.
    var boardFault: String?
    var numbers: EventNumbers?
    /// Why the last reading failed; the numbers of the one before go on being shown, marked as old.
    var failure: String?
    var isReading = false
    /// Read a moment ago.
    var isResting = false
    /// Something has happened since the numbers were last asked for.
    var isDue = false
    /// The first row of tiles shown.
    var top = 0
}

/// What the keys of the dashboard do.
enum DashboardAction: Equatable, Sendable {
    case down, up, back
}

extension Slot {
    static let numbers: Slot = "dashboard.numbers"
    static let numbersPause: Slot = "dashboard.pause"
    static let numbersTimer: Slot = "dashboard.timer"
}
