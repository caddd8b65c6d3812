// Ctrl-C during long work: the work is asked to stop, and ends as it should.

import Desk
import Glibc

enum Interruption {
    private static let stop = WorkStop()

    /// From now on Ctrl-C and a request to end ask the work to stop; a second one ends the program at once.
    static func begin() -> WorkStop {
        // Made before a signal can come: a handler may only store.
        let stop = stop
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                Interruption.stop.ask()
                signal(number, SIG_DFL)
            }
        }
        return stop
    }
}
