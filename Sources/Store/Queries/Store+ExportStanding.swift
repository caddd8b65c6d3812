// What an export of attendees says of somebody beside their registration.

public import Domain
import Postgres

/// A registration as a table of attendees shows it.
public struct ExportedPerson: Hashable, Sendable {
    public var row: Registration
    /// Their first entry into any area, whatever the day; nil for whoever never came.
    public var firstEntry: Timestamp?
    /// Why they were decided as they were, where that was the last that befell their application and a reason was given.
    public var decisionReason: String?

    public init(row: Registration, firstEntry: Timestamp? = nil, decisionReason: String? = nil) {
        self.row = row
        self.firstEntry = firstEntry
        self.decisionReason = decisionReason
    }
}

extension StoreSnapshot {
    /// The same people with what befell them.
    public func people(_ rows: [Registration], event: EventID) throws -> [ExportedPerson] {
        let entries = try firstEntries(rows, event)
        let reasons = try decisionReasons(rows, event)
        return rows.map {
            ExportedPerson(row: $0, firstEntry: entries[$0.serial], decisionReason: reasons[$0.serial])
        }
    }

    private func values(_ rows: [Registration], _ event: EventID) -> [Value] {
        [.int(Int64(event.rawValue)), .ints(rows.map(\.serial.rawValue))]
    }

    private func firstEntries(_ rows: [Registration], _ event: EventID) throws -> [Serial: Timestamp] {
        let found = try store.connection.run(ExportStatements.firstEntries, values(rows, event))
        var entries: [Serial: Timestamp] = [:]
        for row in found {
            guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("admission") }
            entries[serial] = Timestamp(milliseconds: try row.int(1))
        }
        return entries
    }

    /// A decision on many is read once for all of them.
    private func decisionReasons(_ rows: [Registration], _ event: EventID) throws -> [Serial: String] {
        let found = try store.connection.run(ExportStatements.decisions, values(rows, event))
        var decided: [CommandID: [Serial]] = [:]
        for row in found {
            guard let serial = Serial(rawValue: try row.int(0)), let id = CommandID(bytes: try row.uuid(1)) else {
                throw StoreError.unreadable("command")
            }
            decided[id, default: []].append(serial)
        }
        guard !decided.isEmpty else { return [:] }
        let details = try store.connection.run(
            HistoryStatements.details, [.int(Int64(event.rawValue)), .texts(decided.keys.map(\.description))])
        var reasons: [Serial: String] = [:]
        for row in details {
            // What was asked for may have been erased: then there is no reason left.
            guard let id = CommandID(bytes: try row.uuid(0)), let payload = try row.optionalString(1),
                let command = try? PayloadCoding.value(Command.self, from: payload),
                case .review(let review) = command.action, let reason = review.reason
            else { continue }
            for serial in decided[id] ?? [] { reasons[serial] = reason }
        }
        return reasons
    }
}

enum ExportStatements {
    /// By the primary key of expo.admission.
    static let firstEntries = Statement(
        "export.firstEntries",
        """
        SELECT a.serial, (extract(epoch FROM min(a.entered_at)) * 1000)::bigint FROM expo.admission a
        WHERE a.event_id = $1 AND a.serial = ANY ($2::bigint[]) AND a.place LIKE 'area:%'
        GROUP BY a.serial
        """)

    /// The last that befell each application, where that was a decision. By the index command_subject_serial.
    static let decisions = Statement(
        "export.decisions",
        """
        SELECT last.serial, last.id
        FROM (SELECT DISTINCT ON (s.serial) s.serial, s.id, s.deed
            FROM expo.command_subject s JOIN expo.command c ON c.event_id = s.event_id AND c.id = s.id
            WHERE s.event_id = $1 AND s.serial = ANY ($2::bigint[]) AND s.deed IS NOT NULL
            ORDER BY s.serial, c.applied_at DESC, c.made_at DESC, c.id DESC) AS last
        WHERE last.deed = 'decided'
        """)
}
