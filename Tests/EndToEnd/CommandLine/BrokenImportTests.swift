// `expodesk import` whose database goes away, or which is killed, while it stores.

import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A broken import", .serialized, .timeLimit(.minutes(3)))
struct BrokenImportTests {
    private let program: Program
    private let list: String

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair")
        try #require(made.status == 0, "\(made)")
        list = program.file("list.csv")
        let people = (1...40_000).map { "사람\($0),010\(30_000_000 + $0)\n" }.joined()
        try ("이름,연락처\n" + people).write(toFile: list, atomically: true, encoding: .utf8)
    }

    /// An import that is in the middle of storing.
    private func begun(_ language: String) throws -> Program.Run {
        let run = try program.start(["import", list, "--consent", "--language", language])
        let mark = program.file("data/desk/import-1.sealed")
        let deadline = Date().addingTimeInterval(60)
        while !FileManager.default.fileExists(atPath: mark), Date() < deadline { usleep(2_000) }
        try #require(FileManager.default.fileExists(atPath: mark))
        return run
    }

    private func count() throws -> Int {
        try program.run("attendees", "--limit", "1", "--json").objects().count
    }

    @Test("a line that is lost says that nothing was stored, and what to do", arguments: ["ko", "en"])
    func lineLost(_ language: String) throws {
        let run = try begun(language)
        #expect(try program.run("stop").status == 0)
        let result = try run.finish()
        #expect(result.status == 3, "\(result)")
        let said =
            language == "ko" ? "아무것도 저장하지 않았습니다. 연결되면 같은 명단을 다시" : "nothing was stored. Import the same list again"
        #expect(result.errors.contains(said), "\(result)")
        #expect(try count() == 0)
        // It was told: the next one has nothing to add.
        let again = try program.run("import", list, "--consent", "--dry-run", "--language", language)
        #expect(again.status == 0 && again.errors.isEmpty, "\(again)")
    }

    @Test("one that was killed is told of by the next: nothing of it is stored")
    func killed() throws {
        let run = try begun("ko")
        kill(run.process.processIdentifier, SIGKILL)
        #expect(try run.finish().status == SIGKILL)
        // Until the server has noticed, nobody knows.
        let other = program.file("other.csv")
        try "이름\n김민준\n".write(toFile: other, atomically: true, encoding: .utf8)
        let deadline = Date().addingTimeInterval(60)
        var next = try program.run("import", other, "--consent", "--dry-run", "--language", "ko")
        while next.errors.isEmpty, Date() < deadline {
            usleep(100_000)
            next = try program.run("import", other, "--consent", "--dry-run", "--language", "ko")
        }
        #expect(next.errors.contains("list.csv)가 끝나지 못했습니다. 아무것도 저장하지 않았으니 다시 가져와 주세요."), "\(next)")
        #expect(try count() == 0)
        let last = try program.run("import", other, "--consent", "--dry-run", "--language", "ko")
        #expect(last.errors.isEmpty, "\(last)")
    }
}
