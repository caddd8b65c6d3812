// Which codes were scanned just now.

/// Codes that were seen a moment ago: a scanner reads a badge that is held before it again and again, also in turn with
/// another one beside it, and each of them is one scan.
struct RecentCodes: Sendable {
    /// Milliseconds that a code has to stay away to count again.
    private static let repeatDelay: Int64 = 2_000

    private var seen: [(code: String, at: Int64)] = []

    /// Whether the code was seen less than `repeatDelay` before `time`.
    func contains(_ code: String, at time: Int64) -> Bool {
        seen.contains { $0.code == code && time - $0.at < Self.repeatDelay }
    }

    /// Notes a sighting: a code held before the scanner is one scan, however long.
    /// - Parameter isWhole: else somebody is asked to scan again, and is to be answered whatever was scanned before.
    /// - Returns: whether it was seen just before.
    mutating func see(_ code: String, at time: Int64, isWhole: Bool = true) -> Bool {
        let isRepeated = contains(code, at: time)
        seen.removeAll { !isWhole || $0.code == code || time - $0.at >= Self.repeatDelay }
        seen.append((code, time))
        return isRepeated
    }
}
