// What SQLite is asked to promise at every connection: a power cut cannot be made in a test, so the promise is looked at.

import GRDB
import TestSupport
import Testing

@testable import Journal

@Suite("A journal's promises to the disk")
struct DurabilityTests {
    @Test("a commit is on the disk before it returns, and what is wiped is overwritten, at the first opening and later")
    func pragmas() throws {
        let scratch = try ScratchFolder()
        for _ in 0..<2 {
            let journal = try Journal(dataFolder: scratch.file("data"))
            let answers = try journal.read { db throws in
                try ["synchronous", "journal_mode", "secure_delete"].map { name in
                    try String.fetchOne(db, sql: "PRAGMA \(name)")
                }
            }
            // 2 is FULL: in WAL mode NORMAL would sync at checkpoints only.
            #expect(answers == ["2", "wal", "1"])
        }
    }
}
