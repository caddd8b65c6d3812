// PNG files: their shape byte by byte, their pixels module by module, and a real reader's opinion.

import Foundation
import QR
import TestSupport
import Testing

@Suite("QR PNG files")
struct PNGTests {
    private static let digits = "1234500000000112345678901234567890"

    private func number(_ bytes: [UInt8], at offset: Int) -> Int {
        bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }

    @Test("the header says 1-bit grayscale of (21 + 8) x scale pixels, at scale 1 of 21 + 10")
    func header() throws {
        let symbol = try QRSymbol(digits: Self.digits)
        var writer = PNGWriter()
        for scale in PNGWriter.scales {
            let bytes = try writer.png(symbol, scale: scale)
            #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            #expect(Array(bytes[12..<16]) == Array("IHDR".utf8))
            let side = scale == 1 ? 31 : 29 * scale
            #expect(number(bytes, at: 16) == side)
            #expect(number(bytes, at: 20) == side)
            // Bit depth 1, colour type 0 (grayscale), the one compression and filter method, not interlaced.
            #expect(Array(bytes[24..<29]) == [1, 0, 0, 0, 0])
            #expect(Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
        }
    }

    @Test("only the chunks that hold the picture are in the file, and the same symbol gives the same bytes")
    func deterministic() throws {
        let symbol = try QRSymbol(digits: Self.digits)
        let bytes = try symbol.png(scale: 8)
        #expect(chunks(of: bytes).map(\.kind) == ["IHDR", "IDAT", "IEND"])
        var writer = PNGWriter()
        // After a larger and a smaller picture: nothing of them may be left in the writer's memory.
        _ = try writer.png(QRSymbol(text: String(repeating: "x", count: 900)), scale: 16)
        _ = try writer.png(QRSymbol(digits: "1"), scale: 1, quietZone: 0)
        #expect(try writer.png(symbol, scale: 8) == bytes)
        #expect(try writer.withPNG(symbol, scale: 8) { Array($0) } == bytes)
    }

    @Test("a reader reads random codes at scales 1 to 10")
    func readable() throws {
        let folder = try ScratchFolder()
        var random = SeededRandom.fromEnvironment()
        var writer = PNGWriter()
        var codes: [String] = []
        var files: [String] = []
        for index in 0..<200 {
            let digits = String((0..<34).map { _ in random.pick("0123456789") })
            let scale = 1 + index % 10
            codes.append(digits)
            files.append(
                try folder.write(writer.png(QRSymbol(digits: digits), scale: scale), to: "\(index).png"))
        }
        #expect(try Zbar.decode(files) == codes, "seed \(random.seed)")
    }

    @Test("every pixel is the module it stands for, at scales on and off byte borders")
    func pixels() throws {
        for (symbol, scale, quietZone) in [
            (try QRSymbol(digits: Self.digits), 1, 4), (try QRSymbol(digits: Self.digits), 3, 4),
            (try QRSymbol(digits: Self.digits), 8, 0), (try QRSymbol(text: "expo"), 13, 1),
            (try QRSymbol(digits: String(repeating: "9", count: 300)), 7, 16), (try QRSymbol(digits: "5"), 64, 4),
        ] {
            let pixels = try pixels(of: symbol.png(scale: scale, quietZone: quietZone))
            let side = (symbol.size + 2 * quietZone) * scale
            try #require(pixels.count == side * side)
            let wrong = pixels.indices.filter { index in
                let dark = symbol.isDark(
                    column: index % side / scale - quietZone, row: index / side / scale - quietZone)
                return pixels[index] != (dark ? 0 : 255)
            }
            #expect(wrong.isEmpty)
        }
    }

    @Test("a scale or quiet zone out of range is refused", arguments: [Int.min, -1, 0, 65, Int.max])
    func ranges(value: Int) throws {
        let symbol = try QRSymbol(digits: Self.digits)
        #expect(throws: QRError.scaleOutOfRange(value)) { try symbol.png(scale: value) }
        #expect(throws: QRError.quietZoneOutOfRange(value == 0 ? 17 : value)) {
            try symbol.png(scale: 4, quietZone: value == 0 ? 17 : value)
        }
    }

    private func chunks(of png: [UInt8]) -> [(kind: String, bytes: ArraySlice<UInt8>)] {
        var found: [(String, ArraySlice<UInt8>)] = []
        var offset = 8
        while offset < png.count {
            let content = (offset + 8)..<(offset + 8 + number(png, at: offset))
            found.append((String(decoding: png[(offset + 4)..<(offset + 8)], as: UTF8.self), png[content]))
            offset = content.upperBound + 4
        }
        return found
    }

    /// The pixels of a 1-bit picture without row filters, a byte each, read without libpng.
    private func pixels(of png: [UInt8]) throws -> [UInt8] {
        let width = number(png, at: 16)
        let height = number(png, at: 20)
        let stride = (width + 7) / 8
        let compressed = chunks(of: png).flatMap { $0.kind == "IDAT" ? $0.bytes : [] }
        var rows = [UInt8](repeating: 0xAA, count: (stride + 1) * height)
        var count = UInt(rows.count)
        // libpng brings zlib into the process.
        let symbol = try #require(dlsym(nil, "uncompress"))
        let uncompress = unsafeBitCast(
            symbol,
            to: (@convention(c) (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>, UnsafePointer<UInt8>, UInt)
                -> Int32).self)
        #expect(uncompress(&rows, &count, compressed, UInt(compressed.count)) == 0)
        #expect(count == UInt(rows.count))
        #expect((0..<height).allSatisfy { rows[$0 * (stride + 1)] == 0 })
        return (0..<height).flatMap { row -> [UInt8] in
            let start = row * (stride + 1)
            return (0..<width).map { rows[start + 1 + $0 / 8] >> UInt8(7 - $0 % 8) & 1 == 1 ? 255 : 0 }
        }
    }
}
