// Everybody of an event in plain arrays: what a desk goes on with when the database is out of reach.

public import Domain
import Glibc

/// Everybody of one event and who is in, in memory. A value.
///
/// The rows lie behind one another as bytes and are read one at a time; what changed since lies beside them. About 250
/// bytes a person with a short form, 40 of them for what a search goes through.
public struct Roster: Sendable {
    private var rows: [UInt8] = []
    /// Ascending, with the place of each in `rows` and in `found`.
    private var serials: [UInt32] = []
    private var places: [UInt32] = []
    /// What each is found by: name, initials, affiliation and telephone, each ended by a zero.
    private var found: [UInt8] = []
    private var foundPlaces: [UInt32] = []
    /// Who had which telephone in the arrays, living or not: sorted by number.
    private var phones: [PhoneEntry] = []
    private var changed: [Serial: Registration] = [:]
    private var changedPhones: [PhoneNumber: Set<Serial>] = [:]
    private var admissions: [Serial: [Admission]] = [:]
    private var revoked: Set<Serial> = []
    /// Who was merged into whom, one step.
    private var merged: [Serial: Set<Serial>] = [:]

    private struct PhoneEntry {
        var number: UInt64
        var serial: UInt32
    }

    /// A word of a search as the bytes it is looked for by.
    private struct Needle {
        var text: [UInt8]
        var phoneEnd: [UInt8]
        var serial: UInt32?
    }

    public init() {}

    /// - Parameter people: in the order of their serials.
    init(_ people: some Sequence<Registration>) {
        for row in people { append(row) }
        finish()
    }

    /// How many changes lie beside the arrays; making the roster anew takes them in.
    var looseCount: Int { changed.count }

    /// The last of those that were appended has been: from now on there are questions.
    mutating func finish() {
        phones.sort { ($0.number, $0.serial) < ($1.number, $1.serial) }
    }

    /// Adds somebody behind all who are there: a roster is built in the order of the serials, and finished.
    mutating func append(_ row: Registration) {
        var writer = ByteWriter()
        writer.add(row)
        serials.append(UInt32(row.serial.rawValue))
        places.append(UInt32(rows.count))
        rows += writer.bytes
        foundPlaces.append(UInt32(found.count))
        found += Self.foundBytes(row)
        if let survivor = row.mergedInto { merged[survivor, default: []].insert(row.serial) }
        if let phone = row.phone, let number = UInt64(phone.digits) {
            phones.append(PhoneEntry(number: number, serial: UInt32(row.serial.rawValue)))
        }
    }

    private static func foundBytes(_ row: Registration) -> [UInt8] {
        let index = SearchIndex(row)
        return [index.name, index.initials, index.affiliation, index.phone].flatMap { Array($0.utf8) + [0] }
    }

    // MARK: Changes

    /// Somebody as they are now.
    public mutating func put(_ row: Registration) {
        if let before = changed[row.serial]?.phone { changedPhones[before]?.remove(row.serial) }
        if let survivor = row.mergedInto { merged[survivor, default: []].insert(row.serial) }
        changed[row.serial] = row
        if let phone = row.phone { changedPhones[phone, default: []].insert(row.serial) }
    }

    /// All that is known of somebody at gates, in place of what was.
    public mutating func put(_ admissions: [Admission], revoked isRevoked: Bool, of serial: Serial) {
        self.admissions[serial] = admissions.isEmpty ? nil : admissions
        if isRevoked { revoked.insert(serial) } else { revoked.remove(serial) }
    }

    /// What a decision changes.
    public mutating func apply(_ change: Decision.Change) {
        switch change {
        case .insert(let row), .update(let row, _): put(row)
        case .admit(let serial, let admission), .move(let serial, let admission):
            takeAway(admission.place, admission.day, of: serial)
            admissions[serial, default: []].append(admission)
        case .takeBack(let serial, let admission): takeAway(admission.place, admission.day, of: serial)
        case .carry(let old, let new): admissions[new] = admissions.removeValue(forKey: old)
        case .revoke(let serial): revoked.insert(serial)
        case .status(let change):
            guard var row = registration(change.serial) else { return }
            (row.status, row.version) = (change.status, change.version)
            put(row)
        // Programs are no part of the copy.
        case .seat, .putProgram, .putSession: break
        }
    }

