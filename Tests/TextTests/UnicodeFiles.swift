// Unicode's own files, as Debian's package unicode-data installs them.

import Foundation
import TestSupport

/// Reads the Unicode Character Database.
enum UnicodeFiles {
    private static let folder = "/usr/share/unicode"

    /// The lines of a file without comments and empty ones.
    static func lines(_ name: String) throws -> [Substring] {
        guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
            throw SupportError("no \(folder)/\(name): run scripts/setup test, which installs unicode-data")
        }
        return text.split(separator: "\n").compactMap { line in
            let content = line.prefix { $0 != "#" }
            return content.allSatisfy(\.isWhitespace) ? nil : content
        }
    }

    /// The general category of every assigned scalar, by two letters, from UnicodeData.txt.
    static func categories() throws -> [UInt32: Substring] {
        var categories: [UInt32: Substring] = [:]
        var first: UInt32?
        for line in try lines("UnicodeData.txt") {
            let fields = line.split(separator: ";", maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4, let value = UInt32(fields[0], radix: 16) else {
                throw SupportError("UnicodeData.txt: \(line)")
            }
            if fields[1].hasSuffix("First>") {
                first = value
            } else {
                for scalar in (first ?? value)...value { categories[scalar] = fields[2] }
                first = nil
            }
        }
        return categories
    }

    /// A property given by ranges: `0000..001F ; N`.
    static func ranges(_ name: String) throws -> [(scalars: ClosedRange<UInt32>, value: Substring)] {
        try lines(name).map { line in
            let fields = line.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) }
            let ends = (fields.first ?? "").split(separator: ".").compactMap {
                UInt32($0.prefix { !$0.isWhitespace }, radix: 16)
            }
            guard fields.count == 2, let low = ends.first, let high = ends.last else {
                throw SupportError("\(name): \(line)")
            }
            return (low...high, fields[1].prefix { !$0.isWhitespace })
        }
    }
}
