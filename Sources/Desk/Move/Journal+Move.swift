// Writing what waits to a file, and taking such a file in. Needs no database on either side.

public import Domain
public import Journal
import Store

extension Journal {
    /// Writes what has not been sent, waiting and set aside, in order, to a new file. Everything stays here as well: a
    /// command that is sent from both desks is carried out once, for it has one id.
    /// - Parameters:
    ///   - slug: of the event, needed only where commands of several wait.
    ///   - now: by the desk's clock.
    /// - Returns: nil, and no file, where nothing waits.
    public func export(
        event slug: String?, from deskName: String, at now: Timestamp, to path: String, _ passphrase: Passphrase
    ) throws(JournalMoveError) -> JournalExport? {
        let memory = try Self.wrap { () throws(JournalError) in try DeskMemory.read(self) }
        let unsettled = try Self.wrap { () throws(JournalError) in try self.unsettled() }
        let event: EventID
        if let slug, let named = memory.events.last(where: { $0.slug == slug }) {
            event = named.id
        } else {
            let ids = Set(unsettled.map(\.event))
            guard ids.count < 2 else {
                throw .severalEvents(memory.events.filter { ids.contains($0.id.rawValue) }.map(\.slug))
            }
            guard let id = ids.first else { return nil }
            event = EventID(rawValue: id)
        }
        let entries = unsettled.filter { $0.event == event.rawValue }
        guard !entries.isEmpty else { return nil }
        let origin = JournalOrigin(
            name: memory.events.last { $0.id == event }, event: event, desk: DeskID(bytes: deskID),
            deskName: deskName, at: now)
        try write(entries, of: origin, to: path, passphrase)
        let record = JournalExport(event: event, at: now, count: entries.count, file: path)
        do {
            try DeskMemory.change(self) { memory in
                memory.exports.removeAll { $0.event == event }
                memory.exports.append(record)
            }
        } catch {
            throw .desk(error)
        }
        return record
    }

    private func write(
        _ entries: [JournalEntry], of origin: JournalOrigin, to path: String, _ passphrase: Passphrase
    ) throws(JournalMoveError) {
        do {
            let about = Array(try PayloadCoding.text(origin).utf8)
            try JournalFile(about: about, entries: entries).write(to: path, passphrase: passphrase.bytes)
        } catch let error as JournalFileError {
            throw .file(error)
        } catch let error as StoreError {
            throw .desk(.store(error))
        } catch {
            throw .file(.unusable(path: path, reason: "\(error)"))
        }
    }

    /// Takes in what another desk has written with `export`: it waits here then, to be sent with what is this desk's own,
    /// or is set aside as it was there. A second time changes nothing.
    /// - Parameter slug: of this desk's event; nil for the one it was last opened for.
    public func takeIn(
        _ path: String, _ passphrase: Passphrase, event slug: String?
    ) throws(JournalMoveError) -> JournalIntake {
        let file: JournalFile
        do {
            file = try JournalFile(reading: path, passphrase: passphrase.bytes)
        } catch {
            throw .file(error)
        }
        guard
            let origin = try? PayloadCoding.value(
                JournalOrigin.self, from: String(decoding: file.about, as: UTF8.self)),
            file.entries.allSatisfy({ $0.event == origin.event.rawValue })
        else { throw .file(.damaged(path: path)) }
        let remembered = try Self.wrap { () throws(JournalError) in try DeskMemory.read(self) }.events
        guard let here = remembered.last(where: { slug == nil || $0.slug == slug }) else { throw .noEvent }
        guard origin.event == here.id, origin.name?.isSame(as: here) ?? true else {
            throw .otherEvent(origin, here: here)
        }
        let new = try Self.wrap { () throws(JournalError) in try takeIn(file.entries) }
        return JournalIntake(origin: origin, new: new, known: file.entries.count - new)
    }

    private static func wrap<T>(_ body: () throws(JournalError) -> T) throws(JournalMoveError) -> T {
        do {
            return try body()
        } catch {
            throw .desk(.journal(error))
        }
    }
}
