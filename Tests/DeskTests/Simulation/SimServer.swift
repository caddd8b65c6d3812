// The database of a simulated world: commands are applied as the store does, to dictionaries.

import Domain

@testable import Desk
@testable import Store

/// What all desks agree on in the end. Every command is one step: facts, decision, rows, record.
final class SimServer {
    struct Recorded {
        var command: Command
        var outcome: Outcome
        var conflict: Conflict?
        /// Whom it changed: what other desks are told.
        var changed: Set<Serial>
    }

    let event: Event
    let form: FormDefinition
    let reference = FormReference(id: "walk-in", version: 1)
    let minutesAheadOfUTC = 540
    var capacity: Int?
    private(set) var rows: [Serial: Registration] = [:]
    private(set) var admissions: [Serial: [Admission]] = [:]
    private(set) var revoked: Set<Serial> = []
    private(set) var log: [Recorded] = []
    private(set) var places: [CommandID: Int] = [:]
    /// The unique index on the telephones of the living.
    private var holders: [PhoneNumber: Serial] = [:]
    private var parts: [Serial: [Serial]] = [:]
    private var nextSerial: Int64 = 1
    private var today: CalendarDate?
    /// What the database would have refused: keys that are not unique, rows that are not there.
    private(set) var flaws: [String] = []

    init(event: Event, form: FormDefinition, capacity: Int?) {
        self.event = event
        self.form = form
        self.capacity = capacity
    }

    func recorded(_ id: CommandID) -> Recorded? { places[id].map { log[$0] } }

    // MARK: Applying

    /// - Parameter now: the server's time.
    func apply(_ command: Command, at now: Timestamp) throws(DeskError) -> Receipt {
        today = LocalMoment(now, minutesAheadOfUTC: minutesAheadOfUTC)?.day
        if let replay = receipt(of: command.id) { return replay }
        switch command.action {
        case .register(let new) where rows[new.serial] != nil: throw .store(.serialTaken(new.serial.rawValue))
        case .reissue(let reissue) where rows[reissue.replacement] != nil:
            throw .store(.serialTaken(reissue.replacement.rawValue))
        default: break
        }
        var (command, facts) = (command, facts(for: command, at: now))
        if let arrival = facts.checkIn, let put = command.onServersDay(arrival) {
            command = put
            facts = self.facts(for: put, at: now)
            facts.checkIn?.claimedDay = arrival.moment.day
        }
        let decision = decide(command, facts)
        for change in decision.changes { write(change) }
        var changed = Set(decision.changes.compactMap(\.serial))
        if let serial = command.action.serial { changed.insert(serial) }
        if let seats = decision.seats, seats.hasFreeSeats { changed.formUnion(promote(seats)) }
        places[command.id] = log.count
        log.append(
            Recorded(
                command: command, outcome: decision.outcome, conflict: decision.conflict, changed: changed))
        return Receipt(
            outcome: decision.outcome, row: decision.row(of: decision.outcome.serial) ?? decision.person,
            existing: decision.existing, conflict: decision.conflict)
    }

    func receipt(of id: CommandID) -> Receipt? {
        guard let found = recorded(id) else { return nil }
        var existing: Registration?
        if case .refused(let refusal) = found.outcome { existing = refusal.existing.flatMap { rows[$0] } }
        var receipt = Receipt(
            outcome: found.outcome, row: found.outcome.serial.flatMap { rows[$0] }, existing: existing, isReplay: true,
            storedAction: found.command.action)
        receipt.isStoredApart = found.command.apart != nil
        return receipt
    }

    func lease(_ size: Int) -> SerialBlock? {
        defer { nextSerial += Int64(size) }
        guard let first = Serial(rawValue: nextSerial), let last = Serial(rawValue: nextSerial + Int64(size) - 1) else {
            return nil
        }
        return SerialBlock(first: first, last: last)
    }

    // MARK: Facts

    private func facts(for command: Command, at now: Timestamp) -> Facts {
        let subject = command.action.serial.flatMap { rows[$0] }
        var facts = Facts(form: nil, subject: subject, samePhone: nil)
        if command.action.concernsSeats, let capacity {
            facts.seats = Seats(
                event: Seats.Scope(capacity: capacity, taken: rows.values.count { $0.status == .approved }))
        }
        switch command.action {
        case .register, .edit:
            facts.form = form
            facts.samePhone = command.action.phone.flatMap { holders[$0] }.flatMap { rows[$0] }
        case .cancel where command.apart != nil:
            let today = LocalMoment(now, minutesAheadOfUTC: minutesAheadOfUTC)?.day
            facts.inside = subject.flatMap { admissions[$0.serial]?.first { $0.isInside && $0.day == today } }
        case .restore: facts.samePhone = subject?.phone.flatMap { holders[$0] }.flatMap { rows[$0] }
        case .reissue(let reissue):
            facts.earlierPasses = serialsOfPerson(reissue.serial).dropFirst().sorted()
            facts.seats = nil
        case .checkIn(let scan):
            facts.checkIn = arrival(subject, at: scan.at, scan.place, on: nil)
        case .undoCheckIn(let undo):
            facts.checkIn = arrival(subject, at: undo.at, undo.place, on: undo.day)
        default: break
        }
        facts.checkIn?.now = now
        return facts
    }

