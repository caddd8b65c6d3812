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
}

/// What they are answered.
public enum ImportNews: Sendable {
    case folder(asked: String, Result<FolderListing, PictureFault>)
    case opened(path: String, Result<[String], ImportError>)
    case columns(Result<ImportLayout, ImportError>)
    case progress(ImportProgress)
    case previewed(Result<ImportLook, ImportError>)
    case ended(Result<ImportLook, ImportError>)
}

/// A file's columns before anybody changed them.
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
    /// Counted from 1; nil where nothing said which row it is.
    public var headingLine: Int?
    /// Those with a heading, in the file's order.
    public var columns: [Column]
    /// The headings whose fields are remembered from another import.
    public var remembered: [String]
    /// What of the sheet is hidden, read or not.
    public var hidden = HiddenCells()

    init(_ format: SheetFormat, _ heading: ImportHeading, rows: some Collection<ImportRow>, remembered: [String] = []) {
        self.format = format
        headingLine = heading.line
        let first = rows.first { $0.cells.contains { !$0.isEmpty } }?.cells ?? []
        columns = heading.mapping.columns.enumerated().compactMap { place, column in
            guard !column.heading.isEmpty else { return nil }
            return Column(
                heading: column.heading, target: column.target,
                sample: first.indices.contains(place) ? first[place] : "")
        }
        self.remembered = remembered
    }

    /// Of a file whose heading nobody knows: the fullest of its first rows, for somebody to say what it is.
    init(guessing file: ImportFile) {
        func filled(_ row: ImportRow) -> Int { row.cells.count { !$0.isEmpty } }
        let top = file.rows.prefix(30)
        let most = top.map(filled).max() ?? 0
        let place = top.firstIndex { filled($0) == most } ?? 0
        let next = file.rows.indices.contains(place + 1) ? file.rows[place + 1].cells : []
        let cells = file.rows.indices.contains(place) ? file.rows[place].cells : []
        format = file.format
        columns = cells.enumerated().filter { !$0.element.isEmpty }.map { place, heading in
            Column(heading: heading, target: nil, sample: next.indices.contains(place) ? next[place] : "")
        }
        remembered = []
        hidden = file.hidden
    }
}

/// What an import would do, or did, as far as a screen shows it.
public struct ImportLook: Hashable, Sendable {
    public struct Refused: Hashable, Sendable {
        public var line: Int
        public var refusals: [ImportRefusal]
    }

    public var format: SheetFormat
    public var counts: ImportCounts
    public var options: ImportOptions
    public var ending: ImportReport.Ending
    /// The first of them.
    public var refused: [Refused]
    /// The file they were written to.
    public var refusedPath: String?
    /// What of the sheet is hidden.
    public var hidden = HiddenCells()
    /// And was left out.
    public var skipsHidden = false

    static let shown = 100

    init(
        format: SheetFormat, counts: ImportCounts, options: ImportOptions, ending: ImportReport.Ending,
        refused: [Refused], refusedPath: String?
    ) {
        self.format = format
        self.counts = counts
        self.options = options
        self.ending = ending
        self.refused = refused
        self.refusedPath = refusedPath
    }

    init(_ report: ImportReport, refusedPath: String?) {
        format = report.format
        counts = report.counts
        options = report.options
        ending = report.ending
        refused = report.refused.prefix(Self.shown).map { Refused(line: $0.row.line, refusals: $0.refusals) }
        self.refusedPath = refusedPath
        hidden = report.hidden
        skipsHidden = report.skipsHidden
    }
}
