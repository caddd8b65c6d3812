// Whether bytes are UTF-8, in pieces.

internal import Glibc

/// Checks a text as it streams by (Unicode 15, table 3-7: no overlong forms, no surrogates).
struct UTF8Check {
    private var pending = 0
    private var range: ClosedRange<UInt8> = 0x80...0xBF
    private var isBroken = false
    private var lines = LineCounter()

    /// Whether all that was given is whole characters.
    var isWhole: Bool { !isBroken && pending == 0 }
    /// The line, from 1, at which the text breaks.
    var line: Int { lines.line }

    /// Gives false as soon as the text is broken.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if pending == 0 { index = skipASCII(bytes, index) }
            guard index < bytes.count else { break }
            guard take(bytes[index]) else {
                isBroken = true
                lines.count(UnsafeBufferPointer(rebasing: bytes[..<index]))
                return false
            }
            index += 1
        }
        lines.count(bytes)
        return true
    }

    private func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = start
        while index + 8 <= raw.count,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < raw.count, raw[index] < 0x80 { index += 1 }
        return index
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        if pending > 0 {
            guard range.contains(byte) else { return false }
            pending -= 1
            range = 0x80...0xBF
            return true
        }
        switch byte {
        case 0x00..<0x80: pending = 0
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, range) = (2, 0xA0...0xBF)
        case 0xED: (pending, range) = (2, 0x80...0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, range) = (3, 0x90...0xBF)
        case 0xF4: (pending, range) = (3, 0x80...0x8F)
        case 0xF1...0xF3: pending = 3
        default: return false
        }
        return true
    }
}
