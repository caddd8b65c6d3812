// `expodesk export`: a table as a file for a spreadsheet.

import ArgumentParser
import Desk
import Domain
import Glibc
import Screens
import Sheets
import Store

/// Writes one table of the event as CSV or as a workbook.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write attendees, check-ins or a sign-off sheet to a file.",
        usage: "expodesk export attendees|check-ins|sign-off [--format csv|xlsx] [--out <file>] [--filter <filter>]")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("attendees, check-ins or sign-off.", valueName: "table"))
    var table: String

    @Option(help: "csv or xlsx; without it, what --out ends in, and xlsx without that.")
    var format: String?

    @Option(help: "The file; without it, a name with the table and the day, here.")
    var out: String?

    @Option(help: "Only some people: what the console's filter takes.")
    var filter: String?

    func run() throws {
        let session = try Session(options)
        let words = session.words
        let table: ExportRecord.Table = try Self.word(self.table, "", words)
        let kind = try kind(words)
        let desk = try session.openDesk(takesLong: true)
        let read = session.filter(filter ?? "", desk)
        if let fault = read.faults.first {
            throw Failure(.usage, words.badFilter(fault, in: read.text, option: "--filter"))
        }
        let day = Words.day(Timestamp.now(), minutesAheadOfUTC: desk.minutesAheadOfUTC) ?? desk.event.firstDay
        var work = ExportWork(
            table, kind, path: out ?? words.exportFile(table, kind, day), filter: read.filter, filterText: filter ?? "")
        // Who names a file means that one, in scripts above all; a name made here takes nobody's place.
        work.keepsExisting = out == nil
        let stop = Interruption.begin()
        defer { Stream.endProgress() }
        let report: ExportReport
        do throws(ExportError) {
            report = try work.run(
                on: desk, stop: stop, words: ExportWords(words, desk.event, minutesAheadOfUTC: desk.minutesAheadOfUTC),
                report: { Stream.progress(words.exporting($0)) })
        } catch {
            throw Failure(.outOfReach, words.error(error))
        }
        Stream.endProgress()
        guard !report.wasStopped else {
            Stream.note(words.exportStopped)
            throw ExitCode(128 + SIGINT)
        }
        say(report, session)
    }

    private func kind(_ words: Words) throws -> SheetKind {
        let asked: SheetKind? = try format.map { try Self.word($0, "--format: ", words) }
        guard let out else { return asked ?? .xlsx }
        if out.isEmpty { throw Failure(.usage, words.exportNeedsFile) }
        let named = SheetKind(nameOf: out)
        guard let asked else {
            if let named { return named }
            throw Failure(.usage, words.exportUnknownKind(out))
        }
        if let named, named != asked { throw Failure(.usage, "--out: \(words.exportEndsOtherwise(asked))") }
        return asked
    }

    private func say(_ report: ExportReport, _ session: Session) {
        guard session.json else {
            print(session.words.exported(report))
            return
        }
        print(
            JSONValue.object([
                "table": .text(report.record.table.rawValue), "format": .text(report.record.format),
                "file": .text(report.path), "rows": .number(Int64(report.record.rows)),
            ]).line)
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ option: String, _ words: Words
    ) throws(Failure) -> Word {
        if let word = Word(rawValue: text) { return word }
        let allowed = Word.allCases.map(\.rawValue)
        throw Failure(.usage, option + words.unknownWord(text, allowed, NearestWord.of(text, in: allowed)))
    }
}
