// Telling a scanner from a typist.

import Text

/// Finds a scanner's burst of digits among typed keys.
///
/// Digits are typed like any others and show at once. When they turn out to be a code, the caller puts back the snapshot
/// it had before the first of them. A code is the last `length` digits of a run that verify, however slowly they came,
/// or the last `length` digits of a run with gaps of at most `gap` once Enter, Tab or a pause has ended it: that one
/// does not verify, and the visitor needs to hear why. So does what is left of a code that lost digits on its way: a run
/// long enough (`fewestLeft`), typed faster than any hand, and ended by Enter, Tab or a second without a key.
///
/// Letters between the digits do not hide a code that verifies. What does not is a scan as well if letters and digits
/// came faster than any hand types and the digits are many enough: it is told with its letters, so that the visitor hears
/// why, and taken out of the form.
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

    /// Digits in a row, each within the gap of the one before it.
    fileprivate struct Burst {
        var digits: [Character] = []
        var times: [Int64] = []
        /// What there was before the first of them, and before the symbology prefix in front of it.
        var before: Snapshot?
    }

    private struct Terminator {
        let until: Int64
        /// A second one may follow at once: scanners that send CR LF.
        let isSecond: Bool
    }

    /// How many digits are left of a broken code at the least: fewer are text. More than any telephone has, unless it is
    /// set for a place where nobody types one that fast.
    public var fewestLeft = ScanReader.longerThanTelephones {
        didSet { stretch.fewestLeft = fewestLeft }
    }
    private let length: Int
    private let gap: Int64
    /// The end of the run, at most `length` digits.
    private var digits: [Digit] = []
    private var burst = Burst()
    private var stretch: ScanStretch<Snapshot>
    /// What of a symbology prefix has been typed: `]`, then a letter. Its digit counts as the first of the run.
    private var prefix = (length: 0, before: Snapshot?.none)
    /// The prefix that stands before the digits of this run, with its own digit.
    private var prefixBefore: Snapshot?
    private var runLength = 0
    private var terminator: Terminator?
    private var recent = RecentCodes()
    /// Codes that stood right before the last scan's in one burst and did not verify, in their order, whole ones and what
    /// was left of others: each was held before the scanner by somebody.
    public private(set) var damaged: [String] = []

    /// Digits that no telephone has as many of.
    public static var longerThanTelephones: Int { 16 }
    /// No hand keeps up fewer milliseconds than this between keys.
    public static var handPace: Int64 { ScanStretch<Snapshot>.handPace }
    private static var terminatorDelay: Int64 { 1000 }
    /// A burst longer than this many codes forgets its beginning.
    private static var mostCodes: Int { 20 }

    /// - Parameters:
    ///   - length: the digits of a code.
    ///   - gap: the longest pause between two keys of a scanner, milliseconds.
    public init(length: Int = 34, gap: Int64 = 100) {
        self.length = length
        self.gap = gap
        stretch = ScanStretch(length: length, gap: gap, fewestLeft: fewestLeft)
    }

    /// When `expire` has to be called if no key comes before: a burst that does not verify ends by a pause. What is left of
    /// a code may yet be the beginning of a whole one on a slow line, so its pause is a long one.
    public var deadline: Int64? {
        guard let last = digits.last else { return nil }
        if burst.digits.count >= length || stretch.spoiltCode != nil { return last.at + gap + 1 }
        return isScanned(burst.digits.count) ? last.at + Self.terminatorDelay : nil
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
            if let last = digits.last, time - last.at <= Self.terminatorDelay,
                burst.digits.count >= length || isScanned(burst.digits.count) || stretch.spoilt != nil
            {
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
            takeOther(character, at: time, snapshot)
            return .typed
        }
        append(digit, at: time, snapshot())
        let code = runLength >= length ? String(digits.map(\.value)) : stretch.codeAmongLetters
        guard let code, verifies(code) else { return .typed }
        terminator = Terminator(until: time + Self.terminatorDelay, isSecond: false)
        return scan(code, at: time, isWhole: true)
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
        stretch.amend(change)
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
        stretch.removeAll()
        endRun()
    }

    /// Codes scanned just now count as new ones from now on: what their scans would mean has changed since.
    public mutating func forgetRecentScans() {
        recent = RecentCodes()
    }

    private mutating func endRun() {
        digits.removeAll(keepingCapacity: true)
        burst = Burst()
        prefix = (0, nil)
        prefixBefore = nil
        runLength = 0
    }

    private mutating func append(_ digit: Character, at time: Int64, _ before: Snapshot) {
        let isPrefixed = runLength == 0 && prefix.length == 2
        stretch.append(
            digit: digit, at: time, before: isPrefixed ? prefix.before ?? before : before, isPrefixed: isPrefixed)
        if let last = digits.last, time - last.at <= gap {
            if burst.digits.count == length * Self.mostCodes {
                burst.digits.removeFirst(length)
                burst.times.removeFirst(length)
            }
        } else {
            burst = Burst(before: isPrefixed ? prefix.before : before)
        }
        burst.digits.append(digit)
        burst.times.append(time)
        if isPrefixed { prefixBefore = prefix.before }
        prefix = (0, nil)
        runLength += 1
        digits.append(Digit(value: digit, at: time, before: before))
        if digits.count > length { digits.removeFirst() }
    }

    private mutating func takeOther(_ character: Character, at time: Int64, _ snapshot: () -> Snapshot) {
        let isPrefixLetter = prefix.length == 1 && Self.isPrefixLetter(character)
        let before = prefix.before
        if character.isLetter || character == "]" {
            stretch.append(letter: character, at: time, before: snapshot)
        } else {
            stretch.removeAll()
        }
        endRun()
        if character == "]" {
            prefix = (1, snapshot())
        } else if isPrefixLetter {
            prefix = (2, before)
        }
    }

    /// What to go back to for a code that stands at the end of the run.
    private func restorePoint(_ code: String) -> Snapshot? {
        // A code with letters in it is no run of digits.
        if runLength < length, code.utf8.count == length { return stretch.beforeCode }
        // A prefix counts when its own digit and the code are all there is in the run.
        if let prefixBefore, runLength == length + 1 { return prefixBefore }
        // Codes run together, none of which verified before, and what is left of one: all of them go.
        if !damaged.isEmpty || code.utf8.count < length { return burst.before }
        return digits.first?.before
    }

    private mutating func endBurst() -> Outcome {
        if let spoilt = stretch.spoilt, let code = spoilt.codes.last {
            return scan(
                code, at: digits.last?.at ?? 0, restore: spoilt.before, damaged: spoilt.codes.dropLast(), isWhole: false
            )
        }
        let code = String(burst.digits.suffix(length))
        return scan(code, at: digits.last?.at ?? 0, isWhole: code.utf8.count == length)
    }

    /// Whether the first `count` digits of the burst came from a scanner, however few they are.
    private func isScanned(_ count: Int) -> Bool {
        guard count >= fewestLeft, burst.times.count >= count else { return false }
        return burst.times[count - 1] - burst.times[0] < Self.handPace * Int64(count - 1)
    }

    /// What stands before the burst's last code, cut into codes.
    private func brokenCodes() -> [String] {
        let surplus = burst.digits.count - length
        guard surplus > 0, surplus % length == 0 || isScanned(surplus) else { return [] }
        return stride(from: 0, to: surplus, by: length).map { start in
            String(burst.digits[start..<min(start + length, surplus)])
        }
    }

    /// - Parameter isWhole: nothing of it was lost on its way, whether or not it verifies.
    private mutating func scan(_ code: String, at time: Int64, isWhole: Bool) -> Outcome {
        if let spoilt = stretch.spoilt(beforeLast: code.count) {
            return scan(code, at: time, restore: spoilt.before, damaged: spoilt.codes, isWhole: isWhole)
        }
        damaged = brokenCodes()
        return scan(code, at: time, restore: restorePoint(code), damaged: damaged, isWhole: isWhole)
    }

    private mutating func scan(
        _ code: String, at time: Int64, restore: Snapshot?, damaged: [String], isWhole: Bool
    ) -> Outcome {
        self.damaged = damaged
        reset()
        guard let restore else { return .typed }
        return .scan(code: code, restore: restore, repeated: recent.see(code, at: time, isWhole: isWhole))
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
extension ScanReader.Burst: Sendable where Snapshot: Sendable {}
extension ScanReader: Sendable where Snapshot: Sendable {}
extension ScanReader.Outcome: Sendable where Snapshot: Sendable {}
extension ScanReader.Outcome: Equatable where Snapshot: Equatable {}
