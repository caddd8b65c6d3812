// One lane: jobs in order, and cancellations that hit the job they were meant for or nothing.

import Glibc
import Synchronization
import Testing

@testable import Desk

@Suite("Lane")
struct LaneTests {
    final class Log: Sendable {
        private let lines = Mutex<[String]>([])

        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
        func has(_ line: String) -> Bool { all.contains(line) }
    }

    @Test("the next job waits until a cancellation of the one before has reached the server")
    func lateCancel() {
        let lane = Lane(name: "test")
        let log = Log()
        lane.setCancel {
            log.add("cancelling")
            // As slow a way to the server as the next job needs to begin, if it does not wait.
            _ = eventually { log.has("first ended") }
            for _ in 0..<100 where !log.has("second") { usleep(1_000) }
            log.add("cancelled")
        }
        lane.add(1) {
            log.add("first")
            _ = eventually { log.has("cancelling") }
            log.add("first ended")
        }
        lane.add(2) { log.add("second") }
        #expect(eventually { log.has("first") })
        #expect(!lane.cancel(1))
        #expect(eventually { log.has("second") })
        #expect(log.all == ["first", "cancelling", "first ended", "cancelled", "second"])
        lane.close()
    }

    @Test("jobs run in the order they came, and one that is dropped says so and never runs")
    func order() {
        let lane = Lane(name: "test")
        let log = Log()
        lane.add(1) { _ = eventually { log.has("go") } }
        for number in UInt64(2)...9 {
            lane.add(number, dropped: { log.add("dropped \(number)") }, { log.add("\(number)") })
        }
        #expect(lane.cancel(4))
        #expect(!lane.cancel(4))
        log.add("go")
        #expect(eventually { log.has("9") })
        #expect(log.all == ["dropped 4", "go", "2", "3", "5", "6", "7", "8", "9"])
        lane.close()
    }

    @Test("a lane that is closed begins nothing more")
    func closed() {
        let lane = Lane(name: "test")
        let log = Log()
        lane.add(1) {
            log.add("first")
            _ = eventually { log.has("go") }
            log.add("first ended")
        }
        lane.add(2) { log.add("second") }
        #expect(eventually { log.has("first") })
        lane.close()
        log.add("go")
        #expect(eventually { log.has("first ended") })
        lane.add(3) { log.add("third") }
        for _ in 0..<50 where !log.has("second") && !log.has("third") { usleep(1_000) }
        #expect(log.all == ["first", "go", "first ended"])
    }
}
