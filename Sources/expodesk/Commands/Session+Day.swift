// Which day it is, where only a person can say.

import Desk
import Domain
import Glibc
import Screens

extension Session {
    /// Asks a person which day it is, where neither the server nor anybody has said so since the machine was started: nobody
    /// is let in before. Where there is no terminal to ask at, it ends with what to do.
    func confirmDay(_ desk: Desk) throws(Failure) {
        guard var shown = desk.dayToConfirm else { return }
        var doubted: CalendarDate?
        while true {
            guard isatty(STDIN_FILENO) != 0,
                let day = Question.ask(
                    words.isItToday(shown), default: shown, hint: words.dayNotUnderstood, read: { CalendarDate($0) })
            else { throw Failure(.outOfReach, words.dayUnknown) }
            // Taken as it is, a slip of the finger would turn everybody away until the line is back.
            if desk.event.takesPlace(on: day) || day == doubted { return desk.confirm(day) }
            Stream.note(words.dayOutside(day, desk.event))
            (shown, doubted) = (day, day)
        }
    }
}
