// Terminal art as a picture: what a camera would see of captured lines, white where a block is and black elsewhere.

public enum ArtRaster {
    /// A PGM picture of lines in `█`, `▀`, `▄`, one module wide and two high each; all else is black, and so is the rest
    /// of short lines, so a whole captured screen will do. `inverted` swaps black and white.
    public static func pgm(_ lines: [String], pixelsPerModule: Int = 4, inverted: Bool = false) -> [UInt8] {
        picture(
            lines.flatMap { line in
                [line.map { $0 == "█" || $0 == "▀" }, line.map { $0 == "█" || $0 == "▄" }]
            }, pixelsPerModule, inverted)
    }

    /// A PGM picture of lines in `##` and two spaces, a module each.
    public static func pgm(ascii lines: [String], pixelsPerModule: Int = 4) -> [UInt8] {
        picture(
            lines.map { line in
                line.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { $0.element == "#" }
            }, pixelsPerModule, false)
    }

    private static func picture(_ rows: [[Bool]], _ scale: Int, _ inverted: Bool) -> [UInt8] {
        let width = rows.map(\.count).max() ?? 0
        var bytes = Array("P5\n\(width * scale) \(rows.count * scale)\n255\n".utf8)
        for row in rows {
            let padded = row + [Bool](repeating: false, count: width - row.count)
            let pixels = padded.flatMap { [UInt8](repeating: $0 != inverted ? 255 : 0, count: scale) }
            for _ in 0..<scale {
                bytes += pixels
            }
        }
        return bytes
    }
}
