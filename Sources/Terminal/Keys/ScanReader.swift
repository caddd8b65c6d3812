// Telling a scanner from a typist.

import Text

/// Finds a scanner's burst of digits among typed keys.
///
/// Digits are typed like any others and show at once. When they turn out to be a code, the caller puts back the snapshot
/// it had before the first of them. A code is the last `length` digits of a run that verify, however slowly they came,
/// or the last `length` digits of a run with gaps of at most `gap` once Enter, Tab or a pause has ended it: that one
/// does not verify, and the visitor needs to hear why.
///
/// Full-width digits and a symbology prefix (`]Q3`) right before the digits belong to the code.
public struct ScanReader<Snapshot> {
    public enum Outcome {
        /// An ordinary key: handle it.
        case typed
        /// The Enter or Tab after a code: do nothing.
        case swallowed
        /// A code: put back `restore`, then look the code up, unless it is `repeated`: seen less than two seconds ago.
        case scan(code: String, restore: Snapshot, repeated: Bool)
    }

    fileprivate struct Digit {
        let value: Character
        let at: Int64
        var before: Snapshot
    }

    private struct Terminator {
        let until: Int64
        /// A second one may follow at once: scanners that send CR LF.
        let isSecond: Bool
    }

    private let length: Int
    private let gap: Int64
    /// The end of the run, at most `length` digits.
    private var digits: [Digit] = []
    /// How many digits in a row came within the gap, and the snapshot before the first of them.
    private var burst = (count: 0, before: Snapshot?.none)
    /// What of a symbology prefix has been typed: `]`, then a letter. Its digit counts as the first of the run.
    private var prefix = (length: 0, before: Snapshot?.none)
    /// The prefix that stands before the digits of this run, with its own digit.
    private var prefixBefore: Snapshot?
    private var runLength = 0
    private var terminator: Terminator?
    private var lastScan: (code: String, at: Int64)?

    /// How long a code has to stay away to count again.
    private static var repeatDelay: Int64 { 2000 }
    private static var terminatorDelay: Int64 { 1000 }

    /// - Parameters:
    ///   - length: the digits of a code.
    ///   - gap: the longest pause between two keys of a scanner, milliseconds.
    public init(length: Int = 34, gap: Int64 = 100) {
        self.length = length
        self.gap = gap
    }

    /// When `expire` has to be called if no key comes before: a burst that does not verify ends by a pause.
    public var deadline: Int64? {
        guard burst.count >= length, let last = digits.last else { return nil }
        return last.at + gap + 1
    }

    /// Takes a key, pressed at a time (milliseconds, monotonic).
    ///
    /// - Parameters:
    ///   - snapshot: what the caller would go back to, asked for before the key is handled.
    ///   - verifies: whether the digits carry a valid signature.
    public mutating func press(
        _ key: KeyPress, at time: Int64, snapshot: () -> Snapshot, verifies: (String) -> Bool
    ) -> Outcome {
        let ended = terminator
        terminator = nil
        if key == KeyPress(.enter) || key == KeyPress(.tab) {
            if let ended, time <= ended.until {
                if !ended.isSecond { terminator = Terminator(until: time + gap, isSecond: true) }
                return .swallowed
            }
            if let last = digits.last, time - last.at <= Self.terminatorDelay, burst.count >= length {
                terminator = Terminator(until: time + gap, isSecond: true)
                return endBurst()
            }
            reset()
            return .typed
        }
        guard let character = key.typed else {
            reset()
            return .typed
        }
        guard let digit = Self.digit(character) else {
            takeOther(character, snapshot)
            return .typed
        }
        append(digit, at: time, snapshot())
        guard runLength >= length else { return .typed }
        let code = String(digits.map(\.value))
        guard verifies(code) else { return .typed }
        terminator = Terminator(until: time + Self.terminatorDelay, isSecond: false)
        return scan(code, at: time, restore: restorePoint())
    }

    /// Ends a burst whose pause has come. Call it at `deadline`; nil when there is nothing to do.
    public mutating func expire(at time: Int64) -> Outcome? {
        guard let deadline, time >= deadline, let last = digits.last else { return nil }
        terminator = Terminator(until: last.at + Self.terminatorDelay, isSecond: false)
        return endBurst()
    }

    /// Lets something happen to the past: what comes from outside while digits are typed (an answer, a new size) must not
    /// be undone when they turn out to be a code.
    public mutating func amend(_ change: (inout Snapshot) -> Void) {
        for index in digits.indices { change(&digits[index].before) }
        amend(&burst.before, change)
        amend(&prefix.before, change)
        amend(&prefixBefore, change)
    }

    private func amend(_ snapshot: inout Snapshot?, _ change: (inout Snapshot) -> Void) {
        guard var amended = snapshot else { return }
        change(&amended)
        snapshot = amended
    }

    /// Forgets the run, for a change of scene. Codes seen just now are still known.
    public mutating func reset() {
        digits.removeAll(keepingCapacity: true)
        burst = (0, nil)
        prefix = (0, nil)
        prefixBefore = nil
        runLength = 0
    }

    private mutating func append(_ digit: Character, at time: Int64, _ before: Snapshot) {
        if let last = digits.last, time - last.at <= gap {
            burst.count += 1
        } else {
            burst = (1, before)
        }
        if runLength == 0, prefix.length == 2 { prefixBefore = prefix.before }
        prefix = (0, nil)
        runLength += 1
        digits.append(Digit(value: digit, at: time, before: before))
        if digits.count > length { digits.removeFirst() }
    }

    private mutating func takeOther(_ character: Character, _ snapshot: () -> Snapshot) {
        let isLetter = prefix.length == 1 && Self.isPrefixLetter(character)
        let before = prefix.before
        reset()
        if character == "]" {
            prefix = (1, snapshot())
        } else if isLetter {
            prefix = (2, before)
        }
    }

    /// What to go back to for the last `length` digits.
    private func restorePoint() -> Snapshot? {
        // A prefix counts when its own digit and the code are all there is in the run.
        if let prefixBefore, runLength == length + 1 { return prefixBefore }
        // Codes run together, none of which verified before: all of them go.
        if burst.count > length, burst.count % length == 0, let before = burst.before { return before }
        return digits.first?.before
    }

    private mutating func endBurst() -> Outcome {
        let code = String(digits.map(\.value))
        return scan(code, at: digits.last?.at ?? 0, restore: restorePoint())
    }

    private mutating func scan(_ code: String, at time: Int64, restore: Snapshot?) -> Outcome {
        reset()
        guard let restore else { return .typed }
        let repeated = lastScan.map { $0.code == code && time - $0.at < Self.repeatDelay } ?? false
        // Counted from the last sighting: a badge held before the scanner is one scan, however long.
        lastScan = (code, time)
        return .scan(code: code, restore: restore, repeated: repeated)
    }

    private static func digit(_ character: Character) -> Character? {
        if ("0"..."9").contains(character), character.isASCII { return character }
        guard let scalar = character.unicodeScalars.first, (0xFF10...0xFF19).contains(scalar.value) else { return nil }
        return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
    }

    /// The letter of a symbology prefix, also as a Hangul input method turns it out (Q as ㅃ).
    private static func isPrefixLetter(_ character: Character) -> Bool {
        if character.isASCII { return character.isLetter }
        return Hangul.keystrokes(of: character)?.count == 1
    }
}

extension ScanReader.Digit: Sendable where Snapshot: Sendable {}
extension ScanReader: Sendable where Snapshot: Sendable {}
extension ScanReader.Outcome: Sendable where Snapshot: Sendable {}
extension ScanReader.Outcome: Equatable where Snapshot: Equatable {}
