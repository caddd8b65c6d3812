// A desk whose database goes away while people stand in front of it, as they see it.

import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct OfflineDeskTests {
        /// Waits until this desk has a copy of the event to go on with.
        private func awaitCopy(in folder: String) throws {
            let deadline = Deadline(30_000)
            while !deadline.isPast {
                let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".copy") }
                let sizes = try files.map {
                    try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.size] as? Int ?? 0
                }
                if sizes.contains(where: { $0 > 4_096 }) { return }
                poll(nil, 0, 20)
            }
            throw SupportError("no copy of the event in \(folder)")
        }

        /// Commands without a screen say once that their answers are from the copy; where answers go to a program, beside them.
        private func expectCommandsSayCopy(_ venue: Venue, _ settings: [String: String]) throws {
            let pictures = TestRun.shared.makeFolder()
            let commands = [
                ["attendees"], ["show", "1"], ["console", "--plain"], ["applications"], ["applications", "--json"],
                ["qr", "1"], ["qr", "--all", "--out", pictures],
            ]
            for command in commands {
                let result = try Venue.run([Product.path("expodesk")] + command, venue.variables(settings))
                let said = result.output + result.errors
                #expect(said.components(separatedBy: "사본으로 답합니다").count == 2, "\(command): \(said)")
                if command.contains("--all") { #expect(result.errors.contains("빠져 있을 수 있으니"), "\(said)") }
            }
        }

        /// A new pass without a line is told in full, as with one.
        private func expectReissueIsWhole(_ venue: Venue, _ settings: [String: String]) throws {
            let result = try Venue.run(
                [Product.path("expodesk"), "reissue", "1", "--json"], venue.variables(settings))
            let answer = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result)")
            #expect(answer["outcome"] as? String == "queued" && answer["replaces"] as? Int == 1, "\(answer)")
            #expect(answer["name"] is String && answer["status"] as? String == "approved" && answer["pass"] is String)
            #expect(answer["serial"] as? Int != 1)
        }

        /// The reader takes the same code twice in a moment for one scan, unless it could mean something else by now.
        private func letCodesCountAnew(_ tmux: inout Tmux) throws {
            for mode in ["[퇴장]", "[재입장]", "[입장]"] {
                try tmux.type("m")
                try tmux.expect(mode)
            }
        }

        @Test("without its database a desk registers, admits and looks up, outlives a kill, and sends everything once")
        func goesOn() throws {
            let venue = try Venue()
            let server = PrivateServer(dataFolder: venue.folder)
            let folder = TestRun.shared.makeFolder()
            let settings = [
                "EXPODESK_DATA_DIR": folder, "EXPODESK_DATABASE": try server.ensureRunning().conninfo(),
            ]
            var tmux = try venue.openInTmux(settings)
            try tmux.expect(" 연결됨")
            try tmux.type("이하늬\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            try tmux.expect("등록했습니다")
            let online = try #require(try tmux.decodedSymbols().first)
            try awaitCopy(in: folder)

            try server.stop()
            try tmux.expect("연결 끊김")
            try tmux.type("박온달\r\r\r\r ")
            try tmux.send(KeyBytes.save)
            let kept = try tmux.expect("여기 보관:")
            #expect(kept[0].contains("연결 끊김") && kept[0].contains("보낼 것 1") && kept[0].contains("번호 "), "\(kept[0])")
            #expect(!kept.contains { $0.contains("등록했습니다") })
            let pass = try #require(try tmux.decodedSymbols().first)

            try tmux.send(KeyBytes.function(5))
            try tmux.send(Array(pass.utf8) + KeyBytes.enter)
            let admitted = try tmux.expect("✓ 입장 · ")
            #expect(
                admitted.contains { $0.contains("사본으로 판단. 다른 데스크는 아직 모릅니다.") },
                "\(admitted.joined(separator: "\n"))")
            try tmux.expect("사본: 오늘 입장 1")
            try tmux.send(Array(online.utf8) + KeyBytes.enter)
            try tmux.expect("사본: 오늘 입장 2")
            try letCodesCountAnew(&tmux)
            try tmux.send(Array(pass.utf8) + KeyBytes.enter)
            try tmux.expect("! 이미 입장 · ")
            try tmux.type("/온달")
            try tmux.expect("[안에 있음")
            try tmux.send(KeyBytes.escape)
            try tmux.expect("보낼 것 3")

            try tmux.killProgram()
            try expectCommandsSayCopy(venue, settings)
            try expectReissueIsWhole(venue, settings)
            tmux = try venue.openInTmux(settings)
            let again = try tmux.expect("연결 끊김")
            #expect(again[0].contains("견본") && again[0].contains("보낼 것 4"), "\(again[0])")
            try tmux.send(KeyBytes.function(5))
            try tmux.send(Array(pass.utf8) + KeyBytes.enter)
            try tmux.expect("! 이미 입장 · ")

            _ = try server.ensureRunning()
            try tmux.expect(" 연결됨")
            #expect(try venue.registrations(named: "이하늬") == 1 && venue.registrations(named: "박온달") == 1)
            #expect(try venue.number("SELECT count(*) FROM expo.admission") == 2)
            #expect(try venue.number("SELECT count(*) FROM expo.conflict") == 0)
            #expect(try tmux.leave() == 0)
        }
    }
}
