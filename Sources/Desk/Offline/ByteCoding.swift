// Values as bytes, as short as they come: how the desk's copy of the event lies in memory and on disk.

/// Writes values one after another.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Little end first, seven bits a byte (unsigned LEB128).
    mutating func add(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Small ones of either sign stay short (zigzag).
    mutating func add(_ number: Int64) {
        add(UInt64(bitPattern: number << 1 ^ number >> 63))
    }

    mutating func add(_ text: String) {
        add(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ text: String?) {
        add(text == nil ? 0 : 1)
        if let text { add(text) }
    }

    mutating func add(_ raw: [UInt8]) {
        add(UInt64(raw.count))
        bytes.append(contentsOf: raw)
    }

    mutating func add(_ flag: Bool) {
        bytes.append(flag ? 1 : 0)
    }

    mutating func add(_ count: Int) {
        add(UInt64(count))
    }

    /// What another has written, as it is.
    mutating func append(_ other: ByteWriter) {
        bytes += other.bytes
    }
}

/// Bytes that are not what a `ByteWriter` of this program wrote.
struct UnreadableBytes: Error {}

/// Reads values in the order in which they were written.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var place: Int

    init(_ bytes: [UInt8], at place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place >= bytes.count }

    private mutating func byte() throws -> UInt8 {
        guard place < bytes.count else { throw UnreadableBytes() }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func unsigned() throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            number |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return number }
        }
        throw UnreadableBytes()
    }

    mutating func signed() throws -> Int64 {
        let number = try unsigned()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func count() throws -> Int {
        guard let count = Int(exactly: try unsigned()) else { throw UnreadableBytes() }
        return count
    }

    mutating func raw() throws -> [UInt8] {
        let count = try count()
        guard count <= bytes.count - place else { throw UnreadableBytes() }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    mutating func text() throws -> String {
        let count = try count()
        guard count <= bytes.count - place else { throw UnreadableBytes() }
        defer { place += count }
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    mutating func optionalText() throws -> String? {
        try unsigned() == 0 ? nil : try text()
    }

    mutating func flag() throws -> Bool {
        try byte() != 0
    }
}
