// Keys that came as fast as a scanner types them: digits, and the letters that got in between.

/// Keys in a row, the first of them a digit and each within a scanner's gap of the one before it.
///
/// A key pressed while a scanner types, or an input method that lets go of a half-made syllable, puts a letter into the
/// middle of a code. Without the letter it may still be a code; if not, what is left of it must not stay in a form.
struct ScanStretch<Snapshot> {
    fileprivate struct Key {
        let typed: Character
        let isDigit: Bool
        let at: Int64
        var before: Snapshot
    }

    /// What a scanner typed in vain.
    struct Spoilt {
        /// As they were typed, letters and all, cut into as many digits as a code has.
        let codes: [String]
        let before: Snapshot
    }

    /// No hand keeps up fewer milliseconds than this between keys.
    static var handPace: Int64 { 30 }
    /// A stretch longer than this many codes forgets its beginning.
    private static var mostCodes: Int { 6 }

    /// The fewest digits that count as what is left of a code.
    var fewestLeft: Int
    private let length: Int
    private let gap: Int64
    private var keys: [Key] = []
    /// The first digit is that of a symbology prefix.
    private var isPrefixed = false

    init(length: Int, gap: Int64, fewestLeft: Int) {
        self.length = length
        self.gap = gap
        self.fewestLeft = fewestLeft
    }

    /// - Parameter before: what there was before the digit, and before the prefix that it ends.
    mutating func append(digit: Character, at time: Int64, before: Snapshot, isPrefixed: Bool) {
        breakOff(at: time)
        if keys.isEmpty { self.isPrefixed = isPrefixed }
        append(Key(typed: digit, isDigit: true, at: time, before: before))
    }

    /// A stretch does not begin with a letter: that was typed before the scanner began.
    mutating func append(letter: Character, at time: Int64, before: () -> Snapshot) {
        breakOff(at: time)
        guard !keys.isEmpty else { return }
        append(Key(typed: letter, isDigit: false, at: time, before: before()))
    }

    private mutating func append(_ key: Key) {
        if keys.count == length * Self.mostCodes {
            keys.removeFirst(length)
            isPrefixed = false
        }
        keys.append(key)
    }

    private mutating func breakOff(at time: Int64) {
        if let last = keys.last, time - last.at > gap { removeAll() }
    }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        isPrefixed = false
    }

    mutating func amend(_ change: (inout Snapshot) -> Void) {
        for index in keys.indices { change(&keys[index].before) }
    }

    /// The last digits, as many as a code has, where letters stand between them.
    var codeAmongLetters: String? {
        guard let start = start(ofLast: length), keys[start...].contains(where: { !$0.isDigit }) else { return nil }
        return String(keys[start...].filter(\.isDigit).map(\.typed))
    }

    /// What there was before the last digits, as many as a code has.
    var beforeCode: Snapshot? {
        start(ofLast: length).map { keys[isPrefixed && $0 == 1 ? 0 : $0].before }
    }

    /// All of the stretch, if it is spoilt and has gone on long enough to be a code.
    var spoiltCode: Spoilt? {
        keys.count >= length ? spoilt : nil
    }

    /// All of the stretch, if letters stand among its digits.
    var spoilt: Spoilt? {
        keys.last?.isDigit == true ? spoilt(before: keys.count) : nil
    }

    /// What stands before the last `count` digits.
    func spoilt(beforeLast count: Int) -> Spoilt? {
        start(ofLast: count).flatMap { spoilt(before: $0) }
    }

    private func start(ofLast count: Int) -> Int? {
        var left = count
        for index in keys.indices.reversed() where keys[index].isDigit {
            left -= 1
            if left == 0 { return index }
        }
        return nil
    }

    private func spoilt(before end: Int) -> Spoilt? {
        var start = 0
        var digits = keys[..<end].count(where: \.isDigit)
        func leaveFirst() {
            digits -= 1
            start += 1
            while start < end, !keys[start].isDigit { start += 1 }
        }
        // What stands at the beginning with pauses after it was typed by hand, just before the scanner began.
        while start + 1 < end, keys[start + 1].at - keys[start].at >= Self.handPace { leaveFirst() }
        // And so were a few digits more than codes have.
        while digits > length, (1..<fewestLeft).contains(digits % length) { leaveFirst() }
        let found = keys[start..<end]
        guard digits >= fewestLeft, found.contains(where: { !$0.isDigit }), let first = found.first,
            let last = found.last, last.at - first.at < Self.handPace * Int64(found.count - 1)
        else { return nil }
        return Spoilt(codes: codes(found), before: isPrefixed && start == 1 ? keys[0].before : first.before)
    }

    private func codes(_ keys: ArraySlice<Key>) -> [String] {
        var codes = [""]
        var digits = 0
        for key in keys {
            if digits == length, key.isDigit {
                codes.append("")
                digits = 0
            }
            codes[codes.count - 1].append(key.typed)
            if key.isDigit { digits += 1 }
        }
        return codes
    }
}

extension ScanStretch.Key: Sendable where Snapshot: Sendable {}
extension ScanStretch: Sendable where Snapshot: Sendable {}
