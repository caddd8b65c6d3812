// The machine that a simulated desk runs on: its clock may be hours off, and it may be started anew.

import Domain

@testable import Desk

/// Belongs to one history, which is played on one thread.
final class SimMachine: @unchecked Sendable {
    /// Milliseconds since 1970, true for everybody.
    var time: Int64
    /// How far the machine's wall clock is off.
    var error: Int64
    private(set) var boot = 0
    private var bootedAt: Int64
    private(set) var clock: EventClock

    init(time: Int64, error: Int64) {
        (self.time, self.error, bootedAt) = (time, error, time - 1_000)
        clock = EventClock({ Timestamp(milliseconds: 0) }, .server)
        clock = makeClock()
    }

    private func makeClock() -> EventClock {
        EventClock(
            { [unowned self] in Timestamp(milliseconds: time + error) }, .server,
            machine: Machine(
                boot: { [unowned self] in String(boot) }, milliseconds: { [unowned self] in time - bootedAt }))
    }

    /// Started anew: nothing is known of the time but what the wall clock shows.
    func restart(error: Int64) {
        boot += 1
        bootedAt = time
        self.error = error
        clock = makeClock()
    }

    var trueTime: Timestamp { Timestamp(milliseconds: time) }
}