    /// What came of a command at a gate. Where it is not known under which of a person's serials their entry stands, nothing:
    /// the news of it will tell.
    mutating func note(_ outcome: Outcome, of command: Command) {
        switch (outcome, command.action) {
        case (.passed(let person, .enter, let admission), .checkIn(let scan)) where scan.gate.entry == .once:
            apply(.move(person, admission))
        case (.passed(let person, _, let admission), .checkIn(let scan)) where scan.gate.entry == .once:
            if let holder = holder(of: person, where: { $0.isSameEntry(as: admission) }) {
                apply(.move(holder, admission))
            }
        case (.passageUndone(let person, let admission?), .undoCheckIn):
            if let holder = holder(of: person, where: { $0.isSameEntry(as: admission) }) {
                apply(.move(holder, admission))
            }
        case (.passageUndone(let person, nil), .undoCheckIn(let undo)):
            // On whichever day it was stored: that need not be the one which its desk took it for.
            let isUndone = { (entry: Admission) in entry.moved.command == undo.movement }
            if let holder = holder(of: person, where: isUndone),
                let entry = admissions[holder]?.first(where: isUndone)
            {
                takeAway(entry.place, entry.day, of: holder)
            }
        default: break
        }
    }

    private func holder(of person: Serial, where holds: (Admission) -> Bool) -> Serial? {
        ([person] + serials(mergedInto: person)).first { admissions[$0]?.contains(where: holds) == true }
    }

    /// An entry that never was.
    mutating func takeAway(_ place: Domain.Place, _ day: CalendarDate, of serial: Serial) {
        admissions[serial]?.removeAll { $0.place == place && $0.day == day }
        if admissions[serial]?.isEmpty == true { admissions[serial] = nil }
    }

    // MARK: Questions

    public var count: Int {
        serials.count + changed.keys.count { position(of: $0) == nil }
    }

    public func registration(_ serial: Serial) -> Registration? {
        if let row = changed[serial] { return row }
        return position(of: serial).flatMap(row)
    }

    private func position(of serial: Serial) -> Int? {
        let wanted = UInt32(serial.rawValue)
        let index = serials.partitioningIndex { $0 >= wanted }
        return index < serials.count && serials[index] == wanted ? index : nil
    }

    /// The rows are this program's own bytes; those it cannot read are nobody.
    private func row(at index: Int) -> Registration? {
        var reader = ByteReader(rows, at: Int(places[index]))
        return try? reader.registration()
    }

    /// The living registration that holds a telephone.
    public func holder(of phone: PhoneNumber) -> Registration? {
        if let serial = changedPhones[phone]?.first(where: { changed[$0]?.status.isLiving == true }) {
            return changed[serial]
        }
        guard let number = UInt64(phone.digits) else { return nil }
        let start = phones.partitioningIndex { $0.number >= number }
        for entry in phones[start...].prefix(while: { $0.number == number }) {
            guard let serial = Serial(rawValue: Int64(entry.serial)), changed[serial] == nil,
                let row = registration(serial), row.status.isLiving
            else { continue }
            return row
        }
        return nil
    }

    public func isRevoked(_ serial: Serial) -> Bool { revoked.contains(serial) }

    /// Everything known of somebody at gates, any place and day.
    public func admissions(of serial: Serial) -> [Admission] { admissions[serial] ?? [] }

    public func admission(of serial: Serial, to place: Domain.Place, on day: CalendarDate) -> Admission? {
        admissions[serial]?.first { $0.place == place && $0.day == day }
    }

    /// All who became part of somebody, over any number of steps.
    func serials(mergedInto serial: Serial) -> [Serial] {
        var found: [Serial] = []
        var next = [serial]
        while let current = next.popLast() {
            for part in merged[current] ?? [] where part != serial && !found.contains(part) {
                found.append(part)
                next.append(part)
            }
        }
        return found.sorted()
    }

    /// Whom a merged registration became part of; the row itself where it is not merged. Nil where the way leads nowhere.
    public func survivor(of row: Registration) -> Registration? {
        var seen: Set<Serial> = [row.serial]
        var current = row
        while current.status == .merged {
            guard let next = current.mergedInto, seen.insert(next).inserted, let row = registration(next) else {
                return nil
            }
            current = row
        }
        return current
    }

