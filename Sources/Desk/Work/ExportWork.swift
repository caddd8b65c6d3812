// A table as a file: long work that leaves a whole file and a record of it, or nothing.

public import Domain
internal import Glibc
public import Sheets
public import Store

/// How an export reads: headings and cells are the screens' to say.
public protocol ExportWording {
    func sheet(_ table: ExportRecord.Table) -> String
    func heading(_ column: ExportColumn) -> String
    /// - Parameter field: of a column that is a question: as this person was asked it.
    func cell(_ column: ExportColumn, _ person: ExportedPerson, asked field: FormField?) -> SheetCell
    var movementHeading: [String] { get }
    func movement(_ movement: ExportedMovement) -> [SheetCell]
    var signOffHeading: [String] { get }
}

/// What a run of `ExportWork` did.
public struct ExportReport: Hashable, Sendable {
    public var path: String
    public var record: ExportRecord
    /// It was told to stop: there is no file, and nothing is recorded.
    public var wasStopped: Bool

    /// From the root: where to look for it, whatever folder the program was started in.
    public var wholePath: String {
        guard let whole = realpath(path, nil) else { return path }
        defer { free(whole) }
        return String(cString: whole)
    }

    public init(path: String, record: ExportRecord, wasStopped: Bool = false) {
        self.path = path
        self.record = record
        self.wasStopped = wasStopped
    }
}

/// Why there is no file.
public enum ExportError: Error, Sendable {
    case desk(DeskError)
    case file(SheetWriteError)
}

/// Writes one table as one file, in one snapshot of the database. The export is recorded before the file gets its name:
/// nothing leaves unrecorded.
public struct ExportWork: Hashable, Sendable {
    public var table: ExportRecord.Table
    public var kind: SheetKind
    public var path: String
    public var filter: AttendeeFilter
    /// The filter as it was typed.
    public var filterText: String
    /// A file that has the name already stays, and the new one gets a number.
    public var keepsExisting = false

    /// - Parameter path: `~/` is the user's own folder.
    public init(
        _ table: ExportRecord.Table, _ kind: SheetKind, path: String, filter: AttendeeFilter = .everybody,
        filterText: String = ""
    ) {
        self.table = table
        self.kind = kind
        let home = path.hasPrefix("~/") ? getenv("HOME").map { String(cString: $0) } : nil
        self.path = home.map { $0 + path.dropFirst() } ?? path
        self.filter = filter
        self.filterText = filterText
    }

    /// - Parameter report: called on this thread, at most four times a second.
    public func run(
        on desk: Desk, stop: WorkStop = WorkStop(), words: some ExportWording,
        report: (WorkProgress) -> Void = { _ in }
    ) throws(ExportError) -> ExportReport {
        var record = ExportRecord(table: table, format: kind.rawValue, filter: filterText, rows: 0)
        var fault: SheetWriteError?
        do {
            let writer = try desk.withStore { store in
                try store.snapshot { snapshot in
                    do {
                        return try write(snapshot, desk.event.id, words, stop, report)
                    } catch let error as SheetWriteError {
                        // The desk would take it for an answer of the database.
                        fault = error
                        return nil
                    }
                }
            }
            if let fault { throw fault }
            guard let writer, !stop.isAsked else { return ExportReport(path: path, record: record, wasStopped: true) }
            try writer.close()
            record.rows = writer.rows - 1
            _ = try desk.submit(Submission(id: desk.makeCommandID(), change: .export(record)))
            return ExportReport(path: try writer.publish(keepsExisting: keepsExisting), record: record)
        } catch let error as SheetWriteError {
            throw .file(error)
        } catch let error as DeskError {
            throw .desk(error)
        } catch {
            throw .desk(.store(.unreadable(String(describing: error))))
        }
    }

    /// Everything but the file's name; nil where it was told to stop.
    private func write(
        _ snapshot: StoreSnapshot, _ event: EventID, _ words: some ExportWording, _ stop: WorkStop,
        _ report: (WorkProgress) -> Void
    ) throws -> SheetWriter? {
        var meter = WorkMeter(total: try total(snapshot, event), now: Monotonic.milliseconds())
        var isStopped = false
        func goesOn(_ writer: SheetWriter) -> Bool {
            if let progress = meter.report(writer.rows - 1, now: Monotonic.milliseconds()) { report(progress) }
            isStopped = stop.isAsked
            return !isStopped
        }
        let writer: SheetWriter
        switch table {
        case .attendees:
            let columns = ExportColumns(try snapshot.forms(of: event))
            writer = try begin(words, Self.distinct(columns.columns.map { ($0, words.heading($0)) }))
            try snapshot.registrations(filter, sort: .standard, event: event) { rows in
                for person in try snapshot.people(rows, event: event) {
                    try writer.row(
                        columns.columns.map { column in
                            guard case .field(let field) = column else { return words.cell(column, person, asked: nil) }
                            return words.cell(column, person, asked: columns.field(field, of: person.row))
                        })
                }
                return goesOn(writer)
            }
        case .checkIns:
            writer = try begin(words, words.movementHeading)
            try snapshot.movements(filter, event: event) { movements in
                for movement in movements { try writer.row(words.movement(movement)) }
                return goesOn(writer)
            }
        case .signOff:
            // Somebody signs on paper: a row as high as a signature, and a column as wide.
            let shape = SheetShape(leastWidths: [0, 12, 20, 24, 20], rowHeight: 30)
            writer = try begin(words, words.signOffHeading, shape)
            try snapshot.registrations(approved, sort: AttendeeSort(.name), event: event) { rows in
                for row in rows {
                    try writer.row([
                        .number(Int64(writer.rows)), .text(row.name), .text(row.affiliation ?? ""), "", "",
                    ])
                }
                return goesOn(writer)
            }
        }
        return isStopped ? nil : writer
    }

    private func begin(
        _ words: some ExportWording, _ heading: [String], _ shape: SheetShape = SheetShape()
    ) throws(SheetWriteError) -> SheetWriter {
        try SheetWriter(path: path, kind: kind, sheet: words.sheet(table), heading: heading, shape: shape)
    }

    /// Two questions may read the same; then each says its id as well, for whoever reads the file back.
    private static func distinct(_ headings: [(ExportColumn, String)]) -> [String] {
        let counts = Dictionary(headings.map { ($0.1, 1) }, uniquingKeysWith: +)
        return headings.map { column, heading in
            guard counts[heading] ?? 0 > 1, case .field(let field) = column else { return heading }
            return "\(heading) (\(field.id))"
        }
    }

    private func total(_ snapshot: StoreSnapshot, _ event: EventID) throws(StoreError) -> Int {
        switch table {
        case .attendees: try snapshot.count(filter, event: event)
        case .signOff: try snapshot.count(approved, event: event)
        case .checkIns: try snapshot.movementCount(filter, event: event)
        }
    }

    /// Who signs: those who may come, unless the filter asks for others by their status.
    private var approved: AttendeeFilter {
        var filter = filter
        let asksForStatus = filter.clauses.contains { if case .status = $0.test { true } else { false } }
        if !asksForStatus { filter.clauses.append(AttendeeFilter.Clause(.status([.approved]))) }
        return filter
    }
}
