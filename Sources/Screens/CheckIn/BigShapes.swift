// The shapes of big letters: Hangul put together from its parts, and a plain Latin alphabet.

import Terminal

enum BigShapes {
    private typealias Shape = [BigStroke]

    /// The strokes of a character and how many points it is wide in letters of this size; nil for what has no shape.
    static func shape(of character: Character, _ size: Size) -> (strokes: [BigStroke], columns: Int)? {
        if character == " " { return ([], max(size.columns / 3, 2)) }
        if let syllable = syllable(character) { return (syllable, size.columns) }
        if let mark = marks[character] { return (mark.strokes, max(size.rows * mark.percent / 100, 2)) }
        guard let upper = character.uppercased().first, let rows = latin[upper] else { return nil }
        return (strokes(rows), max(size.columns * 5 / 8, 5))
    }

    // MARK: Hangul

    private static func syllable(_ character: Character) -> Shape? {
        guard let value = character.unicodeScalars.first?.value, (0xAC00...0xD7A3).contains(value) else { return nil }
        let index = Int(value - 0xAC00)
        let (initial, vowel, final) = (index / 588, index % 588 / 28, index % 28)
        let top = final == 0 ? 1.0 : 0.56
        var strokes: Shape = []
        func add(_ shape: Shape, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
            strokes += shape.map { $0.within(x, y * top, width, height * top) }
        }
        let consonant = consonants(initials[initial])
        let (across, upright) = vowels[vowel]
        switch (across, upright) {
        case (let across?, let upright?):
            add(consonant, 0, 0, 0.58, 0.5)
            add(across, 0, 0.66, 0.62, 0.34)
            add(upright, 0.78, 0, 0.22, 1)
        case (let across?, nil):
            add(consonant, 0.14, 0, 0.72, 0.52)
            add(across, 0, 0.66, 1, 0.34)
        case (nil, let upright?):
            add(consonant, 0, 0.06, 0.52, 0.88)
            add(upright, 0.68, 0, 0.32, 1)
        case (nil, nil): break
        }
        if final > 0 { strokes += consonants(finals[final - 1]).map { $0.within(0.1, 0.69, 0.85, 0.31) } }
        return strokes
    }

    /// One consonant, or two side by side.
    private static func consonants(_ letters: String) -> Shape {
        let shapes = letters.compactMap { consonant[$0] }
        guard shapes.count > 1 else { return shapes.first ?? [] }
        return shapes[0].map { $0.within(0, 0, 0.42, 1) } + shapes[1].map { $0.within(0.58, 0, 0.42, 1) }
    }

    private static let initials = [
        "ㄱ", "ㄱㄱ", "ㄴ", "ㄷ", "ㄷㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅂㅂ", "ㅅ", "ㅅㅅ", "ㅇ", "ㅈ", "ㅈㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ",
        "ㅎ",
    ]

    private static let finals = [
        "ㄱ", "ㄱㄱ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ",
        "ㅂ", "ㅂㅅ", "ㅅ", "ㅅㅅ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
    ]

