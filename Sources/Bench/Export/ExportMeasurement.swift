// Attendees written to files by the program, against a bare COPY and a bare loop over libxlsxwriter.

import Domain
import Foundation
import Postgres
import TestSupport

/// Rounds of ours and of the peers in turn, over one crowd; and the memory of ours with a small and a large crowd.
enum ExportMeasurement {
    static func run(_ options: Options) throws -> [Finding] {
        let crowds = options.isQuick ? [10_000] : [100_000, options.crowds.max() ?? 1_000_000]
        return try crowds.flatMap { try measure($0, options) }
    }

    private static func measure(_ count: Int, _ options: Options) throws -> [Finding] {
        let folder = TestRun.shared.makeFolder()
        let expo = try SampleExpo(options.program, dataFolder: folder)
        try expo.grow(to: count)
        let rounds = options.isQuick ? 1 : count > 200_000 ? 2 : 3
        let address = try expo.server.ensureRunning().conninfo()
        let environment = ["EXPODESK_DATA_DIR": folder, "HOME": folder]
        let (csv, xlsx) = (folder + "/attendees.csv", folder + "/attendees.xlsx")
        let copy = "\\copy expo.registration TO '\(folder)/bare.csv' WITH (FORMAT csv)"
        var rates: [String: [Double]] = [:]
        var peaks: [String: Double] = [:]
        for _ in 0..<rounds {
            for (name, words) in [
                ("csv", [options.program, "export", "attendees", "--out", csv]),
                ("copy", [try Tool.ofPostgres("psql"), "--no-psqlrc", "--command", copy, address]),
                ("xlsx", [options.program, "export", "attendees", "--out", xlsx]),
                ("loop", [options.peers + "/xlsx_bare", csv, folder + "/bare.xlsx"]),
            ] {
                let run = try Tool.measure(words, environment: environment)
                rates[name, default: []].append(Double(count) / run.seconds)
                peaks[name] = max(peaks[name] ?? 0, run.peak)
            }
        }
        func rate(_ name: String) -> Double { Number.median(rates[name] ?? []) }
        let how = "\(count) people, the program from start to end, \(rounds) rounds"
        func memory(_ name: String) -> Finding {
            .limit(
                "export attendees as \(name.uppercased()), peak memory", how, ours: peaks[name] ?? 0, limit: 60,
                unit: "MB", digits: 0)
        }
        return [
            .peer(
                "export attendees as CSV", how, ours: rate("csv"), peer: rate("copy"), named: "COPY TO STDOUT",
                unit: "/s", atLeast: nil),
            memory("csv"),
            .peer(
                "export attendees as XLSX", how + "; the peer has the cells in a file already", ours: rate("xlsx"),
                peer: rate("loop"), named: "libxlsxwriter", unit: "/s", atLeast: nil),
            memory("xlsx"),
        ]
    }
}
