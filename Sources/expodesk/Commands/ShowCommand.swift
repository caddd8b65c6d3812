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
        let entered = try session.withDesk { () throws(DeskError) in
            try desk.firstEntriesToday(of: [row.serial])[row.serial]
        }
        if session.json {
            let checkedInAt = entered.map { Words.iso8601($0, minutesAheadOfUTC: desk.minutesAheadOfUTC) }
            print(JSONValue.object(JSONValue.person(row, pass: pass, checkedInAt: checkedInAt)).line)
            return
        }
        let form = try? desk.form(askedOf: row)
        for (label, value) in session.words.details(row, pass: pass, form: form, desk) {
            print("\(label): \(value)")
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
}
