// How a desk stands, as `sync` and `doctor` print it for programs.

import Desk
import Domain
import Journal
import Printing
import Screens

extension JSONValue {
    /// Serials, by themselves and leased at a time.
    static func lease(_ figures: DeskFigures) -> [Member] {
        members([
            "serialsLeft": figures.serialsLeft.map { .number(Int64($0)) },
            "serialBlock": .number(Int64(figures.blockSize)),
        ])
    }

    /// The desk's copy of the event; no people where there is none.
    static func copy(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        members([
            "copyPeople": figures.copy.map { .number(Int64($0.people)) },
            "copyFreshAt": figures.copy.map { .text(Words.iso8601($0.freshAt, minutesAheadOfUTC: minutes)) },
            "copyBytes": figures.copy.map { .number(Int64($0.bytes)) },
        ])
    }

    static func disk(free: Int64?) -> [Member] {
        members(["diskFreeBytes": free.map { .number($0) }])
    }

    /// A name without a state: there is no printer of that name.
    static func printer(_ reading: PrinterReading?) -> [Member] {
        switch reading {
        case .noService, .noPrinter, nil: []
        case .missing(let name): members(["printer": .text(name)])
        case .printer(let printer):
            members([
                "printer": .text(printer.name), "printerState": .text(printer.state.rawValue),
                "printerReasons": printer.reasons.isEmpty ? nil : .list(printer.reasons.map { .text($0) }),
                "printerTakesJobs": .flag(printer.takesJobs), "printerJobs": .number(Int64(printer.jobs)),
            ])
        }
    }

    static func queue(_ figures: DeskFigures) -> [Member] {
        members(["waiting": .number(Int64(figures.waiting)), "setAsideCount": .number(Int64(figures.setAside))])
    }

    static func exported(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        members([
            "exportedAt": figures.exported.map { .text(Words.iso8601($0.at, minutesAheadOfUTC: minutes)) },
            "exportedCommands": figures.exported.map { .number(Int64($0.count)) },
            "exportedFile": figures.exported.map { .text($0.file) },
        ])
    }

    /// - Parameter ahead: of the server's clock, in milliseconds; nil where it was not compared.
    static func clock(_ ahead: Int?) -> [Member] {
        members(["clockAheadMilliseconds": ahead.map { .number(Int64($0)) }])
    }

    /// The day that somebody has said, and when.
    static func day(_ said: DayByHand, minutesAheadOfUTC minutes: Int) -> [Member] {
        members([
            "day": .text(said.day.description),
            "daySaidAt": .text(Words.iso8601(said.since, minutesAheadOfUTC: minutes)),
        ])
    }

    static func contact(_ moment: Timestamp, minutesAheadOfUTC minutes: Int) -> [Member] {
        members(["lastContact": .text(Words.iso8601(moment, minutesAheadOfUTC: minutes))])
    }

    static func journalGuard(_ way: JournalGuard) -> [Member] { members(["journalGuard": .text(way.rawValue)]) }

    /// What a data folder says, the queue aside.
    static func folder(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        lease(figures) + copy(figures, minutesAheadOfUTC: minutes) + disk(free: figures.diskFree)
            + printer(figures.printer) + exported(figures, minutesAheadOfUTC: minutes)
            + journalGuard(figures.journalGuard)
    }
}
