// Commands, outcomes, answers and forms as JSON text: how they lie in the database and in a desk's journal.

internal import FoundationEssentials

/// JSON text with sorted keys, so that equal values are equal texts.
public enum PayloadCoding {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
    private static let decoder = JSONDecoder()

    /// - Throws: `StoreError.unreadable` with the value's type.
    public static func text(_ value: some Encodable) throws(StoreError) -> String {
        guard let data = try? encoder.encode(value) else { throw .unreadable("\(type(of: value))") }
        return String(decoding: data, as: UTF8.self)
    }

    /// - Throws: `StoreError.unreadable` with the type asked for.
    public static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        guard let value = try? decoder.decode(type, from: Data(text.utf8)) else {
            throw .unreadable("\(type)")
        }
        return value
    }
}
