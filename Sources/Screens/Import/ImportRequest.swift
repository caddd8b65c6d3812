// What the steps of an import ask of the desk, and what they are answered.

public import Desk
public import Domain
public import Sheets

/// One import as it stands: the file, and what was decided about it.
public struct ImportAsk: Hashable, Sendable {
    public var path: String
    /// Of a workbook with several; nil takes the first that is not hidden.
    public var sheet: String?
    public var options: ImportOptions
    /// Rows and columns that nobody sees in the workbook are left out.
    public var skipsHidden = false
    /// What was said of columns here, by their headings.
    public var byHand: [String: ImportTarget]
    /// Whether the file has a heading; nil where nobody said.
    public var hasHeading: Bool?
}

/// The handle that stops one import. Two are the same where they stop the same.
public struct ImportStop: Hashable, Sendable {
    public let stop = WorkStop()

    public static func == (left: Self, right: Self) -> Bool { left.stop === right.stop }

    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(stop)) }
}

/// What the steps of an import ask.
public enum ImportTask: Hashable, Sendable {
    case folder(String)
    /// Which sheets a file has.
    case open(path: String)
    case columns(ImportAsk)
    /// - Parameter savesRefused: writes the rows that are refused to a file beside the list.
    case preview(ImportAsk, Language, savesRefused: Bool)
    case run(ImportAsk, Language, ImportStop)
    case stop(ImportStop)
    /// What became of imports that nobody was told the end of.
    case left
}

/// A sheet of a workbook.
public struct ImportSheet: Hashable, Sendable {
    public var name: String
    /// Whoever opens the workbook does not see it.
    public var isHidden = false
}

/// What they are answered.
public enum ImportNews: Sendable {
    case folder(asked: String, Result<FolderListing, PictureFault>)
    case opened(path: String, Result<[ImportSheet], ImportError>)
    case columns(Result<ImportLayout, ImportError>)
    case progress(ImportProgress)
    case previewed(Result<ImportLook, ImportError>)
    case ended(Result<ImportLook, ImportError>)
    case left(Result<[LeftImport], DeskError>)
    case askAgain
}

/// A file's columns as an import would understand them now.
public struct ImportLayout: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public var heading: String
        public var target: ImportTarget?
        /// What the first person has in it.
        public var sample: String
        /// Somebody said here what it is.
        public var isByHand = false
    }

    public var format: SheetFormat
    /// Counted from 1; nil where the file has no heading.
    public var headingLine: Int?
    /// Nothing in the file says where the names are: which row the heading is, is a guess.
    public var isGuess = false
    /// Those with a heading, in the file's order.
    public var columns: [Column]
    /// The headings whose fields are remembered from another import.
    public var remembered: [String]
    /// What of the sheet is hidden, read or not.
    public var hidden = HiddenCells()

    init(_ format: SheetFormat, _ heading: ImportHeading, rows: some Collection<ImportRow>, remembered: [String] = []) {
        self.format = format
        headingLine = heading.isThere ? heading.line : nil
        let first = rows.first { $0.cells.contains { !$0.isEmpty } }?.cells ?? []
        columns = heading.mapping.columns.enumerated().compactMap { place, column in
            guard !column.heading.isEmpty else { return nil }
            return Column(
                heading: column.heading, target: column.target,
                sample: first.indices.contains(place) ? first[place] : "")
        }
        self.remembered = remembered
    }
}

/// What an import would do, or did, as far as a screen shows it.
public struct ImportLook: Hashable, Sendable {
    public struct Refused: Hashable, Sendable {
        public var line: Int
        public var refusals: [ImportRefusal]
    }

    /// Somebody who is there with other data than the list has.
    public struct Changed: Hashable, Sendable {
        public var line: Int
        public var before: Registration
        public var after: Registration
    }

    /// Somebody whose place the list would change.
    public struct Elsewhere: Hashable, Sendable {
        public var line: Int
        public var row: Registration
        public var said: Registration.Status
    }

    public var format: SheetFormat
    public var counts: ImportCounts
    public var options: ImportOptions
    public var ending: ImportReport.Ending
    /// The first of them.
    public var refused: [Refused]
    /// The first of them.
    public var changed: [Changed] = []
    /// The first who stand elsewhere than the list says.
    public var elsewhere: [Elsewhere] = []
    /// Somebody new waits to be decided.
    public var waits: Bool
    /// The file they were written to, or why they were not.
    public var written = RefusedFile.Written.nothing
    /// What of the sheet is hidden.
    public var hidden = HiddenCells()
    /// And was left out.
    public var skipsHidden = false

    static let shown = 100

    init(
        format: SheetFormat, counts: ImportCounts, options: ImportOptions, ending: ImportReport.Ending,
        refused: [Refused], changed: [Changed] = [], written: RefusedFile.Written = .nothing
    ) {
        self.format = format
        self.counts = counts
        self.options = options
        self.ending = ending
        self.refused = refused
        self.changed = changed
        self.written = written
        waits = counts.new > 0 && !options.approves
    }

    init(_ report: ImportReport, written: RefusedFile.Written) {
        format = report.format
        counts = report.counts
        options = report.options
        ending = report.ending
        refused = report.refused.prefix(Self.shown).map { Refused(line: $0.row.line, refusals: $0.refusals) }
        changed = report.changed.prefix(Self.shown).map { Changed(line: $0.line, before: $0.before, after: $0.after) }
        elsewhere = report.standsElsewhere.prefix(Self.shown).map {
            Elsewhere(line: $0.line, row: $0.row, said: $0.said)
        }
        waits = report.verdicts.contains { verdict in
            if case .new(let person) = verdict { [.applied, .held].contains(person.status) } else { false }
        }
        self.written = written
        hidden = report.hidden
        skipsHidden = report.skipsHidden
    }
}
