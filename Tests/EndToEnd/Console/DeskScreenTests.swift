// F8 as its users see it, over real journals and databases.

import Domain
import Foundation
import Journal
import Store
import TestSupport
import Testing

@testable import Desk

extension EndToEnd {
    @Suite struct DeskScreenTests {
        private func play(
            _ venue: Venue, _ setting: GoldenTests.Setting, _ script: String
        ) throws -> [String: String] {
            let folder = try ScratchFolder()
            let path = try folder.write(Array(script.utf8), to: "script.keys")
            let played = try venue.run(
                "console", "--script", path, "--size", setting.size, "--theme", setting.theme, "--at",
                "2026-05-01T09:00:00+09:00", "--out", folder.path,
                environment: ["EXPODESK_LANGUAGE": setting.language])
            try #require(played.code == 0, "\(played.errors)")
            var screens: [String: String] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".screen")
            {
                screens[String(name.dropLast(".screen".count))] = try String(
                    contentsOfFile: folder.file(name), encoding: .utf8)
            }
            return screens
        }

        private static let settings = [
            GoldenTests.Setting(), GoldenTests.Setting(language: "en"),
            GoldenTests.Setting(theme: "mono"), GoldenTests.Setting(language: "en", size: "132x43"),
        ]

        @Test("nothing to do, what waits, and what was set aside with the ways to deal with it", arguments: settings)
        fileprivate func screens(_ setting: GoldenTests.Setting) throws {
            let venue = try Venue()
            let empty = try play(
                venue, setting,
                """
                key F8
                save-screen desk-empty
                key F9
                type \(setting.language == "en" ? "write the journal" : "저널을 파일로")
                key Enter
                save-screen desk-journal-file
                type desk.journal
                key Enter
                type correct horse
                save-screen desk-passphrase

                """)
            for (name, screen) in empty {
                try Golden.expect(masked(screen), as: "\(setting.testDescription)-\(name)")
            }
            try addQueue(venue)
            let journal = try Journal(dataFolder: venue.folder)
            // As long as another process sends, what waits stays.
            let screens = try #require(
                try journal.withDrainLock {
                    try play(
                        venue, setting,
                        """
                        key F8
                        save-screen desk-queue
                        key Enter
                        save-screen desk-menu
                        key Escape x
                        save-screen desk-discard
                        key Down Enter
                        save-screen desk-discarded

                        """)
                })
            for (name, screen) in screens {
                try Golden.expect(masked(screen), as: "\(setting.testDescription)-\(name)")
            }
            #expect(try journal.aside().isEmpty && journal.discarded(limit: 9).count == 1)
        }

        @Test("what waits is written to a file from F8, the screen says so, and a console takes it in")
        func journalFile() throws {
            let venue = try Venue()
            try addQueue(venue)
            let journal = try Journal(dataFolder: venue.folder)
            let scratch = try ScratchFolder()
            let file = scratch.file("desk.journal")
            // As long as another process sends, what waits stays.
            let written = try #require(
                try journal.withDrainLock {
                    try play(
                        venue, GoldenTests.Setting(),
                        """
                        key F9
                        type 저널을 파일로
                        key Enter
                        type \(file)
                        key Enter
                        type correct horse
                        key Enter
                        type correct horse
                        key Enter
                        save-screen written

                        """)
                })
            #expect(try #require(written["written"]).contains("3건을"))
            #expect(try #require(written["written"]).contains("저널 파일"))
            let taken = try play(
                venue, GoldenTests.Setting(),
                """
                key F9
                type 저널 받기
                key Enter
                type \(file)
                key Enter
                type correct house
                key Enter
                save-screen wrong
                key F9
                type 저널 받기
                key Enter
                type \(file)
                key Enter
                type correct horse
                key Enter
                save-screen taken

                """)
            #expect(try #require(taken["wrong"]).contains("암호가 맞지 않거나"))
            #expect(try #require(taken["taken"]).contains("보낼 것 없음"))
            #expect(try venue.registrations(named: "이서연") == 1)
            #expect(try venue.registrations(named: "박도윤") == 1)
        }

        @Test("the test pass on the screen is read by a scanner, and scanned in a form leaves it as it was")
        func testPass() throws {
            let venue = try Venue()
            let tmux = try venue.openInTmux()
            try tmux.expect(" 연결됨")
            try tmux.type("홍길")
            try tmux.press("F8")
            try tmux.expect("이 데스크의 기록")
            try tmux.press("t")
            try tmux.expect("시험용 입장권")
            let said = try venue.run("qr", "--test", "--json").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any])
            let pass = try #require(object["pass"] as? String)
            #expect(try tmux.decodedSymbols() == [pass])
            try tmux.press("F2")
            let before = try venue.number("SELECT count(*) FROM expo.command")
            try tmux.send(Array((pass + "\r").utf8))
            let rows = try tmux.expect("스캐너, 키, 데이터베이스가 정상입니다")
            #expect(rows.contains { $0.contains("홍길") } && !rows.contains { $0.contains(pass.prefix(8)) })
            #expect(try venue.number("SELECT count(*) FROM expo.command") == before)
        }

        /// The log's times are the server's own, and the disk is the machine's.
        private func masked(_ screen: String) -> String {
            let time = /\d\d:\d\d[ ]/
            let room = /[\d.]+ GB (?:free|남음)[ ]{0,90}/
            // A dialog leaves two columns of it.
            let covered = /(디스크[ ]{8})[\d. ]{2}(?=[┌│└])/
            let whole = screen.replacing(covered) { "\($0.output.1)9." }
            return whole.replacing(time) { _ in "00:00 " }.replacing(room) { found in
                let text = found.output.contains("남음") ? "9.9 GB 남음" : "9.9 GB free"
                return text + String(repeating: " ", count: max(found.output.count - text.count, 0))
            }
        }

        /// One command set aside, a registration whose telephone is taken, and two more that wait.
        private func addQueue(_ venue: Venue) throws {
            let journal = try Journal(dataFolder: venue.folder)
            #expect(try venue.run("register", "--name", "황하빈", "--phone", "01099998888", "--consent").code == 0)
            let event = EventID(rawValue: Int32(try venue.number("SELECT event_id FROM expo.event")))
            func add(_ number: UInt8, _ name: String, _ phone: String) throws {
                let id = try #require(
                    CommandID(bytes: [1, 2, 3, 4, 5, 6, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, number]))
                let moment = Timestamp(milliseconds: 1_777_593_600_000)
                _ = try journal.append(
                    id: id.bytes, event: event.rawValue, takesSerial: true, madeAt: moment.milliseconds
                ) { sequence, serial in
                    let new = NewRegistration(
                        serial: try #require(serial.flatMap(Serial.init(rawValue:))),
                        publicID: String(repeating: "0", count: 31) + "\(number)", source: .walkIn,
                        form: FormReference(id: "walk-in", version: 1),
                        answers: [.name: .text(name), .phone: .text(phone), .consent: .flag(true)])
                    let command = Command(
                        id: id, event: event, desk: DeskID(bytes: journal.deskID), deskSequence: sequence,
                        actor: "desk",
                        madeAt: moment, action: .register(new))
                    return Array(try PayloadCoding.text(command).utf8)
                }
            }
            try add(1, "김민준", "01099998888")
            #expect(try venue.run("sync").code == 1)
            try add(2, "이서연", "01055550001")
            try add(3, "박도윤", "01055550002")
        }
    }
}
