// The test pass, a whole party and what is shown at a scan, by the built program.

import Foundation
import TestSupport
import Testing

@Suite("Before doors, and families at the door", .serialized)
struct TestPassCommandTests {
    @Test("the test pass: art and picture that a scanner reads, the whole way to the database, and no row changed")
    func testPass() throws {
        let venue = try Venue()
        let art = try venue.run("qr", "--test")
        #expect(art.code == 0 && art.output.split(separator: "\n").count == 15)
        let json = try venue.run("qr", "--test", "--json", "--png", venue.folder + "/test.png")
        let said = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let pass = try #require(said["pass"] as? String)
        #expect(said["test"] as? Bool == true && said["serial"] == nil)
        #expect(try Zbar.decode(venue.folder + "/test.png") == [pass])
        let tables = ["registration", "admission", "command", "command_detail", "command_subject", "serial_block"]
        func counts() throws -> [Int] { try tables.map { try venue.number("SELECT count(*) FROM expo.\($0)") } }
        let before = try counts()
        let tested = try venue.run("check-in", pass)
        #expect(tested.code == 0 && tested.errors.isEmpty)
        #expect(tested.output.hasPrefix("= 시험 통과 · 스캐너, 키, 데이터베이스가 정상입니다. desk · "), "\(tested)")
        let answer = try #require(
            try JSONSerialization.jsonObject(with: Data(try venue.run("check-in", pass, "--json").output.utf8))
                as? [String: Any])
        #expect(answer["outcome"] as? String == "test" && answer["milliseconds"] is Int)
        #expect(answer["serial"] == nil)
        #expect(try venue.run("check-in", pass, "--party").code == 0)
        #expect(try counts() == before)
        for arguments in [["qr", "--test", "1"], ["qr", "--test", "--all", "--out", "x"], ["qr"]] {
            #expect(try Venue.run([Product.path("expodesk")] + arguments, venue.variables([:])).code == 2)
        }
        #expect(try venue.run("check-in", "-", "--party").code == 2)
    }

    @Test("a party by one pass: an answer for each, with what the event shows, refused ones on standard error")
    func party() throws {
        let venue = try Venue()
        let screens = venue.folder + "/own-screens"
        try FileManager.default.createDirectory(atPath: screens, withIntermediateDirectories: true)
        try Self.form.write(toFile: screens + "/walk-in.form.toml", atomically: true, encoding: .utf8)
        let environment = ["EXPODESK_SCREENS": screens]
        #expect(try venue.run("screens", "check", environment: environment).code == 0)
        var passes: [String] = []
        for (name, desk) in [("김가", "yes"), ("김나", "no"), ("김다", "no")] {
            let made = try venue.run(
                "register", "--name", name, "--field", "party=A-12", "--field", "guardian=\(desk)", "--consent",
                "--json",
                environment: environment)
            let row = try #require(try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any])
            passes.append(try #require(row["pass"] as? String))
        }
        let lone = try venue.run("check-in", passes[1], "--language", "en")
        #expect(lone.code == 0 && lone.output.hasSuffix(" · Party: A-12 · Guardian: No\n"), "\(lone)")
        let all = try venue.run("check-in", passes[0], "--party", "--language", "en")
        #expect(all.code == 1)
        let lines = all.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("HOLD: send to the desk · Guardian: Yes · Party: A-12"), "\(all)")
        #expect(lines[1].contains("김다") && !lines[1].contains("HOLD"))
        #expect(all.errors.hasPrefix("! Already in") && all.errors.contains("김나"), "\(all)")
        let again = try venue.run("check-in", passes[0], "--party", "--json")
        let objects = try again.output.split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(objects.map { $0["outcome"] as? String } == [String?](repeating: "already_checked_in", count: 3))
        #expect(objects.map { $0["hold"] as? Bool } == [true, nil, nil])
        let notes = try #require(objects[0]["notes"] as? [[String: Any]])
        #expect(notes.map { $0["field"] as? String } == ["party", "guardian"])
        #expect(notes.map { $0["value"] as? String } == ["A-12", "예"])
    }

    private static let form = """
        kind = "form"
        id = "walk-in"
        title = { ko = "현장 등록", en = "Walk-in" }
        [[field]]
        id = "name"
        kind = "text"
        label = { ko = "이름", en = "Name" }
        required = true
        [[field]]
        id = "party"
        kind = "text"
        label = { ko = "일행", en = "Party" }
        show-at-scan = true
        [[field]]
        id = "guardian"
        kind = "choice"
        label = { ko = "보호자 확인", en = "Guardian" }
        options = [
            { id = "yes", label = { ko = "예", en = "Yes" } },
            { id = "no", label = { ko = "아니요", en = "No" } },
        ]
        hold-at-scan = ["yes"]
        [[field]]
        id = "consent"
        kind = "consent"
        label = { ko = "동의", en = "Consent" }
        required = true
        text = { ko = "모읍니다", en = "We collect" }
        version = "1"
        """
}
