// What the planner thinks of a statement.

/// The rows a plan's topmost node is expected to give, from EXPLAIN (FORMAT JSON).
struct PlannedRows {
    let count: Int

    /// Nodes come from the outside in, so the first number is the topmost one's.
    init(explained: String) throws {
        let name = "\"Plan Rows\": "
        guard let range = explained.firstRange(of: name),
            let rows = Int(explained[range.upperBound...].prefix { $0.isNumber })
        else { throw StoreError.unreadable("plan") }
        count = rows
    }
}
