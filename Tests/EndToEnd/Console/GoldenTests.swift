// The console's screens, played from scripts over a real database, held against those that people have looked at.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct GoldenTests {
        /// A size, a language and a look.
        struct Setting: CustomTestStringConvertible, Sendable {
            var language = "ko"
            var size = "80x24"
            var theme = "dark"

            var testDescription: String { "\(language)-\(size)-\(theme)" }

            static let all: [Setting] =
                ["ko", "en"].flatMap { language in
                    ["80x24", "132x43"].flatMap { size in
                        ["dark", "mono"].map { Setting(language: language, size: size, theme: $0) }
                    }
                } + [Setting(theme: "light"), Setting(language: "en", theme: "light")]
        }

        /// Plays a script and returns its screens by their names.
        private func play(
            _ script: String, _ setting: Setting = Setting(), environment: [String: String] = [:],
            at moment: String = "2026-05-01T09:00:00+09:00", save screens: (String, String) throws -> Void
        ) throws {
            let venue = try Venue()
            let folder = try ScratchFolder()
            let played = try venue.run(
                "console", "--script", Golden.script(script), "--size", setting.size, "--theme", setting.theme, "--at",
                moment, "--out", folder.path,
                environment: environment.merging(["EXPODESK_LANGUAGE": setting.language]) { $1 })
            try #require(played.code == 0, "\(played.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(!names.isEmpty)
            for name in names where name.hasSuffix(".screen") {
                try screens(
                    String(name.dropLast(".screen".count)),
                    try String(contentsOfFile: folder.file(name), encoding: .utf8))
            }
        }

        @Test("every state of the console looks as it did")
        func states() throws {
            let keys = try keysOfTheCommonestVisitor()
            #expect(keys <= 30)
            try play("desk") { name, screen in
                let note = name == "walk-in-saved" ? "(\(keys) keys beyond the visitor's own letters)" : ""
                try Golden.expect(screen, as: name, note: note)
            }
        }

        @Test("the filter, the views and the column chooser look as they did", arguments: ["ko", "en"])
        func filters(_ language: String) throws {
            try play("filter", Setting(language: language)) { name, screen in
                try Golden.expect(screen, as: "\(language)-\(name)")
            }
        }

        @Test("form, pass and table look as they did in every size, language and theme", arguments: Setting.all)
        func looks(_ setting: Setting) throws {
            try play("looks", setting) { name, screen in
                try Golden.expect(screen, as: "\(setting.testDescription)-\(name)")
            }
        }

        @Test("the palette looks as it did in both languages", arguments: ["ko", "en"])
        func palette(_ language: String) throws {
            try play("palette", Setting(language: language)) { try Golden.expect($1, as: "\(language)-\($0)") }
        }

        @Test(
            "the table's states look as they did: long names, orders, marks, jumps",
            arguments: [Setting(), Setting(language: "en"), Setting(language: "en", size: "132x43")])
        func table(_ setting: Setting) throws {
            try play("table", setting) { name, screen in
                // The pane beside a wide table tells when the sample's people were made.
                guard setting.size == "80x24" || name == "long-names" else { return }
                try Golden.expect(screen, as: "\(setting.testDescription)-table-\(name)")
            }
        }

        @Test(
            "a person's card, pane and undo look as they did", arguments: Setting.all.filter { $0.theme == "dark" })
        func person(_ setting: Setting) throws {
            try play("person", setting) { name, screen in
                try Golden.expect(screen, as: "\(setting.testDescription)-\(name)")
            }
        }

        @Test(
            "the check-in screen looks as it did: nothing yet, let in, in already, refused, looked up, taken back",
            arguments: Setting.all)
        func checkIn(_ setting: Setting) throws {
            // The event's first day is the one on which the tests made it.
            let calendar = DateFormatter()
            calendar.timeZone = TimeZone(identifier: "Asia/Seoul")
            calendar.dateFormat = "yyyy-MM-dd"
            try play("check-in", setting, at: calendar.string(from: Date()) + "T09:00:00+09:00") { name, screen in
                try Golden.expect(screen, as: "\(setting.testDescription)-\(name)")
            }
        }

        @Test("without a database the form works, and the screen says what is wrong")
        func unreachable() throws {
            try play("unreachable", environment: ["EXPODESK_DATABASE": "postgresql://127.0.0.1:9/nowhere"]) {
                try Golden.expect($1, as: $0)
            }
        }

        /// Counted in the script itself: the keys between the remark and the saved screen that are no letters of theirs.
        private func keysOfTheCommonestVisitor() throws -> Int {
            let script = try String(contentsOfFile: Golden.script("desk"), encoding: .utf8)
            let lines = script.split(separator: "\n")
            let start = try #require(lines.firstIndex { $0.hasPrefix("# The commonest visitor") })
            let end = try #require(lines.firstIndex { $0 == "save-screen walk-in-saved" })
            return lines[start..<end].filter { $0.hasPrefix("key ") }.map { $0.split(separator: " ").count - 1 }
                .reduce(0, +)
        }
    }
}
