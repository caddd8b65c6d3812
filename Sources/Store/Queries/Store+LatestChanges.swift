// What was done last to each of several people: as many round trips for five hundred as for one.

public import Domain
import Postgres

extension Store {
    /// A cancellation that was refused reads like one that was not until it is looked at closely: a few commands are read of
    /// everybody.
    private static let newestRead: Int64 = 4
    /// Whatever else a command is, it leaves the registration as it is.
    private static let changingKinds = ["register", "edit", "cancel", "restore", "reissue", "import"]

    /// Who they are, and what changed their registrations last. Serials that nobody has are missing.
    public func latestChanges(
        of serials: [Serial], event: EventID
    ) throws(StoreError) -> [Serial: LatestChange] {
        try StoreError.wrap {
            let id = Value.int(Int64(event.rawValue))
            let rows = try connection.run(
                HistoryStatements.newest,
                [
                    id, .ints(serials.map(\.rawValue)), .int(Self.newestRead), .texts(Self.changingKinds),
                ])
            var names: [Serial: String] = [:]
            var commands: [Serial: [LoggedCommand]] = [:]
            for row in rows {
                guard let serial = Serial(rawValue: try row.int(17)) else {
                    throw StoreError.unreadable("registration")
                }
                names[serial] = try row.string(18)
                guard try row.optionalString(1) != nil else { continue }
                commands[serial, default: []].append(try HistoryStatements.read(row, of: serial))
            }
            let latest = commands.compactMapValues(LoggedCommand.latestChange)
            let several = Set(latest.values.filter { $0.effect != nil && $0.command == nil }.map(\.id))
            let details = try details(of: several, id)
            return Dictionary(
                uniqueKeysWithValues: names.map { serial, name in
                    var command = latest[serial]
                    if let id = command?.id, let detail = details[id] {
                        command?.command = detail.command
                        command?.outcome = detail.outcome
                        command?.isErased = false
                    }
                    return (serial, LatestChange(name: name, command: command))
                })
        }
    }

    private func details(
        of ids: Set<CommandID>, _ event: Value
    ) throws -> [CommandID: (command: Command?, outcome: Outcome?)] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.run(HistoryStatements.details, [event, .texts(ids.map(\.description))])
        var details: [CommandID: (command: Command?, outcome: Outcome?)] = [:]
        for row in rows {
            guard let id = CommandID(bytes: try row.uuid(0)) else { throw StoreError.unreadable("command") }
            details[id] = (
                try row.optionalString(1).flatMap { try? PayloadCoding.value(Command.self, from: $0) },
                try row.optionalString(2).flatMap { try? PayloadCoding.value(Outcome.self, from: $0) }
            )
        }
        return details
    }
}
