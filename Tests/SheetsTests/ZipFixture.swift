// Archives made in a test, byte by byte, so that they can be wrong on purpose.

/// An archive whose entries are stored as they are.
struct ZipFixture {
    var entries: [(name: String, content: String)]

    /// A workbook of one sheet, `첫째`, with these rows in its XML, and parts that take the place of its own.
    static func workbook(_ rows: String, replacing parts: [String: String] = [:]) -> ZipFixture {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var content = [
            "_rels/.rels":
                "<Relationships><Relationship Id='a' Type='\(types)/officeDocument' Target='xl/workbook.xml'/></Relationships>",
            "xl/workbook.xml":
                "<workbook xmlns:r='r'><sheets><sheet name='첫째' sheetId='1' r:id='b'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels":
                "<Relationships><Relationship Id='b' Type='\(types)/worksheet' Target='sheet.xml'/></Relationships>",
            "xl/sheet.xml": "<worksheet><sheetData>\(rows)</sheetData></worksheet>",
        ]
        content.merge(parts) { $1 }
        return ZipFixture(entries: content.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let name = Array(name.utf8)
            let content = Array(content.utf8)
            let facts =
                Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0) + Self.four(Self.crc(content))
                + Self.four(UInt32(content.count)) + Self.four(UInt32(content.count)) + Self.two(UInt16(name.count))
                + Self.two(0)
            directory += Self.four(0x0201_4B50) + Self.two(20) + Self.two(20) + facts
            directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(file.count)) + name
            file += Self.four(0x0403_4B50) + Self.two(20) + facts + name + content
        }
        let count = UInt16(entries.count)
        let end =
            Self.four(0x0605_4B50) + Self.two(0) + Self.two(0) + Self.two(count) + Self.two(count)
            + Self.four(UInt32(directory.count)) + Self.four(UInt32(file.count)) + Self.two(0)
        return file + directory + end
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) } }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        let table = table
        var crc: UInt32 = ~0
        for byte in bytes { crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8 }
        return ~crc
    }
}
