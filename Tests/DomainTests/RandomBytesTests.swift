// Random bytes: every byte of every number, and no more numbers than that takes.

import Domain
import Testing

@Suite("Random bytes")
struct RandomBytesTests {
    private struct Counting: RandomNumberGenerator {
        var asked: UInt64 = 0

        mutating func next() -> UInt64 {
            asked += 1
            return 0x0807_0605_0403_0201 + (asked - 1) * 0x0808_0808_0808_0808
        }
    }

    @Test(
        "eight bytes for each number, in order, the last one cut",
        arguments: [(0, 0), (1, 1), (8, 1), (10, 2), (16, 2), (32, 4)])
    func words(count: Int, numbers: UInt64) {
        var generator = Counting()
        #expect([UInt8].random(count, using: &generator) == (0..<count).map { UInt8($0 + 1) })
        #expect(generator.asked == numbers)
    }
}
