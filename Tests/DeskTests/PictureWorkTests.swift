// Long work on a desk: it reports, stops when told, goes on where it was, and leaves nothing half done.

import Domain
import Foundation
import Glibc
import Journal
import Store
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite struct PictureWorkTests {
    private let rig: DeskRig

    init() throws {
        rig = try DeskRig()
    }

    /// A desk over an event with that many people.
    private func desk(people: Int) throws -> Desk {
        let desk = try rig.desk()
        for number in 0..<people { _ = try desk.submit(try People.walkIn(desk, "사람\(number)")) }
        return desk
    }

    private func picture(_ pass: Pass) -> [UInt8]? { Array(pass.digits.utf8) }

    private func files(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test("everybody approved gets a picture once; a second run makes none")
    func once() throws {
        let desk = try desk(people: 7)
        let scratch = try ScratchFolder()
        let work = PictureWork(folder: scratch.file("pictures"))
        let first = try work.run(on: desk, draw: picture)
        #expect(first.written == 7 && first.kept == 0 && !first.wasStopped)
        #expect(files(work.folder).count == 7 && files(work.folder).allSatisfy { $0.hasSuffix(".png") })
        let again = try work.run(on: desk, draw: picture)
        #expect(again.written == 0 && again.kept == 7)
        // What counts is what a file holds.
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: work.folder + "/" + files(work.folder)[3]))
        let mended = try work.run(on: desk, draw: picture)
        #expect(mended.written == 1 && mended.kept == 6)
        // Only those whom the filter leaves.
        let few = PictureWork(
            folder: scratch.file("few"), filter: AttendeeFilter(search: SearchQuery("사람3")))
        #expect(try few.run(on: desk, draw: picture).written == 1)
    }

    @Test("told to stop it stops, and started again goes on where it was")
    func stopped() throws {
        let desk = try desk(people: 9)
        let scratch = try ScratchFolder()
        let work = PictureWork(folder: scratch.file("pictures"))
        let stop = WorkStop()
        var told: [WorkProgress] = []
        // The first report comes with the first picture.
        let first = try work.run(on: desk, stop: stop, draw: picture) { progress in
            told.append(progress)
            stop.ask()
        }
        #expect(first.wasStopped && first.written == 1)
        #expect(told.first == WorkProgress(done: 1, total: 9))
        let rest = try work.run(on: desk, draw: picture)
        #expect(rest.kept == 1 && rest.written == 8 && !rest.wasStopped)
    }

    @Test("progress comes at most four times a second, with rate and time left")
    func meter() {
        var meter = WorkMeter(total: 1_000, now: 0)
        var reports: [WorkProgress] = []
        for now in 1...2_000 {
            if let report = meter.report(now / 4, now: Int64(now)) { reports.append(report) }
        }
        #expect(reports.count == 8)
        #expect(reports.last?.perSecond == 249)
        #expect(reports.last.map { ($0.secondsLeft ?? 0) - (1_000 - $0.done + 249) / 250 } == 0)
        // More than there were at the beginning is no more than all.
        var short = WorkMeter(total: 2, now: 0)
        #expect(short.report(5, now: 10)?.total == 5)
    }

    @Test("a folder that cannot be made or written is named, and nothing half written stays")
    func faults() throws {
        let desk = try desk(people: 1)
        let scratch = try ScratchFolder()
        let file = try scratch.write([1], to: "file")
        for folder in [file, scratch.file("no/such"), "/proc"] {
            do throws(PictureWorkError) {
                _ = try PictureWork(folder: folder).run(on: desk, draw: picture)
                Issue.record("\(folder) was written")
            } catch {
                guard case .file(let fault) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(fault.path.hasPrefix(folder) && !fault.reason.isEmpty)
            }
        }
        // A disk with room for nothing: the second name leads there.
        let path = scratch.file("000001.png")
        #expect(symlink("/dev/full", "\(path).\(getpid()).new") == 0)
        do throws(PictureFault) {
            try PictureFile.write([1, 2, 3], to: path)
            Issue.record("a full disk took it")
        } catch {
            #expect(error == PictureFault(path: path, reason: String(cString: strerror(ENOSPC))))
        }
        #expect(files(scratch.path) == ["file"])
    }

    @Test("what a killed process left half written is cleared away, another's work is not")
    func leftovers() throws {
        let scratch = try ScratchFolder()
        let dead = try ChildProcess(["true"], environment: [:])
        #expect(dead.wait() == .exited(0))
        let names = ["000001.png.\(dead.id).new", "000002.png.\(getpid()).new", "000003.png", "notes.new"]
        for name in names { _ = try scratch.write([1], to: name) }
        try PictureFile.makeFolder(scratch.path)
        #expect(files(scratch.path) == Array(names.dropFirst()))
    }

    @Test("the lane for long work stops what runs and drops what waits")
    func lane() throws {
        let folder = TestRun.shared.makeFolder()
        let service = DeskService(rig.settings(folder), journal: try Journal(dataFolder: folder))
        defer { service.close() }
        let log = Mutex<[String]>([])
        let begun = Semaphore()
        let ended = Semaphore()
        service.work(1) { desk, stop in
            begun.signal()
            while !stop.isAsked { sched_yield() }
            log.withLock { $0.append((try? desk.get()) == nil ? "no desk" : "stopped") }
            ended.signal()
        }
        service.work(
            2,
            dropped: {
                log.withLock { $0.append("dropped") }; ended.signal()
            }
        ) { _, _ in
            log.withLock { $0.append("ran") }
            ended.signal()
        }
        begun.wait()
        service.cancel(2)
        service.cancel(1)
        ended.wait()
        ended.wait()
        #expect(log.withLock { $0 } == ["stopped", "dropped"])
    }
}
