// Taking back what this console did, newest first.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct UndoTests {
    /// A desk of one person that answers every change as the rules would.
    private struct OnePerson {
        var driver = Driver()
        var row: Registration

        init() throws {
            driver.fillAndSave("홍길동")
            let submission = try #require(driver.takeSubmissions().first)
            row = Fixture.row(7, "홍길동")
            driver.answer(.submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
            driver.press("F4")
            driver.answerPage(AttendeePage(all: [row]))
            _ = driver.takeRequests()
        }

        mutating func edit(_ text: String) throws {
            driver.press("e")
            driver.answer(.person(row.serial, .success(Fixture.card(row))))
            driver.type(text)
            driver.press("Ctrl-S")
            try answer()
        }

        mutating func cancel() throws {
            driver.press("x")
            driver.answer(.person(row.serial, .success(Fixture.card(row))))
            driver.type("이유")
            driver.press("Enter")
            try answer()
        }

        mutating func undo(sourceLocation: SourceLocation = #_sourceLocation) throws {
            driver.press("u")
            guard case .undo = driver.state.overlay else {
                Issue.record("nothing to undo", sourceLocation: sourceLocation)
                return
            }
            driver.press("Enter")
            try answer(sourceLocation: sourceLocation)
        }

        /// Applies the one submission there is, or refuses it where its version is not the row's.
        mutating func answer(sourceLocation: SourceLocation = #_sourceLocation) throws {
            let sent = driver.takeRequests().compactMap { request in
                if case .submit(let submission, let purpose) = request { (submission, purpose) } else { nil }
            }
            let (submission, purpose) = try #require(sent.first, sourceLocation: sourceLocation)
            let answer: SubmitAnswer
            if submission.change.version != row.version {
                answer = Fixture.refused(Refusal(.conflict, existing: row.serial), existing: row)
            } else {
                row.version += 1
                let outcome: Outcome
                switch submission.change {
                case .edit(_, _, _, let answers):
                    row.name = answers[.name]?.text ?? ""
                    outcome = .edited(row.serial, version: row.version)
                case .cancel:
                    row.status = .cancelled
                    outcome = .cancelled(row.serial, version: row.version)
                case .restore(_, _, let status):
                    row.status = status
                    outcome = .restored(row.serial, version: row.version)
                case .register, .checkIn, .undoCheckIn, .review, .undoReview, .setCapacity, .checkInToSession,
                    .enrol, .cancelEnrolment, .setPrograms, .export, .reissue:
                    return
                }
                answer = Fixture.accepted(row, outcome)
            }
            driver.answer(.submitted(submission, purpose, .success(answer)))
        }
    }

    @Test("an edit, a cancel and a registration are each taken back once, newest first, to where it began")
    func all() throws {
        var one = try OnePerson()
        try one.edit("전")
        #expect(one.row.name == "홍길동전")
        try one.cancel()
        #expect(one.row.status == .cancelled)
        try one.undo()
        #expect(one.row.status == .approved && one.driver.shows("되돌렸습니다"))
        try one.undo()
        #expect(one.row.name == "홍길동")
        try one.undo()
        #expect(one.row.status == .cancelled)
        #expect(one.driver.state.undoable.isEmpty)
        one.driver.press("u")
        #expect(one.driver.state.overlay == nil && one.driver.shows("되돌릴 것이 없습니다"))
    }

    @Test("a change that somebody else's change came after is refused, once, and does not stand before older ones")
    func movedOn() throws {
        var one = try OnePerson()
        // Another person, changed before.
        try one.edit("전")
        let other = UndoableChange(
            kind: .cancelled, serial: Fixture.serial(5), name: "먼저", versionBefore: 1,
            inverse: .restore(
                serial: Fixture.serial(5), version: 2, status: .approved))
        one.driver.model.state.undoable.insert(other, at: 0)
        one.row.version += 1
        // Both changes of this person stand on a row that is no more.
        for _ in 0..<2 { try one.undo() }
        #expect(one.row.name == "홍길동전")
        #expect(one.driver.state.undoable == [other])
    }

    @Test("an undo brings the change before it back only where nobody else's lies between them")
    func othersBetween() throws {
        var one = try OnePerson()
        try one.edit("전")
        // Somebody else's, of which this console hears.
        one.row.name = "홍길순"
        one.row.version += 1
        one.driver.answer(.live(.changed([one.row])))
        try one.edit("님")
        try one.undo()
        #expect(one.row.name == "홍길순")
        try one.undo()
        #expect(one.row.name == "홍길순" && one.row.version == 5)
    }

    @Test("undo names who it is about and what it does; No and Esc do nothing")
    func asks() throws {
        var one = try OnePerson()
        try one.cancel()
        for keys in [["Escape"], ["Down", "Enter"]] {
            one.driver.press("u")
            #expect(one.driver.shows("000007 홍길동"))
            for key in keys { one.driver.press(key) }
            #expect(one.driver.takeSubmissions().isEmpty && one.driver.state.overlay == nil)
        }
    }

    @Test("each change goes out under an id of its own")
    func ids() throws {
        var one = try OnePerson()
        one.driver.press("u", "Enter")
        let first = one.driver.takeSubmissions()
        one.driver.press("u", "Enter")
        let second = one.driver.takeSubmissions()
        #expect(first.count == 1 && second.count == 1 && first[0].id != second[0].id)
        #expect(first[0].change == second[0].change)
    }
}
