// The table, for a terminal or for a document.

import Text

/// All findings, in order.
struct Report {
    var conditions: [String] = []
    private var findings: [Finding] = []

    private static let heads = ["row", "conditions", "ours", "peer or limit", "ratio", "budget", "verdict"]

    mutating func add(_ more: [Finding]) {
        findings += more
    }

    private var rows: [[String]] {
        findings.map { [$0.row, $0.conditions, $0.ours, $0.other, $0.ratio, $0.budget, $0.verdict.rawValue] }
    }

    var text: String {
        let all = [Self.heads] + rows
        let widths = Self.heads.indices.map { column in all.map { ColumnWidth.of($0[column]) }.max() ?? 0 }
        let lines = all.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - ColumnWidth.of($0)) }.joined(separator: "  ")
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([""] + lines.prefix(1) + [rule] + lines.dropFirst() + [""] + conditions).joined(separator: "\n")
    }

    var markdown: String {
        let all = [Self.heads, Self.heads.map { _ in "---" }] + rows
        let lines = all.map { "| " + $0.joined(separator: " | ") + " |" }
        return (lines + [""] + conditions.map { "- " + $0 }).joined(separator: "\n")
    }
}
