// The views that an event's desks share.

public import Domain
import Postgres

/// What came of saving or deleting a shared view.
public enum ViewChange: Hashable, Sendable {
    case saved(SavedView)
    case deleted
    /// Another desk saved it since it was read, or first: nothing was changed.
    case overtaken(by: SavedView)
}

extension Store {
    private static let viewColumns =
        "name, filter, columns, sort, version, desk, (extract(epoch FROM saved_at) * 1000)::bigint"

    /// By name.
    public func views(event: EventID) throws(StoreError) -> [SavedView] {
        try StoreError.wrap {
            try connection.run(
                Statement(
                    "view.all",
                    "SELECT \(Self.viewColumns) FROM expo.view WHERE event_id = $1 ORDER BY key COLLATE \"C\""),
                [.int(Int64(event.rawValue))]
            ).map(Self.view)
        }
    }

    /// Saves a view for all desks.
    ///
    /// - Parameter version: of the one it replaces, as it was read; nil for a name that is new.
    public func save(
        _ view: AttendeeView, over version: Int?, desk: String, event: EventID
    ) throws(StoreError) -> ViewChange {
        let key = AttendeeView.key(of: view.name)
        let values: [Value] = [
            .int(Int64(event.rawValue)), .text(key), .text(view.name), .text(view.filter),
            .texts(view.columns.map(\.text)), .text(view.sort.text), .text(desk),
        ]
        return try StoreError.wrap {
            while true {
                if let saved = try write(values, over: version) { return .saved(saved) }
                // Read in a statement of its own: whoever was first has committed by now.
                if let found = try self.view(key, event) {
                    // The line was lost after the commit, and this is the same saving once more.
                    if found.view == view, case .shared(_, desk, _) = found.home { return .saved(found) }
                    return .overtaken(by: found)
                }
                // It was deleted: then the name is new.
                if version != nil, let saved = try write(values, over: nil) { return .saved(saved) }
            }
        }
    }

    private func write(_ values: [Value], over version: Int?) throws -> SavedView? {
        let rows =
            if let version {
                try connection.run(
                    Statement(
                        "view.update",
                        """
                        UPDATE expo.view SET name = $3, filter = $4, columns = $5, sort = $6, desk = $7,
                            version = version + 1, saved_at = now()
                        WHERE event_id = $1 AND key = $2 AND version = $8
                        RETURNING \(Self.viewColumns)
                        """), values + [.int(Int64(version))])
            } else {
                try connection.run(
                    Statement(
                        "view.insert",
                        """
                        INSERT INTO expo.view (event_id, key, name, filter, columns, sort, version, desk)
                        VALUES ($1, $2, $3, $4, $5, $6, 1, $7) ON CONFLICT DO NOTHING
                        RETURNING \(Self.viewColumns)
                        """), values)
            }
        return try rows.first.map(Self.view)
    }

    /// Deletes a view as it was read. One that is gone already is as good as deleted.
    public func deleteView(_ name: String, version: Int, event: EventID) throws(StoreError) -> ViewChange {
        let key = AttendeeView.key(of: name)
        return try StoreError.wrap {
            _ = try connection.run(
                Statement("view.delete", "DELETE FROM expo.view WHERE event_id = $1 AND key = $2 AND version = $3"),
                [.int(Int64(event.rawValue)), .text(key), .int(Int64(version))])
            return try view(key, event).map { .overtaken(by: $0) } ?? .deleted
        }
    }

    private func view(_ key: String, _ event: EventID) throws -> SavedView? {
        try connection.run(
            Statement("view.one", "SELECT \(Self.viewColumns) FROM expo.view WHERE event_id = $1 AND key = $2"),
            [.int(Int64(event.rawValue)), .text(key)]
        ).first.map(Self.view)
    }

    private static func view(_ row: Row) throws -> SavedView {
        SavedView(
            name: try row.string(0), filter: try row.string(1), columns: try row.texts(2), sort: try row.string(3),
            home: .shared(
                version: Int(try row.int(4)), desk: try row.string(5), at: Timestamp(milliseconds: try row.int(6))))
    }
}
