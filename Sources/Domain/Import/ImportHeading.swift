// Finding the row that names the columns: there may be a title, a date and blank rows above it, and it may be two rows
// with merged cells.

/// The heading of a file, and where its people begin.
public struct ImportHeading: Hashable, Sendable {
    public var mapping: ImportMapping
    /// The line of the lowest heading row; 0 in a file without a heading, whose columns are called A, B, …
    public var line: Int
    /// How many rows come before the first person.
    public var rowCount: Int

    public var isThere: Bool { line > 0 }

    /// So many rows are looked through.
    static let depth = 30

    /// - Parameters:
    ///   - byHand: what somebody said of columns, by their headings; that goes before everything else. In a file without
    ///     a heading by number, from 1, or letter.
    ///   - isThere: false where somebody said that the file has no heading. Without it a row with a telephone is none.
    public static func find(
        in rows: some Collection<ImportRow>, form: FormDefinition, byHand: [String: ImportTarget] = [:],
        isThere: Bool? = nil
    ) throws(ImportObstacle) -> ImportHeading {
        let top = Array(rows.prefix(depth))
        guard top.contains(where: { !$0.isBlank }) else { throw .empty }
        for case .field(let field) in byHand.values where form[field] == nil { throw .noField(field.text) }
        let search = HeadingSearch(top, form, byHand, isThere)
        let found = search.best(needsName: true) ?? search.guess
        let isNamed = found.mapping.place(of: .field(.name)) != nil
        if let missing = byHand.keys.sorted().first(where: { !search.knows($0, in: found) }), isNamed || !found.isThere
        {
            throw .noColumn(missing, known: found.mapping.columns.map(\.heading).filter { !$0.isEmpty })
        }
        guard isNamed else {
            let texts = found.isThere ? found.mapping.columns.map(\.heading) : top.first { !$0.isBlank }?.cells ?? []
            let filled = texts.filter { !$0.isEmpty }
            throw found.isThere ? .noHeading(found: filled) : .noNames(found: filled)
        }
        return found
    }

    /// What the heading most likely is in a file of which nothing says where the names are, for somebody to say it: with
    /// all columns that are known, so that they see what an import would understand.
    public static func guess(
        in rows: some Collection<ImportRow>, form: FormDefinition, byHand: [String: ImportTarget] = [:],
        isThere: Bool? = nil
    ) -> ImportHeading {
        let search = HeadingSearch(Array(rows.prefix(depth)), form, byHand, isThere)
        return search.best(needsName: true) ?? search.guess
    }

    /// Whether it is certain to be a heading and nobody's data: something in it is a column's usual name, and nothing a
    /// telephone or an address. Only such headings may be kept outside the database.
    public func isNobody(_ form: FormDefinition) -> Bool {
        let names = ImportLabel.Names(form)
        let headings = mapping.columns.map(\.heading)
        return isThere && headings.contains { !names.meanings(of: $0).isEmpty }
            && !headings.contains { $0.contains("@") || ImportValue.isPhone($0) }
    }
}

extension ImportRow {
    var isBlank: Bool { cells.indices.allSatisfy { text($0).isEmpty } }
}

private struct HeadingSearch {
    private let rows: [ImportRow]
    private let names: ImportLabel.Names
    /// By folded heading.
    private let byHand: [String: ImportTarget]
    private let isThere: Bool?

    init(_ rows: [ImportRow], _ form: FormDefinition, _ byHand: [String: ImportTarget], _ isThere: Bool?) {
        self.rows = rows
        self.isThere = isThere
        names = ImportLabel.Names(form)
        self.byHand = Dictionary(
            byHand.map { (ImportLabel.folded($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The row with the most columns that are known; the highest of equal ones.
    func best(needsName: Bool) -> ImportHeading? {
        guard isThere != false else { return nil }
        var best: (heading: ImportHeading, score: Int)?
        for place in rows.indices where isThere == true || !isPerson(rows[place]) {
            guard let found = heading(at: place), found.score > best?.score ?? 0,
                !needsName || found.heading.mapping.place(of: .field(.name)) != nil
            else { continue }
            best = found
        }
        return best?.heading
    }

    /// Where no row says whose names there are: the best without a name, else the fullest one, if it is not somebody.
    var guess: ImportHeading {
        if let best = best(needsName: false) { return best }
        let most = rows.map(filled).max() ?? 0
        guard isThere != false, let place = rows.firstIndex(where: { filled($0) == most }),
            isThere == true || !isPerson(rows[place])
        else { return none }
        let columns = texts(place).map { ImportMapping.Column(heading: $0, target: nil) }
        return ImportHeading(mapping: ImportMapping(columns: columns), line: rows[place].line, rowCount: place + 1)
    }

    /// No heading: columns are known by what somebody said of them, and by what is in them.
    private var none: ImportHeading {
        let width = rows.map(\.cells.count).max() ?? 0
        var columns = (0..<width).map { place in
            let name = ImportMapping.columnName(place)
            return ImportMapping.Column(
                heading: name, target: byHand[ImportLabel.folded(name)] ?? byHand[String(place + 1)])
        }
        func find(_ field: FieldID, _ isOne: (String) -> Bool) {
            guard !columns.contains(where: { $0.target == .field(field) }) else { return }
            let place = columns.indices.first { place in
                columns[place].target == nil && rows.contains { isOne($0.text(place)) }
            }
            if let place { columns[place].target = .field(field) }
        }
        find(.phone, ImportValue.isPhone)
        find(.email) { text in text.contains("@") && text.contains(".") && !text.contains(" ") }
        return ImportHeading(mapping: ImportMapping(columns: columns), line: 0, rowCount: 0)
    }

    func knows(_ name: String, in heading: ImportHeading) -> Bool {
        let key = ImportLabel.folded(name)
        return heading.mapping.columns.indices.contains { place in
            ImportLabel.folded(heading.mapping.columns[place].heading) == key
                || !heading.isThere && String(place + 1) == key
        }
    }

    private func filled(_ row: ImportRow) -> Int { row.cells.indices.count { !row.text($0).isEmpty } }

    /// A heading has no telephone in it.
    private func isPerson(_ row: ImportRow) -> Bool { row.cells.indices.contains { ImportValue.isPhone(row.text($0)) } }

    private func heading(at place: Int) -> (heading: ImportHeading, score: Int)? {
        let own = targets(of: texts(place))
        guard own.contains(where: { $0 != nil }) else { return nil }
        let merged = texts(place, mergedWithRowsAbove: true)
        let found = targets(of: merged)
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
            && row.cells.indices.allSatisfy {
                !row.text($0).contains(where: \.isNumber) && !ImportLabel.isRemark(row.text($0))
            }
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
