// `expodesk sync`: sends what waits in the journal.

import ArgumentParser
import Desk
import Domain
import Screens

/// Sends what waits.
struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send what waits in this desk's journal.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk()
        let report = try session.withDesk { () throws(DeskError) in try desk.sync() }
        if session.json {
            print(Self.json(report).line)
        } else {
            print(session.words.sync(report).joined(separator: "\n"))
        }
        desk.tellOthers()
        if !report.setAside.isEmpty { throw Failure(.refused) }
        if report.waiting > 0, !report.isBusyElsewhere { throw Failure(.outOfReach) }
    }

    private static func json(_ report: SyncReport) -> JSONValue {
        func list(_ entries: [SyncReport.SetAside]) -> JSONValue? {
            guard !entries.isEmpty else { return nil }
            return .list(
                entries.map { entry in
                    JSONValue.object([
                        "serial": .number(entry.serial.rawValue), "name": entry.name.map { .text($0) },
                        "kind": .text(entry.kind), "reason": .text(entry.reason),
                    ])
                })
        }
        return .object([
            "sent": .number(Int64(report.sent)), "waiting": .number(Int64(report.waiting)),
            "setAside": list(report.setAside), "setAsideBefore": list(report.setAsideBefore),
            "busyElsewhere": report.isBusyElsewhere ? .flag(true) : nil,
        ])
    }
}
