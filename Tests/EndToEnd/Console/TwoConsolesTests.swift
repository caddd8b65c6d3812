// Two consoles over one database: what one does shows at the other without a key.

import TestSupport
import Testing

extension EndToEnd {
    @Suite struct TwoConsolesTests {
        @Test("a visitor registered at one console stands in the other one's table without a key")
        func registered() throws {
            let venue = try Venue()
            let desk = try venue.openInTmux()
            let table = try venue.openInTmux(["EXPODESK_DESK": "desk 2"])
            try table.send(KeyBytes.function(4))
            try table.type("/가온누리")
            try table.expect("찾은 사람이 없")

            try desk.type("김가온누리\r\r\r\r ")
            try desk.send(KeyBytes.save)
            try desk.expect("등록했습니다")
            try table.expect("김가온누리")

            // The command line tells as well, and a status changes on the other's screen.
            #expect(try venue.run("register", "--name", "박가온누리", "--consent").code == 0)
            try table.expect("박가온누리")
            try desk.send(KeyBytes.function(4))
            try desk.type("/김가온누리\r")
            try desk.expect("김가온누리")
            try desk.type("x")
            try desk.expect("등록 취소")
            try desk.answer("전화로 취소")
            try desk.expect("취소했습니다")
            let rows = try table.screen { $0.contains { $0.contains("김가온누리") && $0.contains("취소") } }
            #expect(rows.contains { $0.contains("김가온누리") && $0.contains("취소") }, "\(rows)")
        }

        @Test(
            "who was let in at one console is in already at the other, with desk and time; counters move without a key")
        func gates() throws {
            let venue = try Venue()
            let first = try venue.openInTmux(["EXPODESK_DESK": "north"])
            let second = try venue.openInTmux(["EXPODESK_DESK": "south"])
            let person = try #require(
                try (1...40).lazy.compactMap { try venue.show($0) }.first { $0.status == "approved" })
            let scan = Array(person.pass.utf8) + KeyBytes.enter
            for console in [first, second] {
                try console.send(KeyBytes.function(5))
                try console.expect("오늘 입장 0")
            }
            try first.send(scan)
            try first.expect("✓ 입장 · 00000\(person.serial)")
            try first.expect("오늘 입장 1 · 안에 1")
            try second.expect("오늘 입장 1 · 안에 1")

            try second.send(scan)
            let rows = try second.expect("! 이미 입장 · 00000\(person.serial)")
            #expect(rows.contains { $0.wholeMatch(of: /.*\d\d:\d\d main \(north\)에서 이미 입장했습니다\..*/) != nil }, "\(rows)")
            #expect(try venue.number("SELECT count(*) FROM expo.admission") == 1)

            try first.type("u")
            try first.expect("입장을 되돌렸습니다")
            for console in [first, second] { try console.expect("오늘 입장 0 · 안에 0") }
            #expect(try first.leave() == 0)
            #expect(try second.leave() == 0)
        }

        @Test("whoever is let in at one console is counted on the dashboard of another within a second")
        func dashboard() throws {
            let venue = try Venue()
            let gate = try venue.openInTmux(["EXPODESK_DESK": "north"])
            let board = try venue.openInTmux(["EXPODESK_DESK": "manager"], columns: 132, rows: 43)
            try board.send(KeyBytes.function(6))
            try board.expect("오늘 입장")
            try gate.send(KeyBytes.function(5))
            try gate.expect("오늘 입장 0")
            let people = try (1...40).lazy.compactMap { try venue.show($0) }.filter { $0.status == "approved" }.prefix(
                5)
            var waits: [Duration] = []
            for (index, person) in people.enumerated() {
                try gate.send(Array(person.pass.utf8) + KeyBytes.enter)
                try gate.expect("✓ 입장 · 00000\(person.serial)")
                let begun = ContinuousClock.now
                let counted = try Regex("main +\(index + 1)( |$)")
                let rows = try board.screen { $0.contains { $0.contains(counted) } }
                waits.append(ContinuousClock.now - begun)
                #expect(rows.contains { $0.contains(counted) }, "\(rows.joined(separator: "\n"))")
            }
            // Without the notice it would be there as well, up to five seconds later.
            #expect(waits.count == 5 && waits.sorted()[2] < .seconds(1), "\(waits)")
            #expect(try gate.leave() == 0)
            #expect(try board.leave() == 0)
        }

        @Test("a database that is stopped and comes back shows in the title of every console without a key")
        func stopped() throws {
            let venue = try Venue()
            let first = try venue.openInTmux()
            let second = try venue.openInTmux(["EXPODESK_DESK": "desk 2"])
            for console in [first, second] { try console.expect("연결됨") }
            #expect(try venue.run("stop").code == 0)
            for console in [first, second] { try console.expect("연결 끊김") }
            // Consoles at rest leave it stopped; whoever needs it starts it.
            #expect(try venue.run("attendees", "--limit", "1").code == 0)
            for console in [first, second] { try console.expect("연결됨") }
            #expect(try first.leave() == 0)
            #expect(try second.leave() == 0)
        }
    }
}
