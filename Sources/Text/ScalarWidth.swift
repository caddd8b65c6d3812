// The columns of one scalar: utf8proc's table, with the places where terminals differ from it.

import CUTF8Proc

enum ScalarWidth {
    /// 0, 1 or 2 columns.
    static func of(_ scalar: Unicode.Scalar, ambiguous: AmbiguousWidth) -> Int {
        let value = scalar.value
        switch value {
        case 0x09, 0x0A, 0x0D:
            // Cells show them as one space, so that two lines in one field do not run together.
            return 1
        case 0..<0x20, 0x7F..<0xA0, 0xAD:
            return 0
        case 0x1160...0x11FF, 0xD7B0...0xD7FF:
            // Vowel and final jamo stand on the initial before them (glibc has 0 too; older tables have 1).
            return 0
        case 0x1F1E6...0x1F1FF:
            // Half a flag: terminals disagree about flags, ours are drawn as one narrow sign.
            return 1
        default:
            if ambiguous == .wide, AmbiguousTable.contains(scalar) { return 2 }
            return min(max(Int(utf8proc_charwidth(Int32(bitPattern: value))), 0), 2)
        }
    }
}
