// What each act may cost on the line: bytes are not time, so they can be asserted.

import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ByteBudgetTests {
        private static let (up, down, pageDown, pageUp) = ("\u{1B}OA", "\u{1B}OB", "\u{1B}[6~", "\u{1B}[5~")

        @Test(
            "every act stays within its bytes, and rest costs none",
            arguments: [(80, 24), (120, 40)])
        func bytes(_ columns: Int, _ rows: Int) throws {
            let venue = try Venue(people: 200)
            let pty = try venue.openOnPty(columns: columns, rows: rows)
            #expect(pty.output.count <= 8_000, "first paint, modes and questions included: \(pty.output.count)")
            let opened = try cost(of: "\u{1B}OS", on: pty)
            #expect(opened <= 8_000, "the table opened: \(opened)")
            for index in 0..<20 {
                let move = try cost(of: index % 4 < 2 ? Self.down : Self.up, on: pty)
                #expect(move <= 400, "move \(index): \(move)")
            }
            for _ in 0..<rows { try cost(of: Self.down, on: pty) }
            for index in 0..<20 {
                let scroll = try cost(of: Self.down, on: pty)
                #expect(scroll <= 400, "scroll \(index): \(scroll)")
            }
            for index in 0..<6 {
                let page = try cost(of: index % 2 == 0 ? Self.pageDown : Self.pageUp, on: pty)
                #expect(page <= 4_000, "page \(index): \(page)")
            }
            // What a second of rest adds is nothing: no clock ticks, nothing blinks.
            let before = pty.output.count
            #expect(!pty.expect("\u{1B}", from: before, within: 1_000))
            #expect(pty.output.count == before)
        }

        /// The bytes that a key brought about until rest. That they come as one write a frame, the toolkit's tests hold.
        @discardableResult
        private func cost(of key: String, on pty: Pty) throws -> Int {
            let before = pty.output.count
            try #require(pty.type(key) != nil)
            return pty.output.count - before
        }
    }
}
