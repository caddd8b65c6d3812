// Where somebody wants to go in the table, as they typed it.

import Domain

/// A serial, or a part of the table in hundredths.
enum JumpTarget: Hashable, Sendable {
    case serial(Serial)
    case percent(Int)

    /// `1234`, `#001234`; `50%`, `50 %`. Nil for anything else.
    init?(_ text: String) {
        var text = text.filter { !$0.isWhitespace }
        if let last = text.last, last == "%" || last == "％" {
            text.removeLast()
            guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let percent = Int(text), percent <= 100
            else { return nil }
            self = .percent(percent)
        } else {
            if text.first == "#" { text.removeFirst() }
            // Serials are shown with zeros before them.
            guard let serial = Serial(String(text.drop { $0 == "0" })) else { return nil }
            self = .serial(serial)
        }
    }
}
