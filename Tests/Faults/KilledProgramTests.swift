// kill -9 of the program at any moment, with what it had said by then held against what is stored.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

extension Faults {
    @Suite struct KilledProgramTests {
        /// People registered over the desk, and their passes.
        private func passes(_ count: Int, _ expo: Expo) throws -> [(serial: Serial, digits: String)] {
            let desk = try expo.desk(TestRun.shared.makeFolder(), name: "registration")
            return try (1...count).map { number in
                let result = try desk.submit(
                    Submission(
                        id: desk.makeCommandID(),
                        change: .register(
                            source: .walkIn, form: expo.form,
                            answers: [.name: .text("손님 \(number)"), .consent: .flag(true)])))
                guard case .applied(let receipt) = result, let serial = receipt.row?.serial else {
                    throw SupportError("not registered: \(result)")
                }
                return (serial, try desk.pass(of: serial).digits)
            }
        }

        @Test("a gate killed again and again over 500 scans has let in everybody it said so of, and nobody twice")
        func killedGate() throws {
            var random = seeded("killed gate")
            let expo = try Expo()
            let program = Program(expo)
            let everybody = try passes(Length.of(500), expo)
            var told: Set<Int64> = []
            var left = everybody
            var kills = 0
            while !left.isEmpty {
                let gate = try program.openGate()
                gate.scan(left.prefix(200).map(\.digits))
                // It is open now: the accident comes while it answers.
                guard let first = try gate.next() else { continue }
                letPass(random.int(in: 0...120_000))
                gate.process.signal(SIGKILL)
                kills += 1
                var answers = [first]
                while let answer = try gate.next() { answers.append(answer) }
                for answer in answers {
                    let serial = try #require(answer.serial, "seed \(random.seed)")
                    #expect(["checked_in", "already_checked_in", "queued"].contains(answer.outcome))
                    if answer.outcome == "checked_in" { #expect(told.insert(serial).inserted, "seed \(random.seed)") }
                }
                left.removeFirst(answers.count)
            }
            print("killed gate: \(everybody.count) scans, \(kills) kills, \(told.count) told to go in")
            _ = try program.run("sync")
            let audit = try Audit(expo)
            try audit.expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: random.seed)
            let rows = try audit.connection.run(
                question("SELECT serial FROM expo.command WHERE outcome = 'checked_in'"))
            let stored = Set(try rows.map { try $0.int(0) })
            #expect(told.isSubset(of: stored), "seed \(random.seed)")
            #expect(stored == Set(everybody.map(\.serial.rawValue)), "seed \(random.seed)")
        }

        @Test("`expodesk register` killed at any moment has stored once whom it said so of, and nobody twice")
        func killedRegister() throws {
            var random = seeded("killed register")
            let expo = try Expo()
            let program = Program(expo)
            var told: [String] = []
            let phones = (0..<Length.of(25)).map { "0107\(1_000_000 + $0)" }
            for phone in phones {
                let run = try program.register("손님", phone: phone)
                letPass(random.int(in: 0...250_000))
                run.process.signal(SIGKILL)
                let output = try run.finish().output
                if !output.isEmpty { told.append("8210" + phone.dropFirst(3)) }
            }
            _ = try program.run("sync")
            let audit = try Audit(expo)
            try audit.expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: random.seed)
            let stored = try audit.connection.run(question("SELECT phone FROM expo.registration"))
                .map { try $0.string(0) }
            print("killed register: \(phones.count) kills, \(told.count) told, \(stored.count) stored")
            #expect(Set(told).isSubset(of: stored), "seed \(random.seed)")
        }

        @Test("a console killed between and during saves has stored once everybody it showed a serial for")
        func killedConsole() throws {
            var random = seeded("killed console")
            let expo = try Expo()
            let program = Program(expo)
            let owner = try expo.owner()
            let count = Statement("count", "SELECT count(*) FROM expo.registration WHERE name = $1")
            var person = 0
            for _ in 0..<Length.of(6) {
                let pty = try program.openConsole()
                // What was half typed at the last accident is in front again: saved first, under its own id.
                if person > 0, pty.wrote("guest \(person)") { pty.type("\u{13}") }
                var saved: [String] = []
                for _ in 0..<random.int(in: 1...5) {
                    person += 1
                    pty.type("guest \(person)\r010\(30_000_000 + person)\r\r\r ")
                    pty.type("\u{13}")
                    saved.append("guest \(person)")
                }
                person += 1
                pty.type("guest \(person)\r010\(30_000_000 + person)\r\r\r ")
                pty.write([0x13])
                letPass(random.int(in: 0...60_000))
                pty.process.signal(SIGKILL)
                _ = pty.end()
                for name in saved {
                    #expect(try owner.run(count, [.text(name)])[0].int(0) == 1, "\(name), seed \(random.seed)")
                }
                #expect(try owner.run(count, [.text("guest \(person)")])[0].int(0) <= 1, "seed \(random.seed)")
            }
            let pty = try program.openConsole()
            if pty.wrote("guest \(person)") { pty.type("\u{13}") }
            pty.process.signal(SIGKILL)
            _ = pty.end()
            _ = try program.run("sync")
            try Audit(expo).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: random.seed)
            // Nobody who was typed and saved is missing, the last of each round included: their draft came back.
            let stored = try owner.run(question("SELECT count(DISTINCT name), count(*) FROM expo.registration"))[0]
            #expect(try stored.int(0) == person, "seed \(random.seed)")
            #expect(try stored.int(1) == person, "seed \(random.seed)")
        }
    }
}
