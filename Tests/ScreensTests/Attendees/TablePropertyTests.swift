// Any keys, any answers: the table shows what the database has.

import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@Suite struct TablePropertyTests {
    @Test("any keys, jumps, orders and filters, answers in any pace and order: the rows are the database's")
    func anyKeys() {
        var random = SeededRandom.fromEnvironment()
        for count in [0, 1, 5, 19, 99, 100, 101, 250, 777, 1_500] {
            var rig = TableRig(TableRig.people(count))
            for step in 0..<150 {
                let about = Comment(rawValue: "\(count) people, step \(step), seed \(random.seed)")
                rig.act(&random)
                rig.letSomeAnswersCome(&random)
                rig.expectNothingStale(about)
                if random.int(in: 0...9) == 0 {
                    rig.settle()
                    rig.expectSound(about)
                }
            }
            rig.settle()
            rig.expectSound("\(count) people at the end, seed \(random.seed)")
        }
    }

    @Test("people come, go and change meanwhile: after a refresh the rows are the database's again")
    func concurrentChanges() {
        var random = SeededRandom.fromEnvironment()
        for count in [1, 30, 120, 400, 1_200] {
            var rig = TableRig(TableRig.people(count))
            rig.settle()
            for step in 0..<40 {
                let about = Comment(rawValue: "\(count) people, step \(step), seed \(random.seed)")
                for _ in 0..<random.int(in: 0...6) {
                    rig.act(&random)
                    rig.letSomeAnswersCome(&random)
                }
                change(&rig.people, &random)
                rig.letSomeAnswersCome(&random)
                rig.press("F4")
                rig.settle()
                rig.expectSound(about)
            }
        }
    }

    private func change(_ people: inout [Registration], _ random: inout SeededRandom) {
        for _ in 0..<random.int(in: 1...12) where !people.isEmpty {
            let index = random.int(in: 0...(people.count - 1))
            switch random.int(in: 0...3) {
            case 0: people.remove(at: index)
            case 1:
                let serial = people[index].serial.rawValue + 1
                if !people.contains(where: { $0.serial.rawValue == serial }) {
                    people.insert(Fixture.row(serial, "새\(random.int(in: 0...3))"), at: index + 1)
                }
            case 2: people[index].name = random.pick(["가", "사람4", "힣"])
            default: people[index].status = random.pick([.approved, .applied, .cancelled])
            }
        }
    }

    @Test("PgDn held down comes to the last person whatever the answers' pace, and PgUp back to the first")
    func held() {
        for (count, pace) in [(1_500, 1), (1_500, 7), (450, 3), (60, 1), (5_000, 50)] {
            var rig = TableRig(TableRig.people(count))
            rig.settle()
            for key in ["PgDn", "PgUp"] {
                for press in 0..<400 {
                    rig.press(key)
                    guard press.isMultiple(of: pace) else { continue }
                    rig.rest()
                    rig.answer()
                }
                rig.settle()
                rig.press(key)
                rig.settle()
                let goal = key == "PgDn" ? rig.people.last : rig.people.first
                #expect(rig.selected == goal, "\(key) of \(count) people, an answer every \(pace) keys")
                rig.expectSound("\(key), \(count), \(pace)")
            }
        }
    }

    @Test("Home and End go to the first and the last of everybody from anywhere, by any order")
    func homeAndEnd() {
        for count in [1, 99, 101, 150, 201, 640, 1_500] {
            for downs in [0, 1, 45, 58, 99] {
                var rig = TableRig(TableRig.people(count))
                rig.settle()
                if downs.isMultiple(of: 3) { rig.browse(sort: AttendeeSort(.name, isDescending: true), keeping: nil) }
                rig.settle()
                for _ in 0..<downs { rig.press("Down") }
                rig.press("End")
                rig.settle()
                #expect(rig.selected == rig.slice.last?.registration, "End of \(count) after \(downs) down")
                for _ in 0..<downs { rig.press("Up") }
                rig.press("Home")
                rig.settle()
                #expect(rig.selected == rig.slice.first?.registration, "Home of \(count) after \(downs) up")
            }
        }
    }
}
