// An embedded server that hangs, and one that is dead: nobody waits again and again for the first, and the second is
// started by whoever needs it.

import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("An embedded server's outages")
struct EmbeddedOutageTests {
    let settings: DeskSettings
    let server: PrivateServer

    init() throws {
        let folder = TestRun.shared.makeFolder()
        // What it has answered has to outlast its being killed; the machine's own fall is not tried here.
        server = PrivateServer(dataFolder: folder, settings: ["fsync": "off"])
        _ = try server.ensureRunning()
        settings = DeskSettings(
            dataFolder: folder, database: .embedded, deskName: "desk", blockSize: 10, patience: 0)
        let day = try #require(CalendarDate("2026-05-01"))
        _ = try EventSetup(slug: "expo", title: "Expo", firstDay: day, lastDay: day, timeZone: "Asia/Seoul").run(
            Database(settings), form: People.form, desk: { _ throws(DeskError) in throw .notFound })
    }

    /// A desk that has registered somebody and knows the event.
    private func openDesk() throws -> Desk {
        let desk = try Desk(settings, journal: Journal(dataFolder: settings.dataFolder), answerPatience: 500)
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        try desk.refreshCopy()
        return desk
    }

    /// The server's process and all that it has begun.
    private func processes() throws -> [Int32] {
        guard case .running(let running) = try server.status() else { return [] }
        let number = running.processID
        guard let file = fopen("/proc/\(number)/task/\(number)/children", "r") else { return [number] }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 4_096)
        guard fgets(&text, Int32(text.count), file) != nil else { return [number] }
        let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return [number] + words.split(separator: " ").compactMap { Int32($0) }
    }

    @Test(
        "one that hangs is waited for once: the next ones are decided by the copy, and what was kept goes out after it")
    func hangs() throws {
        let desk = try openDesk()
        let walkIns = try ["김민준", "박서연", "이하늬"].map { try People.walkIn(desk, $0) }
        let stopped = try processes()
        stopped.forEach { kill($0, SIGSTOP) }
        defer { stopped.forEach { kill($0, SIGCONT) } }
        for walkIn in walkIns {
            guard case .kept = try desk.submit(walkIn) else {
                Issue.record("not kept")
                return
            }
            // Whoever comes next does not ask the database at all.
            #expect(desk.share.line.isDown)
        }
        stopped.forEach { kill($0, SIGCONT) }
        #expect(eventually { !desk.share.line.isDown })
        let report = try desk.sync()
        #expect(report.sent == 3 && report.waiting == 0)
        desk.share.line.close()
        try server.stop()
    }

    @Test("one that was killed, hung or not, is started again by whoever needs it next")
    func dies() throws {
        let desk = try openDesk()
        let next = try People.walkIn(desk, "김민준")
        let last = try People.walkIn(desk, "박서연")
        for (walkIn, hangs) in [(next, false), (last, true)] {
            let all = try processes()
            if hangs {
                all.forEach { kill($0, SIGSTOP) }
                guard case .kept = try desk.submit(try hangingWalkIn(like: next)) else {
                    Issue.record("not kept")
                    return
                }
                #expect(desk.share.line.isDown)
            }
            all.forEach { kill($0, SIGKILL) }
            #expect(eventually { !desk.share.line.isDown })
            #expect(try desk.submit(walkIn).row?.status == .approved)
        }
        #expect(try desk.sync().waiting == 0)
        desk.share.line.close()
        try server.stop()
    }

    private func hangingWalkIn(like walkIn: Submission) throws -> Submission {
        guard case .register(let source, let form, var answers, _) = walkIn.change else { throw DeskError.notFound }
        answers[.name] = .text("이하늬")
        return Submission(
            id: CommandID.random(at: .now()), change: .register(source: source, form: form, answers: answers))
    }
}
