// `expodesk export` as people run it: files that spreadsheets open, and answers that scripts read.

import Foundation
import Sheets
import TestSupport
import Testing

@Suite("expodesk export", .serialized)
struct ExportCommandTests {
    let program: Program

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "12", "--language", "en")
        #expect(made.status == 0, "\(made)")
    }

    private func rows(_ path: String) throws -> [[String]] {
        var rows: [[String]] = []
        try SheetFile(path: path).rows {
            rows.append($0.cells)
            return true
        }
        return rows
    }

    @Test("attendees as CSV and as a workbook hold the same; a name in Korean is a name")
    func attendees() throws {
        let (csv, xlsx) = (program.file("참가자 명단.csv"), program.file("참가자 명단.xlsx"))
        let first = try program.run("export", "attendees", "--out", csv, "--language", "ko")
        #expect(first.status == 0 && first.output == "12줄을 저장했습니다: \(csv)\n", "\(first)")
        let second = try program.run("export", "attendees", "--out", xlsx, "--json", "--language", "ko")
        let answer = try #require(try second.objects().first)
        #expect(answer["rows"] as? Int == 12 && answer["file"] as? String == xlsx)
        #expect(answer["table"] as? String == "attendees" && answer["format"] as? String == "xlsx")
        let table = try rows(csv)
        #expect(table.count == 13 && table[0].contains("이름") && table[0].contains("상태"))
        let width = table[0].count
        let sheet = try rows(xlsx).map { $0 + [String](repeating: "", count: width - $0.count) }
        #expect(sheet == table.map { $0.map(FormulaGuard.plain) })
    }

    @Test("a filter leaves some; check-ins are empty before the doors open; a sheet to sign has its columns")
    func others() throws {
        let one = program.file("one.csv")
        #expect(try program.run("export", "attendees", "--filter", "1", "--out", one).status == 0)
        let checkIns = program.file("in.csv")
        #expect(try program.run("export", "check-ins", "--out", checkIns).status == 0)
        #expect(try rows(checkIns).count == 1)
        let sheet = program.file("sign.xlsx")
        #expect(try program.run("export", "sign-off", "--out", sheet, "--language", "ko").status == 0)
        #expect(try rows(sheet).first == ["연번", "이름", "소속", "서명", "비고"])
    }

    @Test("wrong words are wrong usage, and a folder that is not there is named")
    func mistakes() throws {
        let table = try program.run("export", "atendees", "--language", "en")
        #expect(table.status == 2 && table.errors.contains("attendees"), "\(table)")
        #expect(try program.run("export", "attendees", "--format", "xls").status == 2)
        #expect(try program.run("export", "attendees", "--filter", "status:nothing").status == 2)
        let other = try program.run("export", "attendees", "--out", program.file("a.ods"), "--language", "en")
        #expect(other.status == 2 && other.errors.contains("a.ods"), "\(other)")
        let mixed = ["export", "attendees", "--format", "csv", "--out", program.file("a.xlsx")]
        #expect(try program.run(mixed).status == 2)
        let nowhere = try program.run("export", "attendees", "--out", program.file("none/a.csv"), "--language", "en")
        #expect(nowhere.status == 3 && nowhere.errors.contains("none/a.csv"), "\(nowhere)")
    }
}
