// The queue of review as managers use it, over a real database.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ReviewScreenTests {
        /// A venue with applications in a queue.
        private func venue(_ count: Int = 6) throws -> Venue {
            let venue = try Venue()
            for number in 1...count {
                let name = "신청자\(number)"
                let said = try venue.run(
                    "register", "--name", name, "--phone", "010444400\(10 + number)", "--consent", "--application")
                #expect(said.code == 0, "\(said.errors)")
            }
            return venue
        }

        private func statuses(_ venue: Venue) throws -> [String] {
            let said = try venue.run("applications", "list", "--json")
            return try said.output.split(separator: "\n").compactMap { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                return object?["status"] as? String
            }
        }

        @Test("three are approved one after the other, and one undone; another is rejected with a reason")
        func wholeWay() throws {
            let venue = try venue()
            let waiting = try statuses(venue).filter { $0 == "applied" }.count
            let console = try venue.openInTmux()
            try console.expect(" 연결됨")
            try console.send(KeyBytes.function(3))
            try console.expect("[신청]")
            try console.type("/신청자\r")
            try console.expect("신청자1")
            try console.type("aaa")
            try console.expect("승인했습니다")
            try poll { try self.statuses(venue).filter { $0 == "applied" }.count == waiting - 3 }
            try console.type("u")
            try console.expect("되돌렸습니다")
            try poll { try self.statuses(venue).filter { $0 == "applied" }.count == waiting - 2 }
            try console.type("r")
            try console.expect("사유")
            #expect(try console.leave() == 0)
        }

        @Test("what is decided at the command line leaves the queue of a console that looks on, and a card follows")
        func live() throws {
            let venue = try venue(3)
            let people = try venue.run("applications", "list", "--json").output.split(separator: "\n").compactMap {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
            func serial(_ name: String) throws -> String {
                let found = people.first { $0["name"] as? String == name }
                return String(try #require(found?["serial"] as? Int))
            }
            let console = try venue.openInTmux()
            try console.expect(" 연결됨")
            try console.send(KeyBytes.function(3))
            try console.expect("[신청]")
            try console.type("/신청자\r")
            try console.expect("신청자2")
            #expect(try venue.run("applications", "hold", try serial("신청자2")).code == 0)
            let rows = try console.screen { rows in !rows.contains { $0.contains("신청자2") } }
            #expect(rows.contains { $0.contains("신청자1") } && rows.contains { $0.contains("신청자3") }, "\(rows)")
            try console.send(KeyBytes.enter)
            try console.expect("사전 신청")
            #expect(try venue.run("applications", "approve", try serial("신청자1")).code == 0)
            let card = try console.screen { rows in rows.contains { $0.contains("상태") && $0.contains("승인") } }
            #expect(card.contains { $0.contains("상태") && $0.contains("승인") }, "\(card)")
            try console.send(KeyBytes.escape)
            #expect(try console.leave() == 0)
        }

        private static let settings = [
            GoldenTests.Setting(), GoldenTests.Setting(language: "en"), GoldenTests.Setting(size: "132x43"),
            GoldenTests.Setting(language: "en", size: "132x43"),
        ]

        @Test(
            "the queue, marks, the question for a reason, a card with its actions, and an empty queue",
            arguments: settings)
        fileprivate func screens(_ setting: GoldenTests.Setting) throws {
            let venue = try venue()
            let folder = try ScratchFolder()
            let script = """
                key F3 /
                type 신청자
                key Enter
                save-screen review-queue
                key Space Space
                save-screen review-marked
                key a
                save-screen review-confirm
                key Escape r
                save-screen review-reason
                key Escape Escape
                advance 7000
                key Home a
                save-screen review-decided
                key Enter
                save-screen review-card
                key Escape Escape Tab Tab Tab
                save-screen review-empty

                """
            let path = try folder.write(Array(script.utf8), to: "script.keys")
            let played = try venue.run(
                "console", "--script", path, "--size", setting.size, "--theme", setting.theme, "--at",
                "2026-05-01T09:00:00+09:00", "--out", folder.path,
                environment: ["EXPODESK_LANGUAGE": setting.language])
            try #require(played.code == 0, "\(played.errors)")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".screen")
            {
                let screen = try String(contentsOfFile: folder.file(name), encoding: .utf8)
                try Golden.expect(
                    masked(screen), as: "\(setting.testDescription)-\(name.dropLast(".screen".count))")
            }
        }

        /// When they applied is the server's own time.
        private func masked(_ screen: String) -> String {
            screen.replacing(/\d\d\/\d\d \d\d:\d\d/, with: "00/00 00:00")
                .replacing(/\d{4}-\d\d-\d\d \d\d:\d\d/, with: "0000-00-00 00:00")
        }

        private func poll(_ condition: () throws -> Bool) throws {
            let deadline = ContinuousClock.now + .seconds(30)
            while try !condition() {
                guard ContinuousClock.now < deadline else {
                    Issue.record("it never came to be")
                    return
                }
            }
        }
    }
}
