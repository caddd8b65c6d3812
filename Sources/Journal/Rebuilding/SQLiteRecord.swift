// Rows as SQLite lays them down, read without SQLite: where its own way to them is destroyed, they may still be whole.
// Source: https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.

/// One column of a row.
enum SQLiteValue: Equatable {
    case null
    case integer(Int64)
    case blob([UInt8])
    /// UTF-8, as `PRAGMA encoding` has it unless somebody says otherwise.
    case text([UInt8])
    case real

    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    var blob: [UInt8]? { if case .blob(let bytes) = self { bytes } else { nil } }
    var isNull: Bool { self == .null }
}

enum SQLiteRecord {
    /// The columns of a row in the record format; nil where the bytes are none, to the last one.
    static func values(of record: [UInt8]) -> [SQLiteValue]? {
        guard let (length, start) = varint(record, at: 0), length >= start, length <= record.count else { return nil }
        var types: [Int64] = []
        var place = start
        while place < Int(length) {
            guard let (type, next) = varint(record, at: place), next <= Int(length) else { return nil }
            types.append(type)
            place = next
        }
        var values: [SQLiteValue] = []
        values.reserveCapacity(types.count)
        for type in types {
            guard let size = size(of: type), size <= record.count - place else { return nil }
            values.append(value(type, record[place..<place + size]))
            place += size
        }
        return place == record.count ? values : nil
    }

    /// Bytes that a value of this serial type takes; nil for a type that there is not.
    private static func size(of type: Int64) -> Int? {
        switch type {
        case 0, 8, 9: 0
        case 1...4: Int(type)
        case 5: 6
        case 6, 7: 8
        case 12...: Int(exactly: (type - 12) / 2)
        default: nil
        }
    }

    private static func value(_ type: Int64, _ bytes: ArraySlice<UInt8>) -> SQLiteValue {
        switch type {
        case 0: .null
        case 1...6:
            .integer(bytes.dropFirst().reduce(Int64(Int8(bitPattern: bytes.first ?? 0))) { $0 << 8 | Int64($1) })
        case 7: .real
        case 8, 9: .integer(type - 8)
        default: type.isMultiple(of: 2) ? .blob(Array(bytes)) : .text(Array(bytes))
        }
    }

    /// A number of one to nine bytes, and where it ends; nil where the bytes end before.
    static func varint(_ bytes: [UInt8], at start: Int) -> (value: Int64, end: Int)? {
        var value: UInt64 = 0
        for index in 0..<9 {
            guard start + index < bytes.count else { return nil }
            let byte = bytes[start + index]
            guard index < 8 else { return (Int64(bitPattern: value << 8 | UInt64(byte)), start + 9) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 { return (Int64(bitPattern: value), start + index + 1) }
        }
        return nil
    }
}
