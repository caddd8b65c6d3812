// `expodesk programs set | list | show | enrol | cancel`.

import ArgumentParser
import Desk
import Domain
import Screens

/// Commands about programs.
struct ProgramsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programs", abstract: "Programs, their sessions, and who is enrolled.",
        subcommands: [
            ProgramsSetCommand.self, ProgramsListCommand.self, ProgramsShowCommand.self, ProgramsEnrolCommand.self,
            ProgramsCancelCommand.self,
        ])
}

/// Sets programs up from a file.
struct ProgramsSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set programs and sessions up, or change them, from a TOML file.",
        discussion: """
            All of the file or nothing of it. The same file again changes nothing. More seats go to those who wait; \
            fewer than are taken are refused. What the file does not name stays as it is.

            [[program]]
            id = "keynote"
            title = { ko = "기조 강연", en = "Keynote" }
            room = "Hall A"

            [[session]]
            id = "keynote-1"
            program = "keynote"
            day = 2026-05-01
            starts = "10:00"
            ends = "11:30"
            capacity = 100
            waiting = 20        # places on the waiting list; 0 without
            closed = false      # true: nobody enrols any more
            overlap = false     # true: one may be in another session at that time
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file.")
    var file: String

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk(takesLong: true)
        let plan = try plan(session, desk)
        let answer = try session.withDesk { () throws(DeskError) in
            try desk.setPrograms(plan, id: desk.makeCommandID())
        }
        desk.tellOthers()
        switch answer {
        case .set(let sessions, let promoted, let changed):
            guard session.json else {
                return print(session.words.programsSet(sessions, promoted: promoted, changed: changed))
            }
            print(
                JSONValue.object([
                    "outcome": .text("programs_set"), "sessions": .number(Int64(sessions)),
                    "promoted": .number(Int64(promoted)), "changed": changed.map { .number(Int64($0)) },
                ]).line)
        case .refused(let refusal): throw session.refusal(refusal.reason.rawValue, session.words.seatRefusal(refusal))
        }
    }

    private func plan(_ session: Session, _ desk: Desk) throws(Failure) -> ProgramPlan {
        var fault: DeskError?
        func instant(_ moment: LocalMoment) -> Timestamp? {
            do throws(DeskError) {
                return try desk.instant(of: moment)
            } catch {
                fault = error
                return nil
            }
        }
        let result = Result { () throws(ScreenFileErrors) in
            try ProgramFile.read(try TOMLDocument(path: file), event: desk.event, instant: instant)
        }
        // What looks like a wrong time may be a lost line.
        if let fault { throw session.failure(fault) }
        switch result {
        case .success(let plan): return plan
        case .failure(let errors): throw Failure(.badInput, session.words.errors(errors))
        }
    }
}

/// Lists every session.
struct ProgramsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List sessions with their counts.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk()
        let all = try session.withDesk { () throws(DeskError) in try desk.sessions() }
        for overview in all {
            print(session.json ? JSONValue.object(JSONValue.session(overview)).line : session.words.line(overview))
        }
    }
}

/// Shows one session and its people.
struct ProgramsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a session and its people, in the order in which they enrolled.")

    private static let pageSize = 500

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The session's id.")
    var session: String

    func run() throws {
        let run = try Session(options)
        let desk = try run.openDesk()
        let unknown = Refusal(.unknownSession)
        guard let id = SessionID(session),
            let overview = try run.withDesk({ () throws(DeskError) in try desk.session(id) })
        else { throw run.refusal(unknown.reason.rawValue, run.words.seatRefusal(unknown)) }
        print(run.json ? JSONValue.object(JSONValue.session(overview)).line : run.words.line(overview))
        var order: Int64?
        while true {
            let page = try run.withDesk { () throws(DeskError) in
                try desk.people(in: id, after: order, limit: Self.pageSize)
            }
            for person in page.people {
                print(run.json ? Self.json(person, overview, desk).line : run.words.line(person, overview))
            }
            guard page.hasMore, let last = page.people.last else { return }
            order = last.order
        }
    }

    private static func json(_ one: SessionPerson, _ overview: SessionOverview, _ desk: Desk) -> JSONValue {
        func time(_ moment: Timestamp) -> JSONValue {
            .text(Words.iso8601(moment, minutesAheadOfUTC: overview.minutesAheadOfUTC))
        }
        let standing = JSONValue.standing(one.standing)
        let times = JSONValue.object([
            "enteredAt": one.admission.map { time($0.entered.at) }, "leftAt": one.leftAt.map(time),
        ])
        guard case .object(let members) = times else { return times }
        return .object(JSONValue.person(one.person, pass: try? desk.pass(of: one.person.serial)) + standing + members)
    }
}

/// Enrols somebody.
struct ProgramsEnrolCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Enrol somebody in a session: a seat, or a place on its waiting list.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("A serial, or the 34 digits of a pass.", valueName: "serial|pass"))
    var person: String

    @Argument(help: "The session's id.")
    var session: String

    func run() throws {
        try SeatRun(options, person: person, session: session).run { desk, run, serial, session throws(DeskError) in
            try desk.enrol(serial, in: session, byPass: run.isByPass, id: desk.makeCommandID())
        }
    }
}

/// Takes an enrolment back.
struct ProgramsCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel an enrolment; the first who waits moves up.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("A serial, or the 34 digits of a pass.", valueName: "serial|pass"))
    var person: String

    @Argument(help: "The session's id.")
    var session: String

    func run() throws {
        try SeatRun(options, person: person, session: session).run { desk, run, serial, session throws(DeskError) in
            try desk.cancelEnrolment(of: serial, in: session, byPass: run.isByPass, id: desk.makeCommandID())
        }
    }
}

/// One change of a seat from the command line.
private struct SeatRun {
    let session: Session
    let person: String
    let id: String

    init(_ options: GlobalOptions, person: String, session: String) throws(Failure) {
        self.session = try Session(options)
        self.person = person
        id = session
    }

    /// A pass was shown, and not a serial: one that was revoked counts for nobody.
    var isByPass: Bool { Serial(person) == nil }

    func run(_ change: (Desk, SeatRun, Serial, SessionID) throws(DeskError) -> SeatAnswer) throws {
        let desk = try session.openDesk()
        let row = try session.registration(person, desk)
        guard let id = SessionID(id) else {
            let unknown = Refusal(.unknownSession)
            throw session.refusal(unknown.reason.rawValue, session.words.seatRefusal(unknown))
        }
        let answer = try session.withDesk { () throws(DeskError) in try change(desk, self, row.serial, id) }
        desk.tellOthers()
        if session.json { print(json(answer, id, desk).line) }
        if case .refused = answer.result { throw Failure(.refused, session.words.seat(answer)) }
        if !session.json { print(session.words.seat(answer)) }
    }

    private func json(_ answer: SeatAnswer, _ id: SessionID, _ desk: Desk) -> JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(JSONValue.Member(key: key, value: value)) }
        }
        switch answer.result {
        case .enrolled(_, .confirmed): add("outcome", .text("enrolled"))
        case .enrolled(_, .waiting): add("outcome", .text("waiting"))
        case .cancelled: add("outcome", .text("enrolment_cancelled"))
        case .refused(let refusal):
            add("outcome", .text("refused"))
            add("reason", .text(refusal.reason.rawValue))
        case .queued(let serial):
            add("outcome", .text("queued"))
            add("serial", .number(serial.rawValue))
        }
        if let person = answer.person {
            members += JSONValue.person(person, pass: try? desk.pass(of: person.serial))
        }
        add("session", .text(id.text))
        if case .enrolled(_, .waiting(let place)) = answer.result { add("place", .number(Int64(place))) }
        if case .cancelled(_, let promoted) = answer.result {
            add("promoted", promoted.map { .number($0.rawValue) })
        }
        return .object(members)
    }
}
