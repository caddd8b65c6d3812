// A form that changes between two days of an event: what was asked before stays readable everywhere.

import Foundation
import Sheets
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ChangedFormTests {
        private static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "screens/walk-in.form.toml")

        /// The shipped form with one more question before the consent.
        private func form(_ question: String, in folder: ScratchFolder, _ name: String) throws -> [String: String] {
            let path = folder.file(name)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            let consent = "[[field]]\nid = \"consent\""
            try String(contentsOf: Self.shipped, encoding: .utf8)
                .replacing(consent, with: "\(question)\n\(consent)")
                .write(toFile: path + "/walk-in.form.toml", atomically: true, encoding: .utf8)
            return ["EXPODESK_SCREENS": path]
        }

        private static let meal = """
            [[field]]
            id = "meal"
            kind = "choice"
            label = { ko = "식사", en = "Meal" }
            options = [
                { id = "vegan", label = { ko = "채식", en = "Vegan" } },
                { id = "box", label = { ko = "도시락", en = "Lunch box" } },
            ]
            """
        private static let size =
            "[[field]]\nid = \"size\"\nkind = \"text\"\nlabel = { ko = \"옷 치수\", en = \"Size\" }\n"

        /// The screens that a script saves, by their names.
        private func play(_ script: String, _ venue: Venue, _ environment: [String: String]) throws -> [String: String]
        {
            let folder = try ScratchFolder()
            let path = try folder.write(Array(script.utf8), to: "script.keys")
            let played = try venue.run(
                "console", "--script", path, "--size", "132x43", "--theme", "mono", "--out", folder.path,
                environment: environment)
            try #require(played.code == 0, "\(played.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".screen")
            }
            return try Dictionary(
                names.map { (String($0.dropLast(7)), try String(contentsOfFile: folder.file($0), encoding: .utf8)) },
                uniquingKeysWith: { first, _ in first })
        }

        @Test("old answers stand on the card, beside others, in exports and in the history, under their own labels")
        func changed() throws {
            let (venue, folder) = (try Venue(), try ScratchFolder())
            let first = try form(Self.meal, in: folder, "first")
            let second = try form(Self.size, in: folder, "second")
            let (old, new) = (Venue.sampleCount + 1, Venue.sampleCount + 2)
            func register(_ phone: String, _ answer: String, _ day: [String: String]) throws {
                let said = try venue.run(
                    "register", "--name", "김가온누리", "--affiliation", "나래고", "--phone", phone, "--field", answer,
                    "--consent", "--application",
                    environment: day)
                #expect(said.code == 0, "\(said)")
            }
            try register("01012340001", "meal=vegan", first)
            let edited = try venue.talk("수정 \(old)", "", "", "", "", "2", "예", more: first)
            #expect(edited.code == 0, "\(edited)")
            // The second day, under another form: a newcomer, and somebody of the first day is edited.
            try register("01012340002", "size=L", second)
            let again = try venue.talk("수정 \(old)", "", "", "나래고", "", "", "예", more: second)
            #expect(again.code == 0, "\(again)")

            let screens = try play(
                """
                key F4 /
                type 번호:\(old)
                key Enter Enter
                save-screen card
                key End
                save-screen history
                key Escape Escape F3 /
                type 번호:\(old)
                key Enter d
                save-screen compare

                """, venue, second)
            let card = try #require(screens["card"]) + (screens["history"] ?? "")
            #expect(card.contains(/식사 +도시락/), "\(card)")
            #expect(card.contains(/식사.*채식.*도시락/), "\(card)")
            let compare = try #require(screens["compare"])
            #expect(compare.contains(/식사 +도시락/), "\(compare)")
            #expect(compare.contains(/옷 치수 +.*L/), "\(compare)")

            let list = folder.file("명단.csv")
            #expect(try venue.run("export", "attendees", "--out", list, environment: second).code == 0)
            var rows: [[String]] = []
            try SheetFile(path: list).rows {
                rows.append($0.cells)
                return true
            }
            let heading = try #require(rows.first)
            let (meal, size) = (heading.firstIndex(of: "식사"), heading.firstIndex(of: "옷 치수"))
            func cell(_ serial: Int, _ column: Int?) -> String? {
                let row = rows.dropFirst().first { Int($0.first ?? "") == serial }
                return row.flatMap { row in column.flatMap { row.indices.contains($0) ? row[$0] : nil } }
            }
            #expect(cell(old, meal) == "도시락" && cell(old, size) == "", "\(heading)")
            #expect(cell(new, meal) == "" && cell(new, size) == "L", "\(rows.suffix(2))")
        }
    }
}
