// Reading everybody, for a desk's own copy of the event.

public import Domain
import Postgres

/// What is known of somebody at gates: their admissions from a day on, and whether their pass was revoked.
public struct GateRecord: Hashable, Sendable {
    public var serial: Serial
    public var admissions: [Admission]
    public var isRevoked: Bool

    public init(serial: Serial, admissions: [Admission], isRevoked: Bool) {
        self.serial = serial
        self.admissions = admissions
        self.isRevoked = isRevoked
    }
}

extension Store {
    /// Up to `limit` registrations after `serial`, of every status, in the order of their serials.
    public func registrations(
        after serial: Serial?, limit: Int, event: EventID
    ) throws(StoreError) -> [Registration] {
        try StoreError.wrap {
            // By the primary key of expo.registration.
            try connection.run(
                Statement(
                    "snapshot.people",
                    """
                    SELECT \(RegistrationRow.columns) FROM expo.registration r
                    WHERE r.event_id = $1 AND r.serial > $2 ORDER BY r.serial LIMIT $3
                    """),
                [.int(Int64(event.rawValue)), .int(serial?.rawValue ?? 0), .int(Int64(limit))]
            ).map(RegistrationRow.read)
        }
    }

    /// Everybody who was admitted on `day` or later, or whose pass was revoked. Reads all admissions there are.
    public func gateRecords(since day: CalendarDate, event: EventID) throws(StoreError) -> [GateRecord] {
        try gateRecords(
            Statement(
                "snapshot.gates",
                """
                SELECT a.serial, false, \(AdmissionRow.columns) FROM expo.admission a
                WHERE a.event_id = $1 AND a.day >= $2::date
                UNION ALL
                SELECT v.serial, true, \(Self.noAdmission) FROM expo.revocation v WHERE v.event_id = $1
                """), [.int(Int64(event.rawValue)), .text(day.description)])
    }

    /// The same of `serials` only; those of whom nothing is known are left out.
    public func gateRecords(
        of serials: [Serial], since day: CalendarDate, event: EventID
    ) throws(StoreError) -> [GateRecord] {
        guard !serials.isEmpty else { return [] }
        // By the primary keys of both.
        return try gateRecords(
            Statement(
                "snapshot.gatesOf",
                """
                SELECT a.serial, false, \(AdmissionRow.columns) FROM expo.admission a
                WHERE a.event_id = $1 AND a.serial = ANY ($3::bigint[]) AND a.day >= $2::date
                UNION ALL
                SELECT v.serial, true, \(Self.noAdmission) FROM expo.revocation v
                WHERE v.event_id = $1 AND v.serial = ANY ($3::bigint[])
                """),
            [.int(Int64(event.rawValue)), .text(day.description), .ints(serials.map(\.rawValue))])
    }

    /// As many nulls as an admission has columns.
    private static let noAdmission =
        "null, null, null::uuid, null, null, null, null::uuid, null, null, null, null, null"

    private func gateRecords(_ statement: Statement, _ values: [Value]) throws(StoreError) -> [GateRecord] {
        try StoreError.wrap {
            var records: [Serial: GateRecord] = [:]
            for row in try connection.run(statement, values) {
                guard let serial = Serial(rawValue: try row.int(0)) else { throw StoreError.unreadable("admission") }
                var record = records[serial] ?? GateRecord(serial: serial, admissions: [], isRevoked: false)
                if try row.bool(1) {
                    record.isRevoked = true
                } else if let admission = try AdmissionRow.readIfKnown(row, from: 2) {
                    record.admissions.append(admission)
                }
                records[serial] = record
            }
            return records.values.sorted { $0.serial < $1.serial }
        }
    }
}
