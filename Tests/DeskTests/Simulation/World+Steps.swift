// What can happen in a simulated world.

import Domain
import TestSupport

@testable import Desk

extension World {
    private static let phones = ["010-1111-1111", "010-2222-2222", "010-3333-3333"]
    private static let gates = [
        Gate(name: "A", area: "main"), Gate(name: "B", area: "main"), Gate(name: "C", area: "main"),
        Gate(name: "H", area: "hall"),
    ]

    /// One step, drawn from its own seed: a history with a step left out is played the same otherwise.
    func play(_ seed: UInt64) {
        random = SeededRandom(seed: seed)
        step += 1
        buryTheDead()
        let console = random.pick(consoles)
        switch random.int(in: 0...99) {
        case 0...59: work(console)
        case 60...69: cutOrMend(console.desk)
        case 70...75:
            tell("\(console.desk.name): probes its line")
            console.link.probe()
        case 76...81: refresh(console)
        case 82...89: sync(console)
        case 90...92:
            tell("\(console.desk.name): will die soon")
            console.life.stepsLeft = random.int(in: 0...5)
        case 93, 94: restart(console.desk)
        default: passTime()
        }
        buryTheDead()
    }

    /// While something is on its way elsewhere.
    func somethingElse(than busy: SimConsole) {
        guard let console = consoles.filter({ $0 !== busy && $0.life.isAlive }).randomElement(using: &random) else {
            return
        }
        switch random.int(in: 0...5) {
        case 0: refresh(console)
        case 1, 2: sync(console)
        case 3 where busy.life.isAlive:
            // The thread that keeps the copy does not wait for the one that submits.
            refresh(busy)
        default: work(console)
        }
    }

    // MARK: People

    private func work(_ console: SimConsole) {
        switch random.int(in: 0...99) {
        case 0...24: submitWalkIn(console)
        case 25...64: scan(console)
        case 65...72: undo(console)
        case 73...80: change(console)
        case 81...85: reissue(console)
        default: again(console)
        }
    }

    func submitWalkIn(_ console: SimConsole) {
        var answers: Answers = [.name: .text(random.pick(["김민준", "이서연", "박지우"])), .consent: .flag(true)]
        if random.int(in: 0...3) > 0 { answers[.phone] = .text(random.pick(Self.phones)) }
        let change = Submission.Change.register(source: .walkIn, form: server.reference, answers: answers)
        submit(Submission(id: makeID(), change: change), at: console)
    }

    /// Somebody whose pass was printed somewhere, seen here or not.
    private func somebody() -> Serial? {
        let highest = server.rows.keys.max()?.rawValue ?? 1
        return Serial(rawValue: Int64(random.int(in: 1...Int(highest) + 2)))
    }

    private func scan(_ console: SimConsole) {
        guard let serial = somebody() else { return }
        let mode = random.pick([CheckIn.Mode.enter, .enter, .enter, .leave, .reenter])
        submit(
            Submission(id: makeID(), change: .checkIn(serial: serial, mode: mode, gate: random.pick(Self.gates))),
            at: console)
    }

    private func undo(_ console: SimConsole) {
        guard let (serial, admission) = passages.suffix(3).randomElement(using: &random) else { return }
        submit(Submission(id: makeID(), change: .undoCheckIn(serial: serial, admission: admission)), at: console)
    }

    private func change(_ console: SimConsole) {
        guard let serial = somebody(), let row = console.seen(server).registration(serial) else { return }
        let change: Submission.Change
        if row.status == .cancelled {
            change = .restore(serial: serial, version: row.version, status: .approved)
        } else if random.int(in: 0...1) == 0 {
            change = .cancel(serial: serial, version: row.version, reason: "x")
        } else {
            var answers = row.formAnswers
            if Bool.random(using: &random) {
                answers[.phone] = .text(random.pick(Self.phones))
            } else {
                answers[.name] = .text("최도윤")
            }
            change = .edit(serial: serial, version: row.version, form: row.form, answers: answers)
        }
        submit(Submission(id: makeID(), change: change), at: console)
    }

    private func reissue(_ console: SimConsole) {
        guard let serial = somebody(), let row = console.seen(server).registration(serial), row.status == .approved
        else { return }
        submit(
            Submission(id: makeID(), change: .reissue(serial: serial, version: row.version, reason: "lost")),
            at: console)
    }

    /// A form that was not closed is saved again, also after its program has died.
    private func again(_ console: SimConsole) {
        guard let submission = console.desk.submitted.suffix(3).randomElement(using: &random) else { return }
        submit(submission, at: console)
    }

    // MARK: Machines

    private func cutOrMend(_ desk: SimDesk) {
        let isCut = random.int(in: 0...2) > 0
        tell("\(desk.name): line \(isCut ? "cut" : "mended")")
        for console in consoles where console.desk === desk {
            console.link.isCut = isCut
            if random.int(in: 0...1) == 0 { console.link.probe() }
        }
    }

    private func refresh(_ console: SimConsole) {
        tell("\(console.desk.name): refreshes its copy")
        try? console.refresh()
    }

    private func sync(_ console: SimConsole) {
        tell("\(console.desk.name): sends what waits")
        do throws(DeskError) {
            let report = try console.outgoing.sync()
            tell("…sent \(report.sent), aside \(report.setAside.map(\.reason)), waiting \(report.waiting)")
        } catch {
            tell("…\(error)")
        }
    }

    /// The machine is started anew: all its programs die, and the clock may be anything.
    private func restart(_ desk: SimDesk) {
        let error = Self.clockError(&random)
        tell("\(desk.name): the machine is started anew, its clock \(error / 3_600_000) hours off")
        for console in consoles where console.desk === desk { console.life.end() }
        desk.machine.restart(error: error)
        if random.int(in: 0...2) == 0,
            let day = LocalMoment(desk.machine.trueTime, minutesAheadOfUTC: server.minutesAheadOfUTC)?.day
        {
            tell("\(desk.name): somebody says that it is \(day)")
            desk.machine.clock.confirm(day, minutesAheadOfUTC: server.minutesAheadOfUTC)
        }
    }

    private func passTime() {
        let minutes = random.pick([5, 90, 700])
        tell("\(minutes) minutes later")
        for desk in desks { desk.machine.time += Int64(minutes) * 60_000 }
    }

    // MARK: The end

    /// All lines heal, and everything is sent.
    func heal() {
        isCalm = true
        tell("all lines heal")
        buryTheDead()
        for console in consoles {
            console.life.stepsLeft = nil
            console.link.isCut = false
            console.link.probe()
        }
        for console in consoles { sync(console) }
        for console in consoles { refresh(console) }
    }
}
