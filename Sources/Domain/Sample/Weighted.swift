// Picking by weight.

/// Things that are picked in proportion to their weights.
struct Weighted: Sendable {
    private var items: [String] = []
    private var ends: [Double] = []

    /// Reads `김 215, 이 147`: items and their weights. An item without a weight has 1.
    init(_ list: String) {
        var sum = 0.0
        for part in list.split(separator: ",") {
            let words = part.split(separator: " ")
            guard let item = words.first else { continue }
            sum += words.count > 1 ? Double(words[1]) ?? 1 : 1
            items.append(String(item))
            ends.append(sum)
        }
    }

    /// The item at this fraction, 0 to 1, of all weight.
    func at(_ fraction: Double) -> String {
        let wanted = fraction * (ends.last ?? 0)
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return items[low]
    }
}

extension SplitMix64 {
    /// Evenly from 0 up to, not including, 1.
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func pick(_ list: Weighted) -> String { list.at(fraction()) }
}
