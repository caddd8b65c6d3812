// `expodesk import`: a list of people out of a CSV file or a workbook.

import ArgumentParser
import Desk
import Domain
import Glibc
import Screens
import Sheets

/// Imports a list.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in a list of people: CSV or Excel (.xlsx).",
        discussion: """
            The heading row is found by itself, and columns by their headings in either language. All rows or none are \
            stored, unless --partial is given. Refused rows are written to a file beside the list, with their reasons: \
            mend them there and import that file; it is never written over. The same file a second time changes nothing.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Say what would happen, and store nothing.")
    var dryRun = false

    @Flag(help: "Store what is right though other rows are refused.")
    var partial = false

    @Flag(help: "People without a status of their own are approved at once.")
    var approve = false

    @Flag(help: "Everybody in the list agreed to the privacy text; not needed where the list has a column for it.")
    var consent = false

    @Flag(help: "People who are registered already get the list's data.")
    var update = false

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            """
            What a column is: a field's id, status, consent.at, consent.version, or - for nothing. An import remembers it for lists with the same \
            headings. Where there is no heading, columns are 1, 2, … or A, B, ….
            """,
            valueName: "heading=field"))
    var map: [String] = []

    @Flag(help: "The list has no heading row: its first row is a person. Say with --map which column has the names.")
    var noHeading = false

    @Option(help: "The sheet of a workbook; the first one without.")
    var sheet: String?

    @Flag(
        help:
            "Leave out rows and columns that are hidden in the workbook, by hand or by a filter; they are read without."
    )
    var skipHidden = false

    @Option(help: ArgumentHelp("Where refused rows go; beside the list without.", valueName: "file"))
    var refused: String?

    func run() throws {
        let session = try Session(options)
        let byHand = try Self.targets(map, session.words)
        let form = try session.walkInForm()
        let stop = Interruption.begin()
        defer { Stream.endProgress() }
        do {
            let list = try ImportFile(path: file, sheet: sheet, skipsHidden: skipHidden, stop: stop)
            let desk = try session.openDesk(takesLong: true)
            for left in (try? desk.leftImports()) ?? [] { Stream.note(session.words.importLeft(left)) }
            let work = ImportWork(
                list, form: form,
                options: ImportOptions(
                    approves: approve, hasConsent: consent, updates: update, isPartial: partial), byHand: byHand,
                hasHeading: noHeading ? false : nil)
            let words = session.words
            let report =
                dryRun
                ? try desk.previewImport(work, stop: stop, report: { Stream.progress(words.importing($0)) })
                : try desk.runImport(work, stop: stop, report: { Stream.progress(words.importing($0)) })
            Stream.endProgress()
            let answers = ImportAnswers(report: report, session: session)
            answers.tell(RefusedFile.write(report, to: refused, words))
            if report.counts.refused > 0 { throw Failure(.badInput) }
        } catch let error as ImportError {
            Stream.endProgress()
            throw failure(error, session)
        }
    }

    private static func targets(_ map: [String], _ words: Words) throws(Failure) -> [String: ImportTarget] {
        var targets: [String: ImportTarget] = [:]
        for text in map {
            guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
                let target = ImportTarget(String(text[text.index(after: equals)...]))
            else { throw Failure(.usage, words.badMap(text)) }
            targets[String(text[..<equals])] = target
        }
        return targets
    }

    /// What else a workbook has, where its first sheet is no list.
    private func otherSheets(_ error: ImportError, _ words: Words) -> String {
        switch error {
        case .obstacle(.noHeading), .obstacle(.noNames), .obstacle(.empty): break
        default: return ""
        }
        guard sheet == nil, let book = try? SheetFile(path: file), case .xlsx(let read) = book.format else { return "" }
        let others = book.sheets.filter { $0 != read }
        return others.isEmpty ? "" : "\n" + words.otherSheets(others)
    }

    private func failure(_ error: ImportError, _ session: Session) -> any Error {
        let text = session.words.importFailed(error, file) + otherSheets(error, session.words)
        switch error {
        case .desk(let error):
            let failure = session.failure(error)
            return failure.status == .outOfReach ? Failure(.outOfReach, text) : failure
        case .stopped:
            Stream.note(text)
            return ExitCode(128 + SIGINT)
        case .obstacle(.noConsent): return session.refusal("consent_missing", text)
        case .obstacle(.noField), .obstacle(.noColumn): return Failure(.usage, text)
        case .file(.unreadable(reason: _)), .overtaken, .unanswered: return Failure(.outOfReach, text)
        case .file, .obstacle: return Failure(.badInput, text)
        }
    }
}
