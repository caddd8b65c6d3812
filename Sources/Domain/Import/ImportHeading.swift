// Finding the row that names the columns: there may be a title, a date and blank rows above it, and it may be two rows
// with merged cells.

/// The heading of a file, and where its people begin.
public struct ImportHeading: Hashable, Sendable {
    public var mapping: ImportMapping
    /// The line of the lowest heading row.
    public var line: Int
    /// How many rows come before the first person.
    public var rowCount: Int

    /// So many rows are looked through.
    static let depth = 30

    /// - Parameter byHand: what somebody said of columns, by their headings; that goes before everything else.
    public static func find(
        in rows: some Collection<ImportRow>, form: FormDefinition, byHand: [String: ImportTarget] = [:]
    ) throws(ImportObstacle) -> ImportHeading {
        let top = Array(rows.prefix(depth))
        guard top.contains(where: { !$0.isBlank }) else { throw .empty }
        for case .field(let field) in byHand.values where form[field] == nil { throw .noField(field.text) }
        let search = HeadingSearch(
            rows: top, names: ImportLabel.Names(form),
            byHand: Dictionary(
                byHand.map { (ImportLabel.folded($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
        guard let best = search.best else {
            throw .noHeading(found: top.first { !$0.isBlank }?.cells.filter { !$0.isEmpty } ?? [])
        }
        let headings = Set(best.mapping.columns.map { ImportLabel.folded($0.heading) })
        if let missing = byHand.keys.sorted().first(where: { !headings.contains(ImportLabel.folded($0)) }) {
            throw .noColumn(missing, known: best.mapping.columns.map(\.heading).filter { !$0.isEmpty })
        }
        return best
    }
}

extension ImportRow {
    var isBlank: Bool { cells.indices.allSatisfy { text($0).isEmpty } }
}

private struct HeadingSearch {
    let rows: [ImportRow]
    let names: ImportLabel.Names
    let byHand: [String: ImportTarget]

    /// The row with the most columns that are known, a name among them; the highest of equal ones.
    var best: ImportHeading? {
        var best: (heading: ImportHeading, score: Int)?
        for place in rows.indices {
            guard let found = heading(at: place), found.score > best?.score ?? 0 else { continue }
            best = found
        }
        return best?.heading
    }

    private func heading(at place: Int) -> (heading: ImportHeading, score: Int)? {
        let own = targets(of: texts(place))
        guard own.contains(where: { $0 != nil }) else { return nil }
        let merged = texts(place, mergedWithRowsAbove: true)
        let found = targets(of: merged)
        guard found.contains(.field(.name)) else { return nil }
        let columns = zip(merged, found).map { ImportMapping.Column(heading: $0, target: $1) }
        let next = place + 1
        let isContinued = rows.indices.contains(next) && isContinuation(rows[next], found)
        let last = isContinued ? next : place
        let score = found.count { $0 != nil } * 100 + own.count { $0 != nil }
        return (
            ImportHeading(mapping: ImportMapping(columns: columns), line: rows[last].line, rowCount: last + 1), score
        )
    }

    /// The second half of a heading whose known columns are merged over both rows: it says something, but of nobody.
    private func isContinuation(_ row: ImportRow, _ targets: [ImportTarget?]) -> Bool {
        !row.isBlank && targets.indices.allSatisfy { targets[$0] == nil || row.text($0).isEmpty }
            && targets.indices.contains { targets[$0] == nil && !row.text($0).isEmpty }
            && row.cells.indices.allSatisfy { !row.text($0).contains(where: \.isNumber) }
    }

    private func texts(_ place: Int, mergedWithRowsAbove: Bool = false) -> [String] {
        let above = mergedWithRowsAbove ? rows[max(0, place - 2)..<place].reversed().map { $0 } : []
        let width = rows[place].cells.count
        let widest = above.map(\.cells.count).max() ?? 0
        return (0..<max(width, widest)).map { column in
            ([rows[place]] + above).lazy.map { $0.text(column) }.first { !$0.isEmpty } ?? ""
        }
    }

    /// Each target goes to the column that names it best, the left one of equal ones; each column has one.
    private func targets(of headings: [String]) -> [ImportTarget?] {
        var claims: [(rank: Int, column: Int, target: ImportTarget)] = []
        for (column, heading) in headings.enumerated() where !heading.isEmpty {
            if let target = byHand[ImportLabel.folded(heading)] {
                claims.append((0, column, target))
            } else {
                claims += names.meanings(of: heading).map { ($0.rank, column, $0.target) }
            }
        }
        var targets = [ImportTarget?](repeating: nil, count: headings.count)
        var taken: Set<ImportTarget> = []
        for claim in claims.sorted(by: { ($0.rank, $0.column) < ($1.rank, $1.column) })
        where targets[claim.column] == nil && !taken.contains(claim.target) {
            targets[claim.column] = claim.target
            if claim.target != .nothing { taken.insert(claim.target) }
        }
        return targets
    }
}
