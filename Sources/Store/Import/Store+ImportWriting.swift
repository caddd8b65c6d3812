// Writing the people of an import, within its transaction.

import Domain
import Postgres

extension Store {
    /// It was told to stop.
    private struct Stopped: Error {}

    /// Edits first, then whoever is new.
    /// - Parameter isWanted: told how many are written so far; false stops it.
    func write(
        _ writes: [ImportWrite], of command: Command, _ isWanted: (Int) -> Bool
    ) throws -> ImportEnding {
        let new = writes.filter { $0.replaces == nil }
        let edits = new.count == writes.count ? [] : writes.filter { $0.replaces != nil }
        var rest = edits[...]
        while !rest.isEmpty {
            guard isWanted(edits.count - rest.count) else { return .stopped }
            let batch = rest.prefix(Self.importBatch)
            rest = rest.dropFirst(Self.importBatch)
            if try !edit(Array(batch), command) { return .overtaken }
        }
        do {
            try add(new, command) { isWanted(edits.count + $0) }
        } catch is Stopped {
            return .stopped
        }
        if let call = ImportBooking(new).call(command) { _ = try connection.run(call.statement, call.values) }
        return isWanted(writes.count) ? .stored : .stopped
    }

    /// The people come last, and all of them in one statement: at its end their seats are counted, and from then on
    /// everybody else who wants one waits.
    private func add(_ new: [ImportWrite], _ command: Command, _ isWanted: (Int) -> Bool) throws {
        guard !new.isEmpty else { return }
        let tables = 3
        var done = 0
        func copy(_ sql: String, _ values: (ImportWrite) throws -> [Value]) throws {
            try connection.copyIn(sql) { row in
                for write in new {
                    if done.isMultiple(of: Self.importBatch), !isWanted(done / tables) { throw Stopped() }
                    done += 1
                    try row(try values(write))
                }
            }
        }
        try copy(ImportStatements.copySearch) { ImportStatements.search(command.event, $0.row) }
        try copy(ImportStatements.copyRows) { try ImportStatements.row(command, $0) }
        let waiting = new.count { $0.row.status == .waitlisted }
        let rows = waiting == 0 ? [] : try connection.run(ImportStatements.places, [.int(Int64(waiting))]).map(\.self)
        var places = try rows.map { try $0.int(0) }.makeIterator()
        try copy(ImportStatements.copyPeople) { write in
            let place = write.row.status == .waitlisted ? places.next() : nil
            return try ImportStatements.person(command.event, write.row, waiting: place)
        }
    }

    /// - Returns: false where somebody was changed in between.
    private func edit(_ edits: [ImportWrite], _ command: Command) throws -> Bool {
        let event = Value.int(Int64(command.event.rawValue))
        let booker = [event, .uuid(command.desk.bytes)]
        try connection.script(ImportStatements.empty)
        try connection.copyIn(ImportStatements.stage) { row in
            for write in edits { try row(try ImportStatements.edit(write)) }
        }
        _ = try connection.run(ImportStatements.bookBefore, booker)
        guard try connection.run(ImportStatements.update, [event]).affected == edits.count else { return false }
        _ = try connection.run(ImportStatements.bookAfter, booker)
        _ = try connection.run(ImportStatements.search, [event])
        _ = try connection.run(ImportStatements.rows, [event, .uuid(command.id.bytes)])
        return true
    }
}

/// What an import's new people add to the counters.
private struct ImportBooking {
    private struct Kind: Hashable {
        let status: Registration.Status
        let source: Registration.Source
        let category: String
    }

    private var numbers: [Kind: Int64] = [:]

    init(_ new: [ImportWrite]) {
        for write in new {
            let kind = Kind(status: write.row.status, source: write.row.source, category: write.row.category ?? "")
            numbers[kind, default: 0] += 1
        }
    }

    func call(_ command: Command) -> Call? {
        guard !numbers.isEmpty else { return nil }
        let kinds = Array(numbers.keys)
        return Call(
            ImportStatements.bookNew,
            [
                .int(Int64(command.event.rawValue)), .uuid(command.desk.bytes), .texts(kinds.map(\.status.rawValue)),
                .texts(kinds.map(\.source.rawValue)), .texts(kinds.map(\.category)),
                .ints(kinds.map { numbers[$0] ?? 0 }),
            ])
    }
}
