// A console that is opened over a damaged journal.

import Foundation
import Journal
import TestSupport
import Testing

extension EndToEnd {
    @Suite("A damaged journal in the console")
    struct DamagedJournalTests {
        @Test(
            "it is told as soon as the console is open, on every screen, and F8 says what to do",
            arguments: ["ko", "en"])
        func told(_ language: String) throws {
            let venue = try Venue()
            let path = venue.folder + "/desk/journal.sqlite"
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let isDamaged = (1..<whole.count / 4_096).contains { page in
                var bytes = whole
                bytes.replaceSubrange(page * 4_096..<(page + 1) * 4_096, with: Data(repeating: 0x5A, count: 4_096))
                for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
                try? bytes.write(to: URL(fileURLWithPath: path))
                return (try? Journal(dataFolder: venue.folder))?.findDamage() != nil
            }
            #expect(isDamaged)
            let tmux = try venue.openInTmux(["EXPODESK_LANGUAGE": language])
            try tmux.expect(language == "ko" ? "저널이 깨졌습니다" : "The journal is damaged")
            try tmux.press("F4")
            try tmux.expect(language == "ko" ? "저널 깨짐" : "journal damaged")
            try tmux.press("F8")
            try tmux.expect("sync --export")
            try tmux.expect("--data-dir")
        }
    }
}
