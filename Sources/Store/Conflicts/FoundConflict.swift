// A conflict as a manager reads it.

public import Domain
import Postgres

/// A conflict, where it came from, and how many like it there are.
public struct FoundConflict: Hashable, Sendable {
    /// The commands' that met it, in the order in which that was found: more than one only where they come as one.
    public var ids: [CommandID]
    /// The first one's.
    public var conflict: Conflict
    /// Whom all of them are about, in the same order.
    public var serials: [Serial]
    /// The desk that had told something else.
    public var deskName: String
    /// When the first was asked for, and when the database found it.
    public var madeAt: Timestamp
    public var foundAt: Timestamp

    /// A row of `conflict.open`.
    init(_ row: Row) throws {
        deskName = try row.string(1)
        madeAt = Timestamp(milliseconds: try row.int(2))
        foundAt = Timestamp(milliseconds: try row.int(3))
        ids = try row.string(4).split(separator: ",").compactMap { CommandID(String($0)) }
        serials = try row.optionalString(5)?.split(separator: ",").compactMap { Serial(String($0)) } ?? []
        // What this program cannot read at all is there all the same.
        conflict =
            (try? PayloadCoding.value(Conflict.self, from: try row.string(0)))
            ?? Conflict(kind: .unknown, asked: "", serial: serials.first)
        guard !ids.isEmpty else { throw StoreError.unreadable("conflict") }
    }
}
