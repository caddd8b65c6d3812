// Terminal art, judged by a real reader.

import QR
import TestSupport
import Testing

@Suite("QR terminal art")
struct ArtTests {
    private static let digits = "1234500000000112345678901234567890"

    @Test("version 1 is 15 lines of 29 columns, framed in light blocks")
    func dimensions() throws {
        let art = try QRSymbol(digits: Self.digits).art()
        #expect(art.count == 15)
        #expect(art.allSatisfy { $0.count == 29 })
        #expect(art.joined().allSatisfy { "█▀▄ ".contains($0) })
        for line in art.prefix(2) + art.suffix(2) {
            #expect(line == String(repeating: "█", count: 29))
        }
        #expect(art.allSatisfy { $0.hasPrefix("████") && $0.hasSuffix("████") })
    }

    @Test("the plain alternative is 29 lines of 58 characters and says the same")
    func plain() throws {
        let symbol = try QRSymbol(digits: Self.digits)
        let lines = try symbol.asciiArt()
        #expect(lines.count == 29)
        #expect(lines.allSatisfy { $0.utf8.count == 58 })
        let folder = try ScratchFolder()
        let path = try folder.write(ArtRaster.pgm(ascii: lines), to: "ascii.pgm")
        #expect(try Zbar.decode(path) == [Self.digits])
    }

    @Test("a reader reads the art as drawn, black ground around it included, and not its inverse")
    func readable() throws {
        let folder = try ScratchFolder()
        var random = SeededRandom.fromEnvironment()
        var upright: [String] = []
        var inverse: [String] = []
        var codes: [String] = []
        for index in 0..<40 {
            let digits = String((0..<34).map { _ in random.pick("0123456789") })
            let art = try QRSymbol(digits: digits).art()
            let screen = ["", "  Pass"] + art.map { "     " + $0 } + ["", " F1 Help"]
            codes.append(digits)
            upright.append(try folder.write(ArtRaster.pgm(screen, pixelsPerModule: 5), to: "\(index).pgm"))
            inverse.append(try folder.write(ArtRaster.pgm(art, inverted: true), to: "\(index)-inverse.pgm"))
        }
        #expect(try Zbar.decode(upright) == codes, "seed \(random.seed)")
        #expect(try Zbar.decode(inverse) == [], "seed \(random.seed)")
    }

    @Test("a quiet zone out of range is refused, none at all is drawn")
    func quietZones() throws {
        let symbol = try QRSymbol(digits: Self.digits)
        #expect(throws: QRError.quietZoneOutOfRange(-1)) { try symbol.art(quietZone: -1) }
        #expect(throws: QRError.quietZoneOutOfRange(17)) { try symbol.asciiArt(quietZone: 17) }
        let bare = try symbol.art(quietZone: 0)
        #expect(bare.count == 11)
        #expect(bare.first?.hasPrefix("       ") == false)
        #expect(bare.first?.hasPrefix(" ▄▄▄▄▄ ") == true)
    }
}
