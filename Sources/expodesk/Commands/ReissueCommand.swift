// `expodesk reissue`: a new pass for a lost or damaged one.

import ArgumentParser
import Desk
import Domain
import Screens
import Store

/// Gives somebody a pass under a new serial.
struct ReissueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reissue", abstract: "Give somebody a new pass; the old one is revoked.",
        discussion: """
            The person goes on under a new serial with everything they have, today's entry included, and all their passes \
            until now are revoked at every desk at once; without a line at this desk at once, and at the others when the \
            line is back. This cannot be undone. A badge that is only hard to read, and a visitor without a phone, need \
            none: expodesk qr shows the pass they have.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("A serial, or the 34 digits of a pass.", valueName: "serial|pass"))
    var person: String

    @Option(help: "Why, in one line.")
    var reason: String = ""

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk()
        let row = try session.holder(person, desk)
        let result = try session.withDesk { () throws(DeskError) in
            try desk.submit(
                Submission(
                    id: desk.makeCommandID(),
                    change: .reissue(serial: row.serial, version: row.version, reason: reason)))
        }
        defer { desk.tellOthers() }
        switch result {
        case .queued(let serial): Self.report(queued: serial, desk, session)
        case .kept(let receipt):
            guard let row = receipt.row, case .reissued(let old, _, _) = receipt.outcome else {
                throw session.failure(.store(.unreadable("receipt")))
            }
            Self.report(row, old, isKept: true, desk, session)
        case .applied(let receipt):
            if case .refused(let refusal) = receipt.outcome {
                throw Self.refused(refusal, receipt.existing, desk, session)
            }
            guard let row = receipt.row, case .reissued(let old, _, _) = receipt.outcome else {
                throw session.failure(.store(.unreadable("receipt")))
            }
            Self.report(row, old, isKept: false, desk, session)
        }
    }

    /// - Parameter isKept: only this desk has it so far.
    private static func report(
        _ row: Registration, _ old: Serial, isKept: Bool, _ desk: Desk, _ session: Session
    ) {
        let pass = try? desk.pass(of: row.serial)
        guard session.json else {
            let person = session.words.person(row)
            print(isKept ? session.words.reissuedHere(old, person) : session.words.reissued(old, person))
            if let pass { print(pass.digits) }
            return
        }
        print(
            JSONValue.object(
                [.outcome(isKept ? "queued" : "reissued")] + JSONValue.person(row, pass: pass) + [
                    JSONValue.Member(key: "replaces", value: .number(old.rawValue))
                ]
            ).line)
    }

    private static func report(queued serial: Serial, _ desk: Desk, _ session: Session) {
        let pass = try? desk.pass(of: serial)
        guard session.json else {
            print(session.words.queued(serial, pass: pass))
            return
        }
        print(JSONValue.queued(serial, pass: pass).line)
    }

    private static func refused(
        _ refusal: Refusal, _ existing: Registration?, _ desk: Desk, _ session: Session
    ) -> Failure {
        if session.json {
            print(
                JSONValue.object([
                    "outcome": .text("refused"), "reason": .text(refusal.reason.rawValue),
                    "existing": existing.map { .object(JSONValue.person($0, pass: try? desk.pass(of: $0.serial))) },
                ]).line)
        }
        return Failure(.refused, session.words.refusal(refusal, existing: existing, form: nil))
    }
}
