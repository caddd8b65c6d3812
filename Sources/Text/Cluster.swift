// Walking a text cluster by cluster with its widths: the one loop that measuring, cutting and drawing share.

/// One user-perceived character of a text and the columns it takes.
public struct Cluster: Sendable {
    /// In NFC.
    public let character: Character
    /// 0, 1 or 2 columns.
    public let width: Int
    /// Whether it is one ordinary scalar, so that nothing in it needs a second look before it goes into a cell.
    public let isPlain: Bool

    /// Calls `body` for each cluster of `text` from the start until it returns false.
    ///
    /// ASCII, Hangul, Hanja and the other plain scalars are taken without grapheme breaking: this runs for every cell of
    /// every frame.
    public static func walk(
        _ text: Substring,
        ambiguous: AmbiguousWidth = .narrow,
        _ body: (Cluster) -> Bool
    ) {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        let end = scalars.endIndex
        while index < end {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            let width = PlainScalar.width(of: scalar)
            if width != .notPlain, next == end || PlainScalar.width(of: scalars[next]) != .notPlain {
                let cluster = Cluster(
                    character: Character(scalar),
                    width: columns(of: scalar, width, ambiguous),
                    isPlain: true)
                guard body(cluster) else { return }
                index = next
            } else {
                let clusterEnd = text.index(after: index)
                guard body(Cluster(text[index], ambiguous: ambiguous)) else { return }
                index = clusterEnd
            }
        }
    }

    /// The same for a whole string.
    public static func walk(_ text: String, ambiguous: AmbiguousWidth = .narrow, _ body: (Cluster) -> Bool) {
        walk(text[...], ambiguous: ambiguous, body)
    }

    @inline(__always)
    private static func columns(
        of scalar: Unicode.Scalar, _ width: PlainScalar.Width, _ ambiguous: AmbiguousWidth
    ) -> Int {
        switch width {
        case .two: 2
        case .oneOrAmbiguous where ambiguous == .wide && AmbiguousTable.contains(scalar): 2
        case .notPlain, .one, .oneOrAmbiguous: 1
        }
    }

    private init(character: Character, width: Int, isPlain: Bool) {
        self.character = character
        self.width = width
        self.isPlain = isPlain
    }

    /// Measures one cluster.
    public init(_ character: Character, ambiguous: AmbiguousWidth = .narrow) {
        var scalars = character.unicodeScalars.makeIterator()
        if let first = scalars.next(), scalars.next() == nil {
            let width = PlainScalar.width(of: first)
            if width != .notPlain {
                self.init(character: character, width: Self.columns(of: first, width, ambiguous), isPlain: true)
                return
            }
        }
        // Composed first, so that NFD text is exactly as wide as the same text in NFC.
        let composed = String(character).nfc
        let width = composed.unicodeScalars.first.map { ScalarWidth.of($0, ambiguous: ambiguous) } ?? 0
        self.init(character: composed.first ?? character, width: width, isPlain: false)
    }
}
