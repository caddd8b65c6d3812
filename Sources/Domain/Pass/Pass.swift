// The pass: 34 decimal digits that a QR code holds and a scanner types.
//
//   K EEEE SSSSSSSSS MMMMMMMMMMMMMMMMMMMM
//   K  key id, 1 digit      E  event number, 4      S  serial, 9
//   M  20 digits: HMAC-SHA-256 (RFC 2104) under key K over the 14 ASCII digits before it, its first 128 bits as a
//      big-endian integer, modulo 10^20
//
// Digits only, because a Korean input method turns a scanner's letters into Hangul.

/// HMAC-SHA-256 of `message` under `key`: 32 bytes. The domain imports no C, so it is handed in.
public typealias MACFunction = @Sendable (_ key: [UInt8], _ message: [UInt8]) -> [UInt8]

/// One of an event's keys. Whoever holds it can make passes: never shown, never logged.
public struct PassKey: Hashable, Sendable {
    /// 0...9, the first digit of the passes it made.
    public let id: Int
    /// 32 random bytes.
    public let secret: [UInt8]

    /// Nil for an id outside 0...9 or a secret that is not 32 bytes.
    public init?(id: Int, secret: [UInt8]) {
        guard (0...9).contains(id), secret.count == 32 else { return nil }
        self.id = id
        self.secret = secret
    }
}

/// Why 34 digits, or something else, are not a pass of this event. In the order it is tested.
public enum PassFault: String, Error, Sendable, Codable {
    case malformed
    case wrongEvent = "wrong_event"
    case unknownKey = "unknown_key"
    case badMAC = "bad_mac"
}

/// A pass that is right: made here, or verified.
public struct Pass: Hashable, Sendable {
    public static let length = 34

    public let digits: String
    public let serial: Serial

    /// Makes the pass of `serial`.
    /// - Parameter eventNumber: 1000...9999.
    public init(serial: Serial, eventNumber: Int, key: PassKey, mac: MACFunction) {
        digits = Self.signed(serial.rawValue, eventNumber: eventNumber, key: key, mac: mac)
        self.serial = serial
    }

    /// Verifies what a scanner read. MACs are compared in constant time.
    public init(verifying text: String, eventNumber: Int, keys: [PassKey], mac: MACFunction) throws(PassFault) {
        let bytes = Array(text.utf8)
        guard Self.isCode(bytes) else { throw .malformed }
        guard let serial = Serial(String(decoding: bytes[5..<14], as: UTF8.self)) else {
            // Nobody's serial: a test pass. Another event's is told as what it is.
            throw Self.isOf(eventNumber, bytes) ? .malformed : .wrongEvent
        }
        try Self.verify(bytes, eventNumber: eventNumber, keys: keys, mac: mac)
        digits = text
        self.serial = serial
    }

    /// Whether this is as many digits as a pass has.
    static func isCode(_ bytes: [UInt8]) -> Bool {
        bytes.count == length && bytes.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The digits of `number`, signed.
    static func signed(_ number: Int64, eventNumber: Int, key: PassKey, mac: MACFunction) -> String {
        let body = padded(UInt128(key.id), 1) + padded(UInt128(eventNumber), 4) + padded(UInt128(number), 9)
        return String(decoding: body + check(body, key, mac), as: UTF8.self)
    }

    /// Whether a code is of this event and genuine.
    static func verify(
        _ bytes: [UInt8], eventNumber: Int, keys: [PassKey], mac: MACFunction
    ) throws(PassFault) {
        guard isOf(eventNumber, bytes) else { throw .wrongEvent }
        guard let key = keys.first(where: { $0.id == Int(bytes[0] - 0x30) }) else { throw .unknownKey }
        let expected = check(Array(bytes[..<14]), key, mac)
        let difference = zip(expected, bytes[14...]).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0 else { throw .badMAC }
    }

    private static func isOf(_ eventNumber: Int, _ bytes: [UInt8]) -> Bool {
        Array(bytes[1..<5]) == padded(UInt128(eventNumber), 4)
    }

    private static func check(_ body: [UInt8], _ key: PassKey, _ mac: MACFunction) -> [UInt8] {
        let number = mac(key.secret, body).prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return padded(number % 100_000_000_000_000_000_000, 20)
    }

    /// `number` as exactly `width` ASCII digits.
    private static func padded(_ number: UInt128, _ width: Int) -> [UInt8] {
        var digits = [UInt8](repeating: 0x30, count: width)
        var rest = number
        for index in stride(from: width - 1, through: 0, by: -1) {
            digits[index] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
        return digits
    }
}
