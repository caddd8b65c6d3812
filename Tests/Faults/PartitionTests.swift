// Three desks behind three lines that come and go.

import Desk
import Domain
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

extension Faults {
    @Suite struct PartitionTests {
        private enum Trouble: CaseIterable {
            case slow, refused, mute, hung, cut, clientHalf, serverHalf, swallowed

            /// - Returns: whether it has to be mended.
            func begin(on line: Relay, _ random: inout SeededRandom) throws {
                switch self {
                case .slow: try line.set(.slow(random.int(in: 1...8)))
                case .refused:
                    try line.set(.refusing)
                    line.cut()
                case .mute: try line.set(.mute)
                case .hung: try line.set(.hung)
                case .cut: line.cut()
                case .clientHalf: line.halfClose(.client)
                case .serverHalf: line.halfClose(.server)
                case .swallowed: line.swallowNextCommit()
                }
            }

            /// A line that has lost something is of no use any more.
            func end(on line: Relay) throws {
                try line.set(.clear)
                if self != .slow { line.cut() }
            }
        }

        @Test("three desks behind lines that fail in eight ways agree in the end, with nothing lost and nothing twice")
        func partitionAndHeal() throws {
            var random = seeded("partition")
            let expo = try Expo()
            let ledger = Ledger()
            let lines = try (0..<3).map { number in
                try Relay(to: expo.conninfo, over: number == 0 ? .tcp : .unix, seed: random.next())
            }
            let staff = Staff(
                clerks: lines.enumerated().map { number, line in
                    Clerk(
                        number + 1, expo, address: "\(expo.conninfo) \(line.address)", ledger, seed: random.next())
                })
            staff.work()
            for round in 0..<Length.of(64) {
                let trouble = Trouble.allCases[round % Trouble.allCases.count]
                // One line, two, or all three at once.
                let struck = lines.shuffled(using: &random).prefix(random.int(in: 1...3))
                let before = ledger.entries.count
                for line in struck { try trouble.begin(on: line, &random) }
                // Now and then for longer than any desk is to wait.
                let longest = random.int(in: 0...9) == 0 ? 3_000_000 : 250_000
                letPass(random.int(in: 20_000...longest))
                for line in struck { try trouble.end(on: line) }
                #expect(
                    eventually { ledger.entries.count > before + 3 },
                    "nobody works after \(trouble), seed \(random.seed)")
            }
            #expect(staff.close(), "seed \(random.seed)")
            print(
                "partition: \(ledger.entries.count) commands, \(ledger.count { $0.isPromise }) promised, ",
                terminator: "")
            print("\(ledger.count { if case .failed = $0 { true } else { false } }) failed")
            try Audit(expo).expectSound(ledger, try staff.journals(), seed: random.seed)
            try expectAgreement(expo, lines, staff, ledger, seed: random.seed)
        }

        /// Every desk sees the same of everybody.
        private func expectAgreement(
            _ expo: Expo, _ lines: [Relay], _ staff: Staff, _ ledger: Ledger, seed: UInt64
        ) throws {
            let views = try zip(staff.clerks, lines).map { clerk, line in
                let desk = try expo.desk(clerk.folder, name: "last look", address: "\(expo.conninfo) \(line.address)")
                let serials = Set(ledger.registered).sorted()
                let entries = try desk.firstEntriesToday(of: serials)
                return serials.map { serial in
                    let row = try? desk.registration(serial)
                    return "\(serial) \(row.map { "\($0.status) \($0.version)" } ?? "nobody") \(entries[serial] as Any)"
                }
            }
            #expect(Set(views).count == 1, "seed \(seed)")
            #expect(views.first?.isEmpty == false)
        }
    }
}
