// Which cells are dates: a workbook says so in the style only.

/// Reads the styles of a workbook.
final class CellStyles: XMLHandler {
    /// Whether cells of the style at this place show a date or a time.
    private(set) var dates: [Bool] = []
    private var codes: [Int: Bool] = [:]
    private var isCellFormats = false

    func began(_ name: String, _ attributes: XMLAttributes) throws(SheetError) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] else {
                return
            }
            guard codes.count < SheetLimits.styles else { throw .tooLarge }
            codes[id] = Self.isDate(code)
        case "cellXfs": isCellFormats = true
        case "xf" where isCellFormats:
            guard dates.count < SheetLimits.styles else { throw .tooLarge }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            dates.append(codes[id] ?? Self.isDate(builtIn: id))
        default: break
        }
    }

    func ended(_ name: String) {
        if name == "cellXfs" { isCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Formats that every Excel knows by number, the East Asian ones included (ECMA-376 18.8.30).
    static func isDate(builtIn id: Int) -> Bool {
        [14...22, 27...36, 45...47, 50...58].contains { $0.contains(id) }
    }

    /// Whether a format's code has a letter of dates outside quotation marks and brackets.
    static func isDate(_ code: String) -> Bool {
        var characters = code.lowercased()[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"": characters = characters.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": characters = characters.dropFirst()
            case "[":
                // Elapsed time stands in brackets, as do colours, currencies and conditions.
                if let letter = characters.first, "hms".contains(letter),
                    characters.prefix(while: { $0 != "]" }).allSatisfy({ $0 == letter })
                {
                    return true
                }
                characters = characters.drop { $0 != "]" }.dropFirst()
            case "y", "m", "d", "h", "s": return true
            default: break
            }
        }
        return false
    }
}
