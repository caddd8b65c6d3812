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
        let desk: Desk
        do throws(Failure) {
            desk = try session.openDesk(patience: DeskSettings.longPatience)
        } catch {
            try UnsentReport(session).tell(error)
            throw error
        }
        try Self.send(desk, session)
    }

    /// Sends what waits, and says what came of it. The desk has been opened just now.
    /// - Parameter ifStuck: the sentence for what could not be sent; without it what was said before tells the rest.
    static func send(_ desk: Desk, _ session: Session, ifStuck: String? = nil) throws {
        // What cannot be looked at now is met by the sending itself.
        try? desk.journal.examine()
        let (report, figures) = try sync(desk, session)
        let ahead = try? desk.clockAhead()
        // Whoever sends what waits hears of the conflicts too, but only where the database can be asked for them.
        let conflicts = (try? desk.openConflicts()) ?? []
        let standing = Standing(
            figures: figures, clockAhead: ahead, conflicts: conflicts,
            conflictCount: max((try? desk.openConflictCount()) ?? 0, conflicts.map(\.count).reduce(0, +)),
            minutesAheadOfUTC: desk.minutesAheadOfUTC)
        if session.json {
            print(JSONValue.object(json(report, standing)).line)
        } else {
            print(lines(report, standing, desk, session.words).joined(separator: "\n"))
        }
        desk.tellOthers()
        if !report.setAside.isEmpty { throw Failure(.refused) }
        if report.isStuck { throw Failure(.outOfReach, ifStuck ?? session.words.notSent) }
    }

    /// What a sync has found, beside what it has sent.
    private struct Standing {
        var figures: DeskFigures
        /// Nil where the database has not answered.
        var clockAhead: Int?
        var conflicts: [OpenConflict]
        /// Of all there are, whether they were read or not.
        var conflictCount: Int
        var minutesAheadOfUTC: Int
    }

    private static func sync(
        _ desk: Desk, _ session: Session
    ) throws(Failure) -> (SyncReport, DeskFigures) {
        try session.withDesk { () throws(DeskError) in
            let report = try desk.sync(triesLine: false)
            // A desk that was got ready so knows the event as it is when it goes out, and can register people. Without a
            // line the copy stays as it is, and its age is said below.
            try? desk.refreshCopy()
            desk.leaseEarly()
            var figures = try desk.figures()
            figures.printer = session.readPrinter()
            return (report, figures)
        }
    }

    private static func lines(
        _ report: SyncReport, _ standing: Standing, _ desk: Desk, _ words: Words
    ) -> [String] {
        let (figures, minutes) = (standing.figures, standing.minutesAheadOfUTC)
        var lines = words.standing(
            figures, clockAhead: standing.clockAhead, isOutOfReach: standing.clockAhead == nil,
            minutesAheadOfUTC: minutes)
        lines += words.rebuilt(figures, minutesAheadOfUTC: minutes)
        if report.isStuck {
            lines.append(words.unsent(figures, because: desk.whyOutOfReach, minutesAheadOfUTC: minutes))
        }
        // What this run has sent again itself is among what it did.
        let lost = figures.lost.filter { change in
            !report.sentAgain.contains { $0.serial == change.serial && $0.kind == change.kind }
        }
        let lostCount = max(figures.lostCount - report.sentAgain.count, lost.count)
        if lostCount > 0 { lines.append(words.lost(lost, of: lostCount, minutesAheadOfUTC: minutes)) }
        lines += words.sync(report) + words.answered(report, minutesAheadOfUTC: minutes)
        let read = standing.conflicts.map(\.count).reduce(0, +)
        if read < standing.conflictCount { lines.append(words.conflictsShown(read, of: standing.conflictCount)) }
        for conflict in standing.conflicts {
            lines += [
                words.openConflict(conflict, minutesAheadOfUTC: minutes),
                "  " + words.whatToDo(about: conflict.conflict),
            ]
        }
        return lines
    }

    private static func json(_ conflict: OpenConflict, minutesAheadOfUTC minutes: Int) -> JSONValue {
        .object([
            "kind": .text(conflict.conflict.kind.rawValue), "asked": .text(conflict.conflict.asked),
            "serial": conflict.conflict.serial.map { .number($0.rawValue) },
            "name": conflict.person.map { .text($0.name) },
            "other": conflict.conflict.other.map { .number($0.rawValue) },
            "otherName": conflict.other.map { .text($0.name) },
            "reason": conflict.conflict.reason.map { .text($0.rawValue) },
            "gate": conflict.conflict.passage.map { .text($0.gate) },
            "claimedDay": conflict.conflict.claimedDay.map { .text($0.description) }, "desk": .text(conflict.deskName),
            "at": .text(Words.iso8601(conflict.madeAt, minutesAheadOfUTC: minutes)),
            "count": conflict.count == 1 ? nil : .number(Int64(conflict.count)),
            "serials": conflict.count == 1 ? nil : .list(conflict.serials.map { .number($0.rawValue) }),
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

    /// Nobody had decided it, and it was so already.
    private static func json(_ entry: SyncReport.Answered, minutesAheadOfUTC minutes: Int) -> JSONValue {
        .object([
            "serial": .number(entry.serial.rawValue), "name": entry.name.map { .text($0) }, "kind": .text(entry.kind),
            "reason": .text(entry.reason),
            "at": entry.admission.map { .text(Words.iso8601($0.entered.at, minutesAheadOfUTC: minutes)) },
            "gate": entry.admission.map { .text($0.entered.gate) }, "by": entry.admission.map { .text($0.entered.by) },
        ])
    }

    private static func json(_ report: SyncReport, _ standing: Standing) -> [JSONValue.Member] {
        func list<Item>(_ items: [Item], _ value: (Item) -> JSONValue) -> JSONValue? {
            items.isEmpty ? nil : .list(items.map(value))
        }
        func setAside(_ entry: SyncReport.SetAside) -> JSONValue {
            .object([
                "serial": .number(entry.serial.rawValue), "name": entry.name.map { .text($0) },
                "kind": .text(entry.kind), "reason": .text(entry.reason),
            ])
        }
        let (figures, minutes) = (standing.figures, standing.minutesAheadOfUTC)
        let contact = standing.clockAhead == nil ? figures.lastContact : Timestamp.now()
        return JSONValue.members([
            "sent": .number(Int64(report.sent)), "waiting": .number(Int64(report.waiting)),
        ])
            + (report.waiting > 0 ? JSONValue.since(figures, minutesAheadOfUTC: minutes) : [])
            + JSONValue.members([
                "reason": report.isStuck ? .text(UnsentReport.outOfReach) : nil,
                "answered": list(report.answered) { json($0, minutesAheadOfUTC: minutes) },
                "sentAgain": list(report.sentAgain) { entry in
                    .object([
                        "serial": entry.serial.map { .number($0.rawValue) }, "name": entry.name.map { .text($0) },
                        "kind": .text(entry.kind),
                    ])
                },
                "decided": list(report.decided, json), "setAside": list(report.setAside, setAside),
                "setAsideBefore": list(report.setAsideBefore, setAside),
                "conflicts": list(standing.conflicts) { json($0, minutesAheadOfUTC: minutes) },
                "conflictCount": standing.conflicts.isEmpty ? nil : .number(Int64(standing.conflictCount)),
                "busyElsewhere": report.isBusyElsewhere ? .flag(true) : nil,
            ])
            + JSONValue.lost(figures, minutesAheadOfUTC: minutes)
            + JSONValue.rebuilds(figures, minutesAheadOfUTC: minutes)
            + JSONValue.contact(contact, minutesAheadOfUTC: minutes) + JSONValue.clock(standing.clockAhead)
            + JSONValue.folder(figures, minutesAheadOfUTC: minutes)
    }
}

extension SyncReport {
    /// Something waits on, and nobody is sending it.
    fileprivate var isStuck: Bool { waiting > 0 && !isBusyElsewhere }
}
