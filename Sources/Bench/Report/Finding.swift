// One line of the table.

/// A measured row: what it is, how it was measured, ours, what it is held against.
struct Finding {
    enum Verdict: String {
        case within, missed
        /// There is no budget: a number for its own sake.
        case noBudget = "–"
    }

    let row: String
    let conditions: String
    let ours: String
    var other = ""
    var ratio = ""
    var budget = ""
    var verdict = Verdict.noBudget

    /// Ours against a limit, both in `unit`: less is better.
    static func limit(
        _ row: String, _ conditions: String, ours: Double, limit: Double?, unit: String, digits: Int = 2
    ) -> Finding {
        var finding = Finding(row: row, conditions: conditions, ours: "\(Number.text(ours, digits)) \(unit)")
        if let limit {
            finding.budget = "≤ \(Number.text(limit, limit < 10 ? 1 : 0)) \(unit)"
            finding.other = "limit"
            if limit > 0 { finding.ratio = Number.text(ours / limit, 2) }
            finding.verdict = ours <= limit ? .within : .missed
        }
        return finding
    }

    /// Ours against a peer, both rates: more is better, `ratio` is ours over theirs.
    static func peer(
        _ row: String, _ conditions: String, ours: Double, peer: Double, named name: String, unit: String,
        atLeast floor: Double?
    ) -> Finding {
        var finding = Finding(
            row: row, conditions: conditions, ours: "\(Number.text(ours, 0)) \(unit)",
            other: "\(name) \(Number.text(peer, 0)) \(unit)", ratio: Number.text(ours / peer, 2))
        if let floor {
            finding.budget = "≥ \(Number.text(floor, floor < 10 ? 1 : 0)) ×"
            finding.verdict = ours / peer >= floor ? .within : .missed
        }
        return finding
    }
}
