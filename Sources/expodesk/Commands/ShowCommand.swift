// `expodesk show`: one person, by serial or pass.

import ArgumentParser
import Desk
import Domain
import Screens

/// Shows one registration.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one person.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("A serial, or the 34 digits of a pass.", valueName: "serial|pass"))
    var person: String

    func run() throws {
        let session = try Session(options)
        let desk = try session.openDesk()
        session.sayLine(of: desk)
        let row = try session.registration(person, desk)
        let pass = try? desk.pass(of: row.serial)
        let isRevoked = try session.withDesk { () throws(DeskError) in try desk.isRevoked(row.serial) }
        let entered = try session.withDesk { () throws(DeskError) in
            try desk.firstEntriesToday(of: [row.serial])[row.serial]
        }
        // Both need the database; without a line they are left out, like the history.
        let decision = (try? desk.lastDecision(on: row.serial)) ?? nil
        let place = row.status == .waitlisted ? (try? desk.placeInLine(of: row.serial)) ?? nil : nil
        if session.json {
            var members: [JSONValue.Member] = []
            if let reason = decision?.reviewReason {
                members.append(JSONValue.Member(key: "decisionReason", value: .text(reason)))
            }
            if let place { members.append(JSONValue.Member(key: "place", value: .number(Int64(place)))) }
            let checkedInAt = entered.map { Words.iso8601($0, minutesAheadOfUTC: desk.minutesAheadOfUTC) }
            if isRevoked { members.append(JSONValue.Member(key: "revoked", value: .flag(true))) }
            print(JSONValue.object(JSONValue.person(row, pass: pass, checkedInAt: checkedInAt) + members).line)
            return
        }
        let form = try? desk.form(askedOf: row)
        for (label, value) in session.words.details(row, pass: pass, isRevoked: isRevoked, form: form, desk) {
            print("\(label): \(value)")
        }
        if let place { print("\(session.words.lineLabel): \(place)") }
        if let decision {
            let told = session.words.pastDecision(decision, minutesAheadOfUTC: desk.minutesAheadOfUTC)
            print("\(session.words.decisionLabel): \(told)")
        }
        if let entered {
            let time = session.words.time(entered, minutesAheadOfUTC: desk.minutesAheadOfUTC)
            print("\(session.words.checkedInLabel): \(time)")
        }
    }
}

extension Session {
    /// The registration that a serial or a pass names.
    func registration(_ text: String, _ desk: Desk) throws(Failure) -> Registration {
        if let serial = Serial(text) {
            return try withDesk { () throws(DeskError) in try desk.registration(serial) }
        }
        let pass: Pass
        do throws(PassFault) {
            pass = try desk.verify(text)
        } catch {
            throw refusal(error.rawValue, words.passFault(error))
        }
        do throws(DeskError) {
            return try desk.registration(pass.serial)
        } catch {
            if case .notFound = error { throw refusal("unknown_serial", words.unknownSerial) }
            throw failure(error)
        }
    }

    /// Whom a serial or a pass stands for now, to do something with. A revoked pass stands for nobody: whoever has found a
    /// lost one is not the person. The serial on it still does, for whoever knows them.
    func holder(_ text: String, _ desk: Desk) throws(Failure) -> Registration {
        let named = try registration(text, desk)
        let (person, isRevoked) = try withDesk { () throws(DeskError) in
            (try desk.survivor(of: named.serial), try desk.isRevoked(named.serial))
        }
        if isRevoked, Serial(text) == nil {
            throw refusal(
                Refusal.Reason.revoked.rawValue, words.refusal(Refusal(.revoked), existing: person, form: nil))
        }
        return person
    }
}