    private static let consonant: [Character: Shape] = {
        let giyeok = [BigStroke(0, 0, 1, 0), BigStroke(1, 0, 1, 1)]
        let digeut = [BigStroke(0, 0, 1, 0), BigStroke(0, 0, 0, 1), BigStroke(0, 1, 1, 1)]
        let ring = [
            BigStroke(0.3, 0, 0.7, 0), BigStroke(0.7, 0, 1, 0.35), BigStroke(1, 0.35, 1, 0.65),
            BigStroke(1, 0.65, 0.7, 1),
            BigStroke(0.7, 1, 0.3, 1), BigStroke(0.3, 1, 0, 0.65), BigStroke(0, 0.65, 0, 0.35),
            BigStroke(0, 0.35, 0.3, 0),
        ]
        let siot = [BigStroke(0.5, 0, 0, 1), BigStroke(0.5, 0, 1, 1)]
        let jieut = [BigStroke(0, 0, 1, 0), BigStroke(0.5, 0, 0, 1), BigStroke(0.5, 0, 1, 1)]
        let middle = BigStroke(0, 0.5, 1, 0.5)
        let cap = BigStroke(0.3, 0, 0.7, 0)
        return [
            "ㄱ": giyeok, "ㄴ": [BigStroke(0, 0, 0, 1), BigStroke(0, 1, 1, 1)], "ㄷ": digeut,
            "ㄹ": [
                BigStroke(0, 0, 1, 0), BigStroke(1, 0, 1, 0.5), middle, BigStroke(0, 0.5, 0, 1), BigStroke(0, 1, 1, 1),
            ],
            "ㅁ": digeut + [BigStroke(1, 0, 1, 1)],
            "ㅂ": [BigStroke(0, 0, 0, 1), BigStroke(1, 0, 1, 1), middle, BigStroke(0, 1, 1, 1)],
            "ㅅ": siot, "ㅇ": ring, "ㅈ": jieut,
            "ㅊ": [cap] + jieut.map { $0.within(0, 0.3, 1, 0.7) },
            "ㅋ": giyeok + [middle], "ㅌ": digeut + [middle],
            "ㅍ": [
                BigStroke(0, 0, 1, 0), BigStroke(0, 1, 1, 1), BigStroke(0.3, 0, 0.3, 1), BigStroke(0.7, 0, 0.7, 1),
            ],
            "ㅎ": [cap, BigStroke(0, 0.24, 1, 0.24)] + ring.map { $0.within(0.1, 0.48, 0.8, 0.52) },
        ]
    }()

    /// The part under the initial and the part at its right, in the order of the syllables.
    private static let vowels: [(across: Shape?, upright: Shape?)] = {
        let bar = BigStroke(0, 0.5, 1, 0.5)
        let left = BigStroke(0.1, 0, 0.1, 1)
        let right = BigStroke(1, 0, 1, 1)
        let (high, low) = (BigStroke(0, 0.36, 1, 0.36), BigStroke(0, 0.64, 1, 0.64))
        let a = [left, BigStroke(0.1, 0.5, 1, 0.5)]
        let ya = [left, high.within(0.1, 0, 0.9, 1), low.within(0.1, 0, 0.9, 1)]
        let eo = [right, bar]
        let yeo = [right, high, low]
        let i = [BigStroke(0.6, 0, 0.6, 1)]
        let inner = BigStroke(0.55, 0, 0.55, 1)
        let e = [right, inner, BigStroke(0, 0.5, 0.55, 0.5)]
        let ye = [right, inner, high.within(0, 0, 0.55, 1), low.within(0, 0, 0.55, 1)]
        let (floor, ceiling) = (BigStroke(0, 1, 1, 1), BigStroke(0, 0, 1, 0))
        let stem = BigStroke(0.5, 0, 0.5, 1)
        let stems = [BigStroke(0.3, 0, 0.3, 1), BigStroke(0.7, 0, 0.7, 1)]
        let (o, u, eu) = ([floor, stem], [ceiling, stem], [BigStroke(0, 0.6, 1, 0.6)])
        return [
            (nil, a), (nil, a + [right]), (nil, ya), (nil, ya + [right]), (nil, eo), (nil, e), (nil, yeo), (nil, ye),
            (o, nil), (o, a), (o, a + [right]), (o, i), ([floor] + stems, nil), (u, nil), (u, eo), (u, e), (u, i),
            ([ceiling] + stems, nil), (eu, nil), (eu, i), (nil, i),
        ]
    }()

    // MARK: Signs and letters

