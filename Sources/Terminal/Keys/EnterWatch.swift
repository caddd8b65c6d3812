// Telling the Enter behind a scanned code from a hand's.

/// Watches for the Enter or Tab that a scanner sends behind what it has typed. Where Enter decides something, a code that
/// is no pass at all, scanned into a field or a menu that somebody has opened, would decide it.
///
/// A code is characters in a row that no hand types so fast, with an Enter as fast behind them. The caller puts back what
/// was before the first of them; what follows as fast, as the next line of the same code does, belongs to it.
public struct EnterWatch<Snapshot> {
    public struct Code {
        /// As it was typed.
        public let text: String
        /// What there was before its first character.
        public let before: Snapshot
        /// The same was seen less than two seconds ago.
        public let isRepeated: Bool
    }

    fileprivate struct Run {
        var text: String
        var firstAt: Int64
        var lastAt: Int64
        var before: Snapshot

        init(_ character: Character, at time: Int64, _ before: Snapshot) {
            text = String(character)
            (firstAt, lastAt) = (time, time)
            self.before = before
        }

        mutating func append(_ character: Character, at time: Int64) {
            text.append(character)
            lastAt = time
        }

        func isScanned(_ fewest: Int) -> Bool {
            let count = text.count
            return count >= fewest && lastAt - firstAt < EnterWatch.handPace * Int64(count - 1)
        }
    }

    /// No hand keeps up fewer milliseconds than this between keys.
    private static var handPace: Int64 { ScanReader<Snapshot>.handPace }
    /// No hand that has just typed presses Enter sooner: an input method may type as fast as a scanner, its Enter is a
    /// hand's.
    private static var enterDelay: Int64 { 2 * handPace }

    private let gap: Int64
    /// What was typed since the last pause.
    private var run: Run?
    /// The end of it in which no pause is a hand's: whoever typed right before the scanner began keeps what they typed.
    private var end: Run?
    /// When the last key of a code was pressed that was told.
    private var tail: Int64?
    private var recent = RecentCodes()

    /// - Parameter gap: the longest pause between two keys of a scanner, milliseconds.
    public init(gap: Int64 = 100) {
        self.gap = gap
    }

    private static func isEnter(_ key: KeyPress) -> Bool { key == KeyPress(.enter) || key == KeyPress(.tab) }

    /// Takes a key that is handled as any other.
    /// - Parameters:
    ///   - time: milliseconds, monotonic.
    ///   - snapshot: what the caller would go back to.
    public mutating func press(_ key: KeyPress, at time: Int64, snapshot: Snapshot) {
        guard let character = key.typed else { return reset() }
        let sinceLast = run.map { time - $0.lastAt }
        // One key with a hand's pause behind it is a hand's, whatever follows.
        if let sinceLast, sinceLast <= gap, sinceLast < Self.handPace || run?.text.count != 1 {
            run?.append(character, at: time)
        } else {
            run = Run(character, at: time, snapshot)
        }
        if let sinceLast, sinceLast < Self.handPace, end != nil {
            end?.append(character, at: time)
        } else {
            end = Run(character, at: time, snapshot)
        }
    }

    /// The code that this key ends; nil where a hand has pressed it, and for any other key.
    /// - Parameter fewest: as many characters at such a pace are a scanner's here, at least two.
    public mutating func code(endedBy key: KeyPress, at time: Int64, fewest: Int) -> Code? {
        guard Self.isEnter(key), let last = run?.lastAt, time - last <= Self.enterDelay,
            let found = [run, end].compactMap(\.self).first(where: { $0.isScanned(fewest) })
        else { return nil }
        return Code(text: found.text, before: found.before, isRepeated: recent.contains(found.text, at: time))
    }

    /// The code was taken out.
    public mutating func told(_ code: Code, at time: Int64) {
        reset()
        tail = time
        _ = recent.see(code.text, at: time)
    }

    /// Whether the key belongs to the code that was told last: there is nothing to do for it.
    public mutating func isTail(_ key: KeyPress, at time: Int64) -> Bool {
        guard let tail else { return false }
        let isTail = Self.isEnter(key) ? time - tail <= gap : key.typed != nil && time - tail < Self.handPace
        self.tail = isTail ? time : nil
        return isTail
    }

    /// Lets something happen to the past, as `ScanReader.amend` does.
    public mutating func amend(_ change: (inout Snapshot) -> Void) {
        if var run {
            change(&run.before)
            self.run = run
        }
        if var end {
            change(&end.before)
            self.end = end
        }
    }

    /// Forgets what was typed.
    public mutating func reset() {
        (run, end) = (nil, nil)
    }
}

extension EnterWatch.Run: Sendable where Snapshot: Sendable {}
extension EnterWatch.Code: Sendable where Snapshot: Sendable {}
extension EnterWatch: Sendable where Snapshot: Sendable {}
