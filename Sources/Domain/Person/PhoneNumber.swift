// Telephone numbers: any form people write or paste becomes one normal form, or is refused.

import Text

/// A telephone number, normalised, so that one telephone is one value however it was written.
///
/// Numbers without a country code are taken as Korean. Lengths follow E.164 (at most 15 digits) and, for Korea,
/// the national numbering plan.
public struct PhoneNumber: Hashable, Sendable {
    /// Country code and number, digits only, no plus: `821012345678`.
    public let digits: String

    /// Nil where `raw` is not a telephone number. Understands `010-1234-5678`, `+82 (0)10 1234 5678`,
    /// `0082 10…`, full-width digits, the invisible direction marks that contact lists wrap a number in, and the
    /// leading zero that spreadsheets drop (`1012345678`).
    public init?(normalising raw: String) {
        guard let (digits, international) = Self.digits(in: TextCleaning.line(raw).text) else { return nil }
        if international {
            self.init(international: digits)
        } else if digits.hasPrefix("00") {
            self.init(international: String(digits.dropFirst(2)))
        } else if digits.hasPrefix("0") {
            self.init(national: String(digits.dropFirst()))
        } else if digits.hasPrefix("82"), digits.utf8.count >= 10 {
            self.init(international: digits)
        } else if digits.hasPrefix("10"), digits.utf8.count == 10 {
            self.init(national: digits)
        } else {
            return nil
        }
    }

    /// Nil unless `digits` has the shape of this type's own `digits`: how the store reads its rows back.
    public init?(stored digits: String) {
        guard (7...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        self.digits = digits
    }

    private init?(international digits: String) {
        guard digits.hasPrefix("82") else {
            guard !digits.hasPrefix("0"), digits.utf8.count >= 8 else { return nil }
            self.init(stored: digits)
            return
        }
        let national = digits.dropFirst(2)
        self.init(national: String(national.hasPrefix("0") ? national.dropFirst() : national))
    }

    /// `number` is a Korean number without its leading zero.
    private init?(national number: String) {
        let length = number.utf8.count
        let allowed: ClosedRange<Int>
        switch number.first {
        case "1":  // mobile: 010, and the old 011, 016 to 019
            guard let operatorDigit = number.dropFirst().first, "016789".contains(operatorDigit) else { return nil }
            allowed = operatorDigit == "0" ? 10...10 : 9...10
        case "2": allowed = 8...9  // Seoul
        case "3", "4", "6": allowed = 9...10  // provinces
        case "5": allowed = 9...11  // provinces, personal numbers (050x)
        case "7", "8": allowed = 9...10  // internet telephony, free phone
        default: return nil
        }
        guard allowed.contains(length) else { return nil }
        self.init(stored: "82" + number)
    }

    /// `+821012345678`.
    public var e164: String { "+" + digits }

    /// As people here read it: `010-1234-5678`; foreign numbers as `+14155550100`.
    public var display: String {
        guard digits.hasPrefix("82") else { return e164 }
        let national = "0" + digits.dropFirst(2)
        let area = national.hasPrefix("02") ? 2 : (national.utf8.count == 12 ? 4 : 3)
        return [national.prefix(area), national.dropFirst(area).dropLast(4), national.suffix(4)].joined(separator: "-")
    }

    /// The digits as dialled within the country: `01012345678`; what the ends of a number are searched in.
    public var nationalDigits: String {
        digits.hasPrefix("82") ? "0" + digits.dropFirst(2) : digits
    }

    /// The digits in `raw`, and whether a plus sign came before them; nil when anything but usual punctuation is there.
    private static func digits(in raw: String) -> (digits: String, international: Bool)? {
        var digits = ""
        var international = false
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits += String(scalar.value - 0xFF10)
            case 0x2B, 0xFF0B:
                guard digits.isEmpty, !international else { return nil }
                international = true
            case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F, 0xA0, 0x2010...0x2015, 0x2212, 0x3000, 0xFF08, 0xFF09, 0xFF0D:
                continue
            default: return nil
            }
        }
        return digits.isEmpty ? nil : (digits, international)
    }
}
