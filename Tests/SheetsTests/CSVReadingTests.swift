// Text files as Korean offices make them.

import TestSupport
import Testing

@testable import Sheets

@Suite("Reading CSV files")
struct CSVReadingTests {
    private let folder = try? ScratchFolder()

    private func rows(_ bytes: [UInt8], chunk: Int = 1 << 16) throws -> (format: SheetFormat, rows: [SheetRow]) {
        let path = try #require(folder).write(bytes, to: "표.csv")
        let file = try SheetFile(path: path, chunk: chunk)
        var rows: [SheetRow] = []
        try file.rows {
            rows.append($0)
            return true
        }
        return (file.format, rows)
    }

    private func cells(_ text: String) throws -> [[String]] {
        try rows(Array(text.utf8)).rows.map(\.cells)
    }

    private func refusal(_ bytes: [UInt8]) -> SheetError? {
        do {
            _ = try rows(bytes)
            return nil
        } catch {
            return error as? SheetError
        }
    }

    /// 이름,소속 and a row, in CP949 (made with Python's codec).
    private static let cp949: [UInt8] = [
        0xC0, 0xCC, 0xB8, 0xA7, 0x2C, 0xBC, 0xD2, 0xBC, 0xD3, 0x0D, 0x0A, 0xB1, 0xE8, 0x8C, 0x63, 0x2C, 0xC7, 0xD1,
        0xB1, 0xDB, 0x0D, 0x0A,
    ]
    private static let table = [["이름", "소속"], ["김똠", "한글"]]

