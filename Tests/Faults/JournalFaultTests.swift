// The desk's own disk breaks, and the program says so: never that something was saved.

import Desk
import Domain
import Foundation
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

extension Faults {
    @Suite struct JournalFaultTests {
        /// Whether this process may mount a small disk: root, and not refused by a container.
        private static let canMount: Bool = {
            guard geteuid() == 0, let scratch = try? ScratchFolder() else { return false }
            guard mount("tmpfs", scratch.path, "tmpfs", 0, "size=64k") == 0 else { return false }
            return umount2(scratch.path, Int32(MNT_DETACH)) == 0
        }()

        private static let saved = "등록했습니다"

        /// A small disk, mounted for as long as `body` runs.
        private func withDisk(_ body: (String) throws -> Void) throws {
            let disk = TestRun.shared.makeFolder()
            try #require(mount("tmpfs", disk, "tmpfs", 0, "size=2m") == 0)
            defer { umount2(disk, Int32(MNT_DETACH)) }
            try body(disk)
        }

        private func fill(_ disk: String) {
            let filler = Descriptor(open(disk + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
            for size in [65_536, 4_096, 1] {
                let bytes = [UInt8](repeating: 0x5A, count: size)
                while filler.write(bytes) {}
            }
        }

        private func stored(_ expo: Expo, _ name: String) throws -> Int64 {
            try expo.owner().run(
                question("SELECT count(*) FROM expo.registration WHERE name = $1"), [.text(name)])[0].int(0)
        }

        private func expectRefused(
            _ output: Program.Output, _ word: String, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(output.code == 3, sourceLocation: sourceLocation)
            #expect(output.output.isEmpty, "\(output.output)", sourceLocation: sourceLocation)
            #expect(output.errors.contains(word), "\(output.errors)", sourceLocation: sourceLocation)
        }

        @Test(
            "with the desk's disk full nothing is said to be saved, at the command line and in the console",
            .enabled(if: canMount))
        func fullDisk() throws {
            let expo = try Expo()
            try withDisk { disk in
                let program = Program(expo, folder: disk + "/data")
                #expect(try program.register("먼저", phone: "01011110000").finish().code == 0)
                let console = try program.openConsole()
                fill(disk)
                expectRefused(try program.register("가득", phone: "01011110001").finish(), "디스크가 가득 찼습니다")

                console.type("full\r01011110002\r\r\r ")
                let start = console.output.count
                console.type("\u{13}")
                #expect(console.wrote("디스크가", from: start))
                #expect(!console.wrote(Self.saved, from: start))
                #expect(try stored(expo, "full") == 0)

                // Room again: the same save goes through, and was not done before.
                unlink(disk + "/filler")
                console.type("\u{13}")
                #expect(console.wrote(Self.saved, from: start))
                #expect(try stored(expo, "full") == 1)
                console.process.signal(SIGKILL)
                _ = console.end()
                #expect(try program.register("다음", phone: "01011110003").finish().code == 0)
                #expect(try stored(expo, "가득") == 0)
                try Audit(expo).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: 0)
            }
        }

        @Test(
            "with the desk's disk read-only nothing is said to be saved, at the command line and in the console",
            .enabled(if: canMount))
        func readOnly() throws {
            let expo = try Expo()
            try withDisk { disk in
                let program = Program(expo, folder: disk + "/data")
                #expect(try program.register("먼저", phone: "01011110000").finish().code == 0)
                try #require(mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
                expectRefused(try program.register("읽기", phone: "01011110001").finish(), "저널에 쓸 수 없습니다")
                #expect(try stored(expo, "읽기") == 0)
                // A console that could keep nothing does not open.
                let console = try program.startConsole()
                #expect(console.expect("저널에 쓸 수 없습니다"))
                #expect(console.end() == .exited(3))
                try #require(mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT), nil) == 0)
                #expect(try program.register("다음", phone: "01011110003").finish().code == 0)
                try Audit(expo).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: 0)
            }
        }

        @Test(
            "what the database has is told to be stored, though the disk was full when it was to be crossed off",
            .enabled(if: canMount))
        func fullAfterwards() throws {
            let expo = try Expo()
            try withDisk { disk in
                let line = try Relay(to: expo.conninfo)
                let desk = try expo.desk(disk + "/data", name: "desk", address: "\(expo.conninfo) \(line.address)")
                let journal = desk.journal
                func walkIn(_ phone: String) -> Submission {
                    Submission(
                        id: .random(at: .now()),
                        change: .register(
                            source: .walkIn, form: expo.form,
                            answers: [.name: .text("손님"), .phone: .text(phone), .consent: .flag(true)]))
                }
                _ = try desk.submit(walkIn("01011110000"))
                try line.set(.hung)
                // Once the journal has it, and before the database answers.
                let accident = Thread {
                    _ = try? eventually { try journal.pendingCount() == 1 }
                    fill(disk)
                    try? line.set(.clear)
                }
                accident.start()
                let submission = walkIn("01011110001")
                guard case .applied(let receipt) = try desk.submit(submission) else {
                    Issue.record("the line was lost")
                    return
                }
                #expect(receipt.outcome.word == "registered")
                #expect(try journal.pendingCount() == 1)
                unlink(disk + "/filler")
                #expect(try desk.sync().waiting == 0)
                try Audit(expo).expectSound(Ledger(), [journal], seed: 0)
            }
        }

