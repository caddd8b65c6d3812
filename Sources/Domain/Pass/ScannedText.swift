// What a scanner typed, without what scanners and keyboards put around it.

/// The digits of a pass as a scanner or an input method may have dressed them.
public enum ScannedText {
    /// Takes away blanks and control characters at both ends, an AIM symbology identifier in front (ISO/IEC 15424: `]`, a
    /// letter, a modifier, as `]Q1` for a QR code), and turns full-width digits into plain ones. Nothing inside is
    /// dropped: half a code and two codes in a row stay what they are, and are no passes.
    public static func cleaned(_ raw: String) -> String {
        var scalars = Array(raw.unicodeScalars)[...]
        scalars = scalars.drop(while: isBlank)
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        if scalars.count >= 3, scalars.first == "]" {
            let (code, modifier) = (scalars[scalars.startIndex + 1], scalars[scalars.startIndex + 2])
            if isLetter(code), isDigit(modifier) || isLetter(modifier) { scalars = scalars.dropFirst(3) }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars.map(plain))
        return text
    }

    /// Blanks, controls (scanners frame with STX and ETX), the byte-order mark and the ideographic space.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar == "\u{FEFF}" || scalar == "\u{3000}"
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF10...0xFF19).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar
    }
}
