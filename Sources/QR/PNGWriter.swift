// Symbols as PNG files. Knows pixels, not files: the caller stores the bytes.

import CPNG

/// Turns symbols into PNG files, one after another, in memory that it keeps between them. Not shared between threads:
/// make one for each.
public struct PNGWriter: ~Copyable {
    /// Pixels a module that can be asked for.
    public static let scales = 1...64

    private var buffer = cpng_buffer()
    private var rows: [UInt8] = []

    public init() {}

    deinit {
        var last = buffer
        cpng_free(&last)
    }

    /// The whole file: 1-bit grayscale, `(size + 2 * quietZone) * scale` pixels a side, the same bytes for the same
    /// symbol. Without a quiet zone it is `QRSymbol.quietZone(scale:)`. Throws `scaleOutOfRange`, `quietZoneOutOfRange` or `outOfMemory`.
    public mutating func png(_ symbol: QRSymbol, scale: Int, quietZone: Int? = nil) throws(QRError) -> [UInt8] {
        try write(symbol, scale: scale, quietZone: quietZone ?? QRSymbol.quietZone(scale: scale))
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.length))
    }

    /// Like `png`, but lends the bytes to `body` for the length of the call instead of copying them.
    public mutating func withPNG<Result>(
        _ symbol: QRSymbol, scale: Int, quietZone: Int? = nil, _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(QRError) -> Result {
        try write(symbol, scale: scale, quietZone: quietZone ?? QRSymbol.quietZone(scale: scale))
        return body(UnsafeRawBufferPointer(start: buffer.bytes, count: buffer.length))
    }

    private mutating func write(_ symbol: QRSymbol, scale: Int, quietZone: Int) throws(QRError) {
        guard Self.scales.contains(scale) else { throw .scaleOutOfRange(scale) }
        guard QRSymbol.quietZones.contains(quietZone) else { throw .quietZoneOutOfRange(quietZone) }
        let side = symbol.size + 2 * quietZone
        pack(symbol, scale: scale, quietZone: quietZone)
        guard cpng_write(&buffer, rows, UInt32(side * scale), UInt32(side), UInt32(scale)) == cpng_ok else {
            throw .outOfMemory
        }
    }

    /// One packed row of pixels for each row of modules, first pixel in the highest bit, 1 is white.
    private mutating func pack(_ symbol: QRSymbol, scale: Int, quietZone: Int) {
        let size = symbol.size
        let side = size + 2 * quietZone
        let stride = (side * scale + 7) / 8
        let needed = stride * side
        if rows.count < needed {
            rows = [UInt8](repeating: 0, count: needed)
        }
        rows.withUnsafeMutableBufferPointer { rows in
            for index in 0..<needed {
                rows[index] = 0xFF
            }
            symbol.modules.withUnsafeBufferPointer { modules in
                for row in 0..<size {
                    let start = (row + quietZone) * stride
                    for column in 0..<size where modules[row * size + column] {
                        Self.clear(rows, from: start * 8 + (column + quietZone) * scale, count: scale)
                    }
                }
            }
        }
    }

    /// Blackens `count` pixels, counted in bits from the first of all rows: whole bytes where it can.
    private static func clear(_ rows: UnsafeMutableBufferPointer<UInt8>, from first: Int, count: Int) {
        let end = first + count
        var byte = first / 8
        let lastByte = end / 8
        // Bits to keep: those before `first` in its byte, those from `end` on in its byte.
        let before = ~(UInt8.max >> UInt8(first % 8))
        let after = UInt8.max >> UInt8(end % 8)
        guard byte < lastByte else {
            rows[byte] &= before | after
            return
        }
        rows[byte] &= before
        byte += 1
        while byte < lastByte {
            rows[byte] = 0
            byte += 1
        }
        if end % 8 != 0 {
            rows[lastByte] &= after
        }
    }
}
