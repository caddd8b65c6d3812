// `expodesk check-in` as scripts and headless gates use it.

import Foundation
import TestSupport
import Testing

@Suite("expodesk check-in", .serialized)
struct CheckInCommandTests {
    let program: Program
    let passes: [String]

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "12", "--language", "en")
        #expect(made.status == 0, "\(made)")
        passes = try program.run("attendees", "--json").objects().compactMap { $0["pass"] as? String }
        #expect(passes.count == 12)
    }

    private func stream(_ bytes: [UInt8], _ arguments: String...) throws -> Program.Result {
        let path = program.file("scans")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let input = try #require(FileHandle(forReadingAtPath: path))
        return try program.start(["check-in", "-"] + arguments, input: input).finish()
    }

    @Test("one pass: let in with exit code 0, told of it with 1, the reason on standard error and in JSON")
    func single() throws {
        let first = try program.run("check-in", passes[0])
        #expect(first.status == 0 && first.errors.isEmpty)
        #expect(first.output.hasPrefix("✓ Admitted · 000001 "), "\(first)")
        let second = try program.run("check-in", passes[0], "--json")
        #expect(second.status == 1)
        #expect(second.errors.hasPrefix("! Already in · 000001 "), "\(second)")
        let answer = try #require(try second.objects().first)
        #expect(answer["outcome"] as? String == "already_checked_in")
        #expect(answer["reason"] as? String == "already_checked_in")
        #expect(answer["serial"] as? Int == 1 && answer["pass"] as? String == passes[0])
        let existing = try #require(answer["existing"] as? [String: Any])
        #expect(existing["by"] as? String == "desk-1" && existing["gate"] as? String == "main")
        let time = try #require(existing["checkedInAt"] as? String)
        #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00/#) != nil, "\(time)")
        #expect(existing["name"] as? String == answer["name"] as? String)

        let shown = try #require(try program.run("show", "1", "--json").objects().first)
        #expect(shown["checkedInAt"] as? String == time)
        let listed = try program.run("attendees", "--json").objects()
        #expect(listed.map { $0["checkedInAt"] as? String } == [time] + [String?](repeating: nil, count: 11))
        let korean = try program.run("check-in", passes[0], "--language", "ko")
        #expect(korean.errors.hasPrefix("! 이미 입장 · 000001 "))
    }

    @Test("modes, and the reasons of what is no pass")
    func modes() throws {
        for (mode, outcome, status) in [
            ("leave", "refused", 1), ("enter", "checked_in", 0), ("re-enter", "already_checked_in", 1),
            ("leave", "left", 0), ("leave", "refused", 1), ("enter", "already_checked_in", 1),
            ("re-enter", "re_entered", 0),
        ] as [(String, String, Int32)] {
            let said = try program.run("check-in", passes[1], "--mode", mode, "--json")
            #expect(said.status == status, "\(mode)")
            #expect(try said.objects().first?["outcome"] as? String == outcome, "\(mode)")
        }
        let forged = String(passes[0].dropLast()) + (passes[0].last == "0" ? "1" : "0")
        for (pass, reason) in [
            ("1", "malformed"), (forged, "bad_mac"),
            (String(passes[0].prefix(1)) + "0000" + passes[0].dropFirst(5), "wrong_event"),
        ] {
            let said = try program.run("check-in", pass, "--json")
            #expect(said.status == 1 && !said.errors.isEmpty)
            #expect(try said.objects().first?["reason"] as? String == reason)
        }
    }

    @Test("wrong usage is exit code 2, and a database that nobody reaches 3 where nothing could be kept")
    func usage() throws {
        for arguments in [
            ["check-in"], ["check-in", passes[0], "--mode", "toggle"], ["check-in", passes[0], "--gate", "north"],
        ] {
            #expect(try program.run(arguments).status == 2, "\(arguments)")
        }
        let wrong = try program.run("check-in", passes[0], "--mode", "reenter", "--language", "ko")
        #expect(wrong.errors.contains("--mode: 'reenter': 쓸 수 없는 말입니다. 혹시 're-enter'인가요?"), "\(wrong)")
        let away = try program.run("check-in", passes[0], "--database", "postgresql://127.0.0.1:1/none")
        #expect(away.status == 3 && !away.errors.isEmpty)
    }

    @Test("a thousand lines, empty and broken ones among them: one answer each, in order, in words and in JSON")
    func stream() throws {
        var random = SeededRandom.fromEnvironment()
        var lines: [[UInt8]] = []
        var expected: [String] = []
        var isIn: Set<Int> = []
        for number in 0..<1_000 {
            let who = random.int(in: 0...11)
            let pass = Array(passes[who].utf8)
            switch random.int(in: 0...9) {
            // An empty last line that ends without a line feed is none.
            case 0 where number < 999: lines.append([])
            case 1: lines.append(Array(pass.prefix(17)))
            case 2: lines.append(pass + pass)
            case 3: lines.append([0xFF, 0x00, 0x1B] + pass.dropLast() + [0x80])
            case 4: lines.append([UInt8](repeating: 0x31, count: 5_000))
            default:
                lines.append(
                    [[], Array("]Q1".utf8)][random.int(in: 0...1)] + pass + [[], [0x0D]][random.int(in: 0...1)])
                expected.append(isIn.insert(who).inserted ? "checked_in" : "already_checked_in")
                continue
            }
            expected.append("refused")
        }
        // The last line ends without a line feed.
        let said = try stream(Array(lines.joined(separator: [0x0A])), "--json")
        #expect(said.status == 1)
        let objects = try said.objects()
        #expect(objects.map { $0["outcome"] as? String } == expected, "seed \(random.seed)")
        let words = try stream(Array(lines.joined(separator: [0x0A])))
        #expect(words.output.split(separator: "\n", omittingEmptySubsequences: false).count == 1_001)
        #expect(words.output.split(separator: "\n").allSatisfy { $0.hasPrefix("! ") || $0.hasPrefix("✗ ") })
    }

    @Test("nothing to read is nothing to answer; what all were let in for is exit code 0")
    func clean() throws {
        let nothing = try stream([])
        #expect(nothing.status == 0 && nothing.output.isEmpty)
        let two = try stream(Array("\(passes[2])\n\(passes[3])\n".utf8))
        #expect(two.status == 0)
        #expect(two.output.split(separator: "\n").count == 2)
    }

    @Test("an answer comes before the next scan is sent")
    func answersAtOnce() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["check-in", "-", "--json"]
        process.environment = [
            "HOME": program.folder, "LANG": "C.UTF-8", "EXPODESK_DATA_DIR": program.folder + "/data",
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { process.terminate() }
        for pass in [passes[4], passes[4], ""] {
            try input.fileHandleForWriting.write(contentsOf: Data("\(pass)\n".utf8))
            var answer = Data()
            while answer.last != 0x0A {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                answer += more
            }
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("{\"outcome\":"))
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
    }

    @Test("gates come from the configuration, with their rules; what is wrong with one is told with its line")
    func gates() throws {
        let config = program.file("config.toml")
        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: config)) }
        try write(
            """
            [[gate]]
            name = "동문"
            [[gate]]
            name = "closed"
            opens = "24:00"
            [[gate]]
            name = "hall"
            area = "hall"
            entry = "repeat"
            [[gate]]
            name = "staff"
            categories = ["staff"]
            """)
        func run(_ arguments: String...) throws -> [String: Any] {
            try #require(try program.run(["check-in", "--json", "--config", config] + arguments).objects().first)
        }
        #expect(try run(passes[5], "--gate", "staff")["reason"] as? String == "category_not_allowed")
        #expect(try run(passes[5])["gate"] as? String == "동문")
        #expect(try run(passes[5], "--gate", "closed")["reason"] as? String == "before_doors")
        for _ in 0..<2 { #expect(try run(passes[5], "--gate", "hall")["outcome"] as? String == "checked_in") }
        let doctor = try program.run("doctor", "--config", config)
        #expect(doctor.output.contains("gate = hall  (\(config):"))

        try write("[[gate]]\nname = \"a\"\nopens = \"9 Uhr\"\n[[gate]]\nname = \"a\"\narea = \"b\"\nrobot = 1\n")
        let wrong = try program.run("check-in", passes[5], "--config", config)
        #expect(wrong.status == 2)
        for line in [":3", ":5", ":7"] { #expect(wrong.errors.contains(config + line), "\(wrong.errors)") }
        try write("[[gate]]\nname = \"a\"\ncategories = [\"robots\"]\n")
        #expect(try program.run("check-in", passes[5], "--config", config).status == 2)
        let examined = try program.run("doctor", "--config", config, "--language", "en")
        #expect(examined.status == 1 && examined.output.contains("✗ Gates: ") && examined.output.contains("'robots'"))
    }
}
