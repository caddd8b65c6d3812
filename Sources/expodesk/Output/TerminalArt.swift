// A QR code on a terminal, readable whatever its colours are.

import Glibc
import QR

/// Prints a symbol: light modules drawn in white on black.
struct TerminalArt {
    private let lines: [String]

    init(_ symbol: QRSymbol) throws(QRError) {
        // Half blocks are not in every character set; two ASCII signs a module always are.
        lines = Self.isUTF8 ? try symbol.art() : try symbol.asciiArt()
    }

    /// Explicit white on explicit black in a terminal, also under NO_COLOR: scanners refuse the inverse. Elsewhere the
    /// bare characters.
    func print() {
        let isStyled = Stream.outputIsTerminal && Environment.process.text("TERM") != "dumb"
        for line in lines {
            Swift.print(isStyled ? "\u{1B}[38;5;231;48;5;16m\(line)\u{1B}[0m" : line)
        }
    }

    /// Of the terminal; what goes into a file or a pipe is UTF-8 like everything else.
    private static var isUTF8: Bool {
        guard Stream.outputIsTerminal else { return true }
        let environment = Environment.process
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment.text($0) }.first ?? ""
        let folded = locale.lowercased()
        return folded.hasSuffix("utf-8") || folded.hasSuffix("utf8")
    }
}
