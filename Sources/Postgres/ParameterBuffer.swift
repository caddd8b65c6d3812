// The parameters of one call, laid out for libpq: every value in one piece of memory that is kept between calls, because
// the walk-in path sends dozens of small values each time.

import Glibc

/// Text parameters end in a NUL; a `bytea` goes in the binary format, so that it needs no escaping.
final class ParameterBuffer {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1024
    private var used = 0
    private var offsets: [Int] = []
    private var pointers: [UnsafePointer<CChar>?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init() {
        bytes = .allocate(capacity: capacity)
    }

    deinit {
        bytes.deallocate()
    }

    /// Lays out the values of several calls, in place of those before; gives the place of each call's values. Everything
    /// is checked here, so that a value that cannot be sent is found before anything is.
    func load(_ calls: some Collection<[Value]>) throws(PostgresError) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(calls.count)
        empty()
        for values in calls {
            let start = offsets.count
            try add(values)
            ranges.append(start..<offsets.count)
        }
        point()
        return ranges
    }

    /// Lays out the values of one call.
    func load(_ values: [Value]) throws(PostgresError) -> Range<Int> {
        empty()
        try add(values)
        point()
        return 0..<offsets.count
    }

    /// What libpq's functions take: count, values, lengths and formats. The pointers are good until the next `load`.
    func withArrays<T>(
        _ range: Range<Int>,
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        pointers.withUnsafeBufferPointer { pointers in
            lengths.withUnsafeBufferPointer { lengths in
                formats.withUnsafeBufferPointer { formats in
                    let start = range.lowerBound
                    return body(
                        Int32(range.count), pointers.baseAddress.map { $0 + start },
                        lengths.baseAddress.map { $0 + start }, formats.baseAddress.map { $0 + start })
                }
            }
        }
    }

    private func empty() {
        used = 0
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
    }

    /// Only when everything is in place: the memory moves while it grows.
    private func point() {
        pointers.removeAll(keepingCapacity: true)
        for offset in offsets {
            pointers.append(
                offset < 0 ? nil : UnsafeRawPointer(bytes + offset).assumingMemoryBound(to: CChar.self))
        }
    }

    private func add(_ values: [Value]) throws(PostgresError) {
        for (index, value) in values.enumerated() {
            try add(value, number: index + 1)
        }
    }

    private func add(_ value: Value, number: Int) throws(PostgresError) {
        let start = used
        var isBinary = false
        switch value {
        case .null:
            offsets.append(-1)
            lengths.append(0)
            formats.append(0)
            return
        case .text(let text):
            append(text)
        case .int(let number):
            append(number)
        case .bool(let flag):
            append(byte: flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .bytes(let content):
            isBinary = true
            content.withUnsafeBufferPointer { append($0) }
        case .texts(let texts):
            append(ArrayLiteral.text(of: texts))
        case .ints(let numbers):
            append(numbers: numbers)
        case .uuid(let content):
            guard content.count == 16 else {
                throw .violation("Parameter \(number) is a UUID of \(content.count) bytes, not of 16")
            }
            append(uuid: content)
        }
        // The check runs over what was written, so that it covers the elements of an array as well.
        if !isBinary, used > start, memchr(bytes + start, 0, used - start) != nil {
            throw .violation("Parameter \(number) holds a NUL character, which PostgreSQL's text cannot hold")
        }
        offsets.append(start)
        lengths.append(Int32(clamping: used - start))
        formats.append(isBinary ? 1 : 0)
        append(byte: 0)
    }

    private func reserve(_ more: Int) {
        guard used + more > capacity else { return }
        let larger = max(capacity * 2, used + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: bytes, count: used)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    private func append(byte: UInt8) {
        reserve(1)
        bytes[used] = byte
        used += 1
    }

    private func append(_ content: UnsafeBufferPointer<UInt8>) {
        guard let base = content.baseAddress, !content.isEmpty else { return }
        reserve(content.count)
        (bytes + used).update(from: base, count: content.count)
        used += content.count
    }

    private func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    private func append(_ number: Int64) {
        reserve(20)
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = used
        repeat {
            append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        var digits = UnsafeMutableBufferPointer(start: bytes + start, count: used - start)
        digits.reverse()
    }

    private func append(numbers: [Int64]) {
        append(byte: UInt8(ascii: "{"))
        for (index, number) in numbers.enumerated() {
            if index > 0 { append(byte: UInt8(ascii: ",")) }
            append(number)
        }
        append(byte: UInt8(ascii: "}"))
    }

    private func append(uuid: [UInt8]) {
        for (index, byte) in uuid.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { append(byte: UInt8(ascii: "-")) }
            append(byte: Hexadecimal.digit(byte >> 4))
            append(byte: Hexadecimal.digit(byte & 15))
        }
    }
}
