import Terminal

/// A desk with one text field: what is typed shows at once, a scan puts the field back.
struct ScanDesk {
    static let good = "1234500000000112345678901234567890"
    static let other = "1234500000000209876543210987654321"
    static let bad = "9999900000000112345678901234567890"

    var field = ""
    var scans: [String] = []
    var repeats: [String] = []
    var damaged: [String] = []
    var swallowed = 0
    var entered = 0
    var reader = ScanReader<String>()

    mutating func press(_ key: KeyPress, at time: Int64) {
        let field = field
        let outcome = reader.press(
            key, at: time, snapshot: { field },
            verifies: { $0 == Self.good || $0 == Self.other })
        take(outcome, key)
    }

    private mutating func take(_ outcome: ScanReader<String>.Outcome, _ key: KeyPress?) {
        switch outcome {
        case .typed:
            if let typed = key?.typed { field.append(typed) }
            if key?.key == .enter { entered += 1 }
        case .swallowed: swallowed += 1
        case .scan(let code, let restore, let repeated):
            field = restore
            damaged += reader.damaged
            if repeated { repeats.append(code) } else { scans.append(code) }
        }
    }

    /// Types with a pause before each key and returns the time of the last.
    @discardableResult
    mutating func type(_ text: String, gap: Int64, from time: Int64) -> Int64 {
        var now = time
        for character in text {
            now += gap
            press(KeyPress(.character(character)), at: now)
        }
        return now
    }

    mutating func expire(at time: Int64) {
        if let outcome = reader.expire(at: time) { take(outcome, nil) }
    }
}
