// Cutting a filter's text into words, and a condition's word into its values.

/// One word of a filter: `-소속:"선린 인터넷",한빛`, or a word to search for.
struct FilterWord: Hashable, Sendable {
    /// A value, or a search word: what stands between two commas.
    struct Piece: Hashable, Sendable {
        /// With its quotes.
        var place: Range<Int>
        /// Without them.
        var text: String
        var isQuoted = false
        var isClosed = true
    }

    var place: Range<Int>
    var isNegated = false
    /// What stands before the colon, if there is one.
    var name: Range<Int>?
    var pieces: [Piece] = []
}

/// Reads words from characters. Full-width signs and curly quotes count as the plain ones.
struct FilterLexer {
    private let characters: [Character]
    private let end: Int
    private var next = 0

    init(_ characters: [Character], limit: Int) {
        self.characters = characters
        end = min(characters.count, limit)
    }

    mutating func word() -> FilterWord? {
        while next < end, characters[next].isWhitespace { next += 1 }
        guard next < end else { return nil }
        var word = FilterWord(place: next..<next)
        if sign == "-", next + 1 < end, !characters[next + 1].isWhitespace {
            word.isNegated = true
            next += 1
        }
        if let colon {
            word.name = next..<colon
            next = colon + 1
        }
        repeat {
            word.pieces.append(piece(endsAtComma: word.name != nil))
        } while word.name != nil && takeComma()
        word.place = word.place.lowerBound..<next
        return word
    }

    /// Where the colon of this word is, unless a blank or a quote comes first.
    private var colon: Int? {
        var place = next
        while place < end, !characters[place].isWhitespace {
            let sign = Self.sign(characters[place])
            if sign == ":" { return place }
            if sign == "\"" { return nil }
            place += 1
        }
        return nil
    }

    private mutating func piece(endsAtComma: Bool) -> FilterWord.Piece {
        let start = next
        var text = ""
        var piece = FilterWord.Piece(place: start..<start, text: "")
        if next < end, sign == "\"" {
            piece.isQuoted = true
            next += 1
            while next < end, sign != "\"" {
                text.append(characters[next])
                next += 1
            }
            piece.isClosed = next < end
            if piece.isClosed { next += 1 }
        }
        while next < end, !characters[next].isWhitespace, !(endsAtComma && sign == ",") {
            text.append(characters[next])
            next += 1
        }
        piece.place = start..<next
        piece.text = text
        return piece
    }

    private mutating func takeComma() -> Bool {
        guard next < end, sign == "," else { return false }
        next += 1
        return true
    }

    private var sign: Character { Self.sign(characters[next]) }

    /// The plain sign for what an input method may write instead.
    static func sign(_ character: Character) -> Character {
        switch character {
        case "：": ":"
        case "，", "、": ","
        case "－", "−": "-"
        case "＂", "“", "”", "„": "\""
        default: character
        }
    }
}
