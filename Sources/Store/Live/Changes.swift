// What other desks have changed since somebody last asked.

public import Domain

/// A moment in the database's history: which transactions had ended when it was taken, not which number came last. A
/// transaction that began before it and commits after it is news then.
public struct Horizon: Hashable, Sendable {
    /// PostgreSQL's own notation of a snapshot, `xmin:xmax:list`.
    let snapshot: String

    /// As text, to be kept over a restart.
    public var text: String { snapshot }

    /// - Parameter text: that of a horizon of the same database.
    public init(text: String) {
        snapshot = text
    }

    init(snapshot: String) {
        self.snapshot = snapshot
    }

    /// Every transaction before this one had ended or begun; goes up, unless this is another server's history.
    var end: UInt64? {
        let parts = snapshot.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 1 ? UInt64(parts[1]) : nil
    }
}

/// What has happened since a horizon.
public struct Changes: Hashable, Sendable {
    /// Those who were registered or changed, as they are now.
    public var rows: [Registration]
    /// Those of them who went through a gate, or whose passage was taken back: their admissions have changed.
    public var passed: Set<Serial>
    /// More has changed than is told row by row: whatever is shown is to be read anew. `rows` is empty then.
    public var isMuch: Bool
    /// Where to go on from.
    public var horizon: Horizon

    public init(rows: [Registration], passed: Set<Serial> = [], isMuch: Bool, horizon: Horizon) {
        self.rows = rows
        self.passed = passed
        self.isMuch = isMuch
        self.horizon = horizon
    }
}
