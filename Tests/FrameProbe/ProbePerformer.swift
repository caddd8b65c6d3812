// Writes what the probe is told into the file the test names.

import Glibc
import Terminal

struct ProbePerformer: Performer {
    let path: String?

    func perform(
        _ request: Probe.Request, ticket: Ticket, reply: @escaping @Sendable (Never) -> Void,
        done: @escaping @Sendable () -> Void
    ) {
        defer { done() }
        guard case .remember(let text) = request, let path else { return }
        ProbeReport.append(text + "\n", to: path)
    }

    func cancel(_ ticket: Ticket) {}
}
