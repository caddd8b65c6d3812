// Showing digits in groups without storing the dashes.

/// Patterns such as `010-####-####`. `#` takes a digit, a digit takes itself, anything else is shown between them. The
/// value keeps what was typed; text that fits no pattern is shown as it is.
public struct DisplayMask: Hashable, Sendable {
    private let patterns: [[Character]]

    /// - Parameter patterns: tried in order; the first that a value fits is used.
    public init(_ patterns: [String]) {
        self.patterns = patterns.map(Array.init)
    }

    public init(_ pattern: String) {
        self.init([pattern])
    }

    /// Whether the value takes every place of its pattern: there is nothing more to type.
    public func isFull(_ value: String) -> Bool {
        let digits = Array(value)
        guard let pattern = pattern(for: digits) else { return false }
        return pattern.count { Self.takes($0) } == digits.count
    }

    /// The value with its pattern's signs, as one piece of text for each character of the value: signs stand before the
    /// character they precede.
    func pieces(_ value: [Character]) -> [String] {
        guard let pattern = pattern(for: value) else { return value.map { String($0) } }
        var pieces: [String] = []
        var signs = ""
        for place in pattern {
            guard pieces.count < value.count else { break }
            if Self.takes(place) {
                pieces.append(signs + String(value[pieces.count]))
                signs = ""
            } else {
                signs.append(place)
            }
        }
        return pieces
    }

    private func pattern(for value: [Character]) -> [Character]? {
        patterns.first { pattern in
            let places = pattern.filter(Self.takes)
            return value.count <= places.count
                && zip(value, places).allSatisfy { $0.isASCII && $0.isWholeNumber && ($1 == "#" || $0 == $1) }
        }
    }

    private static func takes(_ place: Character) -> Bool {
        place == "#" || (place.isASCII && place.isWholeNumber)
    }
}
