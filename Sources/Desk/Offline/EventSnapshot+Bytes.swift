// The copy of the event as bytes.

import Domain
import Store

extension ByteWriter {
    init(_ kind: UInt64) {
        self.init()
        add(kind)
    }

    mutating func add(_ snapshot: EventSnapshot) {
        let event = snapshot.event
        add(Int64(event.id.rawValue))
        add(event.slug)
        add(event.title)
        add(event.firstDay.daysSince1970)
        add(event.lastDay.daysSince1970)
        add(event.timeZone)
        add(event.number)
        add(event.isSample)
        add(event.categories.count)
        for category in event.categories {
            add(category.id)
            add(category.label.ko)
            add(category.label.en)
        }
        add(snapshot.keys.count)
        for key in snapshot.keys {
            add(key.id)
            add(key.secret)
        }
        add(snapshot.forms)
        add(Int64(snapshot.minutesAheadOfUTC))
        add(snapshot.horizon.text)
        add(snapshot.freshAt.milliseconds)
        add(confirmed: snapshot.confirmed)
    }

    /// Last in its frame: programs that do not know it read none.
    private mutating func add(confirmed: [UInt8]?) {
        add(confirmed != nil)
        add(confirmed ?? [])
    }

    /// A form that cannot be written is fetched again when it is needed.
    private mutating func add(_ forms: [FormReference: FormDefinition]) {
        let texts = forms.compactMapValues { try? PayloadCoding.text($0) }
        add(texts.count)
        for (reference, text) in texts {
            add(reference.id)
            add(reference.version)
            add(text)
        }
    }

    mutating func add(_ record: GateRecord) {
        add(record.serial.rawValue)
        add(record.isRevoked)
        add(record.admissions.count)
        record.admissions.forEach { add($0) }
    }

    mutating func add(_ change: SnapshotChange) {
        add(change.horizon.text)
        add(change.at.milliseconds)
        add(change.forms)
        add(change.rows.count)
        change.rows.forEach { add($0) }
        add(change.gates.count)
        change.gates.forEach { add($0) }
        add(confirmed: change.confirmed)
    }
}

extension ByteReader {
    mutating func list<Item>(_ item: (inout ByteReader) throws -> Item) throws -> [Item] {
        try (0..<(try count())).map { _ in try item(&self) }
    }

    mutating func head() throws -> EventSnapshot {
        guard let id = Int32(exactly: try signed()) else { throw UnreadableBytes() }
        let (slug, title) = (try text(), try text())
        guard let first = CalendarDate(daysSince1970: try count()), let last = CalendarDate(daysSince1970: try count())
        else { throw UnreadableBytes() }
        let event = Event(
            id: EventID(rawValue: id), slug: slug, title: title, firstDay: first, lastDay: last,
            timeZone: try text(), number: try count(), isSample: try flag(),
            categories: try list {
                Category(id: try $0.text(), label: Localized(ko: try $0.text(), en: try $0.text()))
            })
        return EventSnapshot(
            event: event,
            keys: try list { reader in
                guard let key = PassKey(id: try reader.count(), secret: try reader.raw()) else {
                    throw UnreadableBytes()
                }
                return key
            },
            forms: try forms(), minutesAheadOfUTC: Int(try signed()), roster: Roster(),
            horizon: Horizon(text: try text()), freshAt: Timestamp(milliseconds: try signed()),
            confirmed: try confirmed())
    }

    private mutating func forms() throws -> [FormReference: FormDefinition] {
        let pairs = try list { reader in
            (
                FormReference(id: try reader.text(), version: try reader.count()),
                try PayloadCoding.value(FormDefinition.self, from: try reader.text())
            )
        }
        return Dictionary(pairs) { $1 }
    }

    mutating func gateRecord() throws -> GateRecord {
        guard let serial = Serial(rawValue: try signed()) else { throw UnreadableBytes() }
        let isRevoked = try flag()
        return GateRecord(serial: serial, admissions: try list { try $0.admission() }, isRevoked: isRevoked)
    }

    mutating func change() throws -> SnapshotChange {
        let (horizon, at) = (Horizon(text: try text()), Timestamp(milliseconds: try signed()))
        let forms = try forms()
        return SnapshotChange(
            rows: try list { try $0.registration() }, gates: try list { try $0.gateRecord() }, forms: forms,
            horizon: horizon, at: at, confirmed: try confirmed())
    }

    /// Nil also at the end of a frame that was written before it was known.
    private mutating func confirmed() throws -> [UInt8]? {
        guard !isAtEnd, try flag() else { return nil }
        return try raw()
    }
}
