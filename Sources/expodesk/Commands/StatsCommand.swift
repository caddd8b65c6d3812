// `expodesk stats`: how the event stands, for scripts.

import ArgumentParser
import Desk
import Domain
import Screens

/// The dashboard's numbers.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Print how the event stands: the dashboard's numbers.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk()
        let numbers = try session.withDesk { () throws(DeskError) in try desk.numbers() }
        if session.json {
            print(Self.json(numbers).line)
        } else {
            print(session.words.figures(numbers, of: desk.event).joined(separator: "\n"))
        }
    }

    private static func json(_ numbers: EventNumbers) -> JSONValue {
        func number(_ count: Int) -> JSONValue { .number(Int64(count)) }
        func parts(_ parts: [NumberPart]) -> JSONValue? {
            parts.isEmpty ? nil : .object(parts.map { JSONValue.Member(key: $0.name, value: number($0.count)) })
        }
        return .object([
            "at": .text(Words.iso8601(numbers.at, minutesAheadOfUTC: numbers.minutesAheadOfUTC)),
            "registered": number(numbers.registered), "approved": number(numbers.approved),
            "waiting": number(numbers.waiting), "arrived": number(numbers.arrivedPeople),
            "noShows": number(numbers.noShows), "enteredToday": number(numbers.enteredToday()),
            "insideNow": number(numbers.insideNow()),
            "enteredLastFiveMinutes": number(numbers.lastMinutes(5).reduce(0, +)),
            "enteredLastHour": number(numbers.lastMinutes(60).reduce(0, +)), "forecast": number(numbers.forecast()),
            "byStatus": parts(numbers.byStatus), "bySource": parts(numbers.bySource),
            "byCategory": parts(numbers.byCategory), "byGate": parts(numbers.byGate()),
            "byDesk": parts(numbers.byDesk), "insideByArea": parts(numbers.insideByArea),
            "perHour": parts(numbers.perHour(numbers.today)),
        ])
    }
}
