// The server dies under load, in all the ways it can.

import Desk
import Glibc
import Postgres
import TestSupport
import Testing

extension Faults {
    @Suite struct ServerDeathTests {
        private enum Death: CaseIterable { case postmaster, backend, immediate }

        @Test("a server killed and stopped under the load of four desks has in the end what each was told, once")
        func killedUnderLoad() throws {
            var random = seeded("server death")
            let expo = try Expo()
            let ledger = Ledger()
            let staff = Staff(
                clerks: (1...4).map { number in
                    Clerk(number, expo, address: expo.conninfo, ledger, seed: random.next())
                })
            staff.work()
            for round in 0..<Length.of(9) {
                // So much has to be stored in between, or nothing would be under way.
                let before = ledger.count { $0.isPromise }
                #expect(eventually { ledger.count { $0.isPromise } > before + 20 }, "seed \(random.seed)")
                letPass(random.int(in: 0...100_000))
                try die(Death.allCases[round % Death.allCases.count], expo, &random)
                _ = try expo.server.ensureRunning()
            }
            #expect(staff.close(), "seed \(random.seed)")
            let entries = ledger.entries
            print("server death: \(entries.count) commands, \(ledger.count { $0.isPromise }) promised")
            try Audit(expo).expectSound(ledger, try staff.journals(), seed: random.seed)
        }

        /// Returns when it is dead: a server that is still on its way down looks like one that runs.
        private func die(_ death: Death, _ expo: Expo, _ random: inout SeededRandom) throws {
            guard case .running(let running) = try expo.server.status() else { return }
            switch death {
            case .postmaster, .immediate:
                kill(running.processID, death == .postmaster ? SIGKILL : SIGQUIT)
                #expect(try eventually { try expo.server.status() != .running(running) })
            case .backend:
                let owner = try expo.owner()
                let rows = try owner.run(
                    question("SELECT pid FROM pg_stat_activity WHERE application_name = 'expodesk'"))
                guard !rows.isEmpty else { return }
                kill(Int32(try rows[random.int(in: 0...(rows.count - 1))].int(0)), SIGKILL)
            }
        }
    }
}
