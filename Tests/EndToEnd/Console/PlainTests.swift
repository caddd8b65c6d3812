// The console in lines: through pipes and on terminals, in both languages.

import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct PlainTests {
        private let serial = Venue.sampleCount + 1

        @Test("a visitor is registered, found, shown, edited, cancelled and brought back through a pipe")
        func wholePath() throws {
            let venue = try Venue()
            let registered = try venue.talk(
                "등록", "남궁하늘", "01077778888", "선린인터넷고등학교", "3", "예", "찾기 남궁하늘", "보기 \(serial)", "QR \(serial)", "나가기")
            #expect(registered.code == 0, "\(registered)")
            let person = try #require(try venue.show(serial))
            #expect(person.phone == "+821077778888" && person.category == "middle" && person.status == "approved")
            for line in [
                "등록했습니다: 000041 남궁하늘", "000041 남궁하늘, 010-7777-8888, 선린인터넷고등학교, 중학생, 승인", "연락처: 010-7777-8888",
                "입장권: \(person.pass)", "3 중학생",
            ] { #expect(registered.lines.contains(line), "no “\(line)” in\n\(registered.output)") }
            #expect(registered.output.contains("주최자는 행사 등록과"), "the text that consent is given to")

            // An empty line keeps a field.
            let changed = try venue.talk(
                "수정 \(serial)", "", "", "새봄대학교", "", "예", "취소 \(serial)", "전화로 취소", "되돌리기", "예", "되돌리기", "아니오")
            #expect(changed.code == 0, "\(changed)")
            #expect(changed.lines.contains("000041 남궁하늘의 취소를 되돌립니다."), "\(changed.output)")
            #expect(changed.lines.contains("000041 남궁하늘을 고치기 전으로 되돌립니다."), "\(changed.output)")
            let back = try #require(try venue.show(serial))
            #expect(back.status == "approved" && back.affiliation == "새봄대학교" && back.name == "남궁하늘")
        }

        @Test("somebody is checked in by serial and by pass, and out again; what is refused is said")
        func checkIn() throws {
            let venue = try Venue()
            let person = try #require(
                try (1...40).lazy.compactMap { try venue.show($0) }.first { $0.status == "approved" })
            let said = try venue.talk(
                "체크인 \(person.serial)", "check-in \(person.pass)", "체크인 \(person.serial) 퇴장", "체크인 1 나가", "체크인", "나가기")
            #expect(said.code == 1, "\(said)")
            let who = "00000\(person.serial) \(person.name)"
            for begin in ["✓ 입장 · \(who)", "! 이미 입장 · \(who)", "✓ 퇴장 · \(who)", "모르는 모드: 나가"] {
                #expect(said.lines.contains { $0.hasPrefix(begin) }, "no “\(begin)” in\n\(said.output)")
            }
            #expect(try venue.number("SELECT count(*) FROM expo.admission WHERE NOT is_inside") == 1)
        }

        @Test("it reads the dashboard's figures, the same that stats prints")
        func figures() throws {
            let venue = try Venue()
            let person = try #require(
                try (1...40).lazy.compactMap { try venue.show($0) }.first { $0.status == "approved" })
            for (language, word) in [("ko", "현황"), ("en", "stats")] {
                let said = try venue.talk("check-in \(person.serial)", word, language: language)
                let stats = try venue.run("stats", environment: ["EXPODESK_LANGUAGE": language])
                #expect(stats.code == 0, "\(stats)")
                let printed = stats.output.split(separator: "\n").map(String.init)
                // The first line is the time of day; after the last one the console asks for the next command.
                #expect(
                    printed.count > 12 && said.lines.dropLast().suffix(printed.count - 1) == printed.dropFirst(),
                    "\(said)")
                #expect(printed.contains(language == "ko" ? "오늘 입장: 1" : "Entered today: 1"), "\(printed)")
            }
        }

        @Test("it speaks English, and takes the words of either language")
        func english() throws {
            let venue = try Venue()
            let said = try venue.talk(
                "register", "Ada Lovelace", "", "Analytical Engines", "general", "yes", "보기 \(serial)", "help", "quit",
                language: "en")
            #expect(said.code == 0, "\(said)")
            for line in ["Registered: 000041 Ada Lovelace", "Name: Ada Lovelace", "Name, needed:"] {
                #expect(said.lines.contains(line), "no “\(line)” in\n\(said.output)")
            }
        }

        @Test("what a rule refuses is said, kept, and makes a script end with 1")
        func refused() throws {
            let venue = try Venue()
            let missing = try venue.talk("등록", "김", "", "", "", "아니오")
            #expect(missing.code == 1 && missing.output.contains("동의해야 등록할 수 있습니다"), "\(missing)")
            #expect(try venue.newRegistrations() == 0)
            // The next session goes on with it, at the field that is wrong.
            let again = try venue.talk("등록", "예")
            #expect(again.code == 0 && again.output.contains("쓰던 등록이 남아 있습니다 (김)"), "\(again)")
            #expect(try venue.registrations(named: "김") == 1)
            let duplicate = try venue.talk("등록", "다른이", "010-0000-0001", "", "", "예")
            #expect(duplicate.code == 1 && duplicate.output.contains("이미 등록된 연락처입니다: 000001"), "\(duplicate)")
            for line in ["보기 999", "보기", "더", "모름", "되돌리기", "QR 9999 9"] {
                #expect(try venue.talk(line).code == 1, "\(line)")
            }
            let outOfReach = try venue.talk("보기 1", more: ["EXPODESK_DATABASE": "postgresql://127.0.0.1:9/nowhere"])
            #expect(outOfReach.code == 3 && outOfReach.errors.contains("127.0.0.1"), "\(outOfReach)")
        }

        @Test("an input that ends in the middle of a form leaves a draft and no registration")
        func ended() throws {
            let venue = try Venue()
            let cut = try venue.talk("등록", "끊긴이", "0105555")
            #expect(cut.code == 0, "\(cut)")
            #expect(try venue.newRegistrations() == 0)
            let tmux = try venue.openInTmux()
            try tmux.expect("끊긴이")
        }

        @Test("lists go on page by page, each person once")
        func pages() throws {
            let venue = try Venue()
            let said = try venue.talk("찾기", "더", "더", "더")
            let serials = said.lines.compactMap { Int($0.prefix(6)) }
            #expect(serials == Array(1...Venue.sampleCount), "\(said.output)")
            #expect(said.lines.contains("끝입니다."))
        }

        @Test("people are found by the console's filter language, and what is wrong in it is said with its place")
        func filters() throws {
            let venue = try Venue()
            let said = try venue.talk("찾기 번호:2..3", "찾기 상테:대기", "나가기")
            #expect(said.lines.compactMap { Int($0.prefix(6)) }.prefix(2) == [2, 3], "\(said.output)")
            #expect(said.output.contains("1번째 글자 (상테:대기): '상테' 항목은 없습니다"), "\(said.output)")
            #expect(said.code == 1)
        }

        @Test("nothing it writes moves a cursor or has a colour, and a terminal that is dumb gets it by itself")
        func onTerminal() throws {
            let venue = try Venue()
            let pty = try Pty(
                [Product.path("expodesk")], environment: venue.variables(["TERM": "dumb"]))
            #expect(pty.expect("명령: "))
            #expect(pty.wrote("expodesk console --plain"))
            for (line, answer) in [
                ("등록\n", "이름"), ("한별\n", "연락처"), ("12\n", "전화번호가 아닙니다"), ("\n", "전화번호가 아닙니다"), ("/이전\n", "이름"),
                ("\n", "연락처"), ("-\n", "소속"), ("\n", "구분"), ("2\n", "(예/아니오):"), ("예\n", "등록했습니다"),
                ("나가기\n", ""),
            ] {
                let start = pty.output.count
                pty.write(Array(line.utf8))
                if !answer.isEmpty { #expect(pty.expect(answer, from: start), "after \(line): \(text(pty))") }
            }
            #expect(pty.end() == .exited(0), "\(text(pty))")
            #expect(!pty.output.contains(0x1B), "\(text(pty))")
            #expect(try venue.show(serial)?.category == "elementary")

            let asked = try Pty([Product.path("expodesk"), "console", "--plain"], environment: venue.variables([:]))
            #expect(asked.expect("명령: "))
            asked.write([0x04])
            #expect(asked.end() == .exited(0), "\(text(asked))")
            #expect(!asked.output.contains(0x1B))
        }

        private func text(_ pty: Pty) -> String { String(decoding: pty.output, as: UTF8.self) }
    }
}

/// What the console in lines said.
struct Talk {
    let code: Int32
    let output: String
    let errors: String
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

extension Venue {
    /// Runs the console in a pipe with these lines as its input.
    func talk(_ lines: String..., language: String = "ko", more: [String: String] = [:]) throws -> Talk {
        let scratch = try ScratchFolder()
        let path = try scratch.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "lines")
        let said = try Self.run(
            [Product.path("expodesk"), "console", "--plain"],
            variables(more.merging(["EXPODESK_LANGUAGE": language]) { $1 }), input: path)
        return Talk(code: said.code, output: said.output, errors: said.errors)
    }
}
