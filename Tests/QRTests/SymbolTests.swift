// Symbols themselves: sizes, refusals, and what a reader makes of longer texts.

import QR
import TestSupport
import Testing

@Suite("QR symbols")
struct SymbolTests {
    @Test("34 digits fit version 1 at level M, and one more does not")
    func versionOne() throws {
        let symbol = try QRSymbol(digits: String(repeating: "7", count: 34))
        #expect(symbol.version == 1)
        #expect(symbol.size == 21)
        #expect(symbol.modules.count == 441)
        #expect(try QRSymbol(digits: String(repeating: "7", count: 35)).version == 2)
    }

    @Test("the three finder patterns are where the standard puts them, and outside is light")
    func finders() throws {
        let symbol = try QRSymbol(digits: "1234500000000112345678901234567890")
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        for (left, top) in [(0, 0), (14, 0), (0, 14)] {
            let seen = (0..<7).map { row in
                (0..<7).map { symbol.isDark(column: left + $0, row: top + row) ? "1" : "0" }.joined()
            }
            #expect(seen == finder)
        }
        #expect(!symbol.isDark(column: -1, row: 0))
        #expect(!symbol.isDark(column: 0, row: 21))
    }

    @Test("what is no digit is named by its place; full-width digits and joined newlines are none")
    func notDigits() {
        #expect(throws: QRError.notADigit(position: 2)) { try QRSymbol(digits: "12x4") }
        #expect(throws: QRError.notADigit(position: 0)) { try QRSymbol(digits: "１２") }
        #expect(throws: QRError.notADigit(position: 1)) { try QRSymbol(digits: "1\r\n2") }
        #expect(throws: QRError.notADigit(position: 1)) { try QRSymbol(digits: "12\u{301}") }
    }

    @Test("nothing and too much are refused, the most is not")
    func lengths() throws {
        #expect(throws: QRError.empty) { try QRSymbol(digits: "") }
        #expect(throws: QRError.empty) { try QRSymbol(text: "") }
        #expect(try QRSymbol(digits: String(repeating: "1", count: 5_596)).version == 40)
        #expect(throws: QRError.tooLong(limit: 5_596)) { try QRSymbol(digits: String(repeating: "1", count: 5_597)) }
        #expect(try QRSymbol(text: String(repeating: "a", count: 2_331)).version == 40)
        #expect(throws: QRError.tooLong(limit: 2_331)) { try QRSymbol(text: String(repeating: "a", count: 2_332)) }
        // 777 three-byte syllables are 2,331 bytes, but the character set has to be named too.
        #expect(throws: QRError.tooLong(limit: 2_331)) { try QRSymbol(text: String(repeating: "가", count: 777)) }
    }

    @Test(
        "addresses and Korean text are read back as they were",
        arguments: [
            "https://expo.example/0123456789abcdef0123456789abcdef", "a", "0", "엑스포 2026 — 김민준",
        ])
    func texts(text: String) throws {
        let folder = try ScratchFolder()
        let path = try folder.write(QRSymbol(text: text).png(scale: 4), to: "text.png")
        #expect(try Zbar.decode(path) == [text])
    }
}