    /// Whose pass it is: the serial of the one whom a merged registration became part of.
    func person(_ serial: Serial) -> Serial {
        registration(serial).flatMap(survivor)?.serial ?? serial
    }

    /// The first `limit` people after `after` whom a search finds, in the order of their serials.
    public func search(_ query: SearchQuery, after: Serial? = nil, limit: Int) -> [Registration] {
        let needles = query.terms.map { term in
            Needle(
                text: Array(term.text.utf8), phoneEnd: (term.phoneEnd.map { Array($0.utf8) } ?? []),
                serial: term.serial.map { UInt32($0.rawValue) })
        }
        let first = after.map { serial in serials.partitioningIndex { $0 > UInt32(serial.rawValue) } } ?? 0
        var base: [Registration] = []
        for index in first..<serials.count {
            guard base.count < limit else { break }
            guard let serial = Serial(rawValue: Int64(serials[index])), changed[serial] == nil,
                isFound(at: index, needles), let row = row(at: index)
            else { continue }
            base.append(row)
        }
        let loose = changed.values.filter {
            $0.serial.rawValue > after?.rawValue ?? 0 && query.matches(SearchIndex($0), serial: $0.serial)
        }
        return Array((base + loose).sorted { $0.serial < $1.serial }.prefix(limit))
    }

    private func isFound(at index: Int, _ needles: [Needle]) -> Bool {
        guard !needles.isEmpty else { return true }
        let start = Int(foundPlaces[index])
        let end = index + 1 < foundPlaces.count ? Int(foundPlaces[index + 1]) : found.count
        return found.withUnsafeBytes { all in
            let line = UnsafeRawBufferPointer(rebasing: all[start..<end])
            return needles.allSatisfy { needle in
                if let serial = needle.serial, serial == serials[index] { return true }
                let end = line.dropLast().suffix(needle.phoneEnd.count)
                if !needle.phoneEnd.isEmpty, end.elementsEqual(needle.phoneEnd) { return true }
                return !needle.text.isEmpty && Self.holds(line, needle.text)
            }
        }
    }

    /// Texts only: the telephone comes last and is compared by its end.
    private static func holds(_ line: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
        guard let start = line.baseAddress else { return false }
        var place = 0
        let last = (line.dropLast().lastIndex(of: 0) ?? 0) - text.count
        while place <= last, let hit = memchr(start + place, Int32(text[0]), last - place + 1) {
            if memcmp(hit, text, text.count) == 0 { return true }
            place = UnsafeRawPointer(hit) - start + 1
        }
        return false
    }

    /// Everybody whom a search may find, in the order of their serials.
    func forEach(found query: SearchQuery, _ body: (Registration) throws -> Void) rethrows {
        guard query.terms.isEmpty else { return try search(query, limit: .max).forEach(body) }
        try forEach(body)
    }

    /// Everybody, in the order of their serials.
    func forEach(_ body: (Registration) throws -> Void) rethrows {
        let loose = changed.values.filter { position(of: $0.serial) == nil }.sorted { $0.serial < $1.serial }
        var next = loose.startIndex
        for index in serials.indices {
            guard let serial = Serial(rawValue: Int64(serials[index])) else { continue }
            while next < loose.endIndex, loose[next].serial < serial {
                try body(loose[next])
                next += 1
            }
            if let row = changed[serial] ?? row(at: index) { try body(row) }
        }
        for row in loose[next...] { try body(row) }
    }

    /// Everybody who was at a gate or whose pass was revoked, with all that is known of it.
    func forEachAtGates(_ body: (Serial, [Admission], _ isRevoked: Bool) throws -> Void) rethrows {
        for serial in Set(admissions.keys).union(revoked).sorted() {
            try body(serial, admissions[serial] ?? [], revoked.contains(serial))
        }
    }
}

extension Admission {
    fileprivate func isSameEntry(as other: Admission) -> Bool {
        entered.command == other.entered.command && place == other.place && day == other.day
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index at which `predicate` holds, where it holds for all after it: found in log n steps.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
