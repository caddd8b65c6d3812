// Workbooks: of other programs (Tests/Corpus), and wrong ones made here.

import Foundation
import TestSupport
import Testing

@testable import Sheets

@Suite("Reading workbooks")
struct XLSXReadingTests {
    private let folder = try? ScratchFolder()

    private func rows(_ path: String, sheet: String? = nil, chunk: Int = 1 << 16) throws -> [SheetRow] {
        var file = try SheetFile(path: path, chunk: chunk)
        if let sheet { file.format = .xlsx(sheet: sheet) }
        var rows: [SheetRow] = []
        try file.rows {
            rows.append($0)
            return true
        }
        return rows
    }

    private func corpus(_ name: String) -> String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.appending(path: "Corpus/sheets/\(name)").path
    }

    private func made(_ fixture: ZipFixture) throws -> String {
        try #require(folder).write(fixture.bytes, to: "a.xlsx")
    }

    private func refusal(_ work: @autoclosure () throws -> [SheetRow]) -> SheetError? {
        do {
            _ = try work()
            return nil
        } catch {
            return error as? SheetError
        }
    }

    @Test("a workbook of openpyxl: merged heading, dates, long numbers, formulas without a value, sheets")
    func application() throws {
        let path = corpus("application.xlsx")
        let file = try SheetFile(path: path)
        #expect(file.sheets == ["참가 신청", "숨김", "둘째"])
        #expect(file.format == .xlsx(sheet: "참가 신청"))
        #expect(
            try rows(path) == [
                SheetRow(line: 1, cells: ["2026 엑스포 참가 신청"]),
                SheetRow(line: 2, cells: ["이름", "연락처", "신청일", "메모", "수"]),
                SheetRow(line: 3, cells: ["김하늘", "1012345678", "2026-11-24", "첫 줄\n둘째 줄", "1.5"]),
                SheetRow(
                    line: 5, cells: ["=1+1", "010-2222-3333", "2026-11-24T09:30:00", "<&\">", "TRUE"], formulas: [0]),
                SheetRow(
                    line: 6, cells: ["이", "8210123456789", "09:05:00", "=SUM(1,2)", "1e+20"], formulas: [3]),
            ])
        #expect(try rows(path, sheet: "둘째") == [SheetRow(line: 1, cells: ["", "", "셋째 칸"])])
        #expect(refusal(try rows(path, sheet: "셋째")) == .noSheet(name: "셋째"))
    }

    @Test("a workbook of XlsxWriter: escapes, rich text, a date before March 1900")
    func strings() throws {
        #expect(
            try rows(corpus("strings.xlsx")) == [
                SheetRow(line: 1, cells: ["이름", "a\u{1}b", " 앞뒤 ", "_x0041_"]),
                SheetRow(line: 2, cells: ["굵게다", "1900-02-28"]),
            ])
    }

    @Test("rows and cells without references count on; readings are no text")
    func withoutReferences() throws {
        let path = try made(
            .workbook(
                """
                <row><c><v>1</v></c><c t='inlineStr'><is><t>가</t><rPh><t>ga</t></rPh><r><t>나</t></r></is></c></row>
                <row r='4'><c r='C4' t='str'><f>1</f><v>셋</v></c></row><row><c t='e'><v>#N/A</v></c></row>
                """))
        for chunk in [4, 33, 4_096] {
            #expect(
                try rows(path, chunk: chunk) == [
                    SheetRow(line: 1, cells: ["1", "가나"]), SheetRow(line: 4, cells: ["", "", "셋"]),
                    SheetRow(line: 5, cells: ["#N/A"]),
                ])
        }
    }

    @Test("rows and columns that nobody sees say so: hidden, filtered out, folded away, or of no height or width")
    func hidden() throws {
        let rows = """
            <row r='1'><c t='inlineStr'><is><t>이름</t></is></c></row>
            <row r='2' hidden='1'><c><v>2</v></c></row><row r='3' hidden='0' ht='15'><c><v>3</v></c></row>
            <row r='4' ht='0' customHeight='1'><c><v>4</v></c></row><row r='5' hidden='true'><c><v>5</v></c></row>
            <row r='6'><c><v>6</v></c></row>
            """
        let columns = """
            <cols><col min='2' max='3' hidden='1'/><col min='4' max='4' width='9'/><col min='5' max='5' width='0'/>
            <col min='7' max='16384' hidden='true'/><col min='9' max='8' hidden='1'/></cols>
            """
        let sheet = "<worksheet>\(columns)<sheetData>\(rows)</sheetData></worksheet>"
        let read = try self.rows(made(.workbook("", replacing: ["xl/sheet.xml": sheet])))
        #expect(read.filter(\.isHidden).map(\.line) == [2, 4, 5])
        #expect(read.count == 6 && read.allSatisfy { $0.hiddenColumns == [1...2, 4...4, 6...16_383] })
    }

    @Test("formats that show dates are told from those that do not")
    func dateFormats() {
        for code in ["yyyy-mm-dd", "yyyy\"년\" m\"월\"", "[$-412]h:mm AM/PM", "[h]:mm", "mm/dd"] {
            #expect(CellStyles.isDate(code), "\(code)")
        }
        for code in ["General", "0.00", "#,##0\"days\"", "[Red]0", "000-0000-0000", "\\d0", "[$¥-411]0", "0_d"] {
            #expect(!CellStyles.isDate(code), "\(code)")
        }
        #expect(NumberText.text("0", isDate: true, countsFrom1904: true) == "1904-01-01")
        #expect(NumberText.text("61", isDate: true, countsFrom1904: false) == "1900-03-01")
        #expect(NumberText.text("46350", isDate: true, countsFrom1904: false) == "2026-11-24")
        #expect(NumberText.text("-1", isDate: true, countsFrom1904: false) == "-1")
        #expect(NumberText.text("8.21012345678E+11", isDate: false, countsFrom1904: false) == "821012345678")
        #expect(NumberText.text("0.30000000000000004", isDate: false, countsFrom1904: false) == "0.30000000000000004")
    }

    @Test("a document type, and with it every trick with entities, is refused")
    func entities() throws {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;'>]><worksheet>&c;</worksheet>"
        #expect(refusal(try rows(made(.workbook("", replacing: ["xl/sheet.xml": bomb])))) == .notATable)
    }

    @Test("elements too deep, a tag too long, a column or row that cannot be, and text too long are refused")
    func tooLarge() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        let long = "<row a='" + String(repeating: "x", count: SheetLimits.tag * 2)
        let text = "<row><c t='inlineStr'><is><t>" + String(repeating: "y", count: SheetLimits.cell + 1)
        for rows in [deep, long, text, "<row><c r='AAAAAAAAAAAAAAAAA1'><v>1</v></c></row>", "<row r='9999999'/>"] {
            #expect(refusal(try self.rows(made(.workbook(rows)))) == .tooLarge, "\(rows.prefix(20))")
        }
    }

    @Test("what is no workbook, or a broken one, is refused with the part that is wrong")
    func damaged() throws {
        #expect(refusal(try rows(made(ZipFixture(entries: [("a.txt", "a")])))) == .notATable)
        #expect(refusal(try rows(made(.workbook("<row>")))) == .damaged(part: "xl/sheet.xml"))
        let empty = ["xl/workbook.xml": "<workbook/>"]
        #expect(refusal(try rows(made(.workbook("", replacing: empty)))) == .damaged(part: "xl/workbook.xml"))
        let whole = ZipFixture.workbook("<row><c><v>1</v></c></row>").bytes
        let cut = try #require(folder).write(Array(whole.dropLast(30)), to: "b.xlsx")
        #expect(refusal(try rows(cut)) == .damaged(part: "ZIP"))
    }

    @Test("what throws within is thrown, and reading stops where it is told to")
    func stopping() throws {
        struct Stop: Error {}
        let path = try made(.workbook("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>"))
        let file = try SheetFile(path: path)
        #expect(throws: Stop.self) { try file.rows { _ in throw Stop() } }
        var count = 0
        try file.rows { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }

    @Test("any bytes are read or refused, and in pieces of any size the same")
    func anyBytes() throws {
        var random = SeededRandom.fromEnvironment()
        let small = ZipFixture.workbook("<row r='2'><c r='B2' t='inlineStr'><is><t>가</t></is></c></row>").bytes
        let real = [UInt8](try Data(contentsOf: URL(fileURLWithPath: corpus("application.xlsx"))))
        for round in 0..<200 {
            var bytes = random.pick([small, real])
            for _ in 0...random.int(in: 0...4) {
                let place = random.int(in: 0...(bytes.count - 1))
                switch random.int(in: 0...3) {
                case 0: bytes[place] ^= UInt8(1 << random.int(in: 0...7))
                case 1: bytes[place] = UInt8(random.int(in: 0...255))
                case 2: bytes.remove(at: place)
                default: bytes.insert(random.pick([0x3C, 0x3E, 0x27, 0x00, 0x50] as [UInt8]), at: place)
                }
            }
            let path = try #require(folder).write(bytes, to: "fuzz.xlsx")
            let whole = try? rows(path)
            let split = try? rows(path, chunk: 5)
            #expect(whole == split, "seed \(random.seed), round \(round)")
            // A bound on what was made of so few bytes: numbers of rows are Excel's, cells only what was written.
            #expect((whole ?? []).count <= bytes.count)
        }
    }
}
