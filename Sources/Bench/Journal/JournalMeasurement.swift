// What the desk's journal costs a walk-in, and how fast a journal that has waited is sent.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport

/// One desk on one connection: with its journal, without, and with nothing but its journal.
enum JournalMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let expo = try WalkInExpo(options.program, dataFolder: TestRun.shared.makeFolder())
        let count = options.isQuick ? 200 : 1_000
        let waiting = options.isQuick ? 500 : 5_000
        var (with, without): ([Double], [Double]) = ([], [])
        for round in 0..<(options.isQuick ? 2 : 4) {
            // Who is first is changed too, so that neither always finds the warmer server.
            let runs: [() throws -> Void] = [
                { () throws in with += try expo.withFreshDatabase { try submit(count, $0, expo) } },
                { () throws in without += try expo.withFreshDatabase { try apply(count, $0, expo) } },
            ]
            for run in round.isMultiple(of: 2) ? runs : runs.reversed() { try run() }
        }
        let queue = try expo.withFreshDatabase { try drain(waiting, $0, expo) }
        let how = "1 connection, \(with.count) walk-ins each way, PostgreSQL \(expo.version)"
        let bare = Number.median(without)
        return [
            .limit(
                "walk-in at a desk, journal and store",
                "\(how); the store alone \(Number.text(bare, 1)) ms, p99 \(Number.text(Number.percentile(without, 0.99), 1)) "
                    + "ms; with the journal p99 \(Number.text(Number.percentile(with, 0.99), 1)) ms",
                ours: Number.median(with), limit: nil, unit: "ms", digits: 1),
            .limit(
                "walk-in into the journal alone", "no line, \(waiting) walk-ins",
                ours: Number.median(queue.offline), limit: nil, unit: "ms", digits: 1),
            .peer(
                "sending a journal of \(waiting)", "1 connection; against the store alone", ours: queue.rate,
                peer: 1_000 / bare, named: "store", unit: "/s", atLeast: nil),
        ]
    }

    private static func desk(_ address: String, _ folder: String) throws -> Desk {
        try Desk(
            DeskSettings(
                dataFolder: folder, database: .server(address), deskName: "bench", blockSize: 10_000, patience: 0),
            journal: Journal(dataFolder: folder))
    }

    private static func walkIn(_ person: Int, _ desk: Desk, _ expo: WalkInExpo) throws -> Submission {
        guard case .register(let new) = try expo.command(desk: 0, person: person).action else {
            throw SupportError("no walk-in")
        }
        return Submission(
            id: desk.makeCommandID(), change: .register(source: .walkIn, form: new.form, answers: new.answers))
    }

    /// Milliseconds each walk-in took, through the desk.
    private static func submit(_ count: Int, _ address: String, _ expo: WalkInExpo) throws -> [Double] {
        let desk = try desk(address, TestRun.shared.makeFolder())
        // The first prepares its statements and leases its serials.
        return try Array(
            (0...count).map { person in
                let submission = try walkIn(person, desk, expo)
                let watch = Stopwatch()
                guard case .applied = try desk.submit(submission) else { throw SupportError("the line was lost") }
                return watch.milliseconds
            }.dropFirst())
    }

    /// The same straight into the store.
    private static func apply(_ count: Int, _ address: String, _ expo: WalkInExpo) throws -> [Double] {
        let store = Store(try Connection(address, applicationName: "bench"))
        return try Array(
            (0...count).map { person in
                let command = try expo.command(desk: 0, person: person)
                let watch = Stopwatch()
                _ = try store.apply(command)
                return watch.milliseconds
            }.dropFirst())
    }

    /// Keeps walk-ins at a desk without a line, then sends them.
    private static func drain(
        _ count: Int, _ address: String, _ expo: WalkInExpo
    ) throws -> (offline: [Double], rate: Double) {
        let folder = TestRun.shared.makeFolder()
        let line = try Relay(to: address)
        let cutOff = try desk("\(address) \(line.address)", folder)
        _ = try cutOff.submit(try walkIn(0, cutOff, expo))
        let submissions = try (1...count).map { try walkIn($0, cutOff, expo) }
        line.close()
        let offline = try submissions.map { submission in
            let watch = Stopwatch()
            guard case .queued = try cutOff.submit(submission) else { throw SupportError("there still is a line") }
            return watch.milliseconds
        }
        let desk = try desk(address, folder)
        let watch = Stopwatch()
        let report = try desk.sync()
        let rate = Double(count) / watch.seconds
        guard report.sent == count, report.waiting == 0 else { throw SupportError("\(report)") }
        return (offline, rate)
    }
}
