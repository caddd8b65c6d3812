// A parameter of a statement. What comes back from the server is read through `Row`.

/// One parameter of a prepared statement. The server decides the type from the SQL, so cast there (`$1::jsonb`) where
/// it cannot. JSON travels as `text`.
public enum Value: Sendable, Equatable {
    case null
    /// UTF-8 without U+0000, which PostgreSQL cannot hold: a NUL is an error of kind `.protocolViolation`.
    case text(String)
    case int(Int64)
    case bool(Bool)
    /// A `bytea`, sent as it is.
    case bytes([UInt8])
    /// A `text[]`.
    case texts([String])
    /// A `bigint[]` (or `int[]`).
    case ints([Int64])
    /// Sixteen bytes; any other count is an error of kind `.protocolViolation`.
    case uuid([UInt8])

    /// The text, or null when there is none.
    public static func optional(_ text: String?) -> Value {
        text.map(Value.text) ?? .null
    }

    /// The number, or null when there is none.
    public static func optional(_ number: Int64?) -> Value {
        number.map(Value.int) ?? .null
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral,
    ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
