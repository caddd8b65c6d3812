// Imports: who is there of those a file may mean, and storing a file's people, all or none.

public import Domain
import Postgres

extension Store {
    /// So many are looked up at a time, and edited; and so often somebody is asked whether to go on.
    public static let importBatch = 2_000

    /// Those whom one of `identities` may mean, living or not.
    /// - Parameter isWanted: asked between two batches; false ends it early, with whoever was found by then.
    public func people(
        meantBy identities: [ImportIdentity], event: EventID, isWanted: () -> Bool = { true }
    ) throws(StoreError) -> [Registration] {
        try StoreError.wrap {
            var found: [Registration] = []
            var batch = identities[...]
            while !batch.isEmpty, isWanted() {
                found += try people(Array(batch.prefix(Self.importBatch)), event)
                batch = batch.dropFirst(Self.importBatch)
            }
            return found
        }
    }

    private func people(_ identities: [ImportIdentity], _ event: EventID) throws -> [Registration] {
        var phones: [String] = []
        var names: (names: [String], affiliations: [String]) = ([], [])
        for identity in identities {
            switch identity {
            case .phone(let phone): phones.append(phone.nationalDigits)
            case .name(let name, let affiliation):
                names.names.append(name)
                names.affiliations.append(affiliation)
            }
        }
        let id = Value.int(Int64(event.rawValue))
        var rows: [Registration] = []
        if !phones.isEmpty {
            rows += try connection.run(ImportStatements.byPhone, [id, .texts(phones)]).map(RegistrationRow.read)
        }
        if !names.names.isEmpty {
            let values = [id, .texts(names.names), .texts(names.affiliations)]
            rows += try connection.run(ImportStatements.byName, values).map(RegistrationRow.read)
        }
        return rows
    }

    /// Whom the import `id` stored, as they are now, by the lines of its file; nil when there was no such import.
    public func stored(byImport id: CommandID, event: EventID) throws(StoreError) -> [Int: Registration]? {
        guard try receipt(of: id, event: event) != nil else { return nil }
        return try StoreError.wrap {
            let rows = try connection.run(
                ImportStatements.stored, [.int(Int64(event.rawValue)), .uuid(id.bytes)])
            return try Dictionary(
                rows.map { (Int(try $0.int(RegistrationRow.count)), try RegistrationRow.read($0)) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// Whether the import `id` is stored, whole; nil while an import is on its way, which may be this one.
    public func hasStored(import id: CommandID, event: EventID) throws(StoreError) -> Bool? {
        let isQuiet = try StoreError.wrap {
            try connection.run(ImportStatements.isQuiet, [.int(Int64(event.rawValue))])[0].bool(0)
        }
        return isQuiet ? try receipt(of: id, event: event) != nil : nil
    }

    /// What the event's limits leave, locked until the import ends: before any person, as everybody does.
    public func lockSeats(of event: EventID) throws(StoreError) -> Seats {
        try StoreError.wrap {
            try Seats(try connection.run(ReviewStatements.seats, [.int(Int64(event.rawValue))]))
        }
    }

    /// Stores a file's people in one transaction with the command that says so: all or none.
    /// - Parameters:
    ///   - judge: called once no other import can begin; reads facts through this store and says what is to be stored
    ///     and under which command, nil for nothing. It may judge over seats that it has not locked: should one be gone at
    ///     the end, nothing is stored and the answer is `overtaken`; over `lockSeats` it does not come to that.
    ///   - isWanted: told how many are written so far; false stops the import.
    /// - Throws: `StoreError`, or what `judge` throws; nothing was stored then. A lost line while it commits leaves open
    ///   whether it did: under the same command it happens once.
    public func importRows(
        event: EventID, judge: () throws -> ImportedList?, isWanted: (Int) -> Bool
    ) throws -> ImportEnding {
        do {
            try connection.script(ImportStatements.begin)
            _ = try connection.run(ImportStatements.line, [.int(Int64(event.rawValue))])
            guard let list = try judge() else {
                connection.rollBack()
                return .nothing
            }
            let command = list.command
            let ending = try write(list.writes, of: command, isWanted)
            guard ending == .stored else {
                connection.rollBack()
                return ending
            }
            let facts = Facts(form: nil, subject: nil, samePhone: nil)
            // Whoever the list moves to another category may leave a seat there, and one may have come free meanwhile.
            let seats = list.concernsSeats ? try lockSeats(of: command.event) : Seats()
            let promoted = seats.hasFreeSeats ? try promote(seats, after: [], command.event) : []
            _ = try connection.pipeline(
                try statusCalls(promoted, command.event)
                    + recordCalls(command, decide(command, facts), facts, promoted: promoted))
            return .stored
        } catch let error as PostgresError {
            connection.rollBack()
            // Another import of this file was first, or somebody took a telephone that an edit would give.
            if error.sqlState == "23505" || error.isSerializationFailure { return .overtaken }
            if error.concernsLimits {
                limits.removeAll()
                return .overtaken
            }
            throw StoreError.postgres(error)
        } catch StoreError.postgres(let error) where error.isSerializationFailure {
            // Judging has met somebody who wanted the same rows the other way round.
            connection.rollBack()
            return .overtaken
        } catch {
            connection.rollBack()
            throw error
        }
    }
}
