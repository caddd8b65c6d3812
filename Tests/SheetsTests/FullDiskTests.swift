// A disk that fills up while a table is written.

import Foundation
import Glibc
import TestSupport
import Testing

@testable import Sheets

@Suite("Writing tables to a full disk", .serialized)
struct FullDiskTests {
    private static let canMount: Bool = {
        guard geteuid() == 0, let scratch = try? ScratchFolder() else { return false }
        guard mount("tmpfs", scratch.path, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount2(scratch.path, Int32(MNT_DETACH)) == 0
    }()

    @Test(
        "a full disk is a clear error, and leaves nothing behind", .enabled(if: canMount), arguments: SheetKind.allCases
    )
    func full(_ kind: SheetKind) throws {
        let scratch = try ScratchFolder()
        try #require(mount("tmpfs", scratch.path, "tmpfs", 0, "size=256k") == 0)
        defer { umount2(scratch.path, Int32(MNT_DETACH)) }
        let path = scratch.file("명단.\(kind.rawValue)")
        let error = #expect(throws: SheetWriteError.self) {
            let writer = try SheetWriter(path: path, kind: kind, sheet: "가", heading: ["이름", "소속"])
            for number in 0..<40_000 { try writer.row(["사람 \(number &* 2_654_435_761)", "소속 \(number &* 40_503)"]) }
            try writer.finish()
        }
        #expect(error?.path == path && error?.reason == String(cString: strerror(ENOSPC)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
    }
}
