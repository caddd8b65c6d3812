// Everybody's QR code as a folder of files: long work that may be stopped at any moment and goes on where it was.

public import Domain
internal import Glibc
internal import Store

/// What a run of `PictureWork` did.
public struct PictureReport: Hashable, Sendable {
    public var folder: String
    public var written: Int
    /// Were there already, whole and right.
    public var kept: Int
    /// It was told to stop before the end.
    public var wasStopped: Bool

    public init(folder: String, written: Int, kept: Int, wasStopped: Bool) {
        self.folder = folder
        self.written = written
        self.kept = kept
        self.wasStopped = wasStopped
    }
}

/// Why a run of `PictureWork` ended early. What was written by then is whole.
public enum PictureWorkError: Error, Sendable {
    case desk(DeskError)
    case file(PictureFault)
    /// No memory for a symbol.
    case symbol
}

/// Writes `000123.png` for everybody approved whom a filter leaves, page by page, so that a million take the memory of
/// five hundred. What counts as done is what a file holds, not its name: a folder may be left from another event.
public struct PictureWork: Hashable, Sendable {
    public var folder: String
    public var filter: AttendeeFilter

    static let pageSize = 500

    /// - Parameter folder: `~/` is the user's own folder.
    public init(folder: String, filter: AttendeeFilter = .everybody) {
        let home = folder.hasPrefix("~/") ? getenv("HOME").map { String(cString: $0) } : nil
        self.folder = home.map { $0 + folder.dropFirst() } ?? folder
        self.filter = filter
    }

    /// - Parameters:
    ///   - draw: a pass as the bytes of its picture, the same for the same pass; nil without memory.
    ///   - report: called on this thread, at most four times a second.
    public func run(
        on desk: Desk, stop: WorkStop = WorkStop(), draw: (Pass) -> [UInt8]?,
        report: (WorkProgress) -> Void = { _ in }
    ) throws(PictureWorkError) -> PictureReport {
        var filter = filter
        filter.clauses.append(AttendeeFilter.Clause(.status([.approved])))
        try file { () throws(PictureFault) in try PictureFile.makeFolder(folder) }
        let total = try ask { () throws(DeskError) in try desk.count(filter) }
        var meter = WorkMeter(total: total, now: Monotonic.milliseconds())
        var result = PictureReport(folder: folder, written: 0, kept: 0, wasStopped: false)
        var start = AttendeeQuery.Start.first
        while true {
            let page = try ask { () throws(DeskError) in
                try desk.attendees(filter: filter, start: start, limit: Self.pageSize)
            }
            for row in page.rows {
                guard !stop.isAsked else {
                    result.wasStopped = true
                    return result
                }
                try write(try ask { () throws(DeskError) in try desk.pass(of: row.registration.serial) }, draw, &result)
                if let progress = meter.report(result.written + result.kept, now: Monotonic.milliseconds()) {
                    report(progress)
                }
            }
            guard page.hasMoreAfter, let last = page.rows.last else { return result }
            start = .after(last.key)
        }
    }

    private func write(
        _ pass: Pass, _ draw: (Pass) -> [UInt8]?, _ result: inout PictureReport
    ) throws(PictureWorkError) {
        guard let bytes = draw(pass) else { throw .symbol }
        let digits = pass.serial.description
        let name = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + ".png"
        let path = folder + "/" + name
        if PictureFile.holds(bytes, at: path) {
            result.kept += 1
        } else {
            try file { () throws(PictureFault) in try PictureFile.write(bytes, to: path) }
            result.written += 1
        }
    }

    private func ask<T>(_ body: () throws(DeskError) -> T) throws(PictureWorkError) -> T {
        do throws(DeskError) {
            return try body()
        } catch {
            throw .desk(error)
        }
    }

    private func file(_ body: () throws(PictureFault) -> Void) throws(PictureWorkError) {
        do throws(PictureFault) {
            try body()
        } catch {
            throw .file(error)
        }
    }
}
