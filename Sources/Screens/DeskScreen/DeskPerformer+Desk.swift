// Carrying out what F8 asks: the journal on the thread for files, the database on those for reading and writing.

import Desk
import Terminal

extension DeskPerformer {
    func perform(
        _ task: DeskTask, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        switch task {
        case .queue(let event):
            service.keep(ticket.number) {
                defer { done() }
                let surroundings = DeskSurroundings(
                    gates: service.gates, hearsNotices: service.hearsNotices, lastContact: service.lastContact,
                    figures: try? service.figures().get())
                reply(.desk(.queue(service.queue(of: event), surroundings)))
            }
        case .state(let before):
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let state = desk.flatMap { desk in
                    Result { () throws(DeskError) in try desk.state(logBefore: before) }
                }
                reply(.desk(.state(before: before, state)))
            }
        case .export(let file, let passphrase):
            service.export(to: file, passphrase) { result in
                defer { done() }
                reply(.desk(.exported(result)))
            }
        case .takeIn(let file, let passphrase):
            service.takeIn(file, passphrase) { result in
                defer { done() }
                reply(.desk(.tookIn(result)))
            }
        case .retry(let command):
            service.write(ticket.number) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try desk.retry(command.id) }
                }
                reply(.desk(.retried(command, result)))
                if case .success(let desk) = desk { desk.tellOthers() }
            }
        case .conflicts, .settle: perform(conflicts: task, service, ticket, reply, done)
        case .confirmDay(let day, let minutes):
            service.keep(ticket.number) {
                defer { done() }
                service.share.clock.confirm(day, minutesAheadOfUTC: minutes)
                reply(.desk(.dayConfirmed))
            }
        case .discard(let command):
            service.write(ticket.number) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try desk.discard(command.id) }
                }
                reply(.desk(.discarded(command, result)))
            }
        }
    }

    private func perform(
        conflicts task: DeskTask, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        switch task {
        case .conflicts:
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                let found = desk.flatMap { desk in
                    Result { () throws(DeskError) in (try desk.openConflicts(), try desk.openConflictCount()) }
                }
                reply(.desk(.conflicts(found.map(\.0), outOf: try? found.get().1)))
            }
        case .settle(let conflict):
            service.write(ticket.number) { desk in
                defer { done() }
                let result = desk.flatMap { desk in
                    Result { () throws(DeskError) in try desk.settle(conflict) }
                }
                reply(.desk(.settled(conflict, result)))
            }
        default: done()
        }
    }
}
