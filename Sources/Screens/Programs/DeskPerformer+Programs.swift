// Carrying out what F7 asks.

import Desk
import Domain
import Terminal

extension DeskPerformer {
    func perform(
        _ task: ProgramsTask, _ service: DeskService, _ ticket: Ticket,
        _ reply: @escaping @Sendable (ConsoleMessage) -> Void, _ done: @escaping @Sendable () -> Void
    ) {
        guard case .seat(let deed) = task else {
            service.read(ticket.number, dropped: done) { desk in
                defer { done() }
                if let news = Self.read(task, desk) { reply(.programs(news)) }
            }
            return
        }
        service.write(ticket.number) { desk in
            defer { done() }
            let answer = desk.flatMap { desk in
                Result { () throws(DeskError) in
                    switch deed.kind {
                    case .enrol: try desk.enrol(deed.serial, in: deed.session, id: deed.id)
                    case .cancel: try desk.cancelEnrolment(of: deed.serial, in: deed.session, id: deed.id)
                    }
                }
            }
            reply(.programs(.seat(deed, answer)))
            if case .success(let desk) = desk { desk.tellOthers() }
        }
    }

    private static func read(_ task: ProgramsTask, _ desk: Result<Desk, DeskError>) -> ProgramsNews? {
        func ask<T>(_ body: (Desk) throws(DeskError) -> T) -> Result<T, DeskError> {
            Result { () throws(DeskError) in try body(try desk.get()) }
        }
        switch task {
        case .sessions: return .sessions(ask { (desk) throws(DeskError) in try desk.sessions() })
        case .people(let session, let order):
            return .people(
                session, after: order,
                ask { (desk) throws(DeskError) in
                    try desk.people(in: session, after: order, limit: ProgramsScreen.page)
                })
        case .find(let text, let session):
            return .found(
                text, session,
                ask { (desk) throws(DeskError) in
                    try desk.gateCandidates(text, place: .session(session), limit: GateLookUp.mostFound + 1)
                })
        case .seat: return nil
        }
    }
}