        @Test("a journal with a page of noise is made anew, and what is said to be saved over it is")
        func corruptedPage() throws {
            var random = seeded("corrupted page")
            let expo = try Expo()
            let whole = Program(expo)
            for number in 0..<5 {
                #expect(try whole.register("손님", phone: "0101111000\(number)").finish().code == 0)
            }
            let journal = "/desk/journal.sqlite"
            let pages = try Data(contentsOf: URL(fileURLWithPath: whole.folder + journal)).count / 4_096
            var rebuilt = 0
            for page in 0..<pages {
                let program = Program(expo)
                try FileManager.default.removeItem(atPath: program.folder)
                try FileManager.default.copyItem(atPath: whole.folder, toPath: program.folder)
                let file = Descriptor(open(program.folder + journal, O_WRONLY | O_CLOEXEC))
                lseek(file.number, off_t(page * 4_096), SEEK_SET)
                file.write((0..<4_096).map { _ in UInt8(random.int(in: 0...255)) })
                let name = "page \(page)"
                let output = try program.register(name, phone: "010222200\(10 + page)").finish()
                #expect(
                    output.code == 0 && output.output.contains(Self.saved), "\(name), seed \(random.seed): \(output)")
                #expect(try stored(expo, name) == 1, "\(name), seed \(random.seed)")
                rebuilt += try Journal(dataFolder: program.folder).damagedFiles().count
            }
            #expect(rebuilt > 3, "of \(pages) pages, seed \(random.seed)")
        }

        @Test(
            "where the disk has no room for another journal nothing is said to be saved; once it has, all is there",
            .enabled(if: canMount))
        func damagedOnFullDisk() throws {
            let expo = try Expo()
            try withDisk { disk in
                let program = Program(expo, folder: disk + "/data")
                #expect(try program.register("먼저", phone: "01011110000").finish().code == 0)
                let kept = [UInt8](repeating: 1, count: 16)
                do {
                    let journal = try Journal(dataFolder: program.folder)
                    _ = try journal.append(id: kept, event: 9, takesSerial: false, madeAt: 1) { _, _ in [1] }
                }
                let file = Descriptor(open(program.folder + "/desk/journal.sqlite", O_WRONLY | O_CLOEXEC))
                file.write([UInt8](repeating: 0x5A, count: 4_096))
                fill(disk)
                expectRefused(try program.register("가득", phone: "01011110001").finish(), "가득")
                #expect(try stored(expo, "가득") == 0)
                #expect(access(program.folder + "/desk/journal-2.sqlite", F_OK) != 0)
                unlink(disk + "/filler")
                #expect(try program.register("다음", phone: "01011110002").finish().code == 0)
                let journal = try Journal(dataFolder: program.folder)
                #expect(try journal.entry(id: kept)?.payload == [1] && journal.damagedFiles().map(\.isWhole) == [true])
            }
        }

        @Test(
            "however much room the disk has left, another journal is made whole or not at all", .enabled(if: canMount))
        func damagedWithLittleRoom() throws {
            try withDisk { disk in
                let folder = disk + "/data"
                do {
                    let journal = try Journal(dataFolder: folder)
                    for number in 0..<50 {
                        _ = try journal.append(
                            id: [UInt8](repeating: UInt8(number), count: 16), event: 9, takesSerial: false, madeAt: 1
                        ) { _, _ in [UInt8](repeating: 7, count: 8_000) }
                    }
                }
                let file = Descriptor(open(folder + "/desk/journal.sqlite", O_WRONLY | O_CLOEXEC))
                file.write([UInt8](repeating: 0x5A, count: 4_096))
                fill(disk)
                var refused = 0
                while access(folder + "/desk/journal-2.sqlite", F_OK) != 0 {
                    do throws(JournalError) {
                        _ = try Journal(dataFolder: folder)
                    } catch {
                        guard case .full = error else { throw error }
                        refused += 1
                    }
                    let filler = Descriptor(open(disk + "/filler", O_WRONLY | O_CLOEXEC))
                    let left = lseek(filler.number, 0, SEEK_END)
                    try #require(left > 32_768 && ftruncate(filler.number, left - 32_768) == 0)
                }
                unlink(disk + "/filler")
                let journal = try Journal(dataFolder: folder)
                #expect(try journal.pendingCount() == 50 && journal.damagedFiles().map(\.isWhole) == [true])
                // The file, its log and some more have to fit.
                #expect(refused > 10)
            }
        }

        @Test("a journal whose key is lost or another's is reported, left as it is, and nothing is said to be saved")
        func lostKey() throws {
            let expo = try Expo()
            let program = Program(expo)
            #expect(try program.register("먼저", phone: "01011110000").finish().code == 0)
            let key = program.folder + "/desk/journal.key"
            let bytes = try Data(contentsOf: URL(fileURLWithPath: key))
            unlink(key)
            expectRefused(try program.register("열쇠", phone: "01011110001").finish(), key)
            #expect(access(key, F_OK) != 0)
            try Data(repeating: 7, count: bytes.count).write(to: URL(fileURLWithPath: key))
            expectRefused(try program.register("열쇠", phone: "01011110002").finish(), "다른 키로")
            #expect(try stored(expo, "열쇠") == 0)
            try bytes.write(to: URL(fileURLWithPath: key))
            #expect(try program.register("다음", phone: "01011110003").finish().code == 0)
            try Audit(expo).expectSound(Ledger(), [Journal(dataFolder: program.folder)], seed: 0)
        }
    }
}
