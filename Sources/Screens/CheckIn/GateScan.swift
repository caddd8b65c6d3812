// Scans on their way, and what became of them.

import Desk
public import Domain

/// One scan, or one choice by hand: asked of the desk once, under an id of its own.
public struct GateScan: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        /// As the scanner typed it.
        case code(String)
        /// Looked up by hand.
        case person(Serial)
    }

    public var id: CommandID
    public var subject: Subject
    public var mode: CheckIn.Mode
    public var gate: Gate
    /// The session whose door it was at; nil for the gate.
    public var session: SessionID?
    /// When it was scanned, by this console's clock.
    public var at: Timestamp
    /// Who they are, where that is known before the answer.
    public var who: Registration?

    public init(
        id: CommandID, subject: Subject, mode: CheckIn.Mode, gate: Gate, session: SessionID? = nil, at: Timestamp
    ) {
        self.id = id
        self.subject = subject
        self.mode = mode
        self.gate = gate
        self.session = session
        self.at = at
    }
}

/// A scan and its answer.
struct PastScan: Equatable, Sendable {
    enum Outcome: Equatable, Sendable {
        case answered(CheckInAnswer)
        /// The desk could not even keep it; the sentence says why.
        case failed(String)
    }

    /// Whether it was taken back.
    enum Undo: Equatable, Sendable {
        case none
        /// Asked for under this id.
        case asked(CommandID)
        /// Only this desk's journal has it.
        case waiting
        case done
    }

    /// What it comes down to. Each has a symbol, and never a colour alone.
    enum Verdict: Equatable, Sendable {
        case good, warning, bad
        /// Let in, and to be sent to the desk.
        case hold
        /// The test pass: nobody was let in, nobody refused.
        case tested
        /// Nobody has decided it.
        case undecided
        case undone
    }

    var scan: GateScan
    var outcome: Outcome
    var undo = Undo.none
    /// Those who came with them, where there are any.
    var party: GateParty?
    /// Something was done about the person since that the answer does not know: a seat in the session, given or given back.
    var isOvertaken = false
    /// This desk decided or kept it without a line, and has sent it since.
    var isSent = false

    /// Nobody counts as in or out by it any more, as far as this desk can say: it may have to tell the others yet.
    var isTakenBack: Bool { undo == .done || undo == .waiting }

    /// It was at the door of a session, not at a gate.
    var isAtSession: Bool { scan.session != nil }

    var answer: CheckInAnswer? {
        if case .answered(let answer) = outcome { answer } else { nil }
    }

    var verdict: Verdict {
        if isTakenBack { return .undone }
        return switch outcome {
        case .failed: .bad
        case .answered(let answer):
            switch answer.result {
            case .passed(let mode, _): answer.holds && mode != .leave ? .hold : .good
            case .alreadyIn: .warning
            case .refused, .notAPass: .bad
            case .queued: .undecided
            // Half of it has passed, and a desk can work on that.
            case .test(let test): test.milliseconds == nil ? .warning : .tested
            }
        }
    }

    /// When it was: as the admission says, else by the event's clock. This console's own clock may be hours off, and counts
    /// only where the desk has not answered.
    var at: Timestamp {
        if case .passed(_, let admission)? = answer?.result { return admission.moved.at }
        return answer?.answeredAt ?? scan.at
    }

    /// A scanner typed less than a pass, or letters among it. What is not digits for the most part never was one.
    var isBadRead: Bool {
        guard case .notAPass(.malformed)? = answer?.result, case .code(let text) = scan.subject else { return false }
        let digits = text.count(where: \.isNumber)
        guard digits * 2 > text.count, !isOtherBarcode else { return false }
        return digits < Pass.length || text.contains(where: \.isLetter)
    }

    /// It was the code of something that is sold: 12 or 13 digits (UPC-A, EAN-13), the last of which checks the others.
    var isOtherBarcode: Bool {
        guard case .notAPass(.malformed)? = answer?.result, case .code(let text) = scan.subject,
            (12...13).contains(text.utf8.count)
        else { return false }
        // GS1 General Specifications, 7.9.1: from the right, every second digit counts three times.
        var sum = 0
        for (place, character) in text.reversed().enumerated() {
            guard character.isASCII, let digit = character.wholeNumberValue else { return false }
            sum += place.isMultiple(of: 2) ? digit : 3 * digit
        }
        return sum.isMultiple(of: 10)
    }

    /// Only this desk's journal has it.
    var isOnlyHere: Bool {
        guard let answer, !isSent else { return false }
        return switch answer.result {
        case .queued: true
        case .passed: answer.isByCopy
        case .alreadyIn, .refused, .notAPass, .test: false
        }
    }

    /// Whose scan it was, where anything but the serial is known.
    var person: Registration? { answer?.person ?? scan.who }

    /// Whose scan it was, as far as that is known.
    var serial: Serial? {
        if let person { return person.serial }
        if case .answered(let answer) = outcome, case .queued(let serial) = answer.result { return serial }
        if case .person(let serial) = scan.subject { return serial }
        return nil
    }

    /// The movement that an undo takes back; nil where nothing happened, and where it was taken back already.
    var movement: (serial: Serial, admission: Admission)? {
        guard undo == .none, scan.session != nil || scan.gate.entry == .once, let answer, let person = answer.person,
            case .passed(_, let admission) = answer.result
        else { return nil }
        return (person.serial, admission)
    }
}
