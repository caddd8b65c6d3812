// `make bench`: the budgets of the design, measured against their limits and peers, one table.

import Glibc

/// Runs the measurements asked for and prints one table. The verdicts are for reading: the exit status is 0 whatever
/// they are, and 1 only where something could not be measured.
@main
struct Bench {
    static func main() {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            let bench = Bench(options: options)
            exit(bench.run() ? 0 : 1)
        } catch {
            Note.say("bench: \(error)")
            exit(2)
        }
    }

    private let options: Options

    private init(options: Options) {
        self.options = options
    }

    private func run() -> Bool {
        let begun = Stopwatch()
        let before = Machine.load()
        var report = Report()
        var isComplete = true
        for name in Options.Part.allCases where options.parts.contains(name) {
            Note.say("measuring \(name.title) …")
            do {
                report.add(try name.measure(options))
            } catch {
                isComplete = false
                Note.say("\(name.title) could not be measured: \(error)")
            }
        }
        report.conditions = [
            Machine.description, "load average \(before) before and \(Machine.load()) after",
            "\(Int(begun.milliseconds / 1000)) s in all; medians over rounds of ours and the peer's in turn",
        ]
        print(options.isMarkdown ? report.markdown : report.text)
        return isComplete
    }
}

extension Options.Part {
    fileprivate var title: String {
        switch self {
        case .qr: "QR pictures"
        case .console: "the console on a pseudo-terminal"
        case .search: "searches and pages"
        case .store: "walk-ins through the store"
        case .checkIn: "check-ins through the store"
        case .review: "decisions on applications"
        case .import: "lists coming in"
        case .export: "tables going out"
        case .journal: "the desk's journal"
        case .offline: "a desk without a line"
        }
    }

    fileprivate func measure(_ options: Options) throws -> [Finding] {
        switch self {
        case .qr: try QRMeasurement.run(options)
        case .console: try ConsoleMeasurement.run(options)
        case .search: try SearchMeasurement.run(options)
        case .store: try StoreMeasurement.run(options)
        case .checkIn: try CheckInMeasurement.run(options)
        case .review: try ReviewMeasurement.run(options)
        case .import: try ImportMeasurement.run(options)
        case .export: try ExportMeasurement.run(options)
        case .journal: try JournalMeasurement.run(options)
        case .offline: try OfflineMeasurement.run(options)
        }
    }
}
