// Keeping the desk's copy of the event in step with the database.

import Domain
import Journal
import Store

/// Fetches the event once, and from then on what has changed. Belongs to one thread.
final class SnapshotKeeper {
    /// More people than this are not fetched as changes; the whole event is.
    static let mostChanges = 20_000
    /// An event of more people is not copied: half a gigabyte of memory is no desk's to spare.
    static let mostPeople = 300_000
    private static let page = 5_000
    /// The file is written anew when changes have made it this many times as long.
    private static let growth = 2

    private let copy: EventCopy
    private let file: SnapshotFile
    private let journal: Journal
    /// Milliseconds after which the file is told that nothing has changed: whoever opens it sees how fresh it is.
    private static let longestSilence: Int64 = 60_000
    /// The server's time of what was written last, in milliseconds.
    private var writtenAt: Int64 = 0
    /// Bytes of the file's base.
    private var baseLength = 0

    init(event slug: String, of journal: Journal, copy: EventCopy) throws(JournalError) {
        file = try SnapshotFile(event: slug, of: journal)
        self.journal = journal
        self.copy = copy
    }

    /// Another program of this desk keeps the file.
    var isReadOnly: Bool { file.isReadOnly }

    /// Takes up what an earlier console left; false where there is nothing to take up.
    func load() throws(DeskError) -> Bool {
        try DeskError.wrap {
            guard let snapshot = try file.load() else { return false }
            baseLength = file.length
            copy.put(snapshot)
            return true
        }
    }

    /// Brings the copy up to the database: by what has changed, or as a whole where that is too much or not known.
    /// - Parameter keys: the event's keys as they are now.
    func refresh(_ event: Event, keys: [PassKey], minutesAheadOfUTC: Int, from store: Store) throws(DeskError) {
        try DeskError.wrap {
            // Asked first: what is confirmed to this desk from now on may not be among what the database tells.
            let confirmed = try journal.lastConfirmed()
            guard let known = copy.snapshot, known.event == event, known.keys == keys,
                known.minutesAheadOfUTC == minutesAheadOfUTC, var change = try changes(since: known, store)
            else {
                return try fetch(event, keys, minutesAheadOfUTC, store, confirmed)
            }
            change.confirmed = confirmed
            copy.change { $0.apply(change) }
            try keep(change)
        }
    }

    private func keep(_ change: SnapshotChange) throws {
        // Whoever kept the file until now has ended: it is this program's from here on, and written anew.
        if file.isReadOnly {
            if try file.takeOver(), let whole = copy.snapshot { try write(whole) }
            return
        }
        guard !change.rows.isEmpty || change.at.milliseconds - writtenAt >= Self.longestSilence else { return }
        writtenAt = change.at.milliseconds
        if file.length > Self.growth * baseLength, let whole = copy.snapshot {
            try write(whole)
        } else {
            try file.append(change)
        }
    }

    private func changes(since known: EventSnapshot, _ store: Store) throws -> SnapshotChange? {
        let news = try store.changes(
            since: known.horizon, event: known.event.id, most: Self.mostChanges, within: 60_000)
        guard !news.isMuch else { return nil }
        var change = SnapshotChange(rows: news.rows, horizon: news.horizon, at: try store.serverTime())
        guard !news.rows.isEmpty else { return change }
        let serials = news.rows.map(\.serial)
        let records = try store.gateRecords(of: serials, since: known.event.firstDay, event: known.event.id)
        let found = Dictionary(uniqueKeysWithValues: records.map { ($0.serial, $0) })
        change.gates = serials.map { found[$0] ?? GateRecord(serial: $0, admissions: [], isRevoked: false) }
        for form in Set(news.rows.map(\.form)) where known.forms[form] == nil {
            change.forms[form] = try store.definition(of: form, event: known.event.id)
        }
        return change
    }

    /// The horizon is taken first: whatever changes while everybody is read comes again as a change.
    private func fetch(
        _ event: Event, _ keys: [PassKey], _ minutesAheadOfUTC: Int, _ store: Store, _ confirmed: [UInt8]
    ) throws {
        let (horizon, now) = (try store.horizon(), try store.serverTime())
        var roster = Roster()
        var last: Serial?
        // What was published here is not to be forgotten for nobody having answered it yet.
        var forms = copy.snapshot?.event.id == event.id ? copy.snapshot?.forms ?? [:] : [:]
        while true {
            let page = try store.registrations(after: last, limit: Self.page, event: event.id)
            for form in Set(page.map(\.form)) where forms[form] == nil {
                forms[form] = try store.definition(of: form, event: event.id)
            }
            for row in page { roster.append(row) }
            guard page.count == Self.page, roster.count <= Self.mostPeople else { break }
            last = page.last?.serial
        }
        guard roster.count <= Self.mostPeople else { throw DeskError.store(.unreadable("copy")) }
        roster.finish()
        var snapshot = EventSnapshot(
            event: event, keys: keys, forms: forms, minutesAheadOfUTC: minutesAheadOfUTC, roster: roster,
            horizon: horizon, freshAt: now, confirmed: confirmed)
        for gate in try store.gateRecords(since: event.firstDay, event: event.id) {
            snapshot.roster.put(gate.admissions, revoked: gate.isRevoked, of: gate.serial)
        }
        copy.put(snapshot)
        if try !file.isReadOnly || file.takeOver() { try write(snapshot) }
    }

    private func write(_ snapshot: EventSnapshot) throws {
        try file.write(snapshot)
        writtenAt = snapshot.freshAt.milliseconds
        baseLength = file.length
    }
}
