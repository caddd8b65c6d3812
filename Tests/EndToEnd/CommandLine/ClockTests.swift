// A desk whose clock is wrong, seen by the built program: the server's clock is put back for the desks' role.

import Foundation
import Postgres
import TestSupport
import Testing

extension EndToEnd {
    @Suite("A wrong clock")
    struct ClockTests {
        /// A venue whose server says that it is twelve minutes earlier.
        private func venue() throws -> Venue {
            let venue = try Venue()
            let running = try PrivateServer(dataFolder: venue.folder).ensureRunning()
            try Connection(running.conninfo(), applicationName: "tests").script(
                """
                CREATE SCHEMA earlier;
                GRANT USAGE ON SCHEMA earlier TO expo_desk;
                CREATE FUNCTION earlier.clock_timestamp() RETURNS timestamptz LANGUAGE sql
                AS $$ SELECT pg_catalog.clock_timestamp() - interval '12 minutes' $$;
                ALTER ROLE expo_desk SET search_path = earlier, pg_catalog
                """)
            return venue
        }

        @Test("doctor, sync, a stream of scans and the console in lines say it, the last two once on standard error")
        func commands() throws {
            let venue = try venue()
            let doctor = try venue.run("doctor", "--json")
            #expect(doctor.code == 1)
            let findings = try doctor.output.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let clock = try #require(findings.first { $0["check"] as? String == "clock" })
            #expect(clock["state"] as? String == "bad")
            let ahead = try #require(clock["clockAheadMilliseconds"] as? Int)
            #expect(abs(ahead - 720_000) < 20_000)
            for check in ["disk", "guard", "lease", "copy", "journal", "server"] {
                #expect(findings.contains { $0["check"] as? String == check }, "\(check)")
            }
            #expect(try venue.run("sync", "--json").output.contains("\"clockAheadMilliseconds\":7"))

            let stream = try venue.run("check-in", "-")
            #expect(stream.errors == "시계: 서버보다 12분 빠름. 이 컴퓨터의 시각을 맞춰 주세요.\n", "\(stream)")
            let plain = try venue.run("console", "--plain")
            #expect(plain.errors.contains("12분 빠름") && !plain.output.contains("12분"), "\(plain)")
        }

        @Test(
            "doctor makes a damaged journal anew, whatever page it is, says what is left to do, and sends nobody to doctor"
        )
        func damagedJournal() throws {
            let venue = try Venue()
            let whole = try WholeJournal(venue.folder)
            var found = 0
            for page in whole.pages {
                try whole.lay(noiseOver: page)
                let doctor = try venue.run("doctor")
                guard let line = doctor.output.range(of: "깨진 저널: ") else { continue }
                let sentence = doctor.output[line.upperBound...].prefix { $0 != "✗" && $0 != "✓" }
                #expect(sentence.contains(whole.path) && sentence.contains("지우면"), "page \(page): \(sentence)")
                #expect(!sentence.contains("expodesk doctor"), "page \(page): \(sentence)")
                found += 1
            }
            #expect(found > 3)
        }

        @Test("a script's clock is its own: nothing is said of it")
        func script() throws {
            let venue = try venue()
            let folder = try ScratchFolder()
            let path = try folder.write(Array("key F8\nsave-screen desk\n".utf8), to: "script.keys")
            let played = try venue.run(
                "console", "--script", path, "--size", "80x24", "--at", "2026-05-01T09:00:00+09:00", "--out",
                folder.path)
            #expect(played.code == 0, "\(played)")
            let screen = try String(contentsOfFile: folder.file("desk.screen"), encoding: .utf8)
            #expect(screen.contains("서버와 비교하지 않음") && !screen.contains("시계 +"))
        }

        @Test("the console says it on every screen, without a key")
        func console() throws {
            let tmux = try venue().openInTmux()
            try tmux.expect("시계 +12분")
            try tmux.press("F4")
            try tmux.expect("시계 +12분")
            try tmux.press("F8")
            try tmux.expect("서버보다 12분 빠름")
        }
    }
}
