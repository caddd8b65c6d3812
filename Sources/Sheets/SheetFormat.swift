// What a file turned out to be.

/// How a file holds its table, found by looking at the file.
public enum SheetFormat: Sendable, Hashable {
    case csv(encoding: TextEncoding, separator: Character)
    /// A workbook, and the sheet of it that is read.
    case xlsx(sheet: String)
}

/// How a text file holds its characters.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    /// With the byte order mark that Excel needs.
    case utf8WithMark = "UTF-8 BOM"
    /// What Excel in Korea writes: EUC-KR with all of Hangul.
    case cp949 = "CP949"
    /// With a byte order mark; without one it is not recognised.
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
}
