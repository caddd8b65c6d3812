// An import as long work: the same steps for a look beforehand and for the import itself, which stores what they say.

public import Domain
internal import Journal
internal import Postgres
internal import Store

/// One import of one file.
public struct ImportWork: Sendable {
    public var file: ImportFile
    public var options: ImportOptions
    /// What somebody said of columns, by their headings.
    public var byHand: [String: ImportTarget]
    /// Whether the file has a row that names its columns; nil where nobody said.
    public var hasHeading: Bool?
    /// As its file has it.
    public var form: FormDefinition

    public init(
        _ file: ImportFile, form: FormDefinition, options: ImportOptions = ImportOptions(),
        byHand: [String: ImportTarget] = [:], hasHeading: Bool? = nil
    ) {
        self.hasHeading = hasHeading
        self.file = file
        self.form = form
        self.options = options
        self.byHand = byHand
    }
}

extension Desk {
    /// How the file's columns are understood, without a look at its people.
    /// - Returns: also the headings whose fields are remembered from another import.
    public func importColumns(_ work: ImportWork) throws(ImportError) -> (ImportHeading, remembered: [String]) {
        try withoutType { () throws in
            let found = try ImportMemory(self).heading(of: work, form: work.form.resolved(with: event.categories))
            return (found.heading, found.remembered)
        }
    }

    /// The same for a file of which nothing says where the names are: what is most likely, for somebody to say it.
    public func guessImportColumns(_ work: ImportWork) -> ImportHeading {
        ImportHeading.guess(
            in: work.file.rows, form: work.form.resolved(with: event.categories), byHand: work.byHand,
            isThere: work.hasHeading)
    }

    /// What an import of the file would do now. Changes nothing in the database.
    /// - Parameter report: called on this thread, at most four times a second.
    public func previewImport(
        _ work: ImportWork, stop: WorkStop = WorkStop(), report: @escaping (ImportProgress) -> Void = { _ in }
    ) throws(ImportError) -> ImportReport {
        try withoutType { () throws in
            var run = try ImportRun(work, desk: self, stop: stop, report: report)
            return run.result(try run.judge(), .previewed)
        }
    }

    /// Imports the file: all of it or, unless it is partial, nothing. Told to stop, or killed, it leaves nothing.
    ///
    /// The same file under the same mapping and options stores everybody once, however often it is run and whatever was
    /// done to them since.
    public func runImport(
        _ work: ImportWork, stop: WorkStop = WorkStop(), report: @escaping (ImportProgress) -> Void = { _ in }
    ) throws(ImportError) -> ImportReport {
        try withoutType { () throws in
            var run = try ImportRun(work, desk: self, stop: stop, report: report)
            return try run.importAll()
        }
    }

    private func withoutType<T>(_ body: () throws -> T) throws(ImportError) -> T {
        do {
            return try body()
        } catch let error as ImportError {
            throw error
        } catch let error as ImportObstacle {
            throw .obstacle(error)
        } catch let error as DeskError {
            throw .desk(error)
        } catch let error as StoreError {
            throw .desk(DeskError(error))
        } catch let error as PostgresError {
            throw .desk(DeskError(.postgres(error)))
        } catch {
            throw .desk(.store(.unreadable(String(describing: error))))
        }
    }
}

/// The steps of one import.
struct ImportRun {
    private let work: ImportWork
    private let desk: Desk
    private let stop: WorkStop
    private let report: (ImportProgress) -> Void
    private let form: FormDefinition
    private let memory: ImportMemory
    private let understanding: ImportMemory.Understanding
    private let reader: ImportReader
    private let readings: [ImportReading]
    /// Of the import that is next: earlier ones of this file may have left rows out, which were mended elsewhere since.
    private var id: CommandID?

    /// What was judged, and over which facts it holds.
    typealias Judged = (verdicts: [ImportVerdict], counts: ImportCounts)

    init(
        _ work: ImportWork, desk: Desk, stop: WorkStop, report: @escaping (ImportProgress) -> Void
    ) throws {
        self.work = work
        self.desk = desk
        self.stop = stop
        self.report = report
        form = work.form.resolved(with: desk.event.categories)
        memory = ImportMemory(desk)
        understanding = try memory.heading(of: work, form: form)
        let heading = understanding.heading
        reader = try ImportReader(
            heading.mapping, form: form, options: work.options,
            clock: ImportClock(now: desk.now, minutesAheadOfUTC: desk.minutesAheadOfUTC))
        readings = try Self.read(work.file.rows.dropFirst(heading.rowCount), reader, stop, report)
    }

    private var heading: ImportHeading { understanding.heading }

