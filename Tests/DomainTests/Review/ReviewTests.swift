// The state machine of review, seats, and what several rows do to one another.

import Domain
import Testing

@Suite("Review")
struct ReviewTests {
    typealias Status = Registration.Status

    private func decide(
        _ review: Review, _ people: [ReviewedPerson], seats: Seats? = nil, place: Int64 = 5_000
    ) -> Decision {
        let people = Dictionary(uniqueKeysWithValues: people.map { ($0.serial, $0) })
        return Domain.decide(
            Sample.command(.review(review)),
            Facts(
                form: nil, subject: nil, samePhone: nil, review: ReviewFacts(people: people, place: place), seats: seats
            ))
    }

    private func person(
        _ number: Int64, _ status: Status, version: Int = 1, category: String? = nil, phone: String? = nil,
        holder: Int64? = nil
    ) -> ReviewedPerson {
        ReviewedPerson(
            serial: Sample.serial(number), version: version, status: status, category: category, phone: phone,
            phoneHolder: holder.map(Sample.serial))
    }

    private func row(_ number: Int64, _ version: Int = 1) -> Review.Row {
        Review.Row(serial: Sample.serial(number), version: version)
    }

    private func outcome(_ decision: Decision) -> ReviewResult? {
        if case .reviewed(let result) = decision.outcome { result } else { nil }
    }

    /// What every status becomes under every decision, or why not; written down once more, in other words than the rule's.
    static let table: [Status: [String]] = [
        .applied: ["approved", "rejected", "held", "waitlisted"],
        .approved: ["already_decided", "rejected", "held", "waitlisted"],
        .rejected: ["approved", "already_decided", "held", "waitlisted"],
        .waitlisted: ["approved", "rejected", "held", "already_decided"],
        .held: ["approved", "rejected", "already_decided", "waitlisted"],
        .cancelled: ["cancelled", "cancelled", "cancelled", "cancelled"],
        .merged: ["merged", "merged", "merged", "merged"],
    ]

    @Test("every decision on every status leads where it should, or is refused by name", arguments: Status.allCases)
    func allPairs(_ status: Status) throws {
        let expected = try #require(Self.table[status])
        #expect(Review.Decision.allCases == [.approve, .reject, .hold, .waitlist])
        for (decision, word) in zip(Review.Decision.allCases, expected) {
            let made = decide(Review(decision, [row(1)], reason: "사유"), [person(1, status)])
            let result = try #require(outcome(made))
            if let next = Status(rawValue: word), word != "cancelled", word != "merged" {
                #expect(result.decided == [.init(Sample.serial(1), version: 2)], "\(status) \(decision)")
                #expect(made.statusChanges.map(\.status) == [next])
                #expect(made.statusChanges.map(\.was) == [status])
            } else {
                #expect(result.refused.map(\.reason.rawValue) == [word], "\(status) \(decision)")
                #expect(result.refused.map(\.status) == [status])
                #expect(made.changes.isEmpty)
            }
        }
    }

    @Test("a rejection says why; a reason of blanks is none, and none may be longer than a line")
    func reasons() {
        for (reason, isGood) in [
            (nil, false), (" \u{200B} ", false), ("늦음", true), (String(repeating: "가", count: 201), false),
        ]
            as [(String?, Bool)]
        {
            let made = decide(Review(.reject, [row(1)], reason: reason), [person(1, .applied)])
            #expect((outcome(made) != nil) == isGood, "\(reason ?? "none")")
            if !isGood, case .refused(let refusal) = made.outcome { #expect(refusal.reason == .invalidField) }
        }
        #expect(outcome(decide(Review(.approve, [row(1)]), [person(1, .applied)])) != nil)
    }

    @Test("rows are decided one by one: moved on, unknown and without their telephone are named, the others decided")
    func rowByRow() throws {
        let made = decide(
            Review(.approve, [row(1), row(2), row(3), row(4), row(5), row(6)]),
            [
                person(1, .applied), person(2, .approved, version: 2), person(4, .rejected, phone: "1", holder: 9),
                person(5, .rejected, phone: "2"), person(6, .rejected, phone: "2"),
            ])
        let result = try #require(outcome(made))
        #expect(result.decided.map(\.serial.rawValue) == [1, 5])
        #expect(
            result.refused == [
                .init(Sample.serial(2), .conflict, status: .approved), .init(Sample.serial(3), .notFound),
                .init(Sample.serial(4), .duplicate, status: .rejected, existing: Sample.serial(9)),
                .init(Sample.serial(6), .duplicate, status: .rejected),
            ])
    }

    @Test("at most five hundred rows a command")
    func limit() {
        let rows = (1...501).map { row(Int64($0)) }
        if case .refused = decide(Review(.approve, rows), []).outcome {} else { Issue.record("too many were taken") }
        if case .refused = decide(Review(.approve, []), []).outcome {} else { Issue.record("nobody was taken") }
    }

