// Tests that pull the plug: one after the other, because each of them wants the machine's time for itself.

import Glibc
import TestSupport
import Testing

@Suite(.serialized) enum Faults {}

/// How long these tests go on: a few minutes in all unless `EXPODESK_FAULTS=long`.
enum Length {
    static let isLong = getenv("EXPODESK_FAULTS").map { String(cString: $0) } == "long"

    /// `short` of something, or twenty times as much.
    static func of(_ short: Int) -> Int { isLong ? short * 20 : short }
}

/// The seed of one test, said at its start so that a run that is killed has said it too.
func seeded(_ name: String) -> SeededRandom {
    let random = SeededRandom.fromEnvironment()
    print("\(name): EXPODESK_SEED=\(random.seed)")
    fflush(nil)
    return random
}

/// Asks again and again until `condition` holds; false after `milliseconds`.
func eventually(within milliseconds: Int = 60_000, _ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Deadline(milliseconds)
    while !deadline.isPast {
        if try condition() { return true }
        poll(nil, 0, 10)
    }
    return try condition()
}

/// The moment of an accident: lets that many microseconds go by.
func letPass(_ microseconds: Int) {
    usleep(UInt32(microseconds))
}
