// Checking in, line by line.

import Desk
import Domain
import Screens

extension PlainConsole {
    /// `check-in PASS`, `check-in SERIAL leave`: at the configuration's first gate, as `expodesk check-in` does.
    func checkIn(_ text: String) {
        var parts = text.split(separator: " ").map(String.init)
        var mode = CheckIn.Mode.enter
        if parts.count > 1, let last = parts.last {
            guard let named = Self.mode(last) else { return refuse(words.plainMode(last)) }
            mode = named
            parts.removeLast()
        }
        guard parts.count == 1, let who = parts.first else { return refuse(words.plainWhom) }
        do throws(Failure) {
            try session.confirmDay(desk)
        } catch {
            return refuse(error.message)
        }
        let gate = session.configuration.gates.value.first ?? .main
        let scans = ScanAnswers(desk: desk, gate: gate, door: nil, mode: mode, session: session)
        let answer = withDesk { () throws(DeskError) in
            if let serial = Serial(who) {
                return try desk.checkIn(serial, mode: mode, gate: gate, id: desk.makeCommandID())
            }
            return try scans.answer(who)
        }
        defer { desk.tellOthers() }
        guard let answer else { return }
        answer.reason == nil ? PlainLines.say(scans.line(answer)) : refuse(scans.line(answer))
    }

    /// By its name in either language.
    private static func mode(_ word: String) -> CheckIn.Mode? {
        CheckIn.Mode.allCases.first { mode in
            word.lowercased() == mode.rawValue || word == Words(.korean).gateMode(mode)
        }
    }
}
