// kill -9 at any moment of a save: never two registrations, none lost that the screen promised, no draft lost.

import Glibc
import Postgres
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct KilledSaveTests {
        private static let rounds = 40
        private static let accepted = "등록했습니다"

        @Test("a console killed in the middle of a save never registers twice and never loses what was typed")
        func killedSaves() throws {
            var random = SeededRandom.fromEnvironment()
            print("killed saves: EXPODESK_SEED=\(random.seed)")
            let venue = try Venue()
            let running = try PrivateServer(dataFolder: venue.folder).ensureRunning()
            let database = try Connection(running.conninfo(), applicationName: "tests")
            let count = Statement("count", "SELECT count(*) FROM expo.registration WHERE name = $1")
            func registrations(_ name: String) throws -> Int64 { try database.run(count, [.text(name)])[0].int(0) }

            var said = 0
            for round in 1...Self.rounds {
                let name = "killed round \(round)"
                // A console of its own each time: what is on the screen already is not written again.
                var pty = try venue.openOnPty()
                try #require(pty.type("\(name)\r010\(90_000_000 + round)\r\r\r ") != nil)
                pty.write(KeyBytes.save)
                // Not to wait for anything: the moment of the accident.
                let delay = random.int(in: 0...150_000)
                usleep(UInt32(delay))
                pty.process.signal(SIGKILL)
                _ = pty.end()
                let promised = pty.wrote(Self.accepted)
                said += promised ? 1 : 0
                let about = Comment(rawValue: "round \(round), \(delay) µs, promised: \(promised)")

                pty = try venue.openOnPty()
                let after = try registrations(name)
                #expect(after <= 1, about)
                if promised { #expect(after == 1, about) }
                let isDraft = pty.wrote(name)
                #expect(promised || isDraft, about)
                if isDraft {
                    let start = pty.output.count
                    pty.write(KeyBytes.save)
                    _ = pty.settle()
                    #expect(pty.wrote(Self.accepted, from: start), about)
                }
                #expect(try registrations(name) == 1, about)
                pty.process.signal(SIGKILL)
                _ = pty.end()
            }
            print("killed saves: \(said) of \(Self.rounds) were promised before the end")
            #expect(try venue.newRegistrations() == Self.rounds)
            // A serial handed out is never dead, and none has two owners.
            let serials = try venue.number("SELECT count(DISTINCT serial) FROM expo.registration")
            #expect(serials == Venue.sampleCount + Self.rounds)
        }
    }
}
