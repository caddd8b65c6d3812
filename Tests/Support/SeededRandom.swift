// A small seeded generator for property tests. Print the seed with every failure; EXPODESK_SEED replays one.

import Glibc

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, fast, and the same everywhere for the same seed.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    public let seed: UInt64
    private var state: UInt64

    public init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The seed from `EXPODESK_SEED` when it is set, else a fresh one.
    public static func fromEnvironment() -> SeededRandom {
        if let text = getenv("EXPODESK_SEED"), let seed = UInt64(String(cString: text)) {
            return SeededRandom(seed: seed)
        }
        var system = SystemRandomNumberGenerator()
        return SeededRandom(seed: system.next())
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number within `range`, inclusive.
    public mutating func int(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// One element of a collection that is not empty.
    public mutating func pick<C: Collection>(_ choices: C) -> C.Element {
        choices[choices.index(choices.startIndex, offsetBy: int(in: 0...(choices.count - 1)))]
    }
}
