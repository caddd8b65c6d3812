// Screens kept as text in Tests/Golden: what people have looked at and found right.

import Foundation
import Glibc
import TestSupport
import Testing

/// Compares screens with those in `Tests/Golden`; `GOLDEN=update` writes them instead.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden").path

    private static let updates = getenv("GOLDEN").map { String(cString: $0) } == "update"

    static func script(_ name: String) -> String { "\(folder)/\(name).keys" }

    /// Holds a screen against the one kept under this name; a mismatch shows both.
    /// - Parameter note: added to the first line, the screen's size and look.
    static func expect(
        _ screen: String, as name: String, note: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map {
            masked(String($0), hasPass: !name.contains("check-in"))
        }
        if !note.isEmpty { lines[0] += " " + note }
        let actual = lines.joined(separator: "\n")
        let path = "\(folder)/\(name).screen"
        if updates {
            try actual.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        let kept = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "(none yet: GOLDEN=update writes it)"
        guard actual != kept else { return }
        Issue.record("\(name)\nkept:\n\(kept)\nnow:\n\(actual)", sourceLocation: sourceLocation)
        Attachment.record(actual, named: "\(name).screen", sourceLocation: sourceLocation)
    }

    /// What differs between two runs is blotted out: the server's own clock in a history, and passes.
    private static func masked(_ line: String, hasPass: Bool) -> String {
        let clock = /\d\d\/\d\d \d\d:\d\d (?=\((?:데스크|desk clock) )/
        let pass = /\d{12,}/
        // A dialog may stand over the rest of it.
        let covered = /│ \d\d\/(?=│)/
        let plain = line.replacing(clock, with: "00/00 00:00 ").replacing(covered, with: "│ 00/")
            .replacing(pass) { String(repeating: "0", count: $0.output.count) }
        // The blocks of the check-in screen are letters that people read.
        return hasPass ? maskedSymbol(plain) : plain
    }

    /// A pass is made with keys of the event, random at `init`: its symbol is blotted out, from quiet zone to quiet zone.
    private static func maskedSymbol(_ line: String) -> String {
        let blocks: Set<Character> = ["█", "▀", "▄"]
        guard let first = line.firstIndex(where: blocks.contains), let last = line.lastIndex(where: blocks.contains)
        else { return line }
        let symbol = line[first...last]
        return line[..<first] + String(repeating: "▒", count: symbol.count) + line[line.index(after: last)...]
    }
}
