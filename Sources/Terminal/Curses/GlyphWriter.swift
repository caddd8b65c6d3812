// One cell to ncurses, in ncurses' own idea of widths.

import CLinux
import CNcurses

/// Writes cells so that ncurses, the buffer and the screen agree on columns, whatever the glyph.
///
/// ncurses measures with the C library, which knows fewer clusters than the buffer does. Where they disagree on a width,
/// the row behind would shift: a stand-in of the right width is written instead.
final class GlyphWriter {
    private let isASCIIOnly: Bool
    /// The scalars of one glyph and the zero behind them. CCHARW_MAX is 5.
    private let scalars = UnsafeMutablePointer<wchar_t>.allocate(capacity: 6)
    private let glyph = UnsafeMutablePointer<cchar_t>.allocate(capacity: 1)

    init(isASCIIOnly: Bool) {
        self.isASCIIOnly = isASCIIOnly
        scalars.initialize(repeating: 0, count: 6)
        glyph.initialize(to: cchar_t())
    }

    deinit {
        scalars.deallocate()
        glyph.deallocate()
    }

    /// Write a cell of width 1 or 2 at the window's cursor.
    func write(_ cell: Cell, _ style: CursesPalette.Style, _ window: UnsafeMutablePointer<WINDOW>?) {
        let width = Int32(cell.width)
        if measure(cell.glyph) == width, put(style, window) { return }
        standIn(for: cell.glyph)
        _ = put(style, window)
        for _ in 1..<max(1, width) {
            set(0x20)
            _ = put(style, window)
        }
    }

    private func put(_ style: CursesPalette.Style, _ window: UnsafeMutablePointer<WINDOW>?) -> Bool {
        guard cn_set_glyph(glyph, scalars, style.attributes, style.pair) == OK else { return false }
        // At the last column ncurses reports that it could not move on, after writing: not a failure of the glyph.
        wadd_wch(window, glyph)
        return true
    }

    private func set(_ scalar: UInt32) {
        scalars[0] = wchar_t(bitPattern: scalar)
        scalars[1] = 0
    }

    /// Lay the glyph's scalars out and give its width as ncurses sees it; -1 if it cannot be shown.
    private func measure(_ character: Character) -> Int32 {
        var count = 0
        var width: Int32 = -1
        for scalar in character.unicodeScalars {
            if count == 0 {
                width = scalar.isASCII ? (scalar.value >= 0x20 && scalar.value != 0x7F ? 1 : -1) : measureWide(scalar)
            } else if count == 5 || cl_wcwidth(scalar.value) != 0 {
                // More than a cell holds, or not combining for ncurses: the first scalar stands for the cluster.
                break
            }
            scalars[count] = wchar_t(bitPattern: scalar.value)
            count += 1
        }
        scalars[count] = 0
        return width
    }

    private func measureWide(_ scalar: Unicode.Scalar) -> Int32 {
        isASCIIOnly ? -1 : cl_wcwidth(scalar.value)
    }

    /// What stands for a glyph that cannot be written as it is.
    private func standIn(for character: Character) {
        guard let scalar = character.unicodeScalars.first else { return set(0x20) }
        switch scalar.value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2013...0x2015: set(0x2D)
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: set(0x7C)
        case 0x250C...0x254B, 0x2552...0x2570: set(0x2B)
        case 0x2580...0x259F: set(0x23)
        case 0x25CB, 0x25CF, 0x25EF, 0x2022, 0xB7: set(0x6F)
        case 0x2018, 0x2019: set(0x27)
        case 0x201C, 0x201D: set(0x22)
        case 0x2026: set(0x7E)
        case 0x2190: set(0x3C)
        case 0x2192: set(0x3E)
        case 0x2713, 0x2714: set(0x76)
        case 0xD7, 0x2717, 0x2718: set(0x78)
        default: set(0x3F)
        }
    }
}
