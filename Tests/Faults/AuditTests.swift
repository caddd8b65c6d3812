// The audit itself: what it is to find, it finds.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

extension Faults {
    @Suite struct AuditTests {
        /// Two people at one desk, one of them let in.
        private func work(_ expo: Expo, _ ledger: Ledger) throws -> Journal {
            let desk = try expo.desk(TestRun.shared.makeFolder(), name: "desk")
            for phone in ["01012345678", "01012345679"] {
                let submission = Submission(
                    id: desk.makeCommandID(),
                    change: .register(
                        source: .walkIn, form: expo.form,
                        answers: [.name: .text("손님"), .phone: .text(phone), .consent: .flag(true)]))
                guard case .applied(let receipt) = try desk.submit(submission) else { throw SupportError("no line") }
                ledger.note(
                    submission.id,
                    Ledger.Entry(
                        kind: "register", serial: receipt.row?.serial, phone: phone, answer: .stored("registered")))
            }
            let serial = try #require(ledger.registered.first)
            _ = try desk.checkIn(serial, mode: .enter, gate: .main, id: desk.makeCommandID())
            return desk.journal
        }

        private static let damages = [
            ("DELETE FROM expo.registration WHERE serial = 2", "a recorded registration that is not there"),
            ("DELETE FROM expo.command WHERE serial = 2", "a registration that is not recorded exactly once"),
            ("DELETE FROM expo.admission", "an admission without its command"),
            ("DELETE FROM expo.command WHERE desk_seq = 2", "a desk whose chain is broken"),
            ("UPDATE expo.command SET desk_seq = 1", "two commands under one number of a desk"),
            ("UPDATE expo.command_detail SET payload = '{}'", "a record that is not of its own details"),
            ("UPDATE expo.counter SET amount = amount + 1 WHERE amount > 0", "a wrong count"),
            (
                "DROP INDEX expo.registration_phone; UPDATE expo.registration SET phone = '1234567'",
                "a telephone with several living people"
            ),
            (
                """
                INSERT INTO expo.command (event_id, id, desk_id, desk_seq, kind, serial, actor, made_at, outcome,
                    hash, previous)
                SELECT event_id, gen_random_uuid(), desk_id, 9, kind, serial, actor, made_at, outcome, hash, previous
                FROM expo.command WHERE outcome = 'checked_in'
                """,
                "somebody admitted twice"
            ),
        ]

        @Test("each kind of damage is found, and sound data has none")
        func damages() throws {
            let expo = try Expo()
            let ledger = Ledger()
            let journal = try work(expo, ledger)
            let audit = try Audit(expo)
            #expect(try audit.flaws() == [])
            #expect(try audit.broken(ledger, [journal], isReplaced: false) == [])
            for (damage, flaw) in Self.damages {
                try audit.connection.script("BEGIN")
                try audit.connection.script(damage)
                let found = try audit.flaws()
                #expect(found.contains { $0.hasPrefix(flaw) }, "\(damage): \(found)")
                try audit.connection.script("ROLLBACK")
            }
        }

        @Test("a promise without its command is found, and so is one that was told two outcomes")
        func promises() throws {
            let expo = try Expo()
            let ledger = Ledger()
            let journal = try work(expo, ledger)
            let audit = try Audit(expo)
            let id = CommandID.random(at: .now())
            ledger.note(id, Ledger.Entry(kind: "register", serial: Serial(rawValue: 3), phone: nil, answer: .kept))
            #expect(try audit.broken(ledger, [journal], isReplaced: true).count == 1)
            ledger.note(id, Ledger.Entry(kind: "register", serial: nil, phone: nil, answer: .stored("registered")))
            ledger.note(id, Ledger.Entry(kind: "register", serial: nil, phone: nil, answer: .stored("duplicate")))
            #expect(ledger.contradictions.count == 1)
        }
    }
}
