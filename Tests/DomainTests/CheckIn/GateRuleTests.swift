// The rules at a gate, as a table: each reason, and which of two reasons is told.

import Domain
import Testing

/// A gate, a day and a person that let the person in; tests change one thing at a time.
struct Arrival: Sendable {
    var mode = CheckIn.Mode.enter
    var gate = Gate.main
    var subject: Registration? = Sample.person()
    var facts = CheckInFacts(
        moment: Arrival.moment("2026-05-01", "09:12"), firstDay: Arrival.day("2026-05-01"),
        lastDay: Arrival.day("2026-05-02"))

    static func day(_ text: String) -> CalendarDate {
        guard let day = CalendarDate(text) else { preconditionFailure("not a day: \(text)") }
        return day
    }

    static func time(_ text: String) -> TimeOfDay {
        guard let time = TimeOfDay(text) else { preconditionFailure("not a time: \(text)") }
        return time
    }

    static func moment(_ day: String, _ time: String) -> LocalMoment {
        LocalMoment(day: Self.day(day), time: Self.time(time))
    }

    static let scannedAt = Timestamp(milliseconds: 1_777_594_320_000)

    static func movement(_ number: UInt8, gate: String = "east", by: String = "desk 3") -> Movement {
        Movement(
            command: CommandID(at: Sample.moment, random: [UInt8](repeating: number, count: 10)), at: Sample.moment,
            gate: gate, by: by)
    }

    /// Somebody who entered by the eastern gate.
    static let inside = Admission(place: .area("main"), day: day("2026-05-01"), entered: movement(1))
    static let outside = Admission(
        place: .area("main"), day: day("2026-05-01"), entered: movement(1), moved: movement(2), isInside: false,
        moves: 1)

    func with(_ change: (inout Arrival) -> Void) -> Arrival {
        var changed = self
        change(&changed)
        return changed
    }

    var command: Command {
        Sample.command(.checkIn(CheckIn(serial: Sample.serial(1), mode: mode, gate: gate, at: Self.scannedAt)))
    }

    var decision: Decision {
        decide(command, Facts(form: nil, subject: subject, samePhone: nil, checkIn: facts))
    }

    var word: String { decision.outcome.word }
}

@Suite("At a gate")
struct GateRuleTests {
    /// What keeps somebody out, in the order in which it is told.
    static let hindrances: [(word: String, change: @Sendable (inout Arrival) -> Void)] = [
        ("unknown_serial", { $0.subject = nil }),
        ("revoked", { $0.facts.isRevoked = true }),
        ("cancelled", { $0.subject?.status = .cancelled }),
        ("not_approved", { $0.subject?.status = .rejected }),
        ("waitlisted", { $0.subject?.status = .waitlisted }),
        ("outside_days", { $0.facts.moment.day = Arrival.day("2026-05-03") }),
        ("category_not_allowed", { $0.gate.categories = ["teacher"] }),
        ("before_doors", { $0.gate.opens = Arrival.time("10:00") }),
        ("gate_closed", { $0.gate.closes = Arrival.time("09:12") }),
        ("already_checked_in", { $0.facts.admission = Arrival.inside }),
    ]

    @Test("somebody with a right to enter is let in, and the entry says when, where and by whom")
    func enters() throws {
        let decision = Arrival().decision
        let serial = Sample.serial(1)
        let entry = Movement(
            command: Arrival().command.id, at: Arrival.scannedAt, gate: "main", by: "desk 1")
        let admission = Admission(place: .area("main"), day: Arrival.day("2026-05-01"), entered: entry)
        #expect(decision.outcome == .passed(serial, .enter, admission))
        #expect(decision.changes == [.admit(serial, admission)])
        #expect(decision.person == Sample.person())
        #expect(admission.isInside && admission.moves == 0 && admission.moved == entry)
    }

    @Test("each reason has its own word, and changes nothing", arguments: 0..<hindrances.count)
    func reasons(_ index: Int) {
        let hindrance = Self.hindrances[index]
        let decision = Arrival().with(hindrance.change).decision
        #expect(decision.outcome.word == hindrance.word)
        #expect(decision.changes.isEmpty)
        #expect((decision.existing?.serial == Sample.serial(1)) == (hindrance.word != "unknown_serial"))
    }

