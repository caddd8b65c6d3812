// Korean particles change their shape after a word that ends in a consonant.

/// `이름` + 을/를 → `이름을`.
public enum Particle: Sendable {
    case topic  // 은/는
    case subject  // 이/가
    case object  // 을/를
    case direction  // 으로/로

    /// `word` with the particle it takes.
    public func after(_ word: String) -> String {
        let final = Self.final(of: word)
        let particle =
            switch self {
            case .topic: final == .none ? "는" : "은"
            case .subject: final == .none ? "가" : "이"
            case .object: final == .none ? "를" : "을"
            case .direction: final == .other ? "으로" : "로"
            }
        return word + particle
    }

    private enum Final {
        case none
        /// ㄹ, after which 로 and not 으로 comes.
        case rieul
        case other
    }

    /// The final sound of a word as it is read aloud in Korean; closing quotes and brackets are silent.
    private static func final(of word: String) -> Final {
        guard let last = word.unicodeScalars.last(where: { !"'\")]’”".unicodeScalars.contains($0) }) else {
            return .none
        }
        switch last.value {
        case 0xAC00...0xD7A3:
            let tail = (last.value - 0xAC00) % 28
            return tail == 0 ? .none : (tail == 8 ? .rieul : .other)
        default:
            // A word is read as it sounds, 리더; a letter by itself or among capitals by its name, 큐알.
            let end = word.unicodeScalars.filter(\.isASCIILetter).suffix(2)
            guard last.isASCIILetter, end.count == 2, end.allSatisfy({ $0.value >= 0x61 }) else {
                return final(ofSign: last)
            }
            return last == "r" ? .none : end.elementsEqual("ng".unicodeScalars) ? .other : final(ofSign: last)
        }
    }

    /// Digits and letters by their Korean names: 영 일 이 삼 …, 엘 엠 엔 알.
    private static func final(ofSign sign: Unicode.Scalar) -> Final {
        switch sign {
        case "1", "7", "8", "l", "L", "r", "R": .rieul
        case "0", "3", "6", "m", "M", "n", "N": .other
        default: .none
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIILetter: Bool { isASCII && properties.isAlphabetic }
}
