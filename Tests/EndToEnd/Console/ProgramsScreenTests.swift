// F7 as its users see it, over a real database.

import Foundation
import Postgres
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ProgramsScreenTests {
        /// Three sessions of the first day, after the sample's own that lasts all day: one with room, one of one seat, one
        /// without a waiting list.
        private func setPrograms(_ venue: Venue) throws {
            let days = try venue.run("init", "--slug", "sample", "--json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(days.utf8)) as? [String: Any])
            let day = try #require(object["from"] as? String)
            func session(_ id: String, _ starts: String, _ ends: String, _ seats: Int, _ waiting: Int) -> String {
                """
                [[session]]
                id = "\(id)"
                program = "talk"
                day = \(day)
                starts = "\(starts)"
                ends = "\(ends)"
                capacity = \(seats)
                waiting = \(waiting)
                overlap = true

                """
            }
            let text =
                """
                [[program]]
                id = "talk"
                title = { ko = "기조 강연", en = "Keynote" }
                room = "101"

                """ + session("early", "08:30", "09:30", 20, 5) + session("one", "08:40", "24:00", 1, 2)
                + session("last", "08:50", "24:00", 1, 0)
            let folder = try ScratchFolder()
            let path = try folder.write(Array(text.utf8), to: "programs.toml")
            let set = try venue.run("programs", "set", path)
            try #require(set.code == 0, "\(set.errors)")
        }

        private func play(_ venue: Venue, _ setting: GoldenTests.Setting, _ script: String) throws {
            let folder = try ScratchFolder()
            let path = try folder.write(Array(script.utf8), to: "script.keys")
            let played = try venue.run(
                "console", "--script", path, "--size", setting.size, "--theme", setting.theme, "--at",
                "2026-05-01T09:00:00+09:00", "--out", folder.path,
                environment: ["EXPODESK_LANGUAGE": setting.language])
            try #require(played.code == 0, "\(played.errors)")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            where name.hasSuffix(".screen") {
                let screen = try String(contentsOfFile: folder.file(name), encoding: .utf8)
                let screenName = name.dropLast(".screen".count)
                // The event's day is the day on which the test runs.
                let masked = screen.replacing(/\d\d-\d\d (?=\d\d:\d\d[- ])/) { _ in "00-00 " }
                try Golden.expect(masked, as: "\(setting.testDescription)-\(screenName)")
            }
        }

        private func padded(_ serial: Int) -> String {
            String(repeating: "0", count: max(6 - "\(serial)".count, 0)) + "\(serial)"
        }

        private static let settings = [
            GoldenTests.Setting(), GoldenTests.Setting(language: "en"),
            GoldenTests.Setting(theme: "mono"), GoldenTests.Setting(language: "en", size: "132x43"),
        ]

        @Test("of two consoles that enrol for the last seat one gets it and one waits, and both screens tell so")
        func lastSeat() throws {
            let venue = try Venue()
            try setPrograms(venue)
            let serials = try (1...60).filter { try venue.show($0)?.status == "approved" }.prefix(2)
            // The other desk has a folder and a journal of its own, and the same database.
            let other = try ScratchFolder()
            let database = try PrivateServer(dataFolder: venue.folder).ensureRunning().conninfo(user: "expo_desk")
            let consoles = [
                try venue.openInTmux(["EXPODESK_DESK": "north"]),
                try venue.openInTmux([
                    "EXPODESK_DESK": "south", "EXPODESK_DATA_DIR": other.path, "EXPODESK_DATABASE": database,
                ]),
            ]
            for (console, serial) in zip(consoles, serials) {
                try console.press("F7")
                try console.expect("기조 강연")
                try console.press("Home")
                try console.press("Down")
                try console.press("Down")
                try console.press("Enter")
                try console.expect("확정 0/1 · 대기 0/2")
                try console.type("/\(padded(serial))")
                try console.expect("> [승인] \(padded(serial))")
                // Digits as fast as these are a scanner's until a hand has chosen.
                try console.press("Up")
                try console.press("Enter")
                try console.expect("> 1 이 회차에 신청")
            }
            // Neither waits for the other's answer.
            for console in consoles { _ = try console.run(["send-keys", "Enter"]) }
            let answers = try zip(consoles, serials).map { console, serial in
                let said = /(확정|대기 1번) · (\d+) .* · .*기조 강연/
                let rows = try console.screen { $0.contains { $0.contains(said) } }
                let match = try #require(rows.lazy.compactMap { $0.firstMatch(of: said) }.first, "\(rows)")
                #expect(match.2 == padded(serial))
                return String(match.1)
            }
            #expect(Set(answers) == ["확정", "대기 1번"], "\(answers)")
            for console in consoles {
                try console.expect("확정 1/1 · 대기 1/2")
                for serial in serials { try console.expect("\(padded(serial))  ") }
                #expect(try console.leave() == 0)
            }
            #expect(
                try venue.number("SELECT count(*) FROM expo.enrolment WHERE session_id = 'one' AND is_confirmed") == 1)
        }

        @Test("the list, a session with seats and a waiting list, and a refusal", arguments: settings)
        fileprivate func screens(_ setting: GoldenTests.Setting) throws {
            let venue = try Venue()
            try setPrograms(venue)
            let people = try (1...60).lazy.filter { try venue.show($0)?.status == "approved" }.prefix(4)
            let serials = Array(people)
            for serial in serials.prefix(2) {
                #expect(try venue.run("programs", "enrol", "\(serial)", "one").code == 0)
            }
            #expect(try venue.run("programs", "enrol", "\(serials[0])", "last").code == 0)
            try play(
                venue, setting,
                """
                key F7
                key Home
                save-screen programs-list
                key Down Down Enter
                save-screen programs-table
                key Enter
                save-screen programs-menu
                key Escape Escape Down Enter /
                type \(padded(serials[3]))
                key Enter Enter
                save-screen programs-refused
                key Escape Home Enter /
                type \(padded(serials[3]))
                key Enter Down Enter
                save-screen programs-check-in

                """)
        }
    }
}
