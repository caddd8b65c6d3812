// What is written is what is read back, in both kinds of file.

import Foundation
import TestSupport
import Testing

@testable import Sheets

@Suite("Writing tables")
struct WritingTests {
    private let folder = try? ScratchFolder()

    private static let ugly: [[String]] = [
        ["이름", "메모", "전화"], ["김\"하\"늘", "첫 줄\n둘째, 줄\r\n셋째", "+14155550100"],
        ["=HYPERLINK(\"http://a\")", "-1", "@x"], ["\tx", "'=1", "＝1+1"], ["", "", ""], ["a;b", "끝", ""],
        ["_x0041_", "\u{1}b", " 앞뒤 "], ["<&>]]>", "👩‍👩‍👧", "'그냥"],
    ]

    private func write(_ rows: [[String]], _ kind: SheetKind) throws -> String {
        let path = try #require(folder).file("참가자 명단.\(kind.rawValue)")
        let writer = try SheetWriter(path: path, kind: kind, sheet: "참가/자:[1]", heading: rows[0])
        for row in rows.dropFirst() { try writer.row(row) }
        try writer.finish()
        #expect(writer.rows == rows.count)
        return path
    }

    private func read(_ path: String) throws -> [[String]] {
        var rows: [[String]] = []
        try SheetFile(path: path).rows {
            rows.append($0.cells)
            return true
        }
        return rows
    }

    @Test("CSV is UTF-8 with a mark and CR LF, and its formulas are made harmless")
    func csv() throws {
        let path = try write(Self.ugly, .csv)
        #expect(try SheetFile(path: path).format == .csv(encoding: .utf8WithMark, separator: ","))
        let cells = try read(path)
        #expect(cells.map { $0.map(FormulaGuard.plain) } == Self.ugly)
        #expect(cells[2] == ["'=HYPERLINK(\"http://a\")", "'-1", "'@x"])
        #expect(cells[1][2] == "'+14155550100")
        #expect(cells[7][2] == "'그냥")
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(text.hasSuffix("\r\n"))
    }

    @Test("a workbook gives back the very cells, formulas as text")
    func xlsx() throws {
        let path = try write(Self.ugly, .xlsx)
        #expect(try SheetFile(path: path).format == .xlsx(sheet: "참가자1"))
        let cells = try read(path)
        // Cells at a row's end and rows that are empty leave no trace.
        #expect(cells.map(Self.trimmed) == Self.ugly.map(Self.trimmed).filter { !$0.isEmpty })
    }

