// `expodesk sync`: sends what waits in the journal, or carries it to another desk.

import ArgumentParser
import Desk
import Domain
import Journal
import Screens

/// Sends what waits.
struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send what waits in this desk's journal, or carry it to another desk.",
        discussion: """
            A desk that will not come back online writes what it has not sent with --export, without a database. \
            Another desk of the event takes the file in with --import, and sends it. What is sent from both is carried \
            out once. The file holds personal data and is sealed under a passphrase.
            """)

    @OptionGroup var options: GlobalOptions

    @Option(name: .customLong("export"), help: "Write what waits and what was set aside to this new file.")
    var exportFile: String?

    @Option(name: .customLong("import"), help: "Take this file of another desk in, then send what waits.")
    var importFile: String?

    @Option(help: "The file whose first line is the journal file's passphrase; without it a terminal is asked.")
    var passphraseFile: String?

    func run() throws {
        let session = try Session(options)
        if exportFile != nil, importFile != nil { throw Failure(.usage, session.words.oneWayOnly) }
        if let exportFile { return try JournalCarrying(session, passphraseFile).export(to: exportFile) }
        if let importFile { return try JournalCarrying(session, passphraseFile).takeIn(importFile) }
        try Self.send(try session.openDesk(takesLong: true), session)
    }

    /// Sends what waits, and says what came of it.
    static func send(_ desk: Desk, _ session: Session) throws {
        let (report, figures) = try session.withDesk { () throws(DeskError) in
            let report = try desk.sync()
            // A desk that was got ready so knows the event as it is when it goes out. Without a line the copy stays as it is,
            // and its age is said below.
            try? desk.refreshCopy()
            var figures = try DeskFigures(reading: desk.journal, session.configuration.desk)
            figures.printer = session.readPrinter()
            return (report, figures)
        }
        let ahead = try? desk.clockAhead()
        // Whoever sends what waits hears of the conflicts too, but only where the database can be asked for them.
        let conflicts = (try? desk.openConflicts()) ?? []
        let minutes = desk.minutesAheadOfUTC
        if session.json {
            let contact = ahead == nil ? [] : JSONValue.contact(Timestamp.now(), minutesAheadOfUTC: minutes)
            print(
                JSONValue.object(
                    json(report, conflicts, desk) + contact + JSONValue.clock(ahead)
                        + JSONValue.folder(figures, minutesAheadOfUTC: minutes)
                ).line)
        } else {
            let standing = session.words.standing(figures, clockAhead: ahead, minutesAheadOfUTC: minutes)
            let lines = conflicts.flatMap { conflict in
                [
                    session.words.openConflict(conflict, minutesAheadOfUTC: minutes),
                    "  " + session.words.whatToDo(about: conflict.conflict),
                ]
            }
            print((standing + session.words.sync(report) + lines).joined(separator: "\n"))
        }
        desk.tellOthers()
        if !report.setAside.isEmpty { throw Failure(.refused) }
        if report.waiting > 0, !report.isBusyElsewhere { throw Failure(.outOfReach, session.words.waitsForLine) }
    }

    private static func json(_ conflict: OpenConflict, _ desk: Desk) -> JSONValue {
        .object([
            "kind": .text(conflict.conflict.kind.rawValue), "asked": .text(conflict.conflict.asked),
            "serial": conflict.conflict.serial.map { .number($0.rawValue) },
            "name": conflict.person.map { .text($0.name) },
            "other": conflict.conflict.other.map { .number($0.rawValue) },
            "otherName": conflict.other.map { .text($0.name) },
            "reason": conflict.conflict.reason.map { .text($0.rawValue) },
            "gate": conflict.conflict.passage.map { .text($0.gate) },
            "claimedDay": conflict.conflict.claimedDay.map { .text($0.description) }, "desk": .text(conflict.deskName),
            "at": .text(Words.iso8601(conflict.madeAt, minutesAheadOfUTC: desk.minutesAheadOfUTC)),
        ])
    }

    /// A decision on one person that had no answer when it was made.
    private static func json(_ decided: SyncReport.Decided) -> JSONValue {
        let refused = decided.result.refused.first
        let status: Registration.Status? =
            switch decided.change {
            case .review(let review):
                refused == nil ? decided.result.waiting.isEmpty ? review.decision.status : .waitlisted : refused?.status
            case .undo: refused?.status
            }
        return .object([
            "serial": decided.serial.map { .number($0.rawValue) },
            "outcome": .text(refused == nil ? "decided" : "refused"), "status": status.map { .text($0.rawValue) },
            "reason": refused.map { .text($0.reason.rawValue) },
        ])
    }

    private static func json(
        _ report: SyncReport, _ conflicts: [OpenConflict], _ desk: Desk
    ) -> [JSONValue.Member] {
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
        return JSONValue.members([
            "sent": .number(Int64(report.sent)), "waiting": .number(Int64(report.waiting)),
            "sentAgain": report.sentAgain.isEmpty
                ? nil
                : .list(
                    report.sentAgain.map { entry in
                        JSONValue.object([
                            "serial": entry.serial.map { .number($0.rawValue) }, "name": entry.name.map { .text($0) },
                            "kind": .text(entry.kind),
                        ])
                    }),
            "decided": report.decided.isEmpty ? nil : .list(report.decided.map(json)),
            "setAside": list(report.setAside), "setAsideBefore": list(report.setAsideBefore),
            "conflicts": conflicts.isEmpty ? nil : .list(conflicts.map { json($0, desk) }),
            "busyElsewhere": report.isBusyElsewhere ? .flag(true) : nil,
        ])
    }
}
