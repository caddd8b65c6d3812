// A desk's log in words: an export says what left.

import Domain
import Store
import Testing

@testable import Screens

@Suite("A desk's log in words") struct DeskLogWordsTests {
    private func line(_ export: ExportRecord?) -> DeskLogLine {
        DeskLogLine(
            sequence: 8, kind: "export", word: "exported", serial: nil, appliedAt: Timestamp(milliseconds: 0),
            actor: "desk-2", export: export)
    }

    @Test("an export names table, filter, rows, kind of file and who; one whose detail was erased says that it was")
    func export() {
        let filtered = ExportRecord(table: .checkIns, format: "csv", filter: "상태:승인", rows: 1_234)
        let everybody = ExportRecord(table: .attendees, format: "xlsx", filter: "", rows: 1)
        #expect(
            Words(.korean).logLine(line(filtered), minutesAheadOfUTC: 540)
                == "09:00 내보내기 · 출입 기록 · 찾기 '상태:승인' · 1,234줄 · csv · desk-2")
        #expect(
            Words(.english).logLine(line(everybody), minutesAheadOfUTC: 540)
                == "09:00 export · attendees · everybody · 1 row · xlsx · desk-2")
        #expect(Words(.english).logLine(line(nil), minutesAheadOfUTC: 540) == "09:00 export")
    }
}