    /// Strokes, and the width in percent of the height.
    private static let marks: [Character: (strokes: Shape, percent: Int)] = [
        "✓": ([BigStroke(0, 0.55, 0.35, 1), BigStroke(0.35, 1, 1, 0)].flatMap(doubled), 85),
        "✗": ([BigStroke(0, 0, 1, 1), BigStroke(1, 0, 0, 1)].flatMap(doubled), 85),
        "…": ([0.1, 0.5, 0.9].map { BigStroke($0, 0.9, $0, 1) }.flatMap(doubled), 75),
        "!": (
            [
                BigStroke(0.3, 0, 0.3, 0.68), BigStroke(0.7, 0, 0.7, 0.68), BigStroke(0.3, 0.9, 0.3, 1),
                BigStroke(0.7, 0.9, 0.7, 1),
            ], 40
        ),
        "?": (
            [
                BigStroke(0, 0.2, 0.3, 0), BigStroke(0.3, 0, 0.7, 0), BigStroke(0.7, 0, 1, 0.2),
                BigStroke(1, 0.2, 1, 0.35), BigStroke(1, 0.35, 0.5, 0.55), BigStroke(0.5, 0.55, 0.5, 0.75),
                BigStroke(0.5, 0.92, 0.5, 1),
            ], 75
        ),
        "=": ([BigStroke(0, 0.33, 1, 0.33), BigStroke(0, 0.67, 1, 0.67)].flatMap(doubled), 75),
        "➜": (
            [BigStroke(0, 0.5, 1, 0.5), BigStroke(0.5, 0.1, 1, 0.5), BigStroke(0.5, 0.9, 1, 0.5)].flatMap(doubled), 100
        ),
        "-": ([BigStroke(0, 0.47, 1, 0.47), BigStroke(0, 0.53, 1, 0.53)], 75),
        ":": ([BigStroke(0, 0.25, 0.5, 0.25), BigStroke(0, 0.75, 0.5, 0.75)], 15),
    ]

    private static func doubled(_ stroke: BigStroke) -> Shape {
        [stroke.within(0, 0, 0.9, 1), stroke.within(0.1, 0, 0.9, 1)]
    }

    /// Letters of five points by seven, joined where two of them meet.
    private static func strokes(_ rows: [UInt8]) -> Shape {
        func isSet(_ column: Int, _ row: Int) -> Bool {
            (0..<5).contains(column) && rows.indices.contains(row) && rows[row] & (1 << UInt8(4 - column)) != 0
        }
        var shape: Shape = []
        for row in 0..<7 {
            for column in 0..<5 where isSet(column, row) {
                let (x, y) = (Double(column) / 4, Double(row) / 6)
                shape.append(BigStroke(x, y, x, y))
                for (right, down) in [(1, 0), (0, 1), (1, 1), (-1, 1)] where isSet(column + right, row + down) {
                    if down == 1, right != 0, isSet(column + right, row) || isSet(column, row + 1) { continue }
                    shape.append(BigStroke(x, y, x + Double(right) / 4, y + Double(down) / 6))
                }
            }
        }
        return shape
    }

    private static let latin: [Character: [UInt8]] = [
        "A": [14, 17, 17, 31, 17, 17, 17], "B": [30, 17, 17, 30, 17, 17, 30], "C": [14, 17, 16, 16, 16, 17, 14],
        "D": [30, 17, 17, 17, 17, 17, 30], "E": [31, 16, 16, 30, 16, 16, 31], "F": [31, 16, 16, 30, 16, 16, 16],
        "G": [14, 17, 16, 23, 17, 17, 14], "H": [17, 17, 17, 31, 17, 17, 17], "I": [14, 4, 4, 4, 4, 4, 14],
        "J": [1, 1, 1, 1, 17, 17, 14], "K": [17, 18, 20, 24, 20, 18, 17], "L": [16, 16, 16, 16, 16, 16, 31],
        "M": [17, 27, 21, 21, 17, 17, 17], "N": [17, 25, 21, 19, 17, 17, 17], "O": [14, 17, 17, 17, 17, 17, 14],
        "P": [30, 17, 17, 30, 16, 16, 16], "Q": [14, 17, 17, 17, 21, 18, 13], "R": [30, 17, 17, 30, 20, 18, 17],
        "S": [15, 16, 16, 14, 1, 1, 30], "T": [31, 4, 4, 4, 4, 4, 4], "U": [17, 17, 17, 17, 17, 17, 14],
        "V": [17, 17, 17, 17, 17, 10, 4], "W": [17, 17, 17, 21, 21, 27, 17], "X": [17, 17, 10, 4, 10, 17, 17],
        "Y": [17, 17, 10, 4, 4, 4, 4], "Z": [31, 1, 2, 4, 8, 16, 31],
    ]
}
