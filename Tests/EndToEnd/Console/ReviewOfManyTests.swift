// Ten thousand applications decided at a terminal by one command, and taken back by one key, through the death of a console.

import Domain
import Foundation
import Glibc
import Postgres
import Store
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ReviewOfManyTests {
        static let count = 10_000

        /// A venue to which ten thousand more have applied.
        private func venue() throws -> Venue {
            let venue = try Venue()
            let owner = try Connection(
                try PrivateServer(dataFolder: venue.folder).ensureRunning().conninfo(), applicationName: "tests")
            let row = try owner.run(
                Statement(
                    "template",
                    """
                    SELECT e.event_id, e.next_serial, r.form_id, r.form_version, r.consent_version
                    FROM expo.event e JOIN expo.registration r USING (event_id) LIMIT 1
                    """))[0]
            let crowd = SampleCrowd(
                seed: 7, count: Self.count, firstSerial: try row.int(1), categories: "general 30,teacher 8",
                form: FormReference(id: try row.string(2), version: Int(try row.int(3))),
                consentVersion: try row.string(4), firstDay: try #require(CalendarDate("2026-05-01")))
            let people = (0..<Self.count).compactMap { number -> Registration? in
                var person = crowd.person(number)
                person?.status = .applied
                person?.mergedInto = nil
                // The sample's own people have such telephones.
                if person?.phone?.digits.hasPrefix("82100000") == true { person?.phone = nil }
                return person
            }
            try CrowdLoader(owner, event: EventID(rawValue: Int32(try row.int(0)))).load(people)
            return venue
        }

        private func count(_ status: String, _ venue: Venue) throws -> Int {
            try venue.number(
                "SELECT count(*) FROM expo.registration WHERE status = $1 AND version > 1", [.text(status)])
        }

        @Test("they are approved by one command while the screen is used, with progress, and one key takes all back")
        func wholeWay() throws {
            let venue = try venue()
            let pty = try venue.openOnPty()
            pty.write(KeyBytes.function(3))
            try #require(pty.expect("[신청]"))
            try #require(pty.type("A") != nil)
            try #require(pty.expect("10,000명"))
            for key in ["\r", "a"] { try #require(pty.type(key) != nil) }
            let begun = pty.output.count
            // At once, and not when it is done: to the form, and a name.
            pty.write(KeyBytes.enter + KeyBytes.function(2) + Array("남궁가온누리".utf8))
            try #require(pty.expect("10,000명 승인함", from: begun), "\(text(pty))")
            let said = String(decoding: pty.output[begun...], as: UTF8.self)
            let (typed, done) = (said.range(of: "누리"), said.range(of: "10,000명 승인함"))
            try #require(typed != nil && done != nil, "\(said)")
            #expect(typed?.lowerBound ?? said.endIndex < done?.lowerBound ?? said.startIndex, "\(said)")
            #expect(said.contains("승인 중…"))
            #expect(try count("approved", venue) == Self.count)
            #expect(try venue.number("SELECT count(*) FROM expo.command WHERE kind = 'review'") == 20)

            try killInTheMiddleOfUndo(pty, venue)
            // The next console knows nothing of it, and finds it.
            let next = try venue.openOnPty()
            next.write(KeyBytes.function(3))
            try #require(next.settle() != nil)
            next.write(Array("u".utf8))
            try #require(next.expect("승인 10,000명"), "\(text(next))")
            let asked = next.output.count
            next.write(KeyBytes.enter)
            try #require(next.expect("되돌렸습니다: 승인 10,000명", from: asked), "\(text(next))")
            #expect(try venue.number("SELECT count(*) FROM expo.command WHERE kind = 'undo_review'") == 20)
            #expect(try count("applied", venue) == Self.count)
            #expect(try count("approved", venue) == 0)
            let numbers = try venue.run("doctor", "--json", "--recount").output
            #expect(numbers.contains(#""check":"counters","state":"good""#), "\(numbers)")
        }

        /// Takes the decision back as far as somebody's row that another transaction holds, and kills the console there.
        private func killInTheMiddleOfUndo(_ pty: Pty, _ venue: Venue) throws {
            let owner = try Connection(
                try PrivateServer(dataFolder: venue.folder).ensureRunning().conninfo(), applicationName: "tests")
            try owner.script("BEGIN")
            let held = try owner.run(
                Statement(
                    "held",
                    """
                    SELECT r.serial FROM expo.registration r WHERE r.serial = (
                        SELECT s.serial FROM expo.command c JOIN expo.command_subject s USING (event_id, id)
                        WHERE c.kind = 'review' ORDER BY c.desk_seq, s.serial OFFSET 4999 LIMIT 1)
                    FOR UPDATE
                    """))
            try #require(held.count == 1)
            let decided = pty.output.count
            pty.write(KeyBytes.function(3))
            try #require(pty.settle() != nil)
            pty.write(Array("u".utf8))
            // So many are not taken back at one press.
            try #require(pty.expect("승인 10,000명", from: decided), "\(text(pty))")
            pty.write(KeyBytes.enter)
            try #require(pty.expect("승인 되돌리는 중…", from: decided), "\(text(pty))")
            let undone = { try venue.number("SELECT count(*) FROM expo.command WHERE kind = 'undo_review'") }
            let deadline = Deadline(20_000)
            while try undone() < 10, !deadline.isPast {}
            pty.process.signal(SIGKILL)
            #expect(pty.end() != nil)
            try owner.script("ROLLBACK")
            #expect(try undone() == 10)
            #expect(try count("applied", venue) == Self.count / 2)
        }

        private func text(_ pty: Pty) -> String { String(decoding: pty.output.suffix(4_000), as: UTF8.self) }
    }
}
