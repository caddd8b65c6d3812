// Rows read on several cores come in their order, whoever read them.

import Domain
import TestSupport
import Testing

@testable import Desk

@Suite("Reading rows on several cores")
struct SharedReadingTests {
    private static let rows = (1...3_000).map { number in
        ImportRow(
            line: number, cells: number.isMultiple(of: 7) ? ["", ""] : ["사람\(number)", "010\(30_000_000 + number)"])
    }

    private func reader() throws -> ImportReader {
        let heading = ImportRow(line: 0, cells: ["이름", "연락처"])
        let found = try ImportHeading.find(in: [heading] + Self.rows, form: People.form)
        return try ImportReader(
            found.mapping, form: People.form, options: ImportOptions(hasConsent: true),
            clock: ImportClock(now: Timestamp(milliseconds: 0), minutesAheadOfUTC: 540))
    }

    @Test("each as if it were read alone, in the file's order", arguments: [0, 1, 511, 512, 513, 3_000])
    func order(_ count: Int) throws {
        let reader = try reader()
        let rows = Self.rows.prefix(count)
        #expect(SharedReading(rows, reader).all { _ in true } == rows.map(reader.read))
    }

    @Test("nothing comes of what was stopped")
    func stopped() throws {
        let readings = SharedReading(Self.rows[...], try reader()).all { _ in false }
        #expect(readings == nil)
    }
}
