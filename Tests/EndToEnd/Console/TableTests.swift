// The attendee table in a real terminal: what moving costs, and what copying leaves on the clipboard.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct TableTests {
        @Test("moving costs at most 400 bytes whichever way, a page or another order 4 kB")
        func bytes() throws {
            let pty = try Venue().openOnPty()
            pty.write(KeyBytes.function(4))
            try #require(pty.settle() != nil)
            func cost(_ keys: String) throws -> Int {
                let before = pty.output.count
                _ = try #require(pty.type(keys))
                return pty.output.count - before
            }
            let (down, up, right, left) = ("\u{1B}[B", "\u{1B}[A", "\u{1B}[C", "\u{1B}[D")
            for key in [down, down, right, down, up, right, right, right, left, down] {
                let bytes = try cost(key)
                #expect((1...400).contains(bytes), "\(bytes) bytes for \(key.debugDescription)")
            }
            // The window scrolls once the selection is at its edge.
            for _ in 0..<22 { #expect(try cost(down) <= 400) }
            for key in ["\u{1B}[5~", "\u{1B}[6~", "s", "s"] {
                let bytes = try cost(key)
                #expect(bytes <= 4_000, "\(bytes) bytes for \(key.debugDescription)")
            }
        }

        @Test("a copied cell and copied rows leave for the terminal's clipboard")
        func copies() throws {
            let pty = try Venue().openOnPty()
            pty.write(KeyBytes.function(4))
            try #require(pty.settle() != nil)
            func copied(_ keys: String) throws -> String {
                let start = pty.output.count
                _ = try #require(pty.type(keys))
                let output = String(decoding: pty.output[start...], as: UTF8.self)
                let sent = try #require(output.range(of: "\u{1B}]52;c;"))
                let encoded = output[sent.upperBound...].prefix { $0 != "\u{07}" }
                return String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
            }
            _ = try #require(pty.type("g7"))
            _ = try #require(pty.type("\r"))
            let name = try copied("y")
            let rows = try copied("  Y").split(separator: "\n")
            #expect(!name.isEmpty && rows.first?.hasPrefix("000007\t\(name)\t") == true)
            #expect(rows.count == 2 && rows.last?.hasPrefix("000008\t") == true)
        }
    }
}
