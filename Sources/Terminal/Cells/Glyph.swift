// Which clusters may stand in a cell as they are.

/// Signs that the cells draw with, and the clusters that every terminal draws alike.
enum Glyph {
    /// The cluster as it goes into a cell: its first scalar with at most four marks on it.
    ///
    /// Terminals disagree about joined emoji, flags, skin tones and variation selectors, and a wrong guess shifts the
    /// rest of the row. ncurses takes five scalars a cell, of which only the first may take room.
    static func flattened(_ cluster: Character) -> Character {
        let scalars = cluster.unicodeScalars
        guard let first = scalars.first else { return " " }
        switch first.value {
        case 0x09, 0x0A, 0x0D: return " "
        case 0x1F1E6...0x1F1FF: return "\u{2691}"  // a flag
        default: break
        }
        guard scalars.count > 1 else { return cluster }
        var kept = String.UnicodeScalarView([first])
        for scalar in scalars.dropFirst() {
            guard isMark(scalar), kept.count < 5 else { break }
            kept.append(scalar)
        }
        return String(kept).first ?? cluster
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: !(0xFE00...0xFE0F).contains(scalar.value)
        default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value)
        }
    }
}
