// The form in which texts are compared when people search.

extension String {
    /// NFC, lower-cased, full-width ASCII folded to ASCII, trimmed, runs of white space one space.
    public var foldedForSearch: String {
        var scalars = String.UnicodeScalarView()
        var gap = false
        for scalar in nfc.unicodeScalars {
            if scalar.properties.isWhitespace {
                gap = !scalars.isEmpty
                continue
            }
            if gap { scalars.append(" ") }
            gap = false
            scalars.append(halfWidth(scalar))
        }
        return String(scalars).lowercased().nfc
    }

    private func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
}
