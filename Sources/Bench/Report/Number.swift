// Numbers: of many measurements one, and one as text.

/// Statistics and their text.
enum Number {
    /// The value that `share` (0…1) of the sorted values do not exceed; 0 for none.
    static func percentile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let place = (Double(sorted.count) * share).rounded(.up) - 1
        return sorted[min(sorted.count - 1, max(0, Int(place)))]
    }

    static func median(_ values: [Double]) -> Double {
        percentile(values, 0.5)
    }

    /// With `digits` behind the point and a comma every three digits before it.
    static func text(_ value: Double, _ digits: Int) -> String {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        let scaled = Int64((value * factor).rounded())
        let whole = String(scaled.magnitude / UInt64(factor))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        let sign = scaled < 0 ? "-" : ""
        guard digits > 0 else { return sign + grouped }
        let rest = String(scaled.magnitude % UInt64(factor))
        return sign + grouped + "." + String(repeating: "0", count: digits - rest.count) + rest
    }
}
