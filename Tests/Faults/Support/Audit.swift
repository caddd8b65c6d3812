// What must hold in the database whatever happened, and whether it has what desks were told.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

/// Checks a database at the end of a test.
struct Audit {
    let connection: Connection
    let event: EventID

    init(_ expo: Expo, _ connection: Connection? = nil) throws {
        self.connection = try connection ?? expo.owner()
        event = expo.event
    }

    /// Each answers with nothing when all is well.
    private static let questions = [
        (
            "a telephone with several living people",
            """
            SELECT phone FROM expo.registration
            WHERE phone IS NOT NULL AND status NOT IN ('cancelled', 'rejected', 'merged')
            GROUP BY event_id, phone HAVING count(*) > 1
            """
        ),
        (
            "a registration that is not recorded exactly once",
            """
            SELECT r.serial::text FROM expo.registration r LEFT JOIN expo.command c
                ON c.event_id = r.event_id AND c.serial = r.serial AND c.kind = 'register'
                AND c.outcome IN ('registered', 'registered_merged', 'registered_waiting')
            GROUP BY r.event_id, r.serial HAVING count(c.id) <> 1
            """
        ),
        (
            "a recorded registration that is not there",
            """
            SELECT c.serial::text FROM expo.command c LEFT JOIN expo.registration r USING (event_id, serial)
            WHERE c.kind = 'register' AND c.outcome IN ('registered', 'registered_merged', 'registered_waiting') AND r.serial IS NULL
            """
        ),
        (
            "somebody admitted twice",
            """
            SELECT serial::text FROM expo.command WHERE outcome = 'checked_in'
            GROUP BY event_id, serial HAVING count(*) > 1
            """
        ),
        (
            "an admission without its command, or a command without its admission",
            """
            SELECT coalesce(a.serial, c.serial)::text
            FROM expo.admission a FULL JOIN (SELECT * FROM expo.command WHERE outcome = 'checked_in') c
                ON c.event_id = a.event_id AND c.id = a.entered_command
            WHERE a.serial IS NULL OR c.serial IS NULL
            """
        ),
        (
            "two commands under one number of a desk",
            """
            SELECT desk_seq::text FROM expo.command GROUP BY event_id, desk_id, desk_seq HAVING count(*) > 1
            """
        ),
        (
            "a record that is not of its own details",
            """
            SELECT c.id::text FROM expo.command c LEFT JOIN expo.command_detail d USING (event_id, id)
            WHERE c.hash IS DISTINCT FROM sha256(d.salt || convert_to(d.payload, 'UTF8'))
            """
        ),
        (
            "a desk whose chain is broken",
            """
            WITH RECURSIVE chain (desk_id, head, length) AS (
                SELECT id, ''::bytea, 0 FROM expo.desk
                UNION ALL
                SELECT c.desk_id, sha256(c.previous || c.hash), chain.length + 1
                FROM chain JOIN expo.command c ON c.desk_id = chain.desk_id AND c.previous = chain.head)
            SELECT d.name FROM expo.desk d WHERE NOT EXISTS (
                SELECT 1 FROM chain WHERE chain.desk_id = d.id AND chain.head = d.chain_head
                    AND chain.length = (SELECT count(*) FROM expo.command c WHERE c.desk_id = d.id))
            """
        ),
    ]

    /// What is wrong in the database itself.
    func flaws() throws -> [String] {
        var flaws: [String] = []
        for (flaw, sql) in Self.questions {
            let rows = try connection.run(question(sql))
            if !rows.isEmpty { flaws.append("\(flaw): \(try rows.prefix(5).map { try $0.string(0) })") }
        }
        return flaws + (try Store(connection).counterFlaws(event).map { "a wrong count: \($0)" })
    }

    /// What desks were told and the database does not have.
    /// - Parameters:
    ///   - journals: those of the desks; what they show to a person is not lost.
    ///   - isReplaced: another database has taken over; it need not know of refusals, which promise nothing.
    func broken(_ ledger: Ledger, _ journals: [Journal], isReplaced: Bool) throws -> [String] {
        let rows = try connection.run(question("SELECT id::text, outcome, serial FROM expo.command"))
        let stored = Dictionary(
            try rows.map { (try $0.string(0), (try $0.string(1), try $0.optionalInt(2))) }, uniquingKeysWith: { $1 })
        let conflicts = try texts("SELECT id::text FROM expo.conflict")
        let registered = try texts("SELECT serial::text FROM expo.registration")
        let admitted = try texts("SELECT serial::text FROM expo.admission")
        let aside = Set(try journals.flatMap { try $0.aside().map(\.id) })
        return ledger.contradictions
            + ledger.entries.compactMap { id, entry in
                let found = stored[id.description]
                switch entry.answer {
                case .failed: return nil
                case .stored(let word):
                    let isIt = found.map { $0.0 == word && (entry.serial == nil || $0.1 == entry.serial?.rawValue) }
                    let mayBeLost = isReplaced && !entry.answer.isPromise && found == nil
                    // Another desk's came first at the new database. That is listed, and what was told still holds: they
                    // are registered, or in.
                    let holders = entry.kind == "register" ? registered : admitted
                    let isHeld = entry.serial.map { holders.contains(String($0.rawValue)) } ?? false
                    let isSettled = isReplaced && found != nil && isHeld && conflicts.contains(id.description)
                    return isIt == true || mayBeLost || isSettled || aside.contains(id.bytes)
                        ? nil
                        : "\(entry.kind) \(id) of \(word), serial \(entry.serial?.rawValue ?? 0), is \(found as Any)"
                case .kept:
                    // Sent; what came to something else than was told is shown to a person.
                    let isPromise = found.map { Ledger.Answer.stored($0.0).isPromise } ?? false
                    let isShown = found != nil && conflicts.contains(id.description)
                    return isPromise || isShown || aside.contains(id.bytes)
                        ? nil : "\(entry.kind) \(id), kept at the desk, is \(found as Any)"
                }
            }
    }

    private func texts(_ sql: String) throws -> Set<String> {
        Set(try connection.run(question(sql)).map { try $0.string(0) })
    }

    /// The whole check.
    func expectSound(
        _ ledger: Ledger, _ journals: [Journal], isReplaced: Bool = false, seed: UInt64,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let flaws = try flaws() + broken(ledger, journals, isReplaced: isReplaced)
        #expect(
            flaws.isEmpty, "seed \(seed)\n\(flaws.prefix(20).joined(separator: "\n"))", sourceLocation: sourceLocation)
        for journal in journals {
            #expect(try journal.pendingCount() == 0, "seed \(seed)", sourceLocation: sourceLocation)
        }
    }
}

/// A statement for a look at what is stored, named by its own text.
func question(_ sql: String) -> Statement {
    Statement("question \(String(sql.hashValue, radix: 36))", sql)
}
