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
        // By this machine's clock, and never from the future.
        let age = figures.copy.map { max(0, (Timestamp.now().milliseconds - $0.freshAt.milliseconds) / 1_000) }
        return members([
            "offlineCopy": .flag(figures.keepsCopy), "copyPeople": figures.copy.map { .number(Int64($0.people)) },
            "copyFreshAt": figures.copy.map { .text(Words.iso8601($0.freshAt, minutesAheadOfUTC: minutes)) },
            "copyAgeSeconds": age.map { .number($0) }, "copyBytes": figures.copy.map { .number(Int64($0.bytes)) },
        ])
    }

    static func disk(free: Int64?) -> [Member] {
        members(["diskFreeBytes": free.map { .number($0) }])
    }

    /// Beside a printer's own states: `no_service`, `no_printer`, and `missing` for a name that no printer has.
    static func printer(_ reading: PrinterReading?) -> [Member] {
        switch reading {
        case nil: []
        case .noService: members(["printerState": .text("no_service")])
        case .noPrinter: members(["printerState": .text("no_printer")])
        case .missing(let name): members(["printer": .text(name), "printerState": .text("missing")])
        case .printer(let printer):
            members([
                "printer": .text(printer.name), "printerState": .text(printer.state.rawValue),
                "printerReasons": printer.reasons.isEmpty ? nil : .list(printer.reasons.map { .text($0) }),
                "printerTakesJobs": .flag(printer.takesJobs), "printerJobs": .number(Int64(printer.jobs)),
            ])
        }
    }

    static func queue(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        members(["waiting": .number(Int64(figures.waiting))]) + since(figures, minutesAheadOfUTC: minutes)
            + members(["setAsideCount": .number(Int64(figures.setAside))])
    }

    /// Since when something waits.
    static func since(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        members([
            "waitingSince": figures.waitingSince.map { .text(Words.iso8601($0, minutesAheadOfUTC: minutes)) }
        ])
    }

    /// What a database had lost and this desk has put in line again, the latest first.
    static func lost(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        guard !figures.lost.isEmpty else { return [] }
        let list = figures.lost.map { change in
            JSONValue.object([
                "serial": change.serial.map { .number($0.rawValue) }, "name": change.name.map { .text($0) },
                "kind": .text(change.kind),
                "foundAt": .text(Words.iso8601(change.foundAt, minutesAheadOfUTC: minutes)),
            ])
        }
        return members(["lost": .list(list), "lostCount": .number(Int64(figures.lostCount))])
    }

    /// Damaged journals that lie in the folder, and what was made of them, the latest first.
    static func rebuilds(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        guard !figures.rebuilds.isEmpty else { return [] }
        let list = figures.rebuilds.map { rebuild in
            JSONValue.object([
                "at": .text(Words.iso8601(Timestamp(milliseconds: rebuild.at), minutesAheadOfUTC: minutes)),
                "file": .text(rebuild.file), "kept": .number(Int64(rebuild.kept)),
                "unreadable": .number(Int64(rebuild.unreadable)),
                "mayLackMore": rebuild.mayLackMore ? .flag(true) : nil,
            ])
        }
        return members(["journalRebuilt": .list(list)])
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

    /// - Parameter moment: when the database last answered; nil where nobody knows.
    static func contact(_ moment: Timestamp?, minutesAheadOfUTC minutes: Int) -> [Member] {
        members(["lastContact": moment.map { .text(Words.iso8601($0, minutesAheadOfUTC: minutes)) }])
    }

    static func journalGuard(_ way: JournalGuard) -> [Member] { members(["journalGuard": .text(way.rawValue)]) }

    /// What a data folder says, the queue aside.
    static func folder(_ figures: DeskFigures, minutesAheadOfUTC minutes: Int) -> [Member] {
        lease(figures) + copy(figures, minutesAheadOfUTC: minutes) + disk(free: figures.diskFree)
            + printer(figures.printer) + exported(figures, minutesAheadOfUTC: minutes)
            + journalGuard(figures.journalGuard)
    }
}
