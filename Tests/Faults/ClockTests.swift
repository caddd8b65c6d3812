// Desks whose wall clocks are wrong by hours and days, and jump.

import Domain
import Foundation
import Glibc
import Journal
import Postgres
import TestSupport
import Testing

extension Faults {
    @Suite struct ClockTests {
        private struct Shown: Decodable {
            var outcome: String
            var serial: Int64?
            var pass: String?
            var at: String?
        }

        private func shown(_ output: Program.Output) throws -> Shown {
            try JSONDecoder().decode(Shown.self, from: Data(output.output.utf8))
        }

        @Test("the wrong clock is wrong, or the tests below would show nothing")
        func shim() throws {
            let clock = try WrongClock()
            try clock.set(hours: 48)
            let scratch = try ScratchFolder()
            let output = Descriptor(open(scratch.file("out"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
            let date = try ChildProcess(
                ["date", "+%s"], environment: ["PATH": "/usr/bin:/bin"].merging(clock.environment) { $1 },
                descriptors: [1: output.number])
            #expect(date.wait() == .exited(0))
            let text = try String(contentsOfFile: scratch.file("out"), encoding: .utf8)
            let ahead = try #require(Double(text.dropLast())) - Date().timeIntervalSince1970
            #expect(abs(ahead - 48 * 3_600) < 60)
        }

        @Test("desks a day ahead and a day behind let nobody in twice, lose nothing, and store the server's day")
        func wrongClocks() throws {
            let expo = try Expo()
            let right = Program(expo)
            let clocks = try [26, -26, 5, -5].map { hours in
                let clock = try WrongClock()
                try clock.set(hours: hours)
                return clock
            }
            var journals = [try Journal(dataFolder: right.folder)]
            let desks = try clocks.map { clock in
                let desk = Program(expo, clock.environment)
                journals.append(try Journal(dataFolder: desk.folder))
                return desk
            }
            for (number, desk) in desks.enumerated() {
                let registered = try shown(
                    try desk.run(
                        "register", "--name", "손님", "--phone", "0107654321\(number)", "--consent", "--json"))
                #expect(registered.outcome == "registered")
                let pass = try #require(registered.pass)
                // Its own desk first, then all the others, whose clocks say other days.
                let answers = try ([desk] + desks + [right]).map { try shown(try $0.run("check-in", pass, "--json")) }
                #expect(answers.map(\.outcome) == ["checked_in"] + Array(repeating: "already_checked_in", count: 5))
            }
            let rows = try expo.owner().run(
                question(
                    """
                    SELECT count(*), count(*) FILTER (WHERE day = (now() AT TIME ZONE 'Asia/Seoul')::date)
                    FROM expo.admission
                    """))[0]
            #expect(try rows.int(0) == 4)
            #expect(try rows.int(1) == 4)
            try Audit(expo).expectSound(Ledger(), journals, seed: 0)
        }

        @Test("a gate whose clock jumps by days in the middle of its scans goes on as if nothing were")
        func jumps() throws {
            let expo = try Expo()
            let clock = try WrongClock()
            let program = Program(expo, clock.environment)
            let passes = try (0..<6).map { number in
                try #require(
                    try shown(
                        try program.run(
                            "register", "--name", "손님", "--phone", "0107654321\(number)", "--consent", "--json")
                    ).pass)
            }
            let gate = try program.openGate()
            for (pass, hours) in zip(passes, [30, -30, 1, 500, -500, 0]) {
                gate.scan([pass])
                #expect(try gate.next()?.outcome == "checked_in")
                try clock.set(hours: hours)
                gate.scan([pass])
                #expect(try gate.next()?.outcome == "already_checked_in", "\(hours) hours")
            }
            gate.endOfScans()
            let rows = try expo.owner().run(
                question("SELECT DISTINCT day = (now() AT TIME ZONE 'Asia/Seoul')::date FROM expo.admission"))
            #expect(rows.count == 1)
            #expect(try rows[0].optionalBool(0) == true)
            try Audit(expo).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: 0)
        }
    }
}
