// A desk whose clock is wrong, or whose disk is nearly full, says so by itself.

import Domain
import Foundation
import Glibc
import Journal
import Postgres
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("What a desk says of its clock and disk")
struct WarningTests {
    let rig: DeskRig

    init() throws {
        rig = try DeskRig()
    }

    /// A console over a data folder whose clock is wrong by so much.
    private func listen(
        _ folder: String = TestRun.shared.makeFolder(), ahead: Int64, address: String? = nil,
        eventTime: EventTime = .server
    ) throws -> (service: DeskService, heard: @Sendable () -> [DeskWarnings], lines: @Sendable () -> [LiveNews]) {
        let heard = Shelf()
        let service = DeskService(
            rig.settings(folder, address: address), journal: try Journal(dataFolder: folder),
            clock: { Timestamp(milliseconds: Timestamp.now().milliseconds + ahead) }, eventTime: eventTime,
            news: { heard.put($0) })
        service.read(1) { _ in }
        #expect(eventually { service.hearsNotices != nil })
        return (
            service,
            {
                heard.all.compactMap { news in
                    if case .warnings(let warnings) = news { warnings } else { DeskWarnings?.none }
                }
            },
            { heard.all }
        )
    }

    private final class Shelf: Sendable {
        private let news = Mutex<[LiveNews]>([])

        func put(_ one: LiveNews) { news.withLock { $0.append(one) } }
        var all: [LiveNews] { news.withLock { $0 } }
    }

    @Test(
        "a clock twelve minutes ahead, or behind, is news as soon as the line is there", arguments: [720_000, -720_000])
    func wrongClock(_ ahead: Int64) throws {
        let console = try listen(ahead: ahead)
        #expect(eventually { !console.heard().isEmpty })
        let said = try #require(console.heard().first?.clockAhead)
        #expect(abs(Int64(said) - ahead) < 20_000)
        console.service.close()
    }

    @Test("a clock that is right, or half a minute wrong, is none, and neither is a script's", arguments: [0, 30_000])
    func closeEnough(_ ahead: Int64) throws {
        let console = try listen(ahead: ahead)
        let script = try listen(ahead: 86_400_000, eventTime: .desk)
        // Both have asked by the time they hear of somebody.
        let other = try rig.desk()
        _ = try other.submit(People.walkIn(other, "누군가"))
        other.tellOthers()
        for one in [console, script] {
            #expect(
                eventually {
                    one.lines().contains { news in
                        if case .changed(let rows) = news { rows.contains { $0.name == "누군가" } } else { false }
                    }
                })
            #expect(one.heard().allSatisfy { $0.clockAhead == nil })
            one.service.close()
        }
    }

    @Test("the clocks are compared again when the line is back, and a clock that was set is news too")
    func setAgain() throws {
        let folder = TestRun.shared.makeFolder()
        let heard = Shelf()
        let holder = ClockHolder()
        let service = DeskService(
            rig.settings(folder), journal: try Journal(dataFolder: folder), clock: { holder.now() },
            news: { heard.put($0) })
        service.read(1) { _ in }
        func last() -> DeskWarnings? {
            for case .warnings(let warnings) in heard.all.reversed() { return warnings }
            return nil
        }
        #expect(eventually { last()?.clockAhead != nil })
        holder.set(0)
        try rig.owner().script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'expodesk live'
            """)
        #expect(eventually { last() == DeskWarnings() })
        service.close()
    }

    private final class ClockHolder: Sendable {
        private let ahead = Mutex<Int64>(720_000)

        func set(_ milliseconds: Int64) { ahead.withLock { $0 = milliseconds } }
        func now() -> Timestamp {
            Timestamp(milliseconds: Timestamp.now().milliseconds + ahead.withLock { $0 })
        }
    }

    @Test("less than 100 MB left is news while the line holds and while it does not", .enabled(if: geteuid() == 0))
    func disk() throws {
        let scratch = try ScratchFolder()
        let disk = scratch.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
        try #require(mount("tmpfs", disk, "tmpfs", 0, "size=120m") == 0)
        defer { umount2(disk, Int32(MNT_DETACH)) }
        let relay = try Relay(to: rig.conninfo)
        let console = try listen(disk + "/data", ahead: 0, address: rig.conninfo + " host=\(relay.folder)")
        #expect(console.heard().isEmpty)
        try Data(count: 40_000_000).write(to: URL(fileURLWithPath: disk + "/photos"))
        #expect(eventually { console.heard().last?.diskFree != nil })
        #expect(try #require(console.heard().last?.diskFree) < DeskWarnings.leastDisk)
        try FileManager.default.removeItem(atPath: disk + "/photos")
        #expect(eventually { console.heard().last == DeskWarnings() })
        relay.close()
        #expect(eventually { console.lines().contains(.lineLost) })
        try Data(count: 40_000_000).write(to: URL(fileURLWithPath: disk + "/photos"))
        #expect(eventually { console.heard().last?.diskFree != nil })
        console.service.close()
    }

    @Test("a desk's figures count its copy of the event, and looking leaves the right to write it to others")
    func copy() throws {
        let folder = TestRun.shared.makeFolder()
        let desk = try rig.desk(folder)
        _ = try desk.submit(People.walkIn(desk, "누군가"))
        let keeper = try SnapshotKeeper(event: "expo", of: desk.journal, copy: EventCopy())
        #expect(try DeskFigures(reading: desk.journal, rig.settings(folder)).copy == nil)
        try keeper.refresh(
            desk.event, keys: desk.keys, minutesAheadOfUTC: desk.minutesAheadOfUTC,
            from: Store(try desk.database.connectAsDesk()))
        let copy = try #require(try DeskFigures(reading: desk.journal, rig.settings(folder)).copy)
        #expect(copy.people == 1 && copy.bytes > 100 && copy.minutesAheadOfUTC == desk.minutesAheadOfUTC)
        #expect(abs(copy.freshAt.milliseconds - Timestamp.now().milliseconds) < 20_000)
        #expect(try SnapshotFile(event: "expo", of: desk.journal).isReadOnly)
        withExtendedLifetime(keeper) {}
        // Read by nobody but a reader, the file is free for whoever keeps it next.
        let reader = try SnapshotFile(event: "other", of: desk.journal, readOnly: true)
        #expect(try !SnapshotFile(event: "other", of: desk.journal).isReadOnly)
        withExtendedLifetime(reader) {}
    }
}