    private func sheetXML(_ path: String) throws -> String {
        var bytes: [UInt8] = []
        let archive = try ZipArchive(path: path, chunk: 1 << 18)
        _ = try archive.read("xl/worksheets/sheet1.xml") { (piece) throws(SheetError) in
            bytes += piece
            return true
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("columns are as wide as their cells, within reason; a sheet to sign has room for a hand")
    func shape() throws {
        let path = try #require(folder).file("서명부.xlsx")
        let shape = SheetShape(leastWidths: [0, 0, 0, 24], rowHeight: 30)
        let writer = try SheetWriter(
            path: path, kind: .xlsx, sheet: "서명부", heading: ["연번", "이름", "소속", "서명"], shape: shape)
        try writer.row(["1", "김하늘바다", String(repeating: "가", count: 90), ""])
        try writer.finish()
        let xml = try sheetXML(path)
        let widths = xml.matches(of: /<col min="\d+" max="\d+" width="([\d.]+)"/).compactMap {
            Double($0.1)?.rounded(.down)
        }
        #expect(widths == [6, 12, 40, 24], "\(xml.prefix(900))")
        #expect(xml.contains("defaultRowHeight=\"30\""), "\(xml.prefix(900))")
    }

    @Test("numbers are numbers in a workbook, unless Excel would round them; in CSV they are not guarded")
    func numbers() throws {
        let row: [SheetCell] = [.number(-7), .number(1_234), .number(1_234_567_890_123_456), "-7"]
        for kind in SheetKind.allCases {
            let path = try #require(folder).file("수.\(kind.rawValue)")
            let writer = try SheetWriter(path: path, kind: kind, sheet: "수", heading: ["가", "나", "다", "라"])
            try writer.row(row)
            try writer.finish()
            let shown = try #require(try read(path).last)
            #expect(shown == ["-7", "1234", "1234567890123456", kind == .csv ? "'-7" : "-7"])
            guard kind == .xlsx else { continue }
            #expect(try sheetXML(path).matches(of: /<v>([-\d]+)<\/v>/).map { String($0.1) } == ["-7", "1234"])
        }
    }

    @Test(
        "a name gets the ending that opens it, and keeps no other kind's",
        arguments: [
            ("명단", SheetKind.xlsx, "명단.xlsx"), ("명단.XLSX", .xlsx, "명단.XLSX"), ("a.csv", .csv, "a.csv"),
            ("2차 v1.1", .csv, "2차 v1.1.csv"), ("a.csv", .xlsx, nil), ("a.Xlsx", .csv, nil),
        ] as [(String, SheetKind, String?)])
    func endings(_ name: String, _ kind: SheetKind, _ expected: String?) {
        #expect(kind.named(name) == expected)
    }

    @Test("a file that has the name stays where that is asked for: the new one gets a number")
    func keepsExisting() throws {
        let path = try #require(folder).file("참가자.2026.csv")
        func publish(keepsExisting: Bool) throws -> String {
            let writer = try SheetWriter(path: path, kind: .csv, sheet: "a", heading: ["\(keepsExisting)"])
            try writer.close()
            return try writer.publish(keepsExisting: keepsExisting)
        }
        #expect(try publish(keepsExisting: false) == path)
        let second = try publish(keepsExisting: true)
        #expect(second == path.replacing(".2026.csv", with: ".2026 (2).csv"))
        #expect(try publish(keepsExisting: true).hasSuffix(".2026 (3).csv"))
        #expect(try read(path) == [["false"]] && read(second) == [["true"]])
        #expect(try publish(keepsExisting: false) == path)
    }

    private static func trimmed(_ row: [String]) -> [String] {
        Array(row[..<((row.lastIndex { !$0.isEmpty } ?? -1) + 1)])
    }

    @Test("the file is its owner's alone, and is not there before it is whole")
    func wholeOrNot() throws {
        let folder = try #require(folder)
        for kind in SheetKind.allCases {
            let path = folder.file("a.\(kind.rawValue)")
            var writer: SheetWriter? = try SheetWriter(path: path, kind: kind, sheet: "가", heading: ["가"])
            try writer?.row(["나"])
            #expect(!FileManager.default.fileExists(atPath: path))
            writer = nil
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
            let second = try SheetWriter(path: path, kind: kind, sheet: "가", heading: ["가"])
            try second.finish()
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("what a killed process left half written under the name is cleared away, what a living one writes is not")
    func leftovers() throws {
        let folder = try #require(folder)
        let child = Process()
        child.executableURL = URL(filePath: "/bin/true")
        try child.run()
        child.waitUntilExit()
        let (dead, living) = ("a.csv.\(child.processIdentifier).new", "a.csv.1.new")
        for name in [dead, living, "a.csv.x.new", "b.csv.\(child.processIdentifier).new"] {
            try Data("가".utf8).write(to: URL(filePath: folder.file(name)))
        }
        try SheetWriter(path: folder.file("a.csv"), kind: .csv, sheet: "가", heading: ["가"]).finish()
        let left = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        #expect(left == ["a.csv", living, "a.csv.x.new", "b.csv.\(child.processIdentifier).new"])
    }

    @Test("a folder that is not there is named")
    func noFolder() throws {
        let path = try #require(folder).file("none/a.csv")
        for kind in SheetKind.allCases {
            let error = #expect(throws: SheetWriteError.self) {
                try SheetWriter(path: path, kind: kind, sheet: "가", heading: ["가"])
            }
            #expect(error?.path == path)
        }
    }

    @Test("random cells come back from CSV and from workbooks")
    func randomCells() throws {
        var random = SeededRandom.fromEnvironment()
        let pieces = [
            "=", "+", "'", "\"", ",", "\r\n", "\n", "\r", "가", "_x000D_", "_", "\u{FFFE}", "&lt;", ";", "\t",
            "e\u{301}",
        ]
        for _ in 0..<10 {
            let rows = (0..<20).map { _ in
                (0..<3).map { _ in (0..<random.int(in: 0...5)).map { _ in random.pick(pieces) }.joined() } + ["끝"]
            }
            #expect(try read(write(rows, .csv)).map { $0.map(FormulaGuard.plain) } == rows, "seed \(random.seed)")
            #expect(try read(write(rows, .xlsx)).map(Self.trimmed) == rows, "seed \(random.seed)")
        }
    }
}
