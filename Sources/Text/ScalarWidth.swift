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
        case 0xF900...0xFAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            // Set aside for ideographs: wide already where nothing is assigned yet.
            return 2
        default:
            if ambiguous == .wide, AmbiguousTable.contains(scalar) { return 2 }
            let columns = min(max(Int(utf8proc_charwidth(Int32(bitPattern: value))), 0), 2)
            return columns == 0 && isSpacingMark(scalar) ? 1 : columns
        }
    }

    /// Marks with a width of their own, as in Devanagari. Behind a letter they belong to its cluster; alone they take a
    /// column, which utf8proc does not know.
    private static func isSpacingMark(_ scalar: Unicode.Scalar) -> Bool {
        utf8proc_category(Int32(bitPattern: scalar.value)) == UTF8PROC_CATEGORY_MC
    }
}
