// The console in its real loop, with a desk that answers when the test says so.

import Domain
import Store
import Synchronization
import Terminal
import Testing

@testable import Desk
@testable import Screens

@Suite struct RuntimeTests {
    /// Keeps every request with the way to answer it.
    private final class PatientDesk: Performer {
        typealias Request = DeskRequest
        typealias Message = ConsoleMessage

        struct Asked {
            let request: DeskRequest
            let reply: @Sendable (ConsoleMessage) -> Void
            let done: @Sendable () -> Void
        }

        private let all = Mutex<[Asked]>([])
        private let cancelled = Mutex(0)

        func perform(
            _ request: DeskRequest, ticket: Ticket, reply: @escaping @Sendable (ConsoleMessage) -> Void,
            done: @escaping @Sendable () -> Void
        ) {
            all.withLock { $0.append(Asked(request: request, reply: reply, done: done)) }
        }

        func cancel(_ ticket: Ticket) { cancelled.withLock { $0 += 1 } }

        var asked: [Asked] { all.withLock { $0 } }
        var cancellations: Int { cancelled.withLock { $0 } }

        func lookUps() -> [Asked] {
            asked.filter { if case .similar = $0.request { true } else { false } }
        }
    }

    @Test("late answers never show: neither who was similar to half a name, nor who was on a page typed past")
    func lateAnswers() throws {
        let desk = PatientDesk()
        let clock = VirtualClock()
        let presenter = PlainPresenter(size: Size(columns: 80, rows: 24))
        let start = ConsoleState.Start(
            language: .korean, theme: .dark, deskName: "desk", form: Fixture.form, draft: nil,
            ids: CommandIDMaker(seed: (1, 2), wallClockOffset: 0, now: 0), bell: false)
        let program = Program(
            ConsoleApp.self, model: ConsoleModel(ConsoleState(start)), initial: ConsoleApp.initialEffects(start),
            performer: desk, presenter: presenter, clock: clock, idle: nil)
        program.begin()
        let open = try #require(desk.asked.first)
        open.reply(.opened(.success(Fixture.desk)))
        open.done()
        program.turn()
        func type(_ text: String) {
            for character in text {
                clock.advance(by: 130)
                program.turn()
                program.feed(String(character).utf8)
                program.turn()
            }
            clock.advance(by: 130)
            program.turn()
        }
        type("김민")
        let early = try #require(desk.lookUps().last)
        type("준")
        let late = try #require(desk.lookUps().last)
        #expect(early.request != late.request && desk.cancellations > 0)
        early.reply(.similar([Candidate(row: Fixture.row(1, "낡은이"), match: .name)]))
        early.done()
        program.turn()
        #expect(program.model.state.walkIn.candidates.isEmpty && program.lateAnswers == 1)
        late.reply(.similar([Candidate(row: Fixture.row(2, "새로운이"), match: .name)]))
        late.done()
        program.turn()
        #expect(program.model.state.walkIn.candidates.map(\.row.name) == ["새로운이"])
        clock.advance(by: 40)
        program.turn()
        #expect(presenter.lines().contains { $0.contains("새로운이") })
    }

    @Test("the draft is cleared only after a frame that says registered")
    func clearAfterFrame() throws {
        let desk = PatientDesk()
        let clock = VirtualClock()
        let presenter = PlainPresenter(size: Size(columns: 80, rows: 24))
        let start = ConsoleState.Start(
            language: .korean, theme: .dark, deskName: "desk", form: Fixture.form, draft: nil,
            ids: CommandIDMaker(seed: (1, 2), wallClockOffset: 0, now: 0), bell: false)
        let watcher = WatchingDesk(desk, presenter)
        let program = Program(
            ConsoleApp.self, model: ConsoleModel(ConsoleState(start)), initial: [], performer: watcher,
            presenter: presenter, clock: clock, idle: nil)
        program.begin()
        program.inbox.post(.opened(.success(Fixture.desk)))
        program.turn()
        program.feed("김민준\r\r\r\r \u{13}".utf8)
        program.turn()
        let submit = try #require(desk.asked.last)
        guard case .submit(let submission, _) = submit.request else {
            Issue.record("\(submit.request)")
            return
        }
        let row = Fixture.row(41, "김민준")
        submit.reply(.submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        submit.done()
        program.turn()
        #expect(watcher.screenAtClear.contains { $0.contains("등록했습니다: 000041") })
    }

    /// Notes what the screen showed when the draft was cleared. Only ever used on the test's own thread.
    private final class WatchingDesk: Performer, @unchecked Sendable {
        typealias Request = DeskRequest
        typealias Message = ConsoleMessage

        private let desk: PatientDesk
        private let presenter: PlainPresenter
        private(set) var screenAtClear: [String] = []

        init(_ desk: PatientDesk, _ presenter: PlainPresenter) {
            self.desk = desk
            self.presenter = presenter
        }

        func perform(
            _ request: DeskRequest, ticket: Ticket, reply: @escaping @Sendable (ConsoleMessage) -> Void,
            done: @escaping @Sendable () -> Void
        ) {
            if request == .clearDraft { screenAtClear = presenter.lines() }
            desk.perform(request, ticket: ticket, reply: reply, done: done)
        }

        func cancel(_ ticket: Ticket) { desk.cancel(ticket) }
    }
}
