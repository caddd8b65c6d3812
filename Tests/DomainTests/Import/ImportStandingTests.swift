// Lists that say where people stand who are there already.

import Domain
import Testing

@Suite("Where lists say that people stand")
struct ImportStandingTests {
    private func judge(_ status: String, _ now: Registration.Status) throws -> [String] {
        try List.judge(
            [["이름", "연락처", "상태"], ["김민준", "010-1234-5678", status]],
            people: [Sample.person(7, status: now, affiliation: nil)])
    }

    @Test("another place than the list's is named and left to the review; to have applied is no other place")
    func elsewhere() throws {
        #expect(try judge("승인", .applied) == ["applied 7, not approved"])
        #expect(try judge("보류", .approved) == ["approved 7, not held"])
        #expect(try judge("승인", .waitlisted) == ["waitlisted 7, not approved"])
        #expect(try judge("승인", .approved) == ["same 7"])
        #expect(try judge("신청", .approved) == ["same 7"])
        #expect(try judge("", .approved) == ["same 7"])
        let row = ImportRow(line: 2, cells: [])
        let counts = ImportCounts([.standsElsewhere(row, Sample.person(7), said: .held)], blank: 0)
        #expect(counts.same == 1 && counts.elsewhere == 1)
    }
}