    private static func read(
        _ rows: ArraySlice<ImportRow>, _ reader: ImportReader, _ stop: WorkStop, _ report: (ImportProgress) -> Void
    ) throws(ImportError) -> [ImportReading] {
        var meter = WorkMeter(total: rows.count, now: Monotonic.milliseconds())
        let readings = SharedReading(rows, reader).all { done in
            if let progress = meter.report(done, now: Monotonic.milliseconds()) {
                report(ImportProgress(phase: .checking, work: progress))
            }
            return !stop.isAsked
        }
        guard let readings else { throw .stopped }
        return readings
    }

    // MARK: Judging

    mutating func judge() throws -> Judged {
        let (id, stored) = try desk.withStore { try self.earlier($0) }
        self.id = id
        let people = try desk.withStore { try self.people($0) }
        let seats = try desk.withStore { try $0.seats(of: desk.event.id) }
        return verdicts(ImportFacts(people: people, stored: stored, seats: seats), reference: work.form.id, version: 0)
    }

    private func people(_ store: Store) throws -> [Registration] {
        let identities = Set(readings.compactMap(\.identity))
        var meter = WorkMeter(total: identities.count, now: Monotonic.milliseconds())
        var done = 0
        let people = try store.people(meantBy: Array(identities), event: desk.event.id) {
            if let progress = meter.report(done, now: Monotonic.milliseconds()) {
                report(ImportProgress(phase: .comparing, work: progress))
            }
            done = min(done + Store.importBatch, identities.count)
            return !stop.isAsked
        }
        if stop.isAsked { throw ImportError.stopped }
        return people
    }

    private func verdicts(_ facts: ImportFacts, reference: String, version: Int) -> Judged {
        var judge = ImportJudge(
            reader, form: form, reference: FormReference(id: reference, version: version), facts: facts)
        let verdicts = readings.compactMap { judge.verdict(on: $0) }
        return (verdicts, ImportCounts(verdicts, blank: readings.count - verdicts.count))
    }

    /// What earlier imports of this file under this mapping stored, and the id that the next one has.
    private func earlier(_ store: Store) throws -> (id: CommandID, stored: [Int: Registration]) {
        var stored: [Int: Registration] = [:]
        var attempt = 0
        while true {
            let id = try commandID(attempt)
            guard let found = try store.stored(byImport: id, event: desk.event.id) else { return (id, stored) }
            stored.merge(found) { _, later in later }
            attempt += 1
        }
    }

    private func commandID(_ attempt: Int) throws -> CommandID {
        let options = work.options
        let text = [
            "import", String(desk.event.id.rawValue), work.file.hash, try PayloadCoding.text(heading.mapping),
            "\(options.approves) \(options.hasConsent)", String(attempt),
        ].joined(separator: "\n")
        var bytes = Array(ImportFile.hash(of: text).prefix(16))
        // A UUID of version 8: made of what it names (RFC 9562 §5.8).
        bytes[6] = 0x80 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        guard let id = CommandID(bytes: bytes) else { throw StoreError.unreadable("command id") }
        return id
    }

    func result(_ judged: Judged, _ ending: ImportReport.Ending) -> ImportReport {
        ImportReport(
            path: work.file.path, format: work.file.format, heading: heading, remembered: understanding.remembered,
            options: work.options, form: form, verdicts: judged.verdicts, counts: judged.counts, ending: ending,
            hidden: work.file.hidden, skipsHidden: work.file.skipsHidden)
    }

    // MARK: Storing

    mutating func importAll() throws -> ImportReport {
        let reference = try desk.publish(work.form)
        // Refused rows too: they come back in another file with these headings.
        try memory.keep(understanding, form: form)
        for attempt in 0..<Self.tries {
            let first = try judge()
            guard first.counts.refused == 0 || work.options.isPartial else { return result(first, .refused) }
            let updates = work.options.updates ? first.counts.changed : 0
            guard first.counts.new + updates > 0 else { return result(first, .nothingToStore) }
            // Leased before the transaction: it locks the event's row, which every desk needs.
            let serials = try lease(first.counts.new)
            if let judged = try marked({ try store(reference, serials, isLate: attempt > 0) }) {
                return result(judged, .stored)
            }
        }
        throw ImportError.overtaken
    }

    private static let tries = 5

    /// Whoever dies in `body`, or hears no answer at its end, leaves word of it.
    private func marked(_ body: () throws -> Judged?) throws -> Judged? {
        guard let id else { return try body() }
        let path = FolderListing.whole(work.file.path)
        let mark = try ImportMark(command: id, event: desk.event.id, path: path).leave(in: desk.journal)
        do {
            let judged = try body()
            try? mark.remove()
            return judged
        } catch ImportError.unanswered {
            throw ImportError.unanswered
        } catch {
            try? mark.remove()
            throw error
        }
    }

