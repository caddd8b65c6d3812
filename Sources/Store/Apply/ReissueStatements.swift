// The SQL of a reissue: two more statements in the first round trip, a few more in the second.

import Domain
import Postgres

enum ReissueStatements {
    /// By the index registration_merged: the serials that became part of this one, and whether the new one is somebody's.
    static let passes = Statement(
        "reissue.passes",
        """
        WITH RECURSIVE person (serial) AS (
            SELECT $2::bigint
            UNION SELECT m.serial FROM expo.registration m JOIN person p ON m.merged_into = p.serial
            WHERE m.event_id = $1)
        SELECT ARRAY(SELECT serial FROM person WHERE serial <> $2 ORDER BY serial)::text,
            EXISTS (SELECT FROM expo.registration r WHERE r.event_id = $1 AND r.serial = $3)
        """)

    /// All of them, whatever day and place: the new serial has none yet. Nothing of an admission but its serial changes.
    private static let carry = Statement(
        "reissue.carry",
        """
        WITH gone AS (DELETE FROM expo.admission WHERE event_id = $1 AND serial = $2 RETURNING *)
        INSERT INTO expo.admission (event_id, serial, place, day, entered_command, entered_at, entered_gate, entered_by,
            moved_command, moved_at, moved_gate, moved_by, is_inside, moves)
        SELECT event_id, $3, place, day, entered_command, entered_at, entered_gate, entered_by,
            moved_command, moved_at, moved_gate, moved_by, is_inside, moves
        FROM gone
        """)

    private static let revoke = Statement(
        "reissue.revoke",
        "INSERT INTO expo.revocation (event_id, serial) VALUES ($1, $2) ON CONFLICT DO NOTHING")

    private static let carryEnrolments = Statement(
        "reissue.carryEnrolments",
        "UPDATE expo.enrolment SET serial = $3 WHERE event_id = $1 AND serial = $2")

    /// The place in line, for whoever waits.
    private static let carryPlace = Statement(
        "reissue.carryPlace",
        """
        UPDATE expo.registration n SET waiting = o.waiting
        FROM expo.registration o
        WHERE n.event_id = $1 AND n.serial = $3 AND o.event_id = $1 AND o.serial = $2 AND o.waiting IS NOT NULL
        """)

    static func carry(_ event: Value, from old: Serial, to new: Serial) -> [Call] {
        [carry, carryEnrolments, carryPlace].map { Call($0, [event, .int(old.rawValue), .int(new.rawValue)]) }
    }

    static func revoke(_ event: Value, _ serial: Serial) -> Call {
        Call(revoke, [event, .int(serial.rawValue)])
    }
}

extension Store {
    /// The first round trip of a reissue. The person is locked against everybody at a gate: whoever is let in meanwhile is
    /// in before their admission is carried over, or meets a revoked pass.
    func readReissue(_ reissue: Reissue, _ command: Command) throws -> Met {
        let event = Value.int(Int64(command.event.rawValue))
        let serial = Value.int(reissue.serial.rawValue)
        let rows = try run([
            Call(ApplyStatements.begin),
            Call(ApplyStatements.subject, [event, serial]),
            Call(ReissueStatements.passes, [event, serial, .int(reissue.replacement.rawValue)]),
            Call(ApplyStatements.hasEntered, [event, serial]),
            Call(ApplyStatements.recorded, [event, .uuid(command.id.bytes)]),
        ])
        var facts = Facts(form: nil, subject: try rows[1].first.map(RegistrationRow.read), samePhone: nil)
        facts.earlierPasses = try rows[2][0].string(0).split { !$0.isNumber }.compactMap { Serial(String($0)) }
        if !rows[3].isEmpty { facts.entered = [reissue.serial] }
        return Met(
            facts: facts, replay: try rows[4].first.map(Replay.init),
            taken: try rows[2][0].bool(1) ? reissue.replacement : nil)
    }
}
