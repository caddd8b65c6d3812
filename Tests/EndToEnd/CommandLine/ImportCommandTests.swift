// `expodesk import`: ugly lists, each with the report it gets, and what becomes of an event.

import Foundation
import Sheets
import TestSupport
import Testing

@Suite("expodesk import", .serialized)
struct ImportCommandTests {
    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpus/import")

    private func event(_ language: String = "ko") throws -> Program {
        let program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--language", language)
        try #require(made.status == 0, "\(made)")
        return program
    }

    private func korean(_ program: Program, _ arguments: String...) throws -> Program.Result {
        try program.run(arguments + ["--language", "ko"])
    }

    private func registered(_ program: Program) throws -> [[String: Any]] {
        try program.run("attendees", "--limit", "1000", "--json").objects()
    }

    @Test("every ugly list of the corpus gets the report beside it, and a look stores nothing")
    func corpus() throws {
        let program = try event()
        let known = try program.run("register", "--name", "홍길동", "--phone", "010-9999-0000", "--consent")
        #expect(known.status == 0, "\(known)")
        let updates = ProcessInfo.processInfo.environment["GOLDEN"] == "update"
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
            .filter { !$0.hasSuffix(".report") }.sorted()
        #expect(names.count > 20)
        for name in names {
            let list = program.file(name)
            try FileManager.default.copyItem(atPath: Self.corpus.appending(path: name).path, toPath: list)
            let said = try program.run("import", list, "--dry-run", "--consent", "--language", "ko")
            let report = (said.output + said.errors + "exit \(said.status)\n")
                .replacing(program.folder + "/", with: "")
            let beside = Self.corpus.appending(path: name + ".report")
            if updates { try report.write(to: beside, atomically: true, encoding: .utf8) }
            #expect(report == (try? String(contentsOf: beside, encoding: .utf8)), "\(name)")
        }
        #expect(try registered(program).count == 1)
    }

    @Test("hidden rows and columns are read and said, and left out where that is asked for")
    func hidden() throws {
        let program = try event("en")
        let list = program.file("hidden.xlsx")
        try FileManager.default.copyItem(atPath: Self.corpus.appending(path: "hidden.xlsx").path, toPath: list)
        func look(_ more: String...) throws -> (text: String, summary: [String: Any]) {
            let line = ["import", list, "--dry-run", "--consent"] + more
            return (
                try program.run(line + ["--language", "en"]).output,
                try #require(try program.run(line + ["--json"]).objects().last)
            )
        }
        let read = try look()
        #expect(read.text.contains("1 hidden row (4), 1 hidden column (C): read like the others (--skip-hidden"))
        #expect(read.summary["hiddenRows"] as? Int == 1 && read.summary["hiddenColumns"] as? Int == 1)
        #expect(read.summary["hiddenSkipped"] as? Bool == false && read.summary["new"] as? Int == 2)
        let skipped = try look("--skip-hidden")
        #expect(skipped.text.contains("1 hidden row (4), 1 hidden column (C): left out"))
        #expect(!skipped.text.contains("주민번호"))
        #expect(skipped.summary["hiddenSkipped"] as? Bool == true && skipped.summary["new"] as? Int == 1)
        // Whoever was left out comes with the same list read whole, and nobody twice.
        for more in [["--skip-hidden"], [], []] {
            _ = try program.run(["import", list, "--consent", "--partial"] + more)
        }
        #expect(Set(try registered(program).compactMap { $0["name"] as? String }) == ["김하늘", "이서연"])
        #expect(try registered(program).count == 2)
    }

