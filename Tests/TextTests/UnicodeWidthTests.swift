// Column widths held against Unicode's own files, scalar by scalar.

import TestSupport
import Testing
import Text

@Suite("Column width by Unicode")
struct UnicodeWidthTests {
    /// Where terminals and Unicode's properties part, each with its reason.
    private static let exceptions: [(scalars: ClosedRange<UInt32>, columns: Int)] = [
        // A cell shows them as one space, so that two lines in one field do not run together.
        (0x09...0x0A, 1), (0x0D...0x0D, 1),
        // Vowel and final jamo stand on the initial before them, in glibc and in terminals.
        (0x1160...0x11FF, 0), (0xD7B0...0xD7FF, 0),
        // They end lines, and nothing draws them.
        (0x2028...0x2029, 0),
        // Private use: ambiguous by the file, but nobody knows what they are, and fonts draw them in one column.
        (0xE000...0xF8FF, 1), (0xF0000...0xFFFFD, 1), (0x100000...0x10FFFD, 1),
    ]

    /// Columns by East Asian Width and general category; nil for what is no scalar or is not assigned and narrow: a later
    /// Unicode may make anything of those.
    private struct Expectation {
        private var columns: [Int8]

        init(ambiguous: AmbiguousWidth) throws {
            columns = Array(repeating: -1, count: 0x110000)
            let categories = try UnicodeFiles.categories()
            for (value, _) in categories where !(0xD800...0xDFFF).contains(value) { columns[Int(value)] = 1 }
            for (scalars, width) in try UnicodeFiles.ranges("EastAsianWidth.txt") {
                let isAmbiguous = width == "A" && ambiguous == .wide
                guard width == "W" || width == "F" || isAmbiguous else { continue }
                // Ranges set aside for ideographs are wide before anything is in them.
                for value in scalars where width == "W" || columns[Int(value)] >= 0 { columns[Int(value)] = 2 }
            }
            for (value, category) in categories where ["Mn", "Me", "Cf", "Cc"].contains(category) {
                columns[Int(value)] = 0
            }
            for (scalars, exception) in UnicodeWidthTests.exceptions {
                for value in scalars where columns[Int(value)] >= 0 { columns[Int(value)] = Int8(exception) }
            }
        }

        func callAsFunction(_ scalar: Unicode.Scalar) -> Int? {
            let expected = columns[Int(scalar.value)]
            return expected < 0 ? nil : Int(expected)
        }
    }

    @Test(
        "every scalar is as wide as Unicode's files say, but for the exceptions named here",
        arguments: [AmbiguousWidth.narrow, .wide])
    func everyScalar(_ ambiguous: AmbiguousWidth) throws {
        let expected = try Expectation(ambiguous: ambiguous)
        var compared = 0
        var wrong: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), expected(scalar) != nil else { continue }
            // Text is measured in NFC: the Ångström sign is the letter Å, and as wide as that.
            let composed = String(scalar).nfc.unicodeScalars.first ?? scalar
            let columns = ColumnWidth.of(Character(scalar), ambiguous: ambiguous)
            compared += 1
            if columns != expected(composed) {
                wrong.append("\(String(value, radix: 16)): \(columns), not \(expected(composed) ?? -1)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) scalars: \(wrong.prefix(40).joined(separator: "; "))")
        #expect(compared > 280_000)
    }

    @Test("no exception is there for nothing")
    func exceptionsAreNeeded() throws {
        let widths = try UnicodeFiles.ranges("EastAsianWidth.txt")
        let categories = try UnicodeFiles.categories()
        for (scalars, columns) in Self.exceptions {
            let value = scalars.lowerBound
            let width = widths.first { $0.scalars.contains(value) }?.value ?? "N"
            let isZero = ["Mn", "Me", "Cf", "Cc"].contains(categories[value] ?? "")
            let byFile = isZero ? 0 : ["W", "F", "A"].contains(width) ? 2 : 1
            #expect(byFile != columns, "\(String(value, radix: 16))")
        }
    }
}
