// The scalars nearly all desk text is made of, told apart by a few comparisons instead of table look-ups.

/// Knows the scalars that need no Unicode tables.
///
/// A plain scalar is in NFC already, has combining class 0, and between two plain scalars there is always a
/// cluster border. So a plain scalar followed by another one (or by the end) is a whole cluster.
enum PlainScalar {
    enum Width {
        case notPlain, one, two
        /// One column, or two where the terminal draws ambiguous characters wide and the table says so.
        case oneOrAmbiguous
    }

    @inline(__always)
    static func width(of scalar: Unicode.Scalar) -> Width {
        let value = scalar.value
        if value < 0x7F { return value >= 0x20 ? .one : .notPlain }
        switch value {
        case 0xAC00...0xD7A3,  // Hangul syllables
            0x4E00...0x9FFF, 0x3400...0x4DBF,  // Hanja
            0x3131...0x3163, 0x3165...0x318E,  // compatibility jamo (a lone ㄱ), without the invisible filler
            0x3000...0x3029, 0x3041...0x3096, 0x30A1...0x30FA,  // punctuation, kana
            0xFF01...0xFF60:  // full-width ASCII
            return .two
        case 0xA1...0xAC, 0xAE...0x2FF,  // Latin, without the soft hyphen
            0x2010...0x2027, 0x2190...0x21FF, 0x2460...0x24FF,  // punctuation, arrows, circled numbers
            0x2500...0x25FC:  // boxes, blocks, shapes
            return .oneOrAmbiguous
        default:
            return .notPlain
        }
    }
}