    @Test("each encoding is found, with and without a byte order mark")
    func encodings() throws {
        let text = "이름,소속\r\n김똠,한글\r\n"
        let units = Array(text.utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let files: [(TextEncoding, [UInt8])] = [
            (.utf8, Array(text.utf8)), (.utf8WithMark, [0xEF, 0xBB, 0xBF] + text.utf8), (.cp949, Self.cp949),
            (.utf16LittleEndian, [0xFF, 0xFE] + little), (.utf16BigEndian, [0xFE, 0xFF] + big),
        ]
        for (encoding, bytes) in files {
            for chunk in [4, 5, 7, 64] {
                let read = try rows(bytes, chunk: chunk)
                #expect(read.format == .csv(encoding: encoding, separator: ","))
                #expect(read.rows.map(\.cells) == Self.table, "\(encoding), \(chunk) bytes at a time")
            }
        }
    }

    @Test("text that is neither UTF-8 nor CP949 is refused with its line")
    func brokenText() {
        #expect(refusal(Array("이름\n둘\n".utf8) + [0xFF, 0xFF]) == .badEncoding(line: 3))
        #expect(refusal([0xEF, 0xBB, 0xBF] + Self.cp949) == .badEncoding(line: 1))
        #expect(refusal(Self.cp949 + [0xB1]) == .badEncoding(line: 3))
        #expect(refusal([0xFF, 0xFE, 0x41, 0x00, 0x42]) == .badEncoding(line: 1))
    }

    @Test("the separator is the one that cuts rows evenly, or the one that a first line names")
    func separators() throws {
        let files: [(Character, String)] = [
            (",", "이름,소속\n김,나;라\n박,나;라;마\n"), (";", "이름;소속;비고\n김;나;1,5\n박;나;2,5\n"),
            ("\t", "이름\t소속\n김\t서울, 중구\n박\t부산, 남구\n"), (",", "이름\n김\n"), (",", "제목\n\n이름,소속\n김,나\n"),
            (";", "sep=;\r\n가,나\r\n다,라\r\n"),
        ]
        for (separator, text) in files {
            #expect(try rows(Array(text.utf8)).format == .csv(encoding: .utf8, separator: separator), "\(text)")
        }
        #expect(try rows(Array("sep=;\r\n가;나\r\n".utf8)).rows == [SheetRow(line: 2, cells: ["가", "나"])])
    }

    @Test("quotation marks, line breaks within them, ragged and blank rows")
    func cellsOfRows() throws {
        #expect(try cells("a,\"b,\"\"c\"\"\"\r\nd,\"e\r\nf\"\n") == [["a", "b,\"c\""], ["d", "e\r\nf"]])
        #expect(try cells("a,b\"c\"d\n\"e\"f,g") == [["a", "b\"c\"d"], ["ef", "g"]])
        #expect(try cells("a,b\r\rc\r") == [["a", "b"], [], ["c"]])
        #expect(try cells("a,b,c\nd\n,,\n\"\",\n") == [["a", "b", "c"], ["d"], ["", "", ""], ["", ""]])
        #expect(try cells("\"\"\n,x\n") == [[""], ["", "x"]])
        #expect(try cells("a\0b,c\n") == [["a\0b", "c"]])
    }

    @Test("a row has the number that a spreadsheet shows, whatever ends lines and however many its cells have")
    func lines() throws {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,\"1", "2\"", "", "b,\"\"", "c,d"].joined(separator: end)
            #expect(try rows(Array(text.utf8)).rows.map(\.line) == [1, 2, 3, 4], "\(end.debugDescription)")
        }
    }

    @Test("a quotation mark that is never closed is named by its line")
    func unclosed() {
        #expect(refusal(Array("a,b\n\"c,d\ne,f\n".utf8)) == .unclosedQuote(line: 2))
        let long = "a\n\"" + String(repeating: "가\n", count: 400_000)
        #expect(refusal(Array(long.utf8)) == .unclosedQuote(line: 2))
    }

    @Test("other files are called what they are")
    func otherFiles() {
        #expect(refusal([]) == .empty)
        #expect(refusal(Array("\n <HTML><table>".utf8)) == .webPage)
        #expect(refusal(Array("%PDF-1.7\nabc".utf8)) == .notATable)
        #expect(refusal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 0, 0]) == .notATable)
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(refusal(compound + [UInt8](repeating: 0, count: 600)) == .oldExcel)
        let sealed = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(refusal(compound + [UInt8](repeating: 0, count: 70_000) + sealed) == .encrypted)
        #expect(refusal([0x50, 0x4B, 0x03, 0x04] + Array("no archive".utf8)) == .damaged(part: "ZIP"))
    }

    @Test("reading stops where it is told to, and a folder or a missing file is unreadable")
    func stopping() throws {
        let path = try #require(folder).write(Array("1\n2\n3\n".utf8), to: "a.csv")
        var seen: [String] = []
        try SheetFile(path: path).rows { row in
            seen += row.cells
            return seen.count < 2
        }
        #expect(seen == ["1", "2"])
        #expect(throws: SheetError.self) { try SheetFile(path: "/") }
        #expect(throws: SheetError.self) { try SheetFile(path: path + ".none") }
    }

    @Test("any bytes are read or refused, and in pieces of any size the same")
    func anyBytes() throws {
        var random = SeededRandom.fromEnvironment()
        let seeds: [[UInt8]] = [
            Self.cp949, Array("이름,\"소속\r\n부서\",비고\r\n김,\"\"\"가\"\"\",\r\n".utf8),
            [0xFF, 0xFE] + Array("가,나\n다,라\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
        ]
        for round in 0..<150 {
            var bytes = random.pick(seeds)
            for _ in 0...random.int(in: 0...6) {
                let place = random.int(in: 0...bytes.count)
                let byte = random.pick([0x22, 0x2C, 0x0D, 0x0A, 0x00, 0xB1, 0xFF, 0x3B, 0x09] as [UInt8])
                switch random.int(in: 0...2) {
                case 0: bytes.insert(byte, at: place)
                case 1 where place < bytes.count: bytes[place] = byte
                default: bytes.removeSubrange(min(place, max(bytes.count - 1, 0))..<bytes.count)
                }
            }
            let whole = Result { try rows(bytes).rows }
            for chunk in [4, 6, 11] {
                let split = Result { try rows(bytes, chunk: chunk).rows }
                let same = (try? whole.get()) == (try? split.get())
                #expect(same, "seed \(random.seed), round \(round): \(bytes), \(chunk) at a time")
            }
            // Never more rows than line breaks, nor more text than was given, three bytes for two at most.
            if let read = try? whole.get() {
                #expect(read.count <= bytes.count { $0 == 0x0A || $0 == 0x0D } + 1)
                #expect(read.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.utf8.count } } <= bytes.count * 3)
            }
        }
    }
}
