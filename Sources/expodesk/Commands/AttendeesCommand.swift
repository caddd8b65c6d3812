// `expodesk attendees`: everybody, or those a search finds.

import ArgumentParser
import Desk
import Domain
import Screens
import Store

/// Lists attendees in the order of their serials.
struct AttendeesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "attendees", abstract: "List attendees.")

    @OptionGroup var options: GlobalOptions

    @Option(
        help:
            "What the console's filter takes: parts of a name, its initials, a telephone's end; status:held phone:none."
    )
    var search: String?

    @Option(help: "applied, approved, rejected, waitlisted, held, cancelled or merged; every status without.")
    var status: String?

    @Option(help: "How many at the most; all without.")
    var limit: Int?

    @Option(help: "Only those after this serial.")
    var after: String?

    private static let pageSize = 500

    func run() throws {
        let session = try Session(options)
        let status = try self.status.map { (word) throws(Failure) in try Self.status(word, session.words) }
        if let limit, limit < 1 { throw Failure(.usage, session.words.badLimit) }
        var start = AttendeeQuery.Start.first
        if let after {
            // 0 is before the first: what a script that pages begins with.
            if let serial = Serial(after) {
                start = .after(AttendeeKey(serial: serial))
            } else if Int(after) != 0 {
                throw Failure(.usage, session.words.badSerial(after))
            }
        }
        let desk = try session.openDesk()
        let filter = try self.filter(status, desk, session)
        session.sayLine(of: desk)
        var table = AttendeeTable(session.words, desk.event)
        var left = limit ?? .max
        while left > 0 {
            let size = min(left, Self.pageSize)
            let page = try session.withDesk { () throws(DeskError) in
                try desk.attendees(filter: filter, sort: .standard, start: start, limit: size)
            }
            if session.json {
                try Self.printJSON(page.rows.map(\.registration), desk, session)
            } else {
                table.print(page.rows.map(\.registration))
            }
            left -= page.rows.count
            guard page.hasMoreAfter, let last = page.rows.last else { return }
            start = .after(last.key)
        }
    }

    /// What `--search` and `--status` ask for together. A script is told of the first fault, and lists nobody.
    private func filter(
        _ status: Registration.Status?, _ desk: Desk, _ session: Session
    ) throws(Failure) -> AttendeeFilter {
        let read = session.filter(search ?? "", desk)
        if let fault = read.faults.first {
            throw Failure(.usage, session.words.badFilter(fault, in: read.text))
        }
        var filter = read.filter
        if let status { filter.clauses.append(AttendeeFilter.Clause(.status([status]))) }
        return filter
    }

    private static func printJSON(_ rows: [Registration], _ desk: Desk, _ session: Session) throws(Failure) {
        let entered = try session.withDesk { () throws(DeskError) in
            try desk.firstEntriesToday(of: rows.map(\.serial))
        }
        for row in rows {
            let checkedInAt = entered[row.serial].map {
                Words.iso8601($0, minutesAheadOfUTC: desk.minutesAheadOfUTC)
            }
            let person = JSONValue.person(row, pass: try? desk.pass(of: row.serial), checkedInAt: checkedInAt)
            print(JSONValue.object(person).line)
        }
    }

    private static func status(_ word: String, _ words: Words) throws(Failure) -> Registration.Status {
        if let status = Registration.Status(rawValue: word) { return status }
        let allowed = Registration.Status.allCases.map(\.rawValue)
        throw Failure(
            .usage, "--status: " + words.unknownWord(word, allowed, NearestWord.of(word, in: allowed)))
    }
}