    @Test("of any two reasons the one is told that comes first", arguments: 0..<hindrances.count)
    func order(_ first: Int) {
        for second in (first + 1)..<max(first + 1, Self.hindrances.count) {
            // The later one first, so that a status that both set is the earlier one's.
            let both = Arrival().with(Self.hindrances[second].change).with(Self.hindrances[first].change)
            #expect(both.word == Self.hindrances[first].word, "with \(Self.hindrances[second].word)")
        }
    }

    @Test(
        "applied, held and rejected are not approved; merged ones without a survivor are unknown",
        arguments: [
            (Registration.Status.applied, "not_approved"), (.held, "not_approved"), (.rejected, "not_approved"),
            (.waitlisted, "waitlisted"), (.cancelled, "cancelled"), (.merged, "unknown_serial"),
            (.approved, "checked_in"),
        ])
    func statuses(_ status: Registration.Status, _ word: String) {
        #expect(Arrival().with { $0.subject?.status = status }.word == word)
    }

    @Test(
        "the event's first and last day count, the days around them do not",
        arguments: [
            ("2026-04-30", "outside_days"), ("2026-05-01", "checked_in"), ("2026-05-02", "checked_in"),
            ("2026-05-03", "outside_days"),
        ])
    func days(_ day: String, _ word: String) {
        #expect(Arrival().with { $0.facts.moment.day = Arrival.day(day) }.word == word)
    }

    @Test(
        "a gate lets in from the minute it opens to the minute before it closes",
        arguments: [
            ("08:59", "before_doors"), ("09:00", "checked_in"), ("17:59", "checked_in"), ("18:00", "gate_closed"),
            ("00:00", "before_doors"), ("23:59", "gate_closed"),
        ])
    func window(_ time: String, _ word: String) {
        let arrival = Arrival().with {
            $0.gate.opens = Arrival.time("9:00")
            $0.gate.closes = Arrival.time("18:00")
            $0.facts.moment.time = Arrival.time(time)
        }
        #expect(arrival.word == word)
    }

    @Test("a gate for some categories keeps out who has another or none")
    func categories() {
        let gate = Gate(name: "staff", area: "main", categories: ["staff", "general"])
        #expect(Arrival().with { $0.gate = gate }.word == "checked_in")
        let teacher = Arrival().with {
            $0.gate = gate
            $0.subject?.category = "teacher"
        }
        #expect(teacher.word == "category_not_allowed")
        #expect(teacher.with { $0.subject?.category = nil }.word == "category_not_allowed")
    }

    @Test("a second scan says when, where and by whom the first was, also after they left")
    func second() throws {
        for admission in [Arrival.inside, Arrival.outside] {
            let decision = Arrival().with { $0.facts.admission = admission }.decision
            guard case .refused(let refusal) = decision.outcome else {
                Issue.record("let in twice")
                continue
            }
            #expect(refusal == Refusal(.alreadyCheckedIn, existing: Sample.serial(1), admission: admission))
            #expect(refusal.admission?.entered.gate == "east" && refusal.admission?.entered.by == "desk 3")
            #expect(decision.existing == Sample.person())
        }
    }

    @Test("a merged registration's pass admits the survivor, under the survivor's serial")
    func merged() {
        let survivor = Sample.person(99, name: "이서연")
        let arrival = Arrival().with {
            $0.subject?.status = .merged
            $0.facts.survivor = survivor
        }
        #expect(arrival.decision.outcome.serial == survivor.serial)
        #expect(arrival.decision.person == survivor)
        #expect(arrival.with { $0.facts.survivor?.status = .cancelled }.word == "cancelled")
        #expect(arrival.with { $0.facts.survivor?.status = .merged }.word == "unknown_serial")
        #expect(arrival.with { $0.facts.isRevoked = true }.word == "revoked")
    }

    @Test("leaving and coming back are movements of the one entry; the modes never toggle")
    func modes() {
        let leave = Arrival().with { $0.mode = .leave }
        let back = Arrival().with { $0.mode = .reenter }
        #expect(leave.word == "not_checked_in")
        #expect(back.word == "not_checked_in")
        #expect(back.with { $0.facts.admission = Arrival.inside }.word == "already_checked_in")
        #expect(leave.with { $0.facts.admission = Arrival.outside }.word == "already_left")
        let left = leave.with { $0.facts.admission = Arrival.inside }.decision
        guard case .passed(_, .leave, let admission) = left.outcome,
            left.changes == [.move(Sample.serial(1), admission)]
        else {
            Issue.record("not let out: \(left.outcome)")
            return
        }
        #expect(!admission.isInside && admission.moves == 1 && admission.entered == Arrival.inside.entered)
        #expect(admission.moved.command == leave.command.id && admission.moved.at == Arrival.scannedAt)
        let returned = back.with { $0.facts.admission = admission }.decision
        guard case .passed(_, .reenter, let again) = returned.outcome else {
            Issue.record("not let in again: \(returned.outcome)")
            return
        }
        #expect(again.isInside && again.moves == 2 && again.entered == Arrival.inside.entered)
    }

