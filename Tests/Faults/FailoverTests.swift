// The standby takes over under load.

import Desk
import Domain
import Glibc
import Journal
import Postgres
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

        @Test("four desks go on by themselves when the synchronous standby takes over, and nothing promised is lost")
        func synchronous() throws {
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

        @Test("what an asynchronous standby never had is sent again from the journals of the desks it was promised at")
        func asynchronous() throws {
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
    }
}
