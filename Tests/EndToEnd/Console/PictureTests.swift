// Everybody's QR code as a folder of pictures: from the console and the command line, killed and begun again.

import Foundation
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite struct PictureTests {
        private func files(_ folder: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        }

        @Test("the console saves everybody of the view into a folder, and the pictures read as their passes")
        func console() throws {
            let venue = try Venue()
            let scratch = try ScratchFolder()
            let tmux = try venue.openInTmux()
            try tmux.expect("연결됨")
            try tmux.send(KeyBytes.function(4))
            try tmux.expect("000001")
            try tmux.type("Q")
            try tmux.expect("폴더를 적어 주세요")
            try tmux.send([0x15])
            try tmux.answer(scratch.file("pictures"))
            try tmux.expect("저장했고")
            let names = files(scratch.file("pictures"))
            #expect(!names.isEmpty && names.allSatisfy { $0.hasSuffix(".png") })
            let person = try #require(try venue.show(Int(names[0].prefix(6)) ?? 0))
            #expect(try Zbar.decode(scratch.file("pictures/" + names[0])) == [person.pass])
            // A folder that cannot be: a sentence, and the console goes on.
            try tmux.type("Q")
            try tmux.send([0x15])
            try tmux.answer("/proc/nowhere")
            try tmux.expect("쓸 수 없습니다")
            #expect(try tmux.leave() == 0)
        }

        @Test("killed in the middle and begun again, every picture is whole and none is made twice")
        func killed() throws {
            let venue = try Venue()
            let scratch = try ScratchFolder()
            let folder = scratch.file("pictures")
            let words = try [Product.path("expodesk"), "qr", "--all", "--out", folder, "--scale", "64"]
            let child = try ChildProcess(words, environment: venue.variables([:]))
            let deadline = Deadline(20_000)
            while files(folder).filter({ $0.hasSuffix(".png") }).count < 3, !deadline.isPast { sched_yield() }
            child.signal(SIGKILL)
            #expect(child.wait() == .signalled(SIGKILL))
            let before = files(folder).filter { $0.hasSuffix(".png") }.count
            #expect(before >= 3)
            let again = try Venue.run(words + ["--json"], venue.variables([:]))
            #expect(again.code == 0, "\(again)")
            #expect(again.output.contains("\"kept\":\(before)"), "\(again.output), \(before) were whole")
            #expect(files(folder).allSatisfy { $0.hasSuffix(".png") }, "\(files(folder))")
            let last = try Venue.run(words + ["--json"], venue.variables([:]))
            #expect(last.output.contains("\"written\":0"), "\(last.output)")
        }

        @Test("on a terminal the command line says how far it is, in a pipe it does not")
        func progress() throws {
            let venue = try Venue()
            let scratch = try ScratchFolder()
            let pty = try Pty(
                [Product.path("expodesk"), "qr", "--all", "--out", scratch.file("one")],
                environment: venue.variables([:]))
            #expect(pty.end() == .exited(0))
            #expect(pty.wrote("QR 그림 1 / "), "\(String(decoding: pty.output, as: UTF8.self))")
            let pipe = try venue.run("qr", "--all", "--out", scratch.file("two"))
            #expect(pipe.code == 0 && pipe.errors.isEmpty, "\(pipe)")
        }
    }
}
