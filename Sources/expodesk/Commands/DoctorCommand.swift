// `expodesk doctor`: what is wrong, and how to mend it.

import ArgumentParser
import Desk
import Domain
import Screens

/// Looks at everything a desk needs.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is wrong and how to mend it.")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Count the dashboard's numbers anew, then look.")
    var recount = false

    func run() throws {
        let session = try Session(options)
        if recount {
            try session.withDesk { () throws(DeskError) in
                try session.startServer(create: false)
                let settings = session.configuration.desk
                try Database(settings).recount(try EventReading(settings).event.id)
            }
        }
        var findings: [Finding] = []
        Examination(session: session).run { finding in
            findings.append(finding)
            Self.print(finding, session)
        }
        if !session.json { Swift.print(session.words.verdict(findings.filter { $0.state == .bad }.count)) }
        if findings.contains(where: { $0.state == .bad }) { throw Failure(.refused) }
    }

    private static func print(_ finding: Finding, _ session: Session) {
        guard session.json else {
            Swift.print(
                "\(session.words.mark(finding.state)) \(session.words.name(finding.check)): \(finding.sentence)")
            return
        }
        Swift.print(
            JSONValue.object(
                JSONValue.members([
                    "check": .text(finding.check.rawValue), "state": .text(finding.state.rawValue),
                    "message": .text(finding.sentence),
                ]) + finding.figures
            ).line)
    }
}

/// One thing doctor looked at.
struct Finding {
    enum Check: String {
        case settings, dataFolder = "data_folder", disk, journal, journalFile = "journal_file", journalGuard = "guard",
            rebuilds, lost, lease, copy, day, server, schema, event, gates, counters, clock, live, printer, screens,
            terminal
    }

    enum State: String {
        case good
        /// Worth knowing, nothing to mend.
        case note
        case bad
    }

    var check: Check
    var state: State
    var sentence: String
    /// The same for programs.
    var figures: [JSONValue.Member]

    init(_ check: Check, _ state: State, _ sentence: String, _ figures: [JSONValue.Member] = []) {
        self.check = check
        self.state = state
        self.sentence = sentence
        self.figures = figures
    }
}
