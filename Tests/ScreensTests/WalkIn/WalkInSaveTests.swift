// From a filled form to an accepted, refused, kept or repeated registration.

import Desk
import Domain
import Store
import Terminal
import Testing

@testable import Screens

@Suite struct WalkInSaveTests {
    /// A driver with a save under way, and what was sent.
    private func saving(_ name: String = "김민준") throws -> (Driver, Submission) {
        var driver = Driver()
        driver.fillAndSave(name)
        let submissions = driver.takeSubmissions()
        try #require(submissions.count == 1)
        return (driver, submissions[0])
    }

    private func answers(_ submission: Submission) -> Answers {
        if case .register(_, _, let answers, _) = submission.change { answers } else { [:] }
    }

    @Test("the draft is written before the save is sent, under the save's own id")
    func draftFirst() {
        var driver = Driver()
        driver.type("김민준")
        driver.press("Enter", "Enter", "Enter", "Enter", "Space")
        _ = driver.takeRequests()
        let command = driver.state.walkIn.command
        driver.press("Ctrl-S")
        let requests = driver.takeRequests()
        guard requests.count == 2, case .saveDraft(let draft) = requests[0],
            case .submit(let submission, .walkIn) = requests[1]
        else {
            Issue.record("\(requests)")
            return
        }
        #expect(draft.command == command && submission.id == command)
        #expect(draft.answers == answers(submission))
    }

    @Test("every change is kept as a draft, with the focus")
    func draftsWhileTyping() {
        var driver = Driver()
        for character in "김민준" {
            driver.type(String(character))
            guard case .saveDraft(let draft)? = driver.takeRequests().last else {
                Issue.record("no draft after \(character)")
                return
            }
            #expect(draft.answers == driver.state.walkIn.binding.answers && draft.focus == .name)
            #expect(draft.command == driver.state.walkIn.command)
        }
    }

    @Test("the draft is cleared by the acceptance and by nothing before it")
    func clearedWhenAccepted() throws {
        var (driver, submission) = try saving()
        driver.deliver(.resized(Size(columns: 100, rows: 30)))
        driver.answer(.lookForSimilar)
        driver.press("F4", "F2")
        #expect(!driver.takeRequests().contains(.clearDraft))
        let row = Fixture.row(41, "김민준", phone: "01012345678")
        driver.answer(
            .submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        #expect(driver.takeRequests() == [.clearDraft])
        let walkIn = driver.state.walkIn
        #expect(walkIn.isFresh && !walkIn.isSaving && walkIn.command != submission.id)
        #expect(walkIn.saved?.serial == row.serial && walkIn.binding.focusedID == .name)
        #expect(driver.shows("등록했습니다: 000041 김민준"))
    }

    @Test("a fault of the world keeps the form, its id and its draft; the same save can be sent again")
    func failed() throws {
        var (driver, submission) = try saving()
        driver.answer(.submitted(submission, .walkIn, .failure(.outOfReach("gone"))))
        #expect(driver.takeRequests() == [])
        #expect(driver.state.walkIn.binding.answers == answers(submission))
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions() == [submission])
    }

