// A gate under test: passes are scanned, and answered at once.

import Domain
import Terminal
import Testing
import Text

@testable import Desk
@testable import Screens

extension Driver {
    /// Scans somebody's pass and gives this answer to it.
    @discardableResult
    mutating func scan(_ number: Int64, _ make: (GateScan) -> CheckInAnswer) throws -> GateScan {
        scan(Fixture.pass(number).digits)
        let scan = try #require(takeScans().last)
        answer(.checkedIn(scan, .success(make(scan))))
        return scan
    }

    /// Scans somebody who has every right.
    @discardableResult
    mutating func letIn(_ number: Int64, _ name: String = "홍길동") throws -> GateScan {
        try scan(number) { Fixture.admitted(Fixture.row(number, name), $0) }
    }

    /// Digits as a scanner types them, and Enter.
    mutating func scanBadly(_ digits: some StringProtocol) {
        scan(String(digits))
    }

    /// Types faster than a hand, as a program that plays keys does.
    mutating func burst(_ text: String) {
        for character in text { press(KeyPress(.character(character)), pace: Self.scannerPace) }
    }

    /// Answers what the field of the gate's look-up has asked last.
    mutating func found(_ people: [Registration]) {
        let candidates = people.map { GateCandidate(row: $0, admission: nil) }
        answer(.gateCandidates(state.gate.lookUp.field.text, .area("main"), .success(candidates)))
    }

    /// The role of the cell in the middle of the row under the gate's header.
    func answerRole(_ ambiguous: AmbiguousWidth = .narrow) -> Role {
        frame(ambiguous).buffer[column: 1, row: 2].role
    }

    func frame(_ ambiguous: AmbiguousWidth) -> Frame {
        var canvas = Canvas(size: state.size, ambiguous: ambiguous)
        ConsoleApp.view(model, &canvas)
        return canvas.finish()
    }
}
