// A list brought in at the console: the screens that people have looked at, and the whole way on a terminal.

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ImportScreenTests {
        /// As an office saves it from Excel: CP949, a title above the heading, telephones without their zero.
        private static let list =
            "2026 박람회 사전 신청 명단\n성명,휴대폰,소속,학급\n홍길순,1077770001,한빛고,2-1\n임꺽정,12,나래고,2-2\n황진이,1077770003,한빛고,\n"

        /// A home folder with a list of CP949 and what stands beside it.
        private func home() throws -> ScratchFolder {
            let folder = try ScratchFolder()
            try FileManager.default.createDirectory(atPath: folder.file("지난 행사"), withIntermediateDirectories: false)
            _ = try folder.write([], to: "메모.hwp")
            let utf8 = try folder.write(Array(Self.list.utf8), to: "utf8.txt")
            let made = try Venue.run(
                ["iconv", "-f", "UTF-8", "-t", "CP949", "-o", folder.file("사전 신청.csv"), utf8], [:])
            try #require(made.code == 0, "\(made.errors)")
            try FileManager.default.removeItem(atPath: utf8)
            return folder
        }

        @Test("the steps of an import look as they did", arguments: ["ko", "en"])
        func steps(_ language: String) throws {
            let (venue, home, folder) = (try Venue(), try home(), try ScratchFolder())
            let played = try venue.run(
                "console", "--script", Golden.script("import"), "--size", "80x24", "--theme", "dark", "--at",
                "2026-05-01T09:00:00+09:00", "--out", folder.path,
                environment: ["EXPODESK_LANGUAGE": language, "HOME": home.path])
            try #require(played.code == 0, "\(played.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names.count == 7)
            for name in names where name.hasSuffix(".screen") {
                try Golden.expect(
                    try String(contentsOfFile: folder.file(name), encoding: .utf8),
                    as: "\(language)-\(name.dropLast(".screen".count))")
            }
            #expect(try venue.number("SELECT count(*) FROM expo.registration WHERE source = 'import'") == 2)
        }

        @Test("a list of CP949 comes in at a terminal, and its refused rows lie beside it")
        func terminal() throws {
            let (venue, home) = (try Venue(), try home())
            let pty = try venue.openOnPty(["HOME": home.path])
            pty.write([0x10])
            try #require(pty.settle() != nil)
            func type(_ keys: String) throws { _ = try #require(pty.type(keys)) }
            /// With Enter as late as a hand presses it: at a scanner's pace it would be a code.
            func answer(_ text: String) throws {
                try type(text)
                usleep(150_000)
                try type("\r")
            }
            let (down, up) = ("\u{1B}[B", "\u{1B}[A")
            try answer("명단 가져오기")
            try answer("사전 신청.csv")
            try #require(pty.expect("CP949"))
            try type("\r")
            try #require(pty.expect("동의 열이 없습니다"))
            try type(up + down + down + down + down)
            try type(" ")
            try #require(pty.expect("거절 1"))
            try type(up)
            try type(" ")
            for key in [up, up, up, up] { try type(key) }
            try #require(pty.settle() != nil)
            try type("\r")
            try #require(pty.expect("가져왔습니다"))
            #expect(try venue.number("SELECT count(*) FROM expo.registration WHERE source = 'import'") == 2)
            let refused = try String(contentsOfFile: home.file("사전 신청-거절.csv"), encoding: .utf8)
            #expect(refused.contains("임꺽정,12") && !refused.contains("홍길순"))
        }
    }
}