    @Test("keys pressed while a save is under way land in the next form, a next save included")
    func typedAhead() throws {
        var (driver, submission) = try saving()
        driver.type("박서연")
        driver.press("Enter")
        driver.type("0105555")
        #expect(driver.takeRequests() == [], "nothing happens to a form that is being saved")
        #expect(driver.state.walkIn.binding.answers == answers(submission))
        let row = Fixture.row(41, "김민준")
        driver.answer(.submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        let next = driver.state.walkIn
        #expect(next.binding.answers[.name] == .text("박서연") && next.binding.answers[.phone]?.text == "0105555")
        #expect(next.binding.focusedID == .phone)
        // The old draft goes before the new one comes.
        let requests = driver.takeRequests()
        #expect(requests.first == .clearDraft && requests.last == .saveDraft(next.draft))
        #expect(requests.count(where: { $0 == .clearDraft }) == 1)
    }

    @Test("a whole next registration can be typed ahead, and is sent when its turn comes")
    func savedAhead() throws {
        var (driver, first) = try saving()
        driver.fillAndSave("박서연", phone: "01011112222")
        driver.type("셋째")
        #expect(driver.takeSubmissions() == [])
        let row = Fixture.row(41, "김민준")
        driver.answer(.submitted(first, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        let second = try #require(driver.takeSubmissions().first)
        #expect(second.id != first.id && answers(second)[.name] == .text("박서연"))
        let next = Fixture.row(42, "박서연")
        driver.answer(.submitted(second, .walkIn, .success(Fixture.accepted(next, .registered(next.serial)))))
        #expect(driver.state.walkIn.binding.answers[.name] == .text("셋째"))
    }

    @Test("keys pressed while a save is under way are dropped when it is refused: they were meant for somebody else")
    func typedAheadOfARefusal() throws {
        var (driver, submission) = try saving()
        driver.type("박서연")
        let fault = FieldFault(field: .phone, problem: .notAPhone)
        driver.answer(
            .submitted(submission, .walkIn, .success(Fixture.refused(Refusal(.invalidPhone, faults: [fault])))))
        #expect(driver.state.walkIn.binding.answers == answers(submission))
        #expect(driver.state.walkIn.typedAhead.isEmpty)
        #expect(driver.state.walkIn.binding.focusedID == .phone && driver.state.walkIn.binding.form.faults.count == 1)
    }

    @Test("a refused form goes out again under a new id, and its draft has the new id at once")
    func newIDAfterRefusal() throws {
        var (driver, submission) = try saving()
        driver.answer(
            .submitted(submission, .walkIn, .success(Fixture.refused(Refusal(.invalidName)))))
        let command = driver.state.walkIn.command
        #expect(command != submission.id)
        let drafts = driver.takeRequests()
        #expect(drafts == [.saveDraft(driver.state.walkIn.draft)] && driver.state.walkIn.draft.command == command)
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions().map(\.id) == [command])
    }

    @Test("kept at the desk is said as that, counted, and makes room for the next person")
    func queued() throws {
        var (driver, submission) = try saving()
        driver.answer(
            .submitted(
                submission, .walkIn,
                .success(SubmitAnswer(result: .queued(Fixture.serial(41)), pass: Fixture.pass(41)))))
        #expect(driver.takeRequests().contains(.clearDraft))
        #expect(driver.state.waiting == 1 && driver.state.walkIn.isFresh)
        #expect(driver.shows("보관") && driver.shows("보낼 것 1") && !driver.shows("등록했습니다"))
    }

    @Test("an earlier save that went through unheard turns what was changed since into an edit of it")
    func differingReplay() throws {
        var (driver, submission) = try saving("김민준이")
        let row = Fixture.row(41, "김민준", version: 3)
        var stored = answers(submission)
        stored[.name] = .text("김민준")
        let receipt = Receipt(
            outcome: .registered(row.serial), row: row, existing: nil, isReplay: true,
            storedAction: .register(
                NewRegistration(
                    serial: row.serial, publicID: "0", source: .walkIn, form: Fixture.formReference, answers: stored)))
        driver.answer(
            .submitted(
                submission, .walkIn, .success(SubmitAnswer(result: .applied(receipt), pass: Fixture.pass(41)))))
        guard case .edit(let edit) = driver.state.overlay else {
            Issue.record("no edit: \(driver.screen().joined(separator: "\n"))")
            return
        }
        #expect(edit.binding.answers == answers(submission) && driver.state.walkIn.isFresh)
        _ = driver.takeRequests()
        driver.press("Ctrl-S")
        let changes = driver.takeSubmissions()
        #expect(changes.count == 1 && changes[0].id != submission.id)
        guard case .edit(let serial, let version, _, let typed)? = changes.first?.change else {
            Issue.record("\(changes)")
            return
        }
        #expect(serial == row.serial && version == 3 && typed == answers(submission))
    }

    @Test("a replay that says the same is an ordinary acceptance")
    func sameReplay() throws {
        var (driver, submission) = try saving()
        let row = Fixture.row(41, "김민준")
        let receipt = Receipt(
            outcome: .registered(row.serial), row: row, existing: nil, isReplay: true,
            storedAction: .register(
                NewRegistration(
                    serial: row.serial, publicID: "0", source: .walkIn, form: Fixture.formReference,
                    answers: answers(submission))))
        driver.answer(
            .submitted(submission, .walkIn, .success(SubmitAnswer(result: .applied(receipt), pass: Fixture.pass(41)))))
        #expect(driver.state.overlay == nil && driver.state.walkIn.isFresh && driver.takeRequests() == [.clearDraft])
    }

    @Test("nothing is sent before the desk is open, and nothing is lost by trying")
    func notOpen() {
        var driver = Driver(isOpen: false)
        driver.fillAndSave()
        let requests = driver.takeRequests()
        #expect(!requests.contains { if case .submit = $0 { true } else { false } })
        #expect(requests.last == .saveDraft(driver.state.walkIn.draft))
        driver.answer(.opened(.success(Fixture.desk)))
        #expect(driver.state.walkIn.binding.answers[.name] == .text("김민준"))
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions().count == 1)
    }

    @Test("faults stop a save, name their fields and take the focus to the first of them")
    func faults() {
        var driver = Driver()
        driver.press("Enter")
        driver.type("123")
        _ = driver.takeRequests()
        driver.press("Ctrl-S")
        #expect(driver.takeRequests() == [])
        let form = driver.state.walkIn.binding.form
        #expect(Set(form.faults.keys) == ["name", "phone", "consent"] && form.focusedID == "name")
        driver.type("가")
        #expect(driver.state.walkIn.binding.form.faults["name"] == nil)
    }

    @Test("leaving with Esc or for another screen leaves the form as it is")
    func leaving() {
        var driver = Driver()
        driver.type("김민준")
        let before = driver.state.walkIn.binding.answers
        driver.press("Escape", "F2", "F4", "F2")
        #expect(driver.state.walkIn.binding.answers == before && driver.state.place == .walkIn)
    }

    @Test("an answer to another save changes nothing")
    func foreignAnswer() throws {
        var (driver, submission) = try saving()
        let row = Fixture.row(41)
        var other = submission
        other.id = CommandID(at: Timestamp(milliseconds: 1), random: [UInt8](repeating: 9, count: 10))
        let before = driver.state
        driver.answer(.submitted(other, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        #expect(driver.state == before && driver.takeRequests() == [])
    }

    @Test("a draft of an earlier console goes on under its own id, and says so")
    func continued() {
        let id = CommandID(at: Timestamp(milliseconds: 5), random: [UInt8](repeating: 3, count: 10))
        let answers: Answers = [.name: .text("한가온"), .category: .text("teacher"), .consent: .flag(true)]
        var driver = Driver(draft: Draft(command: id, form: "walk-in", answers: answers, focus: .affiliation))
        #expect(driver.state.walkIn.binding.answers == answers && driver.state.walkIn.binding.focusedID == .affiliation)
        #expect(driver.shows("이어서"))
        driver.press("Ctrl-S")
        #expect(driver.takeSubmissions().map(\.id) == [id])
    }

    @Test("Ctrl-D copies the field from the last record, Ctrl-N begins anew under a new id")
    func copyAndClear() throws {
        var (driver, submission) = try saving()
        let row = Fixture.row(41)
        driver.answer(.submitted(submission, .walkIn, .success(Fixture.accepted(row, .registered(row.serial)))))
        driver.press("Ctrl-D")
        #expect(driver.state.walkIn.binding.answers[.name] == answers(submission)[.name])
        let command = driver.state.walkIn.command
        _ = driver.takeRequests()
        driver.press("Ctrl-N")
        #expect(driver.state.walkIn.isFresh && driver.state.walkIn.command != command)
        #expect(driver.takeRequests() == [.clearDraft])
    }
}
