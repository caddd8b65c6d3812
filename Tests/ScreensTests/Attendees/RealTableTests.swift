// The table over a real database: the rows shown are the database's, whatever is pressed and whoever changes them.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@Suite struct RealTableTests {
    @Test("any keys, jumps, orders and filters over PostgreSQL, with changes by others before each refresh")
    func anyKeys() throws {
        var random = SeededRandom.fromEnvironment()
        // Many of one name: ties in the order by name cross every page.
        let names = ["김민준", "이서연", "박도윤", "가", "힣"]
        let real = try RealTable((0..<260).map { _ in random.pick(names) })
        var rig = TableRig(try real.everybody(), database: real.answer)
        for step in 0..<60 {
            let about = Comment(rawValue: "step \(step), seed \(random.seed)")
            for _ in 0..<random.int(in: 1...5) {
                rig.act(&random)
                rig.letSomeAnswersCome(&random)
            }
            rig.settle()
            rig.expectSound(about)
            for _ in 0..<random.int(in: 0...3) {
                let row = random.pick(try real.everybody())
                switch random.int(in: 0...2) {
                case 0: try real.register(random.pick(names))
                case 1: try real.rename(row, random.pick(names))
                default: try real.cancel(row)
                }
            }
            rig.people = try real.everybody()
            rig.press("F4")
            rig.settle()
            rig.expectSound(about)
        }
    }
}
