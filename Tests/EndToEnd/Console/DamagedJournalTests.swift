// A console that is opened over a damaged journal.

import Foundation
import Journal
import TestSupport
import Testing

extension EndToEnd {
    @Suite("A damaged journal in the console")
    struct DamagedJournalTests {
        @Test(
            "whatever page is damaged the console opens, says what became of it, registers people, and F8 says what to do",
            arguments: [("ko", 0), ("en", 3)])
        func told(_ language: String, _ page: Int) throws {
            let venue = try Venue()
            let whole = try WholeJournal(venue.folder)
            try whole.lay(noiseOver: page)
            let tmux = try venue.openInTmux(["EXPODESK_LANGUAGE": language])
            try tmux.expect(language == "ko" ? "저널이 깨져 새로 만들었습니다" : "The journal was damaged and made anew")
            try tmux.press("F8")
            try tmux.expect("journal.sqlite")
            try tmux.expect(language == "ko" ? "지우면" : "remove it")
            #expect(try Journal(dataFolder: venue.folder).damagedFiles().map(\.file) == [whole.path])
            let output = try venue.run("register", "--name", "이서연", "--consent")
            #expect(output.code == 0, "\(output)")
        }
    }
}
