// Texts that cells refer to by number.

/// Reads the shared strings of a workbook.
final class SharedStrings: XMLHandler {
    private(set) var all: [String] = []
    private var text = CellText()
    private var size = 0

    func began(_ name: String, _ attributes: XMLAttributes) {
        if name == "si" { text = CellText() } else { text.began(name) }
    }

    func ended(_ name: String) throws(SheetError) {
        guard name == "si" else { return text.ended(name) }
        size += text.bytes.count + 16
        guard size <= SheetLimits.sharedStrings else { throw .tooLarge }
        all.append(text.string)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        try text.append(bytes)
    }
}

/// The text of a rich or plain string: its runs together, without the readings above Chinese characters.
struct CellText {
    private(set) var bytes: [UInt8] = []
    private var isText = false
    private var isReading = false

    mutating func began(_ name: String) {
        switch name {
        case "t": isText = true
        case "rPh": isReading = true
        default: break
        }
    }

    mutating func ended(_ name: String) {
        switch name {
        case "t": isText = false
        case "rPh": isReading = false
        default: break
        }
    }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        guard isText, !isReading else { return }
        bytes.append(contentsOf: piece)
        guard bytes.count <= SheetLimits.cell else { throw .tooLarge }
    }

    var string: String { Self.unescaped(String(decoding: bytes, as: UTF8.self)) }

    /// `_x000D_` and its like are how a workbook writes what XML cannot hold (ECMA-376 22.4.2.4).
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
        let units = Array(text.utf16)
        var result: [UInt16] = []
        var index = 0
        while index < units.count {
            if index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78, units[index + 6] == 0x5F,
                let code = UInt16(String(decoding: units[(index + 2)..<(index + 6)], as: UTF16.self), radix: 16),
                units[index + 2] != 0x2B
            {
                result.append(code)
                index += 7
            } else {
                result.append(units[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF16.self)
    }
}
