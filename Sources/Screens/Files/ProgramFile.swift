// The file that sets programs up: `[[program]]` and `[[session]]` tables to a plan.

public import Domain

/// What is wrong with a programs file, besides its form.
public enum ProgramFlaw: Hashable, Sendable {
    case badID(String)
    case idTaken(String)
    /// A session of a program that the file does not have.
    case unknownProgram(String)
    case tooLong(limit: Int)
    case badTime(String)
    case endsBeforeStart
    case outsideDays(CalendarDate, CalendarDate)
    /// The clocks are put forward over it.
    case noSuchTime
    case none
}

/// Reads programs.
///
///     [[program]]
///     id = "keynote"
///     title = { ko = "기조 강연", en = "Keynote" }
///     room = "Hall A"
///
///     [[session]]
///     id = "keynote-1"
///     program = "keynote"
///     day = 2026-05-01
///     starts = "10:00"
///     ends = "11:30"
///     capacity = 100
///     waiting = 20
///     closed = false
///     overlap = false
///     room = "Hall B"
public enum ProgramFile {
    static let programKeys = ["id", "title", "room"]
    static let sessionKeys = [
        "id", "program", "day", "starts", "ends", "capacity", "waiting", "closed", "overlap", "room",
    ]
    /// More than any expo holds in one file.
    private static let limit = 2_000

    /// The plan that a document makes for an event.
    /// - Parameter instant: when the event's wall clock shows something; nil where it never does.
    public static func read(
        _ document: TOMLDocument, event: Event, instant: @escaping (LocalMoment) -> Timestamp?
    ) throws(ScreenFileErrors) -> ProgramPlan {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        root.checkKeys(["program", "session"])
        root.require("program", "session")
        let programTables = (root.tables("program") ?? [])
        let sessionTables = (root.tables("session") ?? [])
        for (key, tables) in [("program", programTables), ("session", sessionTables)] where tables.count > limit {
            root.add(key, .outOfRange(1...limit))
        }
        if root.has("session"), sessionTables.isEmpty, collector.errors.isEmpty { root.add("session", .program(.none)) }
        var programs: [EventProgram] = []
        var rooms: [ProgramID: String] = [:]
        for table in programTables.prefix(limit) {
            guard let program = program(table) else { continue }
            if programs.contains(where: { $0.id == program.id }) {
                table.add("id", .program(.idTaken(program.id.text)))
            }
            programs.append(program)
            rooms[program.id] = short("room", table, ProgramSession.maximumRoomLength)
        }
        var sessions: [ProgramSession] = []
        var ids: Set<String> = []
        let reader = SessionReader(event: event, programs: Set(programs.map(\.id)), rooms: rooms, instant: instant)
        for table in sessionTables.prefix(limit) {
            let session = reader.session(table)
            if let id = table.text("id"), !ids.insert(id).inserted { table.add("id", .program(.idTaken(id))) }
            if let session { sessions.append(session) }
        }
        guard collector.errors.isEmpty else { throw ScreenFileErrors(collector.errors) }
        return ProgramPlan(programs: programs, sessions: sessions)
    }

    private static func program(_ table: TableReader) -> EventProgram? {
        table.checkKeys(programKeys)
        table.require("id", "title")
        let id = id("id", table, ProgramID.init)
        let title = table.localized("title")
        if let title, max(title.ko.count, title.en.count) > EventProgram.maximumTitleLength {
            table.add("title", .program(.tooLong(limit: EventProgram.maximumTitleLength)))
        }
        guard let id, let title else { return nil }
        return EventProgram(id: id, title: title)
    }

    static func id<ID>(_ key: String, _ table: TableReader, _ make: (String) -> ID?) -> ID? {
        guard let text = table.text(key) else { return nil }
        let id = make(text)
        if id == nil { table.add(key, .program(.badID(text))) }
        return id
    }

    static func short(_ key: String, _ table: TableReader, _ limit: Int) -> String? {
        let text = table.text(key)
        if let text, text.count > limit { table.add(key, .program(.tooLong(limit: limit))) }
        return text
    }
}

/// Reads one session.
private struct SessionReader {
    let event: Event
    let programs: Set<ProgramID>
    let rooms: [ProgramID: String]
    let instant: (LocalMoment) -> Timestamp?

    func session(_ table: TableReader) -> ProgramSession? {
        table.checkKeys(ProgramFile.sessionKeys)
        table.require("id", "program", "day", "starts", "ends", "capacity")
        let id = ProgramFile.id("id", table, SessionID.init)
        let program = ProgramFile.id("program", table, ProgramID.init)
        if let program, !programs.contains(program) { table.add("program", .program(.unknownProgram(program.text))) }
        let (starts, ends) = times(table)
        let capacity = table.number("capacity", in: ProgramSession.capacityRange)
        let waiting =
            table.has("waiting") ? table.number("waiting", in: ProgramSession.waitingRange) : 0
        let isClosed = table.flag("closed") ?? false
        let overlaps = table.flag("overlap") ?? false
        let room = ProgramFile.short("room", table, ProgramSession.maximumRoomLength)
        guard let id, let program, let starts, let ends, let capacity, let waiting else { return nil }
        return ProgramSession(
            id: id, program: program, room: room ?? rooms[program], starts: starts, ends: ends, capacity: capacity,
            waitingCapacity: waiting, isClosed: isClosed, allowsOverlap: overlaps)
    }

    private func times(_ table: TableReader) -> (Timestamp?, Timestamp?) {
        let day = table.date("day")
        let (starts, ends) = (time("starts", table), time("ends", table))
        if let starts, let ends, ends <= starts { table.add("ends", .program(.endsBeforeStart)) }
        guard let day else { return (nil, nil) }
        guard (event.firstDay...event.lastDay).contains(day) else {
            table.add("day", .program(.outsideDays(event.firstDay, event.lastDay)))
            return (nil, nil)
        }
        func moment(_ key: String, _ time: TimeOfDay?) -> Timestamp? {
            guard let time else { return nil }
            let moment = instant(LocalMoment(day: day, time: time))
            if moment == nil { table.add(key, .program(.noSuchTime)) }
            return moment
        }
        return (moment("starts", starts), moment("ends", ends))
    }

    private func time(_ key: String, _ table: TableReader) -> TimeOfDay? {
        guard let text = table.text(key) else { return nil }
        let time = TimeOfDay(text)
        if time == nil { table.add(key, .program(.badTime(text))) }
        return time
    }
}
