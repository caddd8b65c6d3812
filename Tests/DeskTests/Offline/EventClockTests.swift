// What time it is for the event: asked of the server, carried on by the machine, said by somebody, or not known.

import Domain
import Journal
import Synchronization
import TestSupport
import Testing

@testable import Desk

@Suite("The event's clock")
struct EventClockTests {
    /// A machine whose count and wall clock the test sets.
    private final class FakeMachine: Sendable {
        private struct State {
            var boot = "first"
            var count: Int64 = 1_000
            /// What its wall clock shows.
            var shown: Int64 = 0
        }

        private let state = Mutex(State())

        func pass(_ milliseconds: Int64) {
            state.withLock { state in
                state.count += milliseconds
                state.shown += milliseconds
            }
        }

        /// Started anew, with nothing known but a wall clock.
        func restart(showing moment: Int64) { state.withLock { $0 = State(boot: "second", count: 10, shown: moment) } }

        func clock(_ journal: Journal? = nil, _ eventTime: EventTime = .server) -> EventClock {
            EventClock(
                { [self] in Timestamp(milliseconds: state.withLock(\.shown)) }, eventTime, journal: journal,
                machine: Machine(
                    boot: { [self] in state.withLock(\.boot) }, milliseconds: { [self] in state.withLock(\.count) }))
        }
    }

    /// 09:12 on 1 May 2026 in Seoul.
    private static let morning: Int64 = 1_777_594_320_000
    private static let hour: Int64 = 3_600_000

    private let machine = FakeMachine()

    @Test("once the server was asked its time goes on by the machine's count, whatever the wall clock shows")
    func carriedOn() {
        let clock = machine.clock()
        #expect(clock.isUnknown && !clock.isServers && clock.machineMoment != nil)
        clock.ask(Timestamp(milliseconds: Self.morning))
        machine.pass(Self.hour)
        #expect(clock.now.milliseconds == Self.morning + Self.hour)
        #expect(!clock.isUnknown && clock.isServers && clock.machineMoment == nil)
    }

    @Test("a program that begins later knows it too, but not after a start of the machine")
    func kept() throws {
        let journal = try Journal(dataFolder: TestRun.shared.makeFolder())
        machine.clock(journal).ask(Timestamp(milliseconds: Self.morning))
        machine.pass(Self.hour)
        let later = machine.clock(journal)
        #expect(later.now.milliseconds == Self.morning + Self.hour && later.isServers)
        machine.restart(showing: 5)
        let anew = machine.clock(journal)
        #expect(anew.isUnknown && anew.now.milliseconds == 5)
    }

    @Test("a day that somebody says goes before the wall clock's, with its time of day, and is not the server's word")
    func confirmed() throws {
        let journal = try Journal(dataFolder: TestRun.shared.makeFolder())
        machine.restart(showing: Self.morning - 48 * Self.hour)
        let clock = machine.clock(journal)
        clock.confirm(try #require(CalendarDate("2026-05-01")), minutesAheadOfUTC: 540)
        #expect(clock.now.milliseconds == Self.morning)
        #expect(!clock.isUnknown && !clock.isServers)
        let moment = try #require(clock.machineMoment)
        #expect(clock.serverTime(of: moment) == nil)
        // Whoever begins later is not asked again.
        let later = machine.clock(journal)
        #expect(later.now.milliseconds == Self.morning && !later.isUnknown && !later.isServers)
    }

    @Test("a moment by the machine's count is put right once the server is asked; one of an earlier start never is")
    func putRight() throws {
        let clock = machine.clock()
        let moment = try #require(clock.machineMoment)
        machine.pass(Self.hour)
        clock.ask(Timestamp(milliseconds: Self.morning))
        #expect(clock.serverTime(of: moment)?.milliseconds == Self.morning - Self.hour)
        machine.restart(showing: 0)
        let anew = machine.clock()
        anew.ask(Timestamp(milliseconds: Self.morning))
        #expect(anew.serverTime(of: moment) == nil)
    }

    @Test("a script's clock is its own, whatever the server says")
    func scripted() {
        machine.restart(showing: 77)
        let clock = machine.clock(nil, .desk)
        clock.ask(Timestamp(milliseconds: Self.morning))
        #expect(clock.now.milliseconds == 77 && !clock.isUnknown && clock.isServers && clock.machineMoment == nil)
    }
}