    private func arrival(
        _ subject: Registration?, at moment: Timestamp, _ place: Domain.Place, on day: CalendarDate?
    ) -> CheckInFacts? {
        guard let moment = LocalMoment(moment, minutesAheadOfUTC: minutesAheadOfUTC) else { return nil }
        var facts = CheckInFacts(moment: moment, firstDay: event.firstDay, lastDay: event.lastDay)
        guard let subject else { return facts }
        facts.isRevoked = revoked.contains(subject.serial)
        let person = survivor(of: subject.serial)
        if subject.status == .merged { facts.survivor = person }
        guard let person else { return facts }
        let found = serialsOfPerson(person.serial).flatMap { serial in
            (admissions[serial] ?? []).filter { $0.place == place && $0.day == day ?? moment.day }
                .map { (serial, $0) }
        }.min {
            ($0.1.isInside ? 0 : 1, $0.1.entered.at, $0.0) < ($1.1.isInside ? 0 : 1, $1.1.entered.at, $1.0)
        }
        if let (holder, admission) = found {
            facts.admission = admission
            facts.admittedAs = holder == person.serial ? nil : holder
        }
        return facts
    }

    /// The serial first, then all that were merged into it.
    func serialsOfPerson(_ serial: Serial) -> [Serial] {
        [serial] + (parts[serial] ?? []).flatMap(serialsOfPerson)
    }

    func survivor(of serial: Serial) -> Registration? {
        var row = rows[serial]
        for _ in 0...rows.count {
            guard let current = row, current.status == .merged else { return row }
            row = current.mergedInto.flatMap { rows[$0] }
        }
        return nil
    }

    // MARK: Writing

    private func write(_ change: Decision.Change) {
        switch change {
        case .insert(let row):
            if rows[row.serial] != nil { flaws.append("serial \(row.serial) was inserted twice") }
            put(row)
        case .update(let row, _):
            if rows[row.serial] == nil { flaws.append("serial \(row.serial) is nobody to update") }
            put(row)
        case .admit(let serial, let admission):
            if place(of: admission, serial) != nil { flaws.append("\(serial) was admitted twice") }
            if let today, admission.day > today { flaws.append("\(serial) was admitted on a day to come") }
            admissions[serial, default: []].append(admission)
        case .move(let serial, let admission):
            guard let place = place(of: admission, serial) else { return flaws.append("\(serial) moved from nowhere") }
            admissions[serial]?[place] = admission
        case .takeBack(let serial, let admission):
            guard let place = place(of: admission, serial) else { return flaws.append("\(serial) was never in") }
            admissions[serial]?.remove(at: place)
        case .carry(let old, let new): admissions[new] = admissions.removeValue(forKey: old)
        case .revoke(let serial): revoked.insert(serial)
        case .status, .seat, .putProgram, .putSession: flaws.append("a change that nobody asked for")
        }
    }

    private func place(of admission: Admission, _ serial: Serial) -> Int? {
        admissions[serial]?.firstIndex { $0.place == admission.place && $0.day == admission.day }
    }

    private func put(_ row: Registration) {
        if let old = rows[row.serial], let phone = old.phone, holders[phone] == row.serial { holders[phone] = nil }
        if let phone = row.phone, row.status.isLiving {
            if let holder = holders[phone] { flaws.append("\(row.serial) and \(holder) have one telephone") }
            holders[phone] = row.serial
        }
        if let survivor = row.mergedInto, rows[row.serial]?.mergedInto != survivor {
            parts[survivor, default: []].append(row.serial)
        }
        rows[row.serial] = row
    }

    /// The seats that came free, to those who wait.
    private func promote(_ seats: Seats) -> [Serial] {
        var seats = seats
        let waiting = rows.values.filter { $0.status == .waitlisted }.sorted { $0.serial < $1.serial }
        let promoted = seats.promote(
            waiting.map { Waiting(serial: $0.serial, version: $0.version, category: $0.category) })
        for change in promoted {
            guard var row = rows[change.serial] else { continue }
            (row.status, row.version) = (change.status, change.version)
            put(row)
        }
        return promoted.map(\.serial)
    }

    // MARK: Telling desks

    /// All there is.
    func snapshot(at moment: Timestamp) -> EventSnapshot {
        var roster = Roster(rows.values.sorted { $0.serial < $1.serial })
        for serial in Set(admissions.keys).union(revoked) {
            roster.put(admissions[serial] ?? [], revoked: revoked.contains(serial), of: serial)
        }
        return EventSnapshot(
            event: event, keys: [], forms: [reference: form], minutesAheadOfUTC: minutesAheadOfUTC, roster: roster,
            horizon: horizon, freshAt: moment)
    }

    private var horizon: Horizon { Horizon(text: String(log.count)) }

    /// What has changed since somebody asked.
    func changes(since horizon: Horizon, at moment: Timestamp) -> SnapshotChange {
        let changed = log[(Int(horizon.text) ?? 0)...].reduce(into: Set<Serial>()) { $0.formUnion($1.changed) }.sorted()
        let known = changed.filter { rows[$0] != nil }
        return SnapshotChange(
            rows: known.compactMap { rows[$0] },
            gates: known.map {
                GateRecord(serial: $0, admissions: admissions[$0] ?? [], isRevoked: revoked.contains($0))
            }, horizon: self.horizon, at: moment)
    }
}
