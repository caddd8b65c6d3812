// UTF-8 one byte at a time.

/// Decodes UTF-8 that may stop and go on anywhere. Ill-formed bytes become U+FFFD, one for each maximal ill-formed
/// part, as `String(decoding:as:)` does.
struct UTF8Decoder: Sendable {
    enum Step: Equatable {
        /// More bytes are needed.
        case pending
        case scalar(Unicode.Scalar)
        /// The bytes so far are ill-formed; the byte given belongs to them.
        case invalid
        /// The bytes so far are ill-formed; the byte given begins something new and has to be given again.
        case invalidBefore
    }

    private var value: UInt32 = 0
    private var missing = 0
    /// What the next byte may be: narrower than 80…BF after E0, ED, F0 and F4.
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether a character has begun and not ended.
    var isInside: Bool { missing > 0 }

    mutating func feed(_ byte: UInt8) -> Step {
        guard isInside else { return begin(byte) }
        guard allowed.contains(byte) else {
            missing = 0
            return .invalidBefore
        }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        allowed = 0x80...0xBF
        guard missing == 0 else { return .pending }
        return Unicode.Scalar(value).map(Step.scalar) ?? .invalid
    }

    private mutating func begin(_ byte: UInt8) -> Step {
        switch byte {
        case 0..<0x80: return .scalar(Unicode.Scalar(byte))
        case 0xC2...0xDF: expect(1, UInt32(byte & 0x1F), 0x80...0xBF)
        case 0xE0: expect(2, 0, 0xA0...0xBF)
        case 0xED: expect(2, 0xD, 0x80...0x9F)
        case 0xE1...0xEF: expect(2, UInt32(byte & 0x0F), 0x80...0xBF)
        case 0xF0: expect(3, 0, 0x90...0xBF)
        case 0xF1...0xF3: expect(3, UInt32(byte & 0x07), 0x80...0xBF)
        case 0xF4: expect(3, 4, 0x80...0x8F)
        default: return .invalid
        }
        return .pending
    }

    private mutating func expect(_ count: Int, _ bits: UInt32, _ range: ClosedRange<UInt8>) {
        missing = count
        value = bits
        allowed = range
    }
}
