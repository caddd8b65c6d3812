// Clusters held against Unicode's own test of grapheme breaks.

import TestSupport
import Testing
import Text

@Suite("Clusters by Unicode")
struct UnicodeClusterTests {
    /// One line of GraphemeBreakTest.txt: `÷ 0020 × 0308 ÷ 0020 ÷`.
    private struct Line {
        let text: String
        /// The scalars between two borders.
        let clusters: [[Unicode.Scalar]]

        init(_ line: Substring) throws {
            clusters = try line.split(separator: "÷").compactMap { part in
                let words = part.split { $0.isWhitespace || $0 == "×" }
                guard !words.isEmpty else { return nil }
                return try words.map { word in
                    guard let scalar = UInt32(word, radix: 16).flatMap(Unicode.Scalar.init) else {
                        throw SupportError("GraphemeBreakTest.txt: \(line)")
                    }
                    return scalar
                }
            }
            text = Self.string(clusters.flatMap(\.self))
        }

        static func string(_ scalars: [Unicode.Scalar]) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
    }

    /// What Swift's tables, of another Unicode than the file, see otherwise: the dingbat ✁ joins nothing any more.
    private static let exceptions: Set<String> = ["\u{2701}\u{200D}\u{2701}"]

    @Test("the borders between clusters are those of Unicode's own test, in text as typed and in NFC")
    func borders() throws {
        let lines = try UnicodeFiles.lines("auxiliary/GraphemeBreakTest.txt").map(Line.init)
        #expect(lines.count > 500)
        for line in lines {
            let expected = line.clusters.map { Array(Line.string($0).nfc.unicodeScalars) }
            for text in [line.text, line.text.nfc] {
                var found: [[Unicode.Scalar]] = []
                Cluster.walk(text) { cluster in
                    found.append(Array(cluster.character.unicodeScalars))
                    return true
                }
                let isException = Self.exceptions.contains(line.text)
                #expect((found == expected) != isException, "\(line.text.debugDescription)")
            }
        }
    }
}
