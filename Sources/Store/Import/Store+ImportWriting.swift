// Writing the people of an import, within its transaction.

import Domain
import Postgres

extension Store {
    /// - Parameter isWanted: told how many are written so far; false stops it.
    func write(
        _ writes: [ImportWrite], of command: Command, _ isWanted: (Int) -> Bool
    ) throws -> ImportEnding {
        var booking = ImportBooking()
        var rest = writes[...]
        while !rest.isEmpty {
            guard isWanted(writes.count - rest.count) else { return .stopped }
            let batch = rest.prefix(Self.importBatch)
            rest = rest.dropFirst(Self.importBatch)
            let new = batch.filter { $0.replaces == nil }
            if !new.isEmpty {
                try add(new, command)
                booking.add(new)
            }
            if new.count < batch.count, try !edit(batch.filter { $0.replaces != nil }, command) { return .overtaken }
        }
        if let call = booking.call(command) { _ = try connection.run(call.statement, call.values) }
        return isWanted(writes.count) ? .stored : .stopped
    }

    private func add(_ new: [ImportWrite], _ command: Command) throws {
        let waiting = new.count { $0.row.status == .waitlisted }
        let rows = waiting == 0 ? [] : try connection.run(ImportStatements.places, [.int(Int64(waiting))]).map(\.self)
        var places = try rows.map { try $0.int(0) }.makeIterator()
        try connection.copyIn(ImportStatements.copyPeople) { row in
            for write in new {
                let place = write.row.status == .waitlisted ? places.next() : nil
                try row(try ImportStatements.person(command.event, write.row, waiting: place))
            }
        }
        try connection.copyIn(ImportStatements.copySearch) { row in
            for write in new { try row(ImportStatements.search(command.event, write.row)) }
        }
        try connection.copyIn(ImportStatements.copyRows) { row in
            for write in new { try row(try ImportStatements.row(command, write)) }
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

    mutating func add(_ new: [ImportWrite]) {
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
