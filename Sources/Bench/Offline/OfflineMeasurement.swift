// A gate without a line: what its copy of a hundred thousand people costs, and how fast it answers.

import CLinux
import Desk
import Domain
import Glibc
import Journal
import TestSupport

/// One desk that has fetched the event and then lost its line.
enum OfflineMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let expo = try CheckInExpo(options.program, dataFolder: TestRun.shared.makeFolder(), connections: 1)
        let count = options.isQuick ? 300 : 5_000
        return try expo.withFreshDatabase { address in
            let folder = TestRun.shared.makeFolder()
            let line = try Relay(to: address)
            let settings = DeskSettings(
                dataFolder: folder, database: .server("\(address) \(line.address)"), deskName: "bench", patience: 0)
            let fetching = try fetch(settings)
            line.close()
            // What the fetching has left must not be taken for the copy's.
            cl_trim_memory()
            let before = Machine.memory(of: getpid()).now
            let watch = Stopwatch()
            let desk = try Desk(settings, journal: Journal(dataFolder: folder))
            let opening = watch.milliseconds
            let memory = Machine.memory(of: getpid()).now - before
            let answers = try scan(count, desk)
            let people = "\(CheckInExpo.people) people"
            return [
                .limit(
                    "check-in without a line, scan to answer",
                    "\(people), \(count) scans, journal on disk; p50 \(Number.text(Number.median(answers), 1)) ms",
                    ours: Number.percentile(answers, 0.99), limit: 20, unit: "ms p99", digits: 1),
                .limit("opening a desk over its copy", people, ours: opening, limit: nil, unit: "ms", digits: 0),
                .limit("fetching the copy", people, ours: fetching, limit: nil, unit: "ms", digits: 0),
                .limit("memory of the copy", people, ours: memory, limit: 60, unit: "MB", digits: 0),
            ]
        }
    }

    /// Milliseconds until the event was fetched and written.
    private static func fetch(_ settings: DeskSettings) throws -> Double {
        let desk = try Desk(settings, journal: Journal(dataFolder: settings.dataFolder))
        let watch = Stopwatch()
        try desk.refreshCopy()
        return watch.milliseconds
    }

    /// Milliseconds from each pass to its answer.
    private static func scan(_ count: Int, _ desk: Desk) throws -> [Double] {
        try (0..<count).map { number in
            guard let serial = Serial(rawValue: Int64(CheckInExpo.firstSerial + number * 17)) else {
                throw SupportError("no serial")
            }
            let pass = try desk.pass(of: serial).digits
            let watch = Stopwatch()
            let answer = try desk.checkIn(pass, mode: .enter, gate: .main, id: desk.makeCommandID())
            guard answer.isByCopy, answer.reason == nil else { throw SupportError("not let in: \(answer.result)") }
            return watch.milliseconds
        }
    }
}
