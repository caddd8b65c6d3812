// The standby takes over under load.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

extension Faults {
    @Suite struct FailoverTests {
        private func staff(_ pair: StreamingPair, _ ledger: Ledger, _ random: inout SeededRandom) -> Staff {
            Staff(
                clerks: (1...4).map { number in
                    Clerk(number, pair.expo, address: pair.address, ledger, seed: random.next())
                })
        }

        /// Lets them work until so many more promises are made.
        private func promise(_ more: Int, _ ledger: Ledger, seed: UInt64) {
            let before = ledger.count { $0.isPromise }
            #expect(eventually { ledger.count { $0.isPromise } >= before + more }, "nobody works, seed \(seed)")
        }

        /// A failover is one moment: the long form has more of them.
        private static let rounds = 0..<(Length.isLong ? 10 : 1)

        @Test(
            "four desks go on by themselves when the synchronous standby takes over, and nothing promised is lost",
            arguments: rounds)
        func synchronous(_ round: Int) throws {
            var random = seeded("synchronous failover")
            let pair = try StreamingPair()
            try pair.makeSynchronous()
            let ledger = Ledger()
            let staff = staff(pair, ledger, &random)
            staff.work()
            promise(100, ledger, seed: random.seed)
            letPass(random.int(in: 0...50_000))
            try pair.failOver()
            promise(100, ledger, seed: random.seed)
            #expect(staff.close(), "seed \(random.seed)")
            let next = try Connection(pair.standbyConninfo(), applicationName: "owner")
            try Audit(pair.expo, next).expectSound(ledger, try staff.journals(), seed: random.seed)
        }

        @Test(
            "what an asynchronous standby never had is sent again from the journals of the desks it was promised at",
            arguments: rounds)
        func asynchronous(_ round: Int) throws {
            var random = seeded("asynchronous failover")
            let pair = try StreamingPair()
            let ledger = Ledger()
            let staff = staff(pair, ledger, &random)
            staff.work()
            promise(60, ledger, seed: random.seed)
            try pair.partTheTwo()
            promise(60, ledger, seed: random.seed)
            // Told by a server that takes them along: all of this is to come back.
            let told = ledger.entries.filter { $0.value.answer.isPromise }
            let had = try Set(
                Connection(pair.standbyConninfo(), applicationName: "owner")
                    .run(question("SELECT id::text FROM expo.command")).map { try $0.string(0) })
            let lost = told.keys.count { !had.contains($0.description) }
            try pair.failOver()
            promise(60, ledger, seed: random.seed)
            #expect(staff.close(), "seed \(random.seed)")
            let next = try Connection(pair.standbyConninfo(), applicationName: "owner")
            let audit = try Audit(pair.expo, next)
            let aside = try staff.journals().map { try $0.aside().count }.reduce(0, +)
            print("asynchronous failover: \(told.count) promised before, \(lost) of them lost, \(aside) set aside")
            #expect(lost > 0, "nothing was lost, so nothing was shown; seed \(random.seed)")
            try audit.expectSound(ledger, try staff.journals(), isReplaced: true, seed: random.seed)
        }

        @Test("a standby is found by whoever prefers one, and does not hide that the primary hangs from whoever writes")
        func standby() throws {
            let pair = try StreamingPair()
            let address = pair.address + " user=\(PrivateServer.owner)"
            let reader = try Connection(address + " target_session_attrs=prefer-standby", applicationName: "reader")
            #expect(reader.parameter("in_hot_standby") == "on")
            #expect(try Connection(address, applicationName: "writer").parameter("in_hot_standby") == "off")
            let primary = try Relay(to: pair.expo.conninfo)
            defer { primary.close() }
            primary.hang(true)
            let standby = try #require(try pair.standbyConninfo().split(separator: "'").dropFirst().first)
            let error = #expect(throws: PostgresError.self) {
                try Connection(address + " host='\(standby),\(primary.folder)'", applicationName: "writer")
            }
            let message = error?.message ?? ""
            #expect(message.hasPrefix("No answer in time from \(primary.folder) port 5432; "), "\(message)")
            #expect(message.contains(standby) && message.hasSuffix("session is read-only"), "\(message)")
        }

        @Test("a console and a gate that were open before the standby took over go on without being started again")
        func program() throws {
            let pair = try StreamingPair()
            try pair.makeSynchronous()
            let program = Program(pair.expo, ["EXPODESK_DATABASE": pair.address + " user=expo_desk"])
            let desk = try pair.expo.desk(TestRun.shared.makeFolder(), name: "registration", address: pair.address)
            let passes = try (1...2).map { number in
                let result = try desk.submit(
                    Submission(
                        id: desk.makeCommandID(),
                        change: .register(
                            source: .walkIn, form: pair.expo.form,
                            answers: [.name: .text("손님 \(number)"), .consent: .flag(true)])))
                guard case .applied(let receipt) = result, let row = receipt.row else { throw SupportError("no line") }
                return try desk.pass(of: row.serial).digits
            }
            let console = try program.openConsole()
            let gate = try program.openGate()
            console.type("before\r01030000001\r\r\r ")
            console.type("\u{13}")
            gate.scan([passes[0]])
            #expect(try gate.next()?.outcome == "checked_in")

            try pair.failOver()
            console.type("after\r01030000002\r\r\r ")
            console.type("\u{13}")
            gate.scan([passes[1]])
            let answer = try gate.next()?.outcome
            #expect(answer == "checked_in" || answer == "queued", "\(answer ?? "nothing")")
            let next = try Connection(pair.standbyConninfo(), applicationName: "owner")
            let people = question("SELECT count(*) FROM expo.registration WHERE name IN ('before', 'after')")
            #expect(try eventually { try next.run(people)[0].int(0) == 2 })
            let inside = question("SELECT count(*) FROM expo.admission")
            #expect(
                try eventually {
                    _ = try program.run("sync")
                    return try next.run(inside)[0].int(0) == 2
                })
            gate.endOfScans()
            console.process.signal(SIGKILL)
            _ = console.end()
            try Audit(pair.expo, next).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: 0)
        }
    }
}