    @Test("show names an answer whose question the form no longer asks by its label")
    func labels() throws {
        let program = try event("ko")
        let folder = program.file("screens")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let form = try String(
            contentsOf: Self.corpus.deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "screens/walk-in.form.toml"), encoding: .utf8)
        let diet = "\n[[field]]\nid = \"diet\"\nkind = \"text\"\nlabel = { ko = \"식단\", en = \"Diet\" }\n"
        try (form + diet).write(toFile: folder + "/walk-in.form.toml", atomically: true, encoding: .utf8)
        let made = try program.run(
            "register", "--name", "홍길동", "--phone", "010-1111-2222", "--field", "diet=채식", "--consent",
            environment: ["EXPODESK_SCREENS": folder])
        #expect(made.status == 0, "\(made)")
        let serial = try #require(try registered(program).first?["serial"] as? Int)
        #expect(try program.run("show", "\(serial)", "--language", "ko").output.contains("식단: 채식\n"))
        let list = program.file("people.csv")
        try "이름,연락처,소속\n홍길동,010-1111-2222,한빛\n".write(toFile: list, atomically: true, encoding: .utf8)
        #expect(try program.run("import", list, "--consent", "--update").status == 0)
        let shown = try program.run("show", "\(serial)", "--language", "ko").output
        #expect(shown.contains("소속: 한빛\n") && shown.contains("식단: 채식\n"), "\(shown)")
    }

    @Test("all or nothing; with --partial the rest; the mended file of refused rows brings what was left, once")
    func mended() throws {
        let program = try event("en")
        let list = program.file("people.csv")
        try "이름,연락처\n김하늘,010-1111-0001\n,010-1111-0002\n박지우,zero\n"
            .write(toFile: list, atomically: true, encoding: .utf8)
        #expect(try program.run("import", list, "--consent").status == 4)
        #expect(try registered(program).isEmpty)
        let refused = program.file("people-refused.csv")
        let text = try String(contentsOfFile: refused, encoding: .utf8)
        let bytes = try Data(contentsOf: URL(filePath: refused))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && text.contains("박지우,zero"))
        // It names people.
        let mode = try FileManager.default.attributesOfItem(atPath: refused)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try program.run("import", list, "--consent", "--partial").status == 4)
        #expect(try registered(program).map { $0["status"] as? String } == ["applied"])
        let mended = text.replacing(",010-1111-0002", with: "이서연,010-1111-0002")
            .replacing("박지우,zero", with: "박지우,010-1111-0003")
        try mended.write(toFile: refused, atomically: true, encoding: .utf8)
        let again = try program.run("import", refused, "--consent", "--approve")
        #expect(again.status == 0, "\(again)")
        let people = try registered(program)
        #expect(Set(people.compactMap { $0["name"] as? String }) == ["김하늘", "이서연", "박지우"])
        #expect(people.map { $0["source"] as? String } == ["import", "import", "import"])
        for file in [list, refused] { _ = try program.run("import", file, "--consent", "--partial") }
        #expect(try registered(program).count == 3)
    }

    @Test("a refused row with line breaks in its cells comes back as the row it was")
    func refusedLineBreaks() throws {
        let program = try event("en")
        let list = program.file("people.csv")
        let heading = ["이름", "연락처", "개인정보\n수집 동의", "소속"]
        let row = ["김하늘", "zero", "O", "누리대학교\n교육학과; \"\u{301}가\"\r나"]
        func quoted(_ cells: [String]) -> String {
            cells.map { cell in
                // By scalars: a quote under an accent is a character of its own.
                let doubled = cell.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
                return "\"\(String(String.UnicodeScalarView(doubled)))\""
            }.joined(separator: ",")
        }
        try [heading, row].map(quoted).joined(separator: "\r\n").write(
            toFile: list, atomically: true, encoding: .utf8)
        #expect(try program.run("import", list).status == 4)
        var cells: [[String]] = []
        try SheetFile(path: program.file("people-refused.csv")).rows {
            cells.append(Array($0.cells.prefix(4)))
            return true
        }
        #expect(cells == [heading, row])
    }

    @Test("people are stored though their refused rows cannot be written: both are said, and again brings the file")
    func refusedNotWritten() throws {
        let program = try event()
        let list = program.file("people.csv")
        try "이름,연락처\n김하늘,010-1111-0001\n박지우,zero\n".write(toFile: list, atomically: true, encoding: .utf8)
        let lost = program.file("없는 폴더/거절.csv")
        let said = try korean(program, "import", list, "--consent", "--partial", "--refused", lost)
        #expect(said.status == 4 && said.output.contains("신규 1") && said.output.contains("저장했습니다"), "\(said)")
        #expect(said.errors.contains(lost) && said.errors.contains("그런 파일이나 폴더가 없습니다"), "\(said)")
        #expect(try registered(program).count == 1)
        let json = try korean(program, "import", list, "--consent", "--partial", "--json", "--refused", lost)
        #expect(json.status == 4 && json.output.contains("refusedFileError"), "\(json)")
        let kept = program.file("거절.csv")
        #expect(try korean(program, "import", list, "--consent", "--partial", "--refused", kept).status == 4)
        #expect(try String(contentsOfFile: kept, encoding: .utf8).contains("박지우,zero"))
        #expect(try registered(program).count == 1)
    }

    @Test("a file of refused rows that somebody mends is never written over: the next ones get a number")
    func neverWrittenOver() throws {
        let program = try event()
        let list = program.file("명단.csv")
        try "이름,연락처\n김하늘,010-1111-0001\n박지우,zero\n".write(toFile: list, atomically: true, encoding: .utf8)
        #expect(try korean(program, "import", list, "--consent", "--dry-run").status == 4)
        let refused = program.file("명단-거절.csv")
        let first = try String(contentsOfFile: refused, encoding: .utf8)
        let mended = first.replacing("zero", with: "zero (전화로 물어볼 것)")
        try mended.write(toFile: refused, atomically: true, encoding: .utf8)
        let again = try korean(program, "import", list, "--consent")
        #expect(again.status == 4 && again.output.contains("명단-거절-2.csv"), "\(again)")
        #expect(try String(contentsOfFile: refused, encoding: .utf8) == mended)
        #expect(try String(contentsOfFile: program.file("명단-거절-2.csv"), encoding: .utf8) == first)
        // The same rows once more are the same file; those of the mended file are the next.
        #expect(try korean(program, "import", list, "--consent").output.contains("명단-거절-2.csv"))
        #expect(try korean(program, "import", refused, "--consent").output.contains("명단-거절-3.csv"))
        #expect(try korean(program, "import", list, "--consent", "--refused", refused).output.contains("명단-거절-2.csv"))
    }

    @Test("a list without a heading is imported by the numbers of its columns, first person included")
    func noHeading() throws {
        let program = try event("en")
        let list = program.file("people.csv")
        try "김하늘,010-1111-0001,한빛\n이서연,010-1111-0002,나래\n"
            .write(toFile: list, atomically: true, encoding: .utf8)
        let asked = try program.run("import", list, "--consent")
        #expect(asked.status == 4 && asked.errors.contains("--no-heading --map 1=name"), "\(asked)")
        let done = try program.run(
            "import", list, "--consent", "--no-heading", "--map", "1=name", "--map", "C=affiliation")
        #expect(done.status == 0, "\(done)")
        #expect(try registered(program).compactMap { $0["affiliation"] as? String } == ["한빛", "나래"])
        let wrong = try program.run("import", list, "--consent", "--no-heading", "--map", "9=name")
        #expect(wrong.status == 2, "\(wrong)")
    }

    @Test("who differs from the list is named, and --update is too; what was said for a dry run is not remembered")
    func differs() throws {
        let program = try event()
        let list = program.file("people.csv")
        try "이름,연락처,모임\n김하늘,010-1111-0001,한빛\n".write(toFile: list, atomically: true, encoding: .utf8)
        #expect(try korean(program, "import", list, "--consent", "--dry-run", "--map", "모임=affiliation").status == 0)
        #expect(try korean(program, "import", list, "--consent").status == 0)
        #expect(try registered(program).compactMap { $0["affiliation"] as? String } == [])
        let said = try korean(program, "import", list, "--consent", "--map", "모임=affiliation")
        #expect(said.output.contains("김하늘: 소속: (없음) → 한빛") && said.output.contains("--update"), "\(said)")
    }

    @Test("killed in the middle it leaves nothing; begun again it brings everybody, once")
    func killed() throws {
        let program = try event("en")
        let list = program.file("people.csv")
        let rows = (1...20_000).map { number in
            "name \(number),010-\(number / 10_000 + 2_000)-\(String(number % 10_000 + 10_000).dropFirst())"
        }
        try ("name,phone\n" + rows.joined(separator: "\n") + "\n")
            .write(toFile: list, atomically: true, encoding: .utf8)
        let running = try program.start(["import", list, "--consent"], environment: [:])
        // Somewhere in the middle: another person's question is answered meanwhile, and the rows are on their way.
        _ = try program.run("stats")
        kill(running.process.processIdentifier, SIGKILL)
        _ = try running.finish()
        let left = try registered(program).count
        #expect(left == 0 || left == 1_000, "all or nothing: \(left) of the first thousand")
        let again = try program.run("import", list, "--consent")
        #expect(again.status == 0, "\(again)")
        #expect(try program.run("show", "1").status == 0 || left == 0)
        let stats = try program.run("stats", "--json").output
        #expect(stats.contains("20000"), "\(stats)")
    }
}
