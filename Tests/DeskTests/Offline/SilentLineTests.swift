// A line that says nothing any more and is not closed: how long somebody waits, and what they hear.

import Domain
import Glibc
import Journal
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("A line that has gone silent")
struct SilentLineTests {
    private let expo: ApartExpo
    private var rig: DeskRig { expo.rig }
    private var home: Desk { expo.home }

    init() throws {
        expo = try ApartExpo()
    }

    private func milliseconds<T>(_ body: () throws -> T) rethrows -> (answer: T, took: Int64) {
        let begin = Monotonic.milliseconds()
        let answer = try body()
        return (answer, Monotonic.milliseconds() - begin)
    }

    /// A desk of the patience that people at a console have, with a fresh copy; its line says nothing from now on.
    private func silent() throws -> (desk: Desk, apart: Apart) {
        let apart = try Apart(rig, "east")
        let desk = try Desk(
            apart.desk.settings, journal: apart.desk.journal, answerPatience: apart.desk.settings.answerPatience)
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        try desk.refreshCopy()
        try apart.relay.set(.hung)
        return (desk, apart)
    }

    @Test("the first scan is decided by the copy within two seconds, a refusal too, which leaves no trace")
    func firstRefused() throws {
        let lost = try #require(try home.submit(try People.walkIn(home, "최도윤")).row)
        try expo.submit(.reissue(serial: lost.serial, version: lost.version, reason: "lost"))
        let (desk, _) = try silent()
        defer { desk.share.line.close() }
        func scan(_ serial: Serial) throws -> CheckInAnswer {
            try desk.checkIn(serial, mode: .enter, gate: .main, id: desk.makeCommandID())
        }
        let (answer, took) = try milliseconds { try scan(lost.serial) }
        #expect(answer.reason == "revoked" && answer.isByCopy)
        #expect((1_500..<3_000).contains(took), "\(took)")
        #expect(try desk.journal.pendingCount() == 0)
        // Nobody waits a second time.
        #expect(try milliseconds { try scan(expo.person.serial) }.took < 500)
    }

    @Test("the first walk-in waits two seconds, no more, and is kept; the next ones do not wait")
    func firstKept() throws {
        let (desk, apart) = try silent()
        func register(_ name: String) throws -> Bool {
            if case .kept = try desk.submit(try People.walkIn(desk, name)) { true } else { false }
        }
        let (isKept, took) = try milliseconds { try register("이서연") }
        #expect(isKept && (1_500..<3_000).contains(took), "\(took)")
        let next = try milliseconds { try register("박지우") }
        #expect(next.answer && next.took < 500)
        #expect(try desk.journal.pendingCount() == 2)
        desk.share.line.close()
        #expect(try apart.back().sync().sent == 2)
    }

    @Test("a line that was taken up again is waited for no longer than the first one")
    func takenUpAgain() throws {
        let apart = try Apart(rig, "east")
        let desk = try Desk(
            apart.desk.settings, journal: apart.desk.journal, answerPatience: apart.desk.settings.answerPatience)
        defer { desk.share.line.close() }
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        try desk.refreshCopy()
        apart.relay.cut()
        #expect(try desk.registration(expo.person.serial).name == "김민준")
        #expect(!desk.isOutOfReach)
        try apart.relay.set(.hung)
        let (answer, took) = try milliseconds { try desk.submit(try People.walkIn(desk, "이서연")) }
        guard case .kept = answer else { throw Apart.Unexpected() }
        #expect((1_500..<3_000).contains(took), "\(took)")
    }

    @Test("between two tries there are never more than three seconds, however long the line is gone")
    func longestPause() {
        var pauses = [100]
        while pauses.count < 9 { pauses.append(Line.pause(after: pauses[pauses.count - 1])) }
        #expect(pauses == [100, 200, 400, 800, 1_600, 3_000, 3_000, 3_000, 3_000])
    }

    @Test("whoever tries the line tries less and less often")
    func backOff() throws {
        let knocks = try Knocks()
        defer { knocks.close() }
        let folder = TestRun.shared.makeFolder()
        let line = Line(
            DeskSettings(
                dataFolder: folder, database: .server("host=\(knocks.folder) user=x dbname=x"), deskName: "east"))
        line.lost(.outOfReach("gone"))
        defer { line.close() }
        Monotonic.wait(milliseconds: 4_000)
        // 100, 200, 400, 800, 1,600 and 3,000 ms, each by chance down to half of that.
        #expect((3...8).contains(knocks.count), "\(knocks.count)")
    }
}

/// A place where a server could be: takes every line and closes it.
private final class Knocks: Sendable {
    let folder = TestRun.shared.makeFolder()
    private let listener: Int32
    private let knocks = Mutex(0)

    init() throws {
        let door = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        listener = door
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array((folder + "/.s.PGSQL.5432").utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(door, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard isBound == 0, listen(door, 16) == 0 else { throw SupportError("no listener in \(folder)") }
        Thread { [self] in
            while true {
                let client = accept(door, nil, nil)
                guard client >= 0 else { break }
                knocks.withLock { $0 += 1 }
                Glibc.close(client)
            }
            Glibc.close(door)
        }.start(name: "knocks")
    }

    var count: Int { knocks.withLock(\.self) }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }
}
