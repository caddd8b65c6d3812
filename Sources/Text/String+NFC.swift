// Normalisation Form C, so that a name has one spelling in cells, files and the database.

import CUTF8Proc

extension String {
    /// This text in Normalisation Form C (utf8proc). Text that is ASCII or precomposed already comes back as it is.
    public var nfc: String {
        if isPlainlyNFC { return self }
        var copy = self
        let composed: String? = copy.withUTF8 { bytes in
            var result: UnsafeMutablePointer<UInt8>?
            let count = cu_nfc(bytes.baseAddress, bytes.count, &result)
            guard let result else { return nil }
            defer { cu_free(result) }
            return String(decoding: UnsafeBufferPointer(start: result, count: max(count, 0)), as: UTF8.self)
        }
        // utf8proc fails only when memory runs out: the text as it was is then better than none.
        return composed ?? self
    }

    /// Whether every scalar is a starter that composes with nothing else in the text: a quick yes, never a wrong one.
    private var isPlainlyNFC: Bool {
        unicodeScalars.allSatisfy { $0.value < 0x80 || PlainScalar.width(of: $0) != .notPlain }
    }
}
