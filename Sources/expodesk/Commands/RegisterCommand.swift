// `expodesk register`: a walk-in without a screen.

import ArgumentParser
import Desk
import Domain
import Screens
import Store
import Text

/// Registers a walk-in.
struct RegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "register", abstract: "Register a walk-in.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "The person's name.")
    var name: String

    @Option(help: "The telephone number, in any usual form.")
    var phone: String?

    @Option(help: "School, company, organisation.")
    var affiliation: String?

    @Option(help: "One of the event's categories, by its id.")
    var category: String?

    @Option(
        name: .customLong("field"), parsing: .singleValue,
        help: ArgumentHelp(
            "The answer to any other field of the form. Name, phone, affiliation, category and consent have options of "
                + "their own and are taken from those only.", valueName: "id=value"))
    var fields: [String] = []

    @Flag(help: "An application that waits for review, not a walk-in.")
    var application = false

    @Flag(help: "On the waiting list, where every seat is taken.")
    var wait = false

    @Flag(help: "The person agreed to the privacy text.")
    var consent = false

    func run() throws {
        let session = try Session(options)
        let given = try RegisterAnswers(self, session.words)
        let file = try session.walkInForm()
        let desk = try session.openDesk()
        let form = file.resolved(with: desk.event.categories)
        let answers = given.answers(to: form)
        Stream.note(given.notes(form, session.words).joined(separator: "\n"))
        // Asked here already, so that a slip of the pen costs neither a serial nor a place in the journal.
        do throws(FormFaults) {
            _ = try form.validate(answers)
        } catch {
            throw Self.report(Refusal(error), existing: nil, form, desk, session)
        }
        let result = try session.withDesk { () throws(DeskError) in
            let reference = try desk.publish(file)
            return try desk.submit(
                Submission(
                    id: desk.makeCommandID(),
                    change: .register(
                        source: application ? .preApplication : .walkIn, form: reference, answers: answers,
                        mayWait: wait && !application)))
        }
        defer { desk.tellOthers() }
        try Self.report(result, form, desk, session)
    }

    private static func report(
        _ result: SubmissionResult, _ form: FormDefinition, _ desk: Desk, _ session: Session
    ) throws(Failure) {
        switch result {
        case .applied(let receipt):
            if case .refused(let refusal) = receipt.outcome {
                throw report(refusal, existing: receipt.existing, form, desk, session)
            }
            guard let row = receipt.row else { throw session.failure(.store(.unreadable("receipt"))) }
            let pass = try? desk.pass(of: row.serial)
            // What is not known is not said.
            let place = row.status == .waitlisted ? try? desk.placeInLine(of: row.serial) : nil
            guard session.json else {
                print(session.words.registered(row, pass: pass, place: place))
                return
            }
            let outcome = row.status == .waitlisted ? "waitlisted" : "registered"
            let line = place.map { [JSONValue.Member(key: "place", value: .number(Int64($0)))] } ?? []
            print(JSONValue.object([.outcome(outcome)] + line + JSONValue.person(row, pass: pass)).line)
        case .kept(let receipt):
            guard let row = receipt.row else { throw session.failure(.store(.unreadable("receipt"))) }
            let pass = try? desk.pass(of: row.serial)
            guard session.json else {
                print(session.words.queued(row.serial, pass: pass))
                return
            }
            print(JSONValue.object([.outcome("queued")] + JSONValue.person(row, pass: pass)).line)
        case .queued(let serial):
            let pass = try? desk.pass(of: serial)
            guard session.json else {
                print(session.words.queued(serial, pass: pass))
                return
            }
            print(JSONValue.queued(serial, pass: pass).line)
        }
    }

    private static func report(
        _ refusal: Refusal, existing: Registration?, _ form: FormDefinition, _ desk: Desk, _ session: Session
    ) -> Failure {
        if session.json {
            let fields = refusal.faults.map { JSONValue.text($0.field.text) }
            print(
                JSONValue.object([
                    "outcome": .text(refusal.reason == .duplicate ? "duplicate" : "refused"),
                    "reason": .text(refusal.reason.rawValue),
                    "fields": fields.isEmpty ? nil : .list(fields),
                    "existing": existing.map { .object(JSONValue.person($0, pass: try? desk.pass(of: $0.serial))) },
                ]).line)
        }
        return Failure(.refused, session.words.refusal(refusal, existing: existing, form: form))
    }
}
