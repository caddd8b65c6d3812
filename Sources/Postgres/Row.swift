// One row of an answer: typed getters over libpq's text format.

import CPostgres

/// One row. Columns count from 0. A getter throws an error of kind `.protocolViolation` that names the column (and never
/// quotes its content) when the column is null, missing or of another shape; the `optional…` forms give nil for null.
public struct Row: Sendable {
    let result: Rows.Result
    let index: Int32

    public func string(_ column: Int) throws(PostgresError) -> String {
        try required(optionalString(column), column)
    }

    public func optionalString(_ column: Int) throws(PostgresError) -> String? {
        try field(column).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A smallint, integer or bigint.
    public func int(_ column: Int) throws(PostgresError) -> Int64 {
        try required(optionalInt(column), column)
    }

    public func optionalInt(_ column: Int) throws(PostgresError) -> Int64? {
        guard let field = try field(column) else { return nil }
        guard let number = Self.number(field) else { throw wrongShape(column, "a whole number of 64 bits") }
        return number
    }

    /// A real or double precision (also a numeric, rounded to a double).
    public func double(_ column: Int) throws(PostgresError) -> Double {
        try required(optionalDouble(column), column)
    }

    public func optionalDouble(_ column: Int) throws(PostgresError) -> Double? {
        guard let text = try optionalString(column) else { return nil }
        guard let number = Double(text) else { throw wrongShape(column, "a number") }
        return number
    }

    public func bool(_ column: Int) throws(PostgresError) -> Bool {
        try required(optionalBool(column), column)
    }

    public func optionalBool(_ column: Int) throws(PostgresError) -> Bool? {
        guard let field = try field(column) else { return nil }
        if field.count == 1 {
            if field[0] == UInt8(ascii: "t") { return true }
            if field[0] == UInt8(ascii: "f") { return false }
        }
        throw wrongShape(column, "a boolean")
    }

    /// A bytea.
    public func bytes(_ column: Int) throws(PostgresError) -> [UInt8] {
        try required(optionalBytes(column), column)
    }

    public func optionalBytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
        guard let field = try field(column) else { return nil }
        guard field.count >= 2, field[0] == UInt8(ascii: "\\"), field[1] == UInt8(ascii: "x"),
            let bytes = Self.hexadecimal(field[2...])
        else { throw wrongShape(column, "a bytea in hexadecimal form") }
        return bytes
    }

    /// A text[] of one dimension without nulls.
    public func texts(_ column: Int) throws(PostgresError) -> [String] {
        try required(optionalTexts(column), column)
    }

    public func optionalTexts(_ column: Int) throws(PostgresError) -> [String]? {
        guard let elements = try optionalNullableTexts(column) else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(elements.count)
        for element in elements {
            guard let element else { throw wrongShape(column, "an array without nulls") }
            texts.append(element)
        }
        return texts
    }

    /// A text[] of one dimension, nil for each NULL in it.
    public func nullableTexts(_ column: Int) throws(PostgresError) -> [String?] {
        try required(optionalNullableTexts(column), column)
    }

    public func optionalNullableTexts(_ column: Int) throws(PostgresError) -> [String?]? {
        guard let field = try field(column) else { return nil }
        guard let elements = ArrayLiteral.elements(of: field) else {
            throw wrongShape(column, "an array of one dimension")
        }
        return elements
    }

    /// A bigint[] or integer[] of one dimension without nulls.
    public func ints(_ column: Int) throws(PostgresError) -> [Int64] {
        var numbers: [Int64] = []
        for text in try texts(column) {
            guard let number = Int64(text) else { throw wrongShape(column, "an array of whole numbers") }
            numbers.append(number)
        }
        return numbers
    }

    /// The sixteen bytes of a uuid.
    public func uuid(_ column: Int) throws(PostgresError) -> [UInt8] {
        try required(optionalUUID(column), column)
    }

    public func optionalUUID(_ column: Int) throws(PostgresError) -> [UInt8]? {
        guard let field = try field(column) else { return nil }
        let digits = field.filter { $0 != UInt8(ascii: "-") }
        guard field.count == 36, digits.count == 32, let bytes = Self.hexadecimal(digits) else {
            throw wrongShape(column, "a uuid")
        }
        return bytes
    }

    public func isNull(_ column: Int) throws(PostgresError) -> Bool {
        try field(column) == nil
    }
}

extension Row {
    /// The bytes of a column as libpq holds them, good as long as `result` lives; nil for null.
    private func field(_ column: Int) throws(PostgresError) -> UnsafeBufferPointer<UInt8>? {
        guard column >= 0, column < Int(PQnfields(result.pointer)) else {
            throw .violation("The answer has \(PQnfields(result.pointer)) columns, not one at \(column)")
        }
        let number = Int32(truncatingIfNeeded: column)
        if PQgetisnull(result.pointer, index, number) != 0 { return nil }
        let bytes = UnsafeRawPointer(PQgetvalue(result.pointer, index, number))
        return UnsafeBufferPointer(
            start: bytes?.assumingMemoryBound(to: UInt8.self), count: Int(PQgetlength(result.pointer, index, number)))
    }

    private func required<T>(_ value: T?, _ column: Int) throws(PostgresError) -> T {
        guard let value else { throw wrongShape(column, "a value: it is null") }
        return value
    }

    private func wrongShape(_ column: Int, _ wanted: String) -> PostgresError {
        let name = String(optional: PQfname(result.pointer, Int32(truncatingIfNeeded: column))) ?? "?"
        return .violation("Column \(column) (\(name)) does not hold \(wanted)")
    }

    private static func number(_ field: UnsafeBufferPointer<UInt8>) -> Int64? {
        var digits = field[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var number: Int64 = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (scaled, tooLarge) = number.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte - UInt8(ascii: "0"))
            // Counted downwards for negative numbers, whose range reaches one further.
            let (next, beyond) =
                isNegative ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
            guard !tooLarge, !beyond else { return nil }
            number = next
        }
        return number
    }

    private static func hexadecimal(_ digits: some Collection<UInt8>) -> [UInt8]? {
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = Hexadecimal.value(digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }
}
