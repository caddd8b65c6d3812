// The command line against a real private server: what it prints, keeps and answers with.

import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("An event is set up once; a person registers, is found, shown, and gets a QR code that reads as the pass")
    func onePerson() throws {
        let program = try Program()
        let first = try program.run(
            "init", "--slug", "fair", "--title", "교육박람회", "--from", "2026-05-01", "--to", "2026-05-02", "--json")
        #expect(first.status == 0, "\(first)")
        #expect(try first.objects().first?["outcome"] as? String == "created")
        let again = try program.run("init", "--slug", "fair", "--title", "Other", "--json")
        #expect(again.status == 0)
        #expect(try again.objects().first?["outcome"] as? String == "unchanged")
        #expect(try again.objects().first?["title"] as? String == "교육박람회")

        let registered = try program.run(
            "register", "--name", "김민준", "--phone", "010 1234 5678", "--affiliation", "한빛초등학교", "--consent", "--json")
        #expect(registered.status == 0, "\(registered)")
        let person = try #require(try registered.objects().first)
        #expect(
            Set(person.keys) == [
                "outcome", "serial", "pass", "name", "phone", "affiliation", "category", "status", "source",
            ])
        #expect(person["outcome"] as? String == "registered")
        #expect(person["phone"] as? String == "+821012345678")
        #expect(person["serial"] as? Int == 1)
        #expect(person["status"] as? String == "approved" && person["source"] as? String == "walk_in")
        let pass = try #require(person["pass"] as? String)
        #expect(pass.utf8.count == 34)

        for search in ["민준", "ㄱㅁㅈ", "5678", "한빛"] {
            let found = try program.run("attendees", "--search", search, "--json")
            #expect(try found.objects().map { $0["serial"] as? Int } == [1], "\(search): \(found)")
        }
        for key in ["1", "000001", pass] {
            let shown = try program.run("show", key, "--json")
            #expect(shown.status == 0)
            #expect(try shown.objects().first?["name"] as? String == "김민준")
        }
        let png = program.file("one.png")
        #expect(try program.run("qr", "1", "--png", png).status == 0)
        #expect(try Zbar.decode(png) == [pass])
        let art = try program.run("qr", "1", "--art").output.split(separator: "\n").map(String.init)
        #expect(art.count == 15 && art.allSatisfy { $0.count == 29 })
        let picture = program.file("art.pgm")
        try Data(ArtRaster.pgm(art)).write(to: URL(fileURLWithPath: picture))
        #expect(try Zbar.decode(picture) == [pass])
    }

    @Test("Exit codes say how it went, and the reason is on standard error and in JSON")
    func exitCodes() throws {
        let program = try Program()
        let none = try program.run("register", "--name", "A", "--consent")
        #expect(none.status == 2 && none.errors.contains("expodesk init"), "\(none)")
        #expect(!FileManager.default.fileExists(atPath: program.file("data/postgres")))
        #expect(try program.run("init").status == 0)
        #expect(try program.run("register", "--name", "A", "--phone", "01011112222", "--consent").status == 0)

        let cases: [([String], Int32, String?)] = [
            (["register", "--name", "B"], 1, "consent_missing"),
            (["register", "--name", "  ", "--consent"], 1, "invalid_name"),
            (["register", "--name", String(repeating: "가", count: 41), "--consent"], 1, "invalid_name"),
            (["register", "--name", "B", "--phone", "12", "--consent"], 1, "invalid_phone"),
            (["register", "--name", "B", "--category", "nix", "--consent"], 1, "invalid_field"),
            (["register", "--name", "B", "--field", "shoe=42", "--consent"], 1, "invalid_field"),
            (["register", "--name", "B", "--phone", "+82 10-1111-2222", "--consent"], 1, "duplicate"),
            (["show", "77"], 1, "not_found"), (["show", "abc"], 1, "malformed"),
            (["show", String(repeating: "9", count: 34)], 1, "wrong_event"),
            (["register"], 2, nil), (["frobnicate"], 2, nil), (["register", "--name", "B", "--field", "x"], 2, nil),
            (["attendees", "--status", "aproved"], 2, nil), (["attendees", "--limit", "0"], 2, nil),
            (["init", "--slug", "No!"], 2, nil), (["init", "--from", "2026-13-01"], 2, nil),
            (["init", "--slug", "x", "--time-zone", "Mars/Olympus"], 2, nil),
            (["qr"], 2, nil), (["qr", "1", "--all"], 2, nil), (["qr", "1", "--scale", "0"], 2, nil),
            (["attendees", "--event", "nix"], 2, nil), (["attendees", "--language", "fr"], 2, nil),
            (["attendees", "--config", "/nonexistent/config.toml"], 2, nil),
            (["attendees", "--database", "host=127.0.0.1 port=1"], 3, nil),
            (["qr", "1", "--png", "/nonexistent/folder/1.png"], 3, nil),
            (["--help"], 0, nil), (["register", "--help"], 0, nil), (["--version"], 0, nil),
        ]
        let twoWays = [
            "consent=true", "consent=O", "name=C", "phone=01033334444", "affiliation=x", "category=general",
        ]
        .flatMap { field in
            [[], ["--consent"]].map { (["register", "--name", "B", "--field", field] + $0, Int32(2), String?.none) }
        }
        for (arguments, status, reason) in cases + twoWays {
            let result = try program.run(arguments + (arguments[0].hasPrefix("--") ? [] : ["--json"]))
            #expect(result.status == status, "\(arguments): \(result)")
            #expect(status == 0 || !result.errors.isEmpty, "\(arguments): \(result)")
            guard let reason else { continue }
            let answer = try result.objects().first
            #expect(answer?["reason"] as? String == reason, "\(arguments): \(result)")
            #expect(answer?["outcome"] as? String == (reason == "duplicate" ? "duplicate" : "refused"))
        }
        #expect(try program.run("attendees", "--json").objects().count == 1)
    }

    @Test("A second event is set up, and it is said that commands need --event from now on")
    func secondEvent() throws {
        let program = try Program()
        let first = try program.run("init", "--slug", "spring")
        #expect(first.status == 0 && first.errors.isEmpty, "\(first)")
        for language in ["ko", "en"] {
            let second = try program.run(["init", "--json"], environment: ["EXPODESK_LANGUAGE": language])
            #expect(second.status == 0, "\(second)")
            // Once, when it becomes true.
            let isNew = language == "ko"
            #expect(try second.objects().first?["outcome"] as? String == (isNew ? "created" : "unchanged"))
            #expect(second.errors.contains("spring, expo") == isNew && second.errors.contains("--event") == isNew)
        }
        #expect(try program.run("attendees").status == 2)
        #expect(try program.run("attendees", "--event", "expo").status == 0)
        #expect(try program.run("init", "--slug", "autumn").errors.isEmpty)
    }

    @Test("A search is the console's filter; a fault ends it with its place")
    func filter() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        for (name, phone) in [("김민준", "01012345678"), ("이서연", "")] {
            let phone = phone.isEmpty ? [] : ["--phone", phone]
            #expect(try program.run(["register", "--name", name, "--consent"] + phone).status == 0)
        }
        for (search, serials) in [
            ("전화:없음", [2]), ("status:approved 김", [1]), ("-이름:김", [2]), ("번호:2..", [2]), ("등록:어제", []),
        ] {
            let found = try program.run("attendees", "--search=\(search)", "--json")
            #expect(try found.objects().map { $0["serial"] as? Int } == serials, "\(search): \(found)")
        }
        let wrong = try program.run(
            ["attendees", "--search", "김 상테:대기"], environment: ["EXPODESK_LANGUAGE": "ko"])
        #expect(wrong.status == 2 && wrong.output.isEmpty)
        #expect(wrong.errors.hasPrefix("--search 3번째 글자 (상테:대기): '상테' 항목은 없습니다"), "\(wrong.errors)")
    }

    @Test("Invisible characters are taken out and told, in the language asked for")
    func invisible() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        let result = try program.run(
            ["register", "--name", "홍\u{200B}길동\u{202E}", "--consent", "--json"],
            environment: ["EXPODESK_LANGUAGE": "ko"])
        #expect(try result.objects().first?["name"] as? String == "홍길동")
        #expect(result.errors.hasPrefix("이름: 보이지 않는 글자"))
    }

    @Test("Bytes that are not UTF-8 are refused, naming the option")
    func notUTF8() throws {
        let program = try Program()
        // A shell passes bytes on that Process would repair.
        for (command, option) in [
            ("register --name \"$(printf 'a\\377')\" --consent", "--name"),
            ("attendees --search=\"$(printf '\\377')\"", "--search"),
        ] {
            let shell = Process()
            let errors = Pipe()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = ["-c", "exec \"\(Program.path)\" " + command]
            shell.environment = ["PATH": "/usr/bin:/bin", "HOME": program.folder, "LANG": "C.UTF-8"]
            shell.standardError = errors
            try shell.run()
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 2)
            #expect(text.hasPrefix(option + ": "), "\(text)")
        }
    }

    @Test("200 programs at once register one telephone: one row, 199 answers that carry it")
    func oneTelephone() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        let runs = try (0..<200).map { number in
            try program.start([
                "register", "--name", "동시 \(number)", "--phone", "010-9999-8888", "--consent", "--json",
            ])
        }
        let results = try runs.map { try $0.finish() }
        #expect(results.allSatisfy { $0.status == 0 || $0.status == 1 }, "\(results.filter { $0.status > 1 })")
        let answers = try results.flatMap { try $0.objects() }
        let winner = try #require(answers.first { $0["outcome"] as? String == "registered" })
        let losers = answers.filter { $0["outcome"] as? String == "duplicate" }
        #expect(answers.count == 200 && losers.count == 199)
        for loser in losers {
            let existing = try #require(loser["existing"] as? [String: Any])
            for key in ["serial", "name", "phone", "pass", "status"] {
                #expect("\(existing[key] ?? "")" == "\(winner[key] ?? "?")")
            }
        }
        #expect(try program.run("attendees", "--json").objects().count == 1)
    }

    @Test("Pages follow one another by serial, and a folder of QR codes is made once")
    func pagesAndFolders() throws {
        let program = try Program()
        #expect(try program.run("init", "--sample", "7").status == 0)
        var seen: [Int] = []
        while true {
            let page = try program.run(
                "attendees", "--limit", "3", "--after", String(seen.last ?? 0), "--json"
            ).objects().compactMap { $0["serial"] as? Int }
            if page.isEmpty { break }
            #expect(page.count <= 3)
            seen += page
        }
        #expect(seen == Array(1...7))
        let out = program.file("out")
        let first = try program.run("qr", "--all", "--out", out, "--json").objects().first
        #expect(first?["written"] as? Int == 7)
        try Data("half".utf8).write(to: URL(fileURLWithPath: out + "/000003.png"))
        let second = try program.run("qr", "--all", "--out", out, "--json").objects().first
        #expect(second?["written"] as? Int == 1 && second?["kept"] as? Int == 6)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: out).sorted() == (1...7).map { "00000\($0).png" })
        let people = try program.run("attendees", "--json").objects().compactMap { $0["pass"] as? String }
        #expect(try Zbar.decode((1...7).map { out + "/00000\($0).png" }) == people)
    }

    @Test("Two migrations at once are one")
    func migrations() throws {
        let program = try Program()
        let runs = try (0..<2).map { _ in try program.start(["migrate", "--json"]) }
        let results = try runs.map { try $0.finish() }
        #expect(results.allSatisfy { $0.status == 0 }, "\(results)")
        let applied = try results.flatMap { try $0.objects() }.flatMap { $0["applied"] as? [Int] ?? [] }
        #expect(!applied.isEmpty && Set(applied).count == applied.count)
    }

    @Test("A stopped server is started again by the next subcommand, and a server of one's own never is")
    func stopping() throws {
        let program = try Program()
        #expect(try program.run("init").status == 0)
        let pidFile = program.file("data/postgres/postmaster.pid")
        let socketFolder = try String(contentsOfFile: pidFile, encoding: .utf8).split(separator: "\n")[4]
        let address = "host=\(socketFolder) dbname=postgres user=expo"
        let other = try Program()
        #expect(try other.run("attendees", "--database", address).status == 0)
        #expect(try program.run("stop").status == 0)
        #expect(!FileManager.default.fileExists(atPath: pidFile))
        let away = try other.run("attendees", "--database", address)
        #expect(away.status == 3, "\(away)")
        #expect(!FileManager.default.fileExists(atPath: pidFile))
        #expect(!FileManager.default.fileExists(atPath: other.file("data/postgres")))
        #expect(try program.run("stop").status == 0)
        #expect(try program.run("attendees").status == 0)
        #expect(FileManager.default.fileExists(atPath: pidFile))
    }

    @Test("Doctor finds nothing wrong with a good desk, and names what is wrong with a bad one")
    func doctor() throws {
        let program = try Program()
        let early = try program.run("doctor")
        #expect(early.status == 1 && early.output.contains("expodesk init"), "\(early)")
        #expect(try program.run("init").status == 0)
        let good = try program.run("doctor", "--json")
        #expect(good.status == 0, "\(good)")
        #expect(try good.objects().allSatisfy { $0["state"] as? String != "bad" })
        let sent = try #require(try program.run("sync", "--json").objects().first)
        #expect((sent["lastContact"] as? String)?.hasSuffix("+09:00") == true, "the event's time: \(sent)")
        let bad = try program.run(["doctor"], environment: ["EXPODESK_SCREENS": program.file("nix")])
        #expect(bad.status == 1 && bad.output.contains(program.file("nix")))
        let secret = try program.run("doctor", "--database", "postgresql://me:hush@127.0.0.1:1/x")
        #expect(secret.status == 1 && !secret.output.contains("hush"), "\(secret)")
    }

    @Test("A misspelt variable stops every command, and the right one is named")
    func misspeltVariable() throws {
        let result = try Program().run(["screens", "check"], environment: ["EXPODESK_DATBASE": "host=away"])
        #expect(result.status == 2 && result.output.isEmpty, "\(result)")
        #expect(result.errors.contains("EXPODESK_DATBASE") && result.errors.contains("'EXPODESK_DATABASE'"))
    }

    @Test("Screen files are checked, and their faults listed with their lines")
    func screens() throws {
        let program = try Program()
        #expect(try program.run("screens", "check").status == 0)
        let folder = program.file("screens")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("kind = \"form\"\nid = \"f\"\ntitel = 1\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/f.form.toml"))
        let result = try program.run("screens", "check", folder, "--json")
        #expect(result.status == 4, "\(result)")
        let first = try #require(try result.objects().first)
        #expect(first["line"] as? Int == 3 && first["key"] as? String == "titel")
        #expect(try result.objects().allSatisfy { $0["outcome"] as? String == "error" })
        let good = try program.run("screens", "check", "--json").objects()
        #expect(good.allSatisfy { $0["outcome"] as? String == "ok" }, "\(good)")
        let files = good.compactMap { ($0["file"] as? String)?.split(separator: "/").last.map(String.init) }
        #expect(files == ["dashboard.board.toml", "walk-in.form.toml"])
        #expect(good.compactMap { $0["fields"] as? Int } == [5])
        #expect(try program.run("screens", "check", program.file("nix")).status == 2)
    }
}
