// The bytes of a bracketed paste, up to its end marker.

import Text

/// Collects a paste until `ESC [ 201 ~`, wherever reads split it. Holds at most `limit` bytes; the rest of a longer
/// paste is dropped, never typed as keys.
struct PasteCollector: Sendable {
    static let limit = 1 << 20

    private var bytes: [UInt8] = []
    /// How many bytes of the end marker have come.
    private var matched = 0

    private static let endMarker: [UInt8] = Array("\u{1B}[201~".utf8)

    /// Takes one byte; true when it completes the end marker.
    mutating func feed(_ byte: UInt8) -> Bool {
        if byte == Self.endMarker[matched] {
            matched += 1
            return matched == Self.endMarker.count
        }
        // ESC stands only at the marker's beginning, so a broken match can only begin again at this very byte.
        keep(Self.endMarker[..<matched])
        matched = byte == Self.endMarker[0] ? 1 : 0
        if matched == 0 { keep([byte]) }
        return false
    }

    private mutating func keep(_ more: some Sequence<UInt8>) {
        for byte in more where bytes.count < Self.limit { bytes.append(byte) }
    }

    /// What was pasted, safe to insert: NFC, `\n` line ends, no control characters other than `\n` and `\t`.
    var text: String {
        var scalars = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar.value {
            case 0x0D: scalars.append("\n")
            case 0x0A: if !afterReturn { scalars.append("\n") }
            case 0x09: scalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0: continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars).nfc
    }
}
