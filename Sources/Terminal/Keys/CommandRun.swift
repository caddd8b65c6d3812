// Telling the letters of a scanned code from commands.

/// Watches what is typed where letters are commands. A code that is no pass at all, an address or a ticket of elsewhere,
/// is typed by the scanner all the same, and would command whatever its letters mean.
///
/// Keys are handled as they come, for what they do to the screen can be put back. What would reach further is kept until no
/// scanner would have left so long a pause. Characters in a row that no hand types so fast, a letter among them, are a
/// scanner's: the caller puts back what was before the first, and nothing of the rest is a command.
public struct CommandRun<Snapshot> {
    public enum Outcome {
        /// It is text: handle it.
        case typed
        /// Handle it, but `keep` it where that would reach further than the screen.
        case command
        /// A scanner has typed it and those before it: put back `restore`.
        case stray(restore: Snapshot)
        /// Of the same code: do nothing.
        case swallowed
    }

    /// What a run comes to.
    public enum Ending: Equatable {
        case nothing
        /// Keys that were kept, in their order: handle them now.
        case commands([KeyPress])
        /// What a scanner has typed.
        case code(String)
    }

    fileprivate struct Run {
        var text: String
        var lastAt: Int64
        var before: Snapshot
        var kept: [KeyPress] = []
        var isStray = false

        /// Two keys may reach the program together over a slow line, and one that is held down repeats itself. Digits alone
        /// may be a pass, which is not told yet, and are in the way only where one of them would send something.
        var isScanned: Bool {
            hasLetter ? Set(text).count >= CommandRun.fewest : !kept.isEmpty && text.count >= CommandRun.fewestDigits
        }

        var hasLetter: Bool { text.contains { !$0.isNumber } }
    }

    /// As many different characters at such a pace are a scanner's, or as many digits.
    private static var fewest: Int { 3 }
    private static var fewestDigits: Int { 6 }
    /// How long the Enter or Tab behind a code may take.
    private static var terminatorDelay: Int64 { 1_000 }

    private let gap: Int64
    private var run: Run?
    private var swallowsUntil: Int64?
    private var recent = RecentCodes()

    /// - Parameter gap: the longest pause between two keys of a scanner, milliseconds.
    public init(gap: Int64 = 100) {
        self.gap = gap
    }

    /// No hand keeps up fewer milliseconds than this between keys.
    private static var handPace: Int64 { ScanReader<Snapshot>.handPace }

    /// When `finish` has to be called if no key comes before; nil where nothing waits for it.
    public var deadline: Int64? {
        guard let run, run.isStray || !run.kept.isEmpty else { return nil }
        return run.lastAt + pause(in: run)
    }

    private func pause(in run: Run) -> Int64 { run.isStray ? gap + 1 : Self.handPace }

    /// Whether the key may belong to the run that there is; where it does not, `finish` comes first.
    public func goesOn(with key: KeyPress, at time: Int64) -> Bool {
        guard let run, key.typed != nil else { return false }
        return time - run.lastAt < pause(in: run)
    }

    /// Whether the key is the Enter or Tab behind a scanner's code: then there is nothing to do for it but to `finish`.
    public mutating func isTerminator(_ key: KeyPress, at time: Int64) -> Bool {
        guard key == KeyPress(.enter) || key == KeyPress(.tab) else { return false }
        if let run, run.isStray { return time - run.lastAt <= Self.terminatorDelay }
        guard let until = swallowsUntil, time <= until else { return false }
        return true
    }

    /// Takes a key that no code of the event's was found in.
    ///
    /// - Parameters:
    ///   - isCommand: whether a letter is a command here. What began where it was one goes on so.
    ///   - snapshot: what the caller would go back to.
    public mutating func press(_ key: KeyPress, at time: Int64, isCommand: Bool, snapshot: Snapshot) -> Outcome {
        swallowsUntil = nil
        guard let character = key.typed, run != nil || isCommand else { return .typed }
        var run = self.run ?? Run(text: "", lastAt: time, before: snapshot)
        defer { self.run = run }
        run.text.append(character)
        run.lastAt = time
        if run.isStray { return .swallowed }
        guard run.isScanned else { return .command }
        run.isStray = true
        run.kept = []
        return .stray(restore: run.before)
    }

    /// Whether a key of this run is kept: those after it are too, or they would overtake it.
    public var isKeeping: Bool { run?.kept.isEmpty == false }

    /// Whether there is a letter in this run. Without one it may be a pass, whose digits show at once.
    public var hasLetter: Bool { run?.hasLetter == true }

    /// Whether this run is a scanner's.
    public var isStray: Bool { run?.isStray == true }

    /// Keeps the key that was taken last.
    public mutating func keep(_ key: KeyPress) {
        run?.kept.append(key)
    }

    /// The key that was taken last has opened a field: what follows it is text. Behind other commands it is not, for a
    /// code may have any letters.
    public mutating func hasOpenedField() {
        if run?.text.count == 1 { run = nil }
    }

    /// The run is over: another kind of key has come, or the pause.
    public mutating func finish() -> Ending {
        guard let run else { return .nothing }
        self.run = nil
        guard run.isStray else { return run.kept.isEmpty ? .nothing : .commands(run.kept) }
        swallowsUntil = run.lastAt + Self.terminatorDelay
        return recent.see(run.text, at: run.lastAt) ? .nothing : .code(run.text)
    }

    /// Lets something happen to the past, as `ScanReader.amend` does.
    public mutating func amend(_ change: (inout Snapshot) -> Void) {
        guard var run else { return }
        change(&run.before)
        self.run = run
    }

    /// Forgets the run: it was a pass.
    public mutating func reset() {
        run = nil
        swallowsUntil = nil
    }
}

extension CommandRun.Run: Sendable where Snapshot: Sendable {}
extension CommandRun: Sendable where Snapshot: Sendable {}
extension CommandRun.Outcome: Sendable where Snapshot: Sendable {}
