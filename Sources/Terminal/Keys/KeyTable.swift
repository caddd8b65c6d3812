// The spellings of keys in xterm, VT, Linux console and rxvt.

enum KeyTable {
    /// `CSI number ~`.
    static func tilde(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// `CSI letter` and `SS3 letter`.
    static func letter(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(byte - UInt8(ascii: "P")) + 1)
        default: nil
        }
    }

    /// `SS3 byte`: application cursor keys, F1–F4, rxvt's Ctrl-arrows and the numeric pad.
    static func single(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "d"): letter(byte - 0x20).map { KeyPress($0, .control) }
        case UInt8(ascii: "M"): KeyPress(.enter)
        case UInt8(ascii: "I"): KeyPress(.tab)
        case UInt8(ascii: " "): KeyPress(.character(" "))
        case UInt8(ascii: "X"): KeyPress(.character("="))
        // The pad's keys are their ASCII codes moved up by 0x40: j is *, p is 0.
        case UInt8(ascii: "j")...UInt8(ascii: "y"): KeyPress(.character(Character(Unicode.Scalar(byte - 0x40))))
        default: letter(byte).map { KeyPress($0) }
        }
    }

    /// Whether a terminal sends `SS3 byte` for a key of its own: arrows, Home, End, F1 to F4.
    static func isTail(_ byte: UInt8) -> Bool { letter(byte) != nil }

    /// `CSI [ byte`: F1–F5 on the Linux console.
    static func linuxConsole(_ byte: UInt8) -> Key? {
        guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else { return nil }
        return .function(Int(byte - UInt8(ascii: "A")) + 1)
    }

    /// A C0 control byte other than NUL and ESC, or DEL. Nil for STX, ETX, GS and RS: scanners send them around a code and
    /// between its parts, and Ctrl-B, Ctrl-C, Ctrl-] and Ctrl-^ are bound to nothing.
    static func control(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case 0x02, 0x03, 0x1D, 0x1E: nil
        case 0x08, 0x7F: KeyPress(.backspace)
        case 0x09: KeyPress(.tab)
        case 0x0A, 0x0D: KeyPress(.enter)
        case 0x01...0x1A: KeyPress(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        // Ctrl-\ Ctrl-_
        case 0x1C...0x1F: KeyPress(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: nil
        }
    }
}
