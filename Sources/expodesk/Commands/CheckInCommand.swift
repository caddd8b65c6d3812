// `expodesk check-in`: a gate without a screen.

import ArgumentParser
import Desk
import Domain
import Glibc
import Screens

/// Checks people in, one pass or a stream of scans.
struct CheckInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-in", abstract: "Check people in by their passes.",
        discussion: """
            With - it reads scans from standard input, a line each, and prints one line for each of them, an empty one \
            included, in their order and as soon as it is known. Exit code 1 if any of them was refused.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("The 34 digits of a pass, or - for a stream of scans.", valueName: "pass|-"))
    var pass: String

    @Option(help: "One of the configuration's gates; the first without.")
    var gate: String?

    @Option(help: "A session's door instead of a gate: the session's id.")
    var session: String?

    @Flag(help: "Take back the last passage of today at the gate's area; a serial is enough here.")
    var undo = false

    @Option(help: "enter, leave or re-enter.")
    var mode = CheckIn.Mode.enter.rawValue

    @Flag(help: "Check in the whole party of this pass: one answer for each of them.")
    var party = false

    func run() throws {
        let run = try Session(options)
        if party, pass == "-" { throw Failure(.usage, run.words.partyOfOnePass) }
        let mode = try Self.mode(mode, run.words)
        if gate != nil, session != nil { throw Failure(.usage, run.words.gateAndSession) }
        let gate = try Self.gate(gate, run)
        let upkeep = pass == "-" ? try run.makeUpkeep() : nil
        defer { upkeep?.close() }
        let desk = try run.openDesk(upkeep)
        try Self.check(gate, desk.event, run.words)
        let door = try Self.door(session, desk, run)
        let scans = ScanAnswers(desk: desk, gate: gate, door: door, mode: mode, session: run)
        if undo, pass == "-" { throw Failure(.usage, run.words.undoOfStream) }
        if pass == "-" {
            run.sayClock(of: desk)
            run.examine(desk.journal)
        }
        try run.confirmDay(desk)
        guard !undo else {
            return try CheckInUndoing(desk: desk, gate: gate, door: door, session: run).run(pass)
        }
        if pass == "-" {
            upkeep?.start()
            try Self.answerStream(scans)
        } else if party {
            try Self.answerParty(pass, scans)
        } else {
            try Self.answerOne(pass, scans)
        }
    }

    private static func answerParty(_ pass: String, _ scans: ScanAnswers) throws {
        let session = scans.session
        let answers: [PartyAnswer]
        switch try session.withDesk({ () throws(DeskError) in try scans.answerParty(pass) }) {
        case .notHonoured(let answer): return try show(answer, scans)
        case .answered(let all): answers = all
        }
        var refused: [String] = []
        var failed: DeskError?
        for answer in answers {
            switch answer.result {
            case .success(let done):
                if session.json { print(scans.json(done).line) }
                if done.reason != nil {
                    refused.append(scans.line(done))
                } else if !session.json {
                    print(scans.line(done))
                }
            case .failure(let error):
                failed = error
                print(session.json ? scans.json(error, of: answer.member).line : scans.line(error, of: answer.member))
            }
        }
        refused.forEach(Stream.note)
        if let failed { throw session.failure(failed) }
        if !refused.isEmpty { throw Failure(.refused) }
    }

    private static func answerOne(_ pass: String, _ scans: ScanAnswers) throws {
        let session = scans.session
        let answer = try session.withDesk { () throws(DeskError) in try scans.answer(pass) }
        defer { scans.desk.tellOthers() }
        try show(answer, scans)
    }

    private static func show(_ answer: CheckInAnswer, _ scans: ScanAnswers) throws {
        let session = scans.session
        if session.json { print(scans.json(answer).line) }
        if answer.reason != nil { throw Failure(.refused, scans.line(answer)) }
        // Scanner and key have passed, but a script asks for the whole way.
        if case .test(let test) = answer.result, test.milliseconds == nil {
            throw Failure(.outOfReach, scans.line(answer))
        }
        if !session.json { print(scans.line(answer)) }
    }

    private static func answerStream(_ scans: ScanAnswers) throws {
        // Others are told between the scans, and of the last ones before the stream rests or ends.
        let lines = ScanLines(descriptor: STDIN_FILENO) { scans.desk.tellOthers() }
        defer { while let pause = scans.desk.tellOthers() { poll(nil, 0, Int32(clamping: max(pause, 1))) } }
        var wasRefused = false
        var failed: DeskError?
        while let line = lines.next() {
            do throws(DeskError) {
                let answer = try scans.answer(line)
                print(scans.session.json ? scans.json(answer).line : scans.line(answer))
                if answer.reason != nil { wasRefused = true }
            } catch {
                // Answered like every other, and the next one is read: a gate does not die of one bad moment.
                print(scans.session.json ? scans.json(error).line : scans.line(error))
                failed = error
            }
            // Nobody hears the answers any more: whoever still scans must not believe they were let in.
            guard Stream.flush() else { throw Failure(.outOfReach, scans.session.words.cannotPrint) }
            scans.desk.tellOthers()
        }
        if let failed { throw scans.session.failure(failed) }
        if lines.hasFailed { throw Failure(.outOfReach, scans.session.words.cannotReadScans) }
        if wasRefused { throw Failure(.refused) }
    }

    private static func mode(_ word: String, _ words: Words) throws(Failure) -> CheckIn.Mode {
        if let mode = CheckIn.Mode(rawValue: word) { return mode }
        let allowed = CheckIn.Mode.allCases.map(\.rawValue)
        throw Failure(.usage, "--mode: " + words.unknownWord(word, allowed, NearestWord.of(word, in: allowed)))
    }

    /// The session whose door this is; nil for a gate.
    private static func door(_ text: String?, _ desk: Desk, _ session: Session) throws(Failure) -> SessionID? {
        guard let text else { return nil }
        let known: [SessionID]
        do throws(DeskError) {
            known = try desk.sessions().map(\.session.id)
        } catch {
            guard case .outOfReach = error else { throw session.failure(error) }
            // Scans are kept here for a session that the database will look up.
            guard let id = SessionID(text) else { throw Failure(.usage, session.words.unknownSession(text, known: [])) }
            Stream.note(session.words.sessionNotLookedUp(id))
            return id
        }
        if let id = known.first(where: { $0.text == text }) { return id }
        throw Failure(.usage, session.words.unknownSession(text, known: known.map(\.text)))
    }

    private static func gate(_ name: String?, _ session: Session) throws(Failure) -> Gate {
        let gates = session.configuration.gates.value
        guard let name else { return gates.first ?? .main }
        if let gate = gates.first(where: { $0.name == name }) { return gate }
        let allowed = gates.map(\.name)
        throw Failure(
            .usage, "--gate: " + session.words.unknownWord(name, allowed, NearestWord.of(name, in: allowed)))
    }

    /// A gate for categories that the event does not have would keep people out for no reason anybody sees.
    private static func check(_ gate: Gate, _ event: Event, _ words: Words) throws(Failure) {
        guard let strange = gate.categoriesUnknown(to: event).first else { return }
        throw Failure(.usage, words.strangeCategory(strange, at: gate, of: event))
    }
}