    private func lease(_ count: Int) throws -> Range<Int64> {
        guard count > 0 else { return 0..<0 }
        let block = try desk.withStore { try $0.leaseBlock(event: desk.event.id, desk: desk.id, size: count) }
        return block.first.rawValue..<(block.last.rawValue + 1)
    }

    /// - Parameter isLate: somebody was faster before, and may have taken a seat.
    /// - Returns: what was stored; nil where somebody was faster, and everything is to be judged again.
    private func store(
        _ reference: FormReference, _ serials: Range<Int64>, isLate: Bool
    ) throws -> Judged? {
        guard let store = desk.store else { throw DeskError.outOfReach("") }
        let moment = desk.now
        var judged: Judged = ([], ImportCounts())
        var meter: WorkMeter?
        var (written, total) = (0, Int.max)
        let judge = { () throws -> ImportedList? in
            let (id, stored) = try earlier(store)
            var facts = ImportFacts(
                people: try people(store), stored: stored, seats: try store.seats(of: desk.event.id))
            judged = verdicts(facts, reference: reference.id, version: reference.version)
            // Whoever wants a seat waits for as long as they are locked: a list that takes and frees none locks none, and one
            // that takes some of those it has seen does so at its end. Should one be gone by then, it holds them next time.
            let concernsSeats = concernSeats(judged.verdicts) && !facts.seats.isUnlimited
            if concernsSeats, isLate || work.options.updates {
                facts.seats = try store.lockSeats(of: desk.event.id)
                judged = verdicts(facts, reference: reference.id, version: reference.version)
            }
            guard judged.counts.new <= serials.count, judged.counts.refused == 0 || work.options.isPartial else {
                return nil
            }
            let writes = self.writes(judged.verdicts, reference, serials, moment)
            guard !writes.isEmpty else { return nil }
            meter = WorkMeter(total: writes.count, now: Monotonic.milliseconds())
            total = writes.count
            return ImportedList(
                command: try command(id, reference, judged.counts, moment), writes: writes, concernsSeats: concernsSeats
            )
        }
        let isWanted = { (done: Int) -> Bool in
            written = done
            if let progress = meter?.report(done, now: Monotonic.milliseconds()) {
                report(ImportProgress(phase: .storing, work: progress))
            }
            return !stop.isAsked
        }
        do {
            switch try store.importRows(event: desk.event.id, judge: judge, isWanted: isWanted) {
            case .stored:
                desk.appliedImport()
                return judged
            case .stopped: throw ImportError.stopped
            case .nothing, .overtaken: return nil
            }
        } catch let error as StoreError where error.isOutOfReach && written == total {
            // Its end was on the way: it may have come through.
            throw ImportError.unanswered
        }
    }

    /// Somebody among them takes a seat, gives one up, or may get one at once.
    private func concernSeats(_ verdicts: [ImportVerdict]) -> Bool {
        func concerns(_ status: Registration.Status) -> Bool { status == .approved || status == .waitlisted }
        return verdicts.contains { verdict in
            switch verdict {
            case .new(let person): concerns(person.status)
            case .changed(_, let before, let after, _):
                work.options.updates && concerns(before.status) && before.category != after.category
            case .same, .standsElsewhere, .rejectedBefore, .repeated: false
            // Of an update, it may be for want of a seat that is free by then.
            case .refused: work.options.updates
            }
        }
    }

    private func writes(
        _ verdicts: [ImportVerdict], _ form: FormReference, _ serials: Range<Int64>, _ moment: Timestamp
    ) -> [ImportWrite] {
        var serials = serials.makeIterator()
        return verdicts.compactMap { verdict in
            switch verdict {
            case .new(let person):
                guard let serial = serials.next().flatMap(Serial.init(rawValue:)) else { return nil }
                let new = NewRegistration(
                    serial: serial, publicID: Desk.makePublicID(), source: .import, form: form,
                    answers: person.answers, status: person.status)
                var row = Registration(new, person.valid, at: moment)
                row.consent = person.consent(importedAt: moment)
                return ImportWrite(line: person.row.line, action: .register(new), row: row)
            case .changed(let row, let before, let after, let action) where work.options.updates:
                return ImportWrite(line: row.line, action: action, row: after, replaces: before.version)
            case .changed, .same, .standsElsewhere, .rejectedBefore, .repeated, .refused: return nil
            }
        }
    }

    private func command(
        _ id: CommandID, _ form: FormReference, _ counts: ImportCounts, _ moment: Timestamp
    ) throws -> Command {
        let action = Command.Action.importRows(
            ImportOrder(
                fileHash: work.file.hash, mapping: heading.mapping, options: work.options, form: form, counts: counts))
        return try desk.numbered(id, action, at: moment)
    }
}