    @Test("whoever is inside may go out, whatever became of them and of the time; only a worthless pass does not help")
    func leaving() {
        for hindrance in Self.hindrances where !["unknown_serial", "already_checked_in"].contains(hindrance.word) {
            let arrival = Arrival().with(hindrance.change).with {
                $0.mode = .leave
                $0.facts.admission = Arrival.inside
            }
            #expect(arrival.word == (hindrance.word == "revoked" ? "revoked" : "left"), "\(hindrance.word)")
        }
        // Coming back is entering.
        for hindrance in Self.hindrances.dropLast() {
            let arrival = Arrival().with { $0.facts.admission = Arrival.outside }.with(hindrance.change).with {
                $0.mode = .reenter
            }
            #expect(arrival.word == hindrance.word)
        }
    }

    @Test("a repeat gate lets in and out as often as one likes, by the same rules, and changes nobody's admission")
    func repeatGate() {
        let gate = Arrival().with { $0.gate.entry = .repeat }
        for admission in [nil, Arrival.inside, Arrival.outside] {
            for mode in CheckIn.Mode.allCases {
                let decision = gate.with {
                    $0.mode = mode
                    $0.facts.admission = admission
                }.decision
                guard case .passed(_, mode, _) = decision.outcome else {
                    Issue.record("\(mode): \(decision.outcome)")
                    continue
                }
                #expect(decision.changes.isEmpty)
            }
        }
        for hindrance in Self.hindrances.dropLast() {
            #expect(gate.with(hindrance.change).word == hindrance.word)
        }
    }
}

@Suite("Undoing a check-in")
struct CheckInUndoTests {
    private func undo(_ admission: Admission?, of movement: Movement, subject: Registration? = Sample.person())
        -> Decision
    {
        var facts = Arrival().facts
        facts.admission = admission
        let undo = CheckInUndo(
            serial: Sample.serial(1), place: .area("main"), day: Arrival.day("2026-05-01"), movement: movement.command,
            at: Arrival.scannedAt)
        return decide(
            Sample.command(.undoCheckIn(undo), 9), Facts(form: nil, subject: subject, samePhone: nil, checkIn: facts))
    }

    @Test("an entry that is undone never was")
    func entry() {
        let decision = undo(Arrival.inside, of: Arrival.inside.entered)
        #expect(decision.outcome == .passageUndone(Sample.serial(1), nil))
        #expect(decision.changes == [.takeBack(Sample.serial(1), Arrival.inside)])
        #expect(undo(nil, of: Arrival.inside.entered).outcome.word == "not_checked_in")
    }

    @Test("what was followed by something else stays, and says by what")
    func movedOn() {
        let decision = undo(Arrival.outside, of: Arrival.outside.entered)
        #expect(
            decision.outcome == .refused(Refusal(.conflict, existing: Sample.serial(1), admission: Arrival.outside)))
        #expect(decision.changes.isEmpty)
    }

    @Test("a leaving that is undone is a person inside, whose entry can be undone next")
    func leaving() {
        let decision = undo(Arrival.outside, of: Arrival.outside.moved)
        guard case .passageUndone(_, let admission?) = decision.outcome else {
            Issue.record("not undone: \(decision.outcome)")
            return
        }
        #expect(admission.isInside && admission.moves == 0)
        #expect(undo(admission, of: Arrival.outside.moved).outcome.word == "conflict")
        #expect(undo(admission, of: admission.moved).outcome == .passageUndone(Sample.serial(1), nil))
    }

    @Test("an undo works whatever became of the person, but not without one")
    func anybody() {
        for status in Registration.Status.allCases where status != .merged {
            let person = Sample.person(status: status)
            #expect(undo(Arrival.inside, of: Arrival.inside.entered, subject: person).outcome.word == "undone")
        }
        #expect(undo(Arrival.inside, of: Arrival.inside.entered, subject: nil).outcome.word == "not_found")
    }
}
