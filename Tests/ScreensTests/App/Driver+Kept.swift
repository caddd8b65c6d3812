// A console without a line under test: what it keeps, and what its journal holds.

import Domain
import Store
import Terminal
import Testing

@testable import Desk
@testable import Screens

extension Fixture {
    /// A desk of one gate.
    static let surroundings = DeskSurroundings(
        gates: [.main], hearsNotices: nil, lastContact: nil, figures: nil)
}

extension Driver {
    /// A console whose line is lost.
    static func withoutLine(_ language: Language = .korean) -> Driver {
        var driver = Driver(language)
        driver.answer(.live(.lineLost))
        return driver
    }

    /// Answers what was asked of the journal.
    mutating func answerQueue(_ queue: DeskQueue) {
        answer(.desk(.queue(.success(queue), Fixture.surroundings)))
    }

    /// Registers somebody, who gets this number and is kept at this desk.
    mutating func keepWalkIn(_ number: Int64 = 41, _ name: String = "김민준") throws {
        fillAndSave(name)
        let submission = try #require(takeSubmissions().first)
        let row = Fixture.row(number, name)
        let kept = SubmissionResult.kept(Receipt(outcome: .registered(row.serial), row: row, existing: nil))
        answer(.submitted(submission, .walkIn, .success(SubmitAnswer(result: kept, pass: Fixture.pass(number)))))
    }

    /// Goes to the gate and scans somebody whom the desk's copy of nine o'clock lets in.
    mutating func keepPassage(_ number: Int64 = 1) throws {
        press("F5")
        try scan(number) { scan in
            var answer = Fixture.admitted(Fixture.row(number), scan)
            (answer.isByCopy, answer.copyIsFrom) = (true, Timestamp(milliseconds: 0))
            return answer
        }
    }
}