    @Test(
        "the first get the seats there are, the others wait in the order asked; whoever waits already is told it is full"
    )
    func seats() throws {
        let seats = Seats(
            event: .init(capacity: 10, taken: 5), categories: ["teacher": .init(capacity: 2, taken: 1)])
        let made = decide(
            Review(.approve, (1...5).map { row($0) }),
            [
                person(1, .applied, category: "teacher"), person(2, .applied, category: "teacher"),
                person(3, .applied), person(4, .waitlisted, category: "teacher"),
                person(5, .held, category: "teacher"),
            ], seats: seats)
        let result = try #require(outcome(made))
        #expect(result.decided.map(\.serial.rawValue) == [1, 3])
        #expect(result.waiting.map(\.serial.rawValue) == [2, 5])
        #expect(result.refused == [.init(Sample.serial(4), .full, status: .waitlisted)])
        let places = made.statusChanges.compactMap(\.place)
        #expect(places.count == 2 && places[0] < places[1])
        #expect(
            made.seats
                == Seats(event: .init(capacity: 10, taken: 7), categories: ["teacher": .init(capacity: 2, taken: 2)]))
    }

    @Test("nobody is put on the waiting list while a seat is free, unless nothing is limited")
    func freeSeat() {
        let people = [person(1, .applied)]
        let limited = decide(Review(.waitlist, [row(1)]), people, seats: Seats(event: .init(capacity: 1, taken: 0)))
        #expect(outcome(limited)?.refused.map(\.reason) == [.seatFree])
        let other = decide(
            Review(.waitlist, [row(1)]), people, seats: Seats(categories: ["teacher": .init(capacity: 1, taken: 0)]))
        #expect(outcome(other)?.decided.count == 1)
        #expect(outcome(decide(Review(.waitlist, [row(1)]), people))?.decided.count == 1)
    }

    @Test("free seats go to the first in line; a full category does not hold up those behind it")
    func promotion() {
        var seats = Seats(
            event: .init(capacity: 10, taken: 8),
            categories: ["teacher": .init(capacity: 2, taken: 2), "general": .init(capacity: 9, taken: 6)])
        let line = [("teacher", 1), ("general", 2), (nil, 3), ("general", 4)].map { category, number in
            Waiting(serial: Sample.serial(Int64(number)), version: 3, category: category)
        }
        let promoted = seats.promote(line)
        #expect(promoted.map(\.serial.rawValue) == [2, 3])
        #expect(promoted.allSatisfy { $0.version == 4 && $0.status == .approved && $0.deed == .promoted })
        #expect(seats.event?.taken == 10)
    }

    private func undo(_ past: [StatusChange], _ people: [ReviewedPerson], seats: Seats? = nil) -> Decision {
        let people = Dictionary(uniqueKeysWithValues: people.map { ($0.serial, $0) })
        return Domain.decide(
            Sample.command(.undoReview(ReviewUndo([]))),
            Facts(
                form: nil, subject: nil, samePhone: nil, review: ReviewFacts(people: people, decided: past),
                seats: seats))
    }

    private func past(_ number: Int64, _ was: Status, _ status: Status, place: Int64? = nil) -> StatusChange {
        StatusChange(
            serial: Sample.serial(number), deed: .decided, was: was, status: status, version: 2, wasPlace: place)
    }

    @Test("an undo puts everybody back, with the place in line they had")
    func undoAll() throws {
        let made = undo(
            [past(1, .applied, .rejected), past(2, .waitlisted, .rejected, place: 77)],
            [person(1, .rejected, version: 2), person(2, .rejected, version: 2)])
        #expect(made.outcome.word == "review_undone")
        #expect(made.statusChanges.map(\.status) == [.applied, .waitlisted])
        #expect(made.statusChanges.map(\.version) == [3, 3])
        #expect(made.statusChanges.map(\.place) == [nil, 77])
    }

    @Test("an undo leaves whoever moved on, or lost telephone or seat, names them, and puts the others back")
    func undoRefused() throws {
        let made = undo(
            [
                past(1, .applied, .rejected), past(2, .applied, .rejected), past(3, .applied, .rejected),
                past(4, .approved, .held),
            ],
            [
                person(1, .rejected, version: 2), person(2, .approved, version: 3),
                person(3, .rejected, version: 2, phone: "1", holder: 9), person(4, .held, version: 2),
            ], seats: Seats(event: .init(capacity: 1, taken: 1)))
        guard case .reviewUndone(let result) = made.outcome else { throw SampleError() }
        #expect(
            Set(result.refused) == [
                .init(Sample.serial(2), .conflict, status: .approved),
                .init(Sample.serial(3), .duplicate, status: .rejected, existing: Sample.serial(9)),
                .init(Sample.serial(4), .full, status: .held),
            ])
        #expect(result.decided == [.init(Sample.serial(1), version: 3)])
        #expect(made.statusChanges.map(\.serial) == [Sample.serial(1)])
    }

    @Test("a walk-in, a restoration and a change of category are refused where every seat is taken")
    func fullElsewhere() throws {
        func word(_ action: Command.Action, _ subject: Registration?, _ seats: Seats) -> String {
            Domain.decide(
                Sample.command(action), Facts(form: Sample.form(), subject: subject, samePhone: nil, seats: seats)
            ).outcome.word
        }
        let full = Seats(event: .init(capacity: 1, taken: 1))
        let roomy = Seats(event: .init(capacity: 2, taken: 1))
        #expect(word(Sample.registration(Sample.answers), nil, full) == "full")
        #expect(word(Sample.registration(Sample.answers), nil, roomy) == "registered")
        #expect(word(Sample.registration(Sample.answers, source: .preApplication), nil, full) == "registered")
        let gone = Sample.person(status: .cancelled)
        #expect(word(.restore(serial: gone.serial, version: 1, status: .approved), gone, full) == "full")
        #expect(word(.restore(serial: gone.serial, version: 1, status: .applied), gone, full) == "restored")
        let edit = Command.Action.edit(
            serial: gone.serial, version: 1, form: Sample.reference,
            answers: Sample.answers([.category: .text("teacher")]))
        var seats = Seats(event: .init(capacity: 1, taken: 3), categories: ["teacher": .init(capacity: 1, taken: 1)])
        #expect(word(edit, Sample.person(), seats) == "full")
        seats.categories["teacher"]?.taken = 0
        #expect(word(edit, Sample.person(), seats) == "edited")
    }
}

private struct SampleError: Error {}
