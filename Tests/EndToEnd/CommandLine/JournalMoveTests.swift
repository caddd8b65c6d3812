// `sync --export` and `sync --import` by the built program: a laptop that will not come back online.

import Domain
import Foundation
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("A journal carried by the command line")
struct JournalMoveCommandTests {
    /// The desk with the database, and a laptop over the same database that has a journal of its own.
    let program: Program
    let laptop: String
    let file: String
    let secret: String
    let address: String

    init() throws {
        program = try Program()
        #expect(try program.run("init", "--slug", "fair", "--title", "박람회").status == 0)
        laptop = program.file("laptop")
        file = program.file("laptop.journal")
        secret = program.file("secret")
        try Self.write("열려라 참깨 2026\n", to: secret)
        guard case .running(let running) = try PrivateServer(dataFolder: program.file("data")).status() else {
            throw Program.NotStarted()
        }
        address = running.conninfo(user: "expo_desk")
        #expect(try atLaptop("register", "--name", "온라인", "--consent").status == 0)
    }

    private func atLaptop(_ arguments: String..., online: Bool = true) throws -> Program.Result {
        try program.run(arguments, environment: laptopEnvironment(online: online))
    }

    private func laptopEnvironment(online: Bool) -> [String: String] {
        [
            "EXPODESK_DATA_DIR": laptop, "EXPODESK_DESK": "노트북",
            "EXPODESK_DATABASE": online ? address : "host=/nowhere",
        ]
    }

    /// A passphrase in a file that nobody else may read.
    private static func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func carry(_ way: String, online: Bool = true, secret: String? = nil) throws -> Program.Result {
        let words = ["sync", way, file, "--passphrase-file", secret ?? self.secret, "--json"]
        return way == "--export"
            ? try program.run(words, environment: laptopEnvironment(online: online)) : try program.run(words)
    }

    /// So many registrations in the laptop's journal only, as a lost line leaves them.
    private func keep(_ count: Int) throws {
        let journal = try Journal(dataFolder: laptop)
        let owner = try Connection(address, applicationName: "tests")
        let event = EventID(
            rawValue: Int32(try owner.run(Statement("event", "SELECT event_id FROM expo.event"))[0].int(0)))
        let block = try Store(owner).leaseBlock(event: event, desk: DeskID(bytes: journal.deskID), size: count)
        try journal.addBlock(event: event.rawValue, first: block.first.rawValue, last: block.last.rawValue)
        for number in 1...count {
            let id = CommandID.random(at: .now())
            _ = try journal.append(
                id: id.bytes, event: event.rawValue, takesSerial: true, madeAt: Timestamp.now().milliseconds
            ) { sequence, serial in
                let new = NewRegistration(
                    serial: try #require(serial.flatMap(Serial.init(rawValue:))),
                    publicID: Desk.makePublicID(), source: .walkIn, form: FormReference(id: "walk-in", version: 1),
                    answers: [.name: .text("사람\(number)"), .consent: .flag(true)])
                return Array(
                    try PayloadCoding.text(
                        Command(
                            id: id, event: event, desk: DeskID(bytes: journal.deskID), deskSequence: sequence,
                            actor: "노트북", madeAt: .now(), action: .register(new))
                    ).utf8)
            }
        }
    }

    private func people() throws -> Int {
        let owner = try Connection(address, applicationName: "tests")
        return Int(
            try owner.run(Statement("count", "SELECT count(*) FROM expo.registration WHERE name LIKE '사람%'"))[0].int(0))
    }

    @Test("written without a database, taken in elsewhere; sent from both, everybody is there once")
    func carried() throws {
        try keep(5)
        let written = try carry("--export", online: false)
        #expect(written.status == 0, "\(written)")
        #expect(try written.objects().first?["commands"] as? Int == 5)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let taken = try carry("--import")
        #expect(taken.status == 0, "\(taken)")
        let said = try taken.objects()
        #expect(said.first?["new"] as? Int == 5 && said.first?["event"] as? String == "fair")
        #expect(said.first?["desk"] as? String == "노트북" && said.last?["sent"] as? Int == 5)
        #expect(said.last?["journalGuard"] as? String == "key_file" && said.last?["diskFreeBytes"] is Int)
        #expect(abs(try #require(said.last?["clockAheadMilliseconds"] as? Int)) < 20_000)
        #expect(try people() == 5)
        let again = try carry("--import")
        #expect(try again.objects().first?["known"] as? Int == 5 && again.objects().last?["sent"] as? Int == 0)
        // The laptop has come back after all.
        let doctor = try program.run(["doctor", "--json"], environment: laptopEnvironment(online: true))
        let exported = try #require(try doctor.objects().first { $0["check"] as? String == "journal_file" })
        #expect(exported["exportedCommands"] as? Int == 5 && exported["exportedFile"] as? String == file)
        let back = try atLaptop("sync", "--json")
        #expect(try back.status == 0 && back.objects().last?["sent"] as? Int == 5)
        #expect(try people() == 5)
        #expect(try atLaptop("sync", "--export", file, "--passphrase-file", secret).output.contains("Nothing waits"))
    }

    @Test("killed at any moment of taking a file in, and run again, everybody is there once")
    func killed() throws {
        try keep(300)
        #expect(try carry("--export").status == 0)
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<6 {
            let run = try program.start(["sync", "--import", file, "--passphrase-file", secret])
            // The key is made first; the moments that matter come after most of a second.
            usleep(UInt32.random(in: 300_000...2_000_000, using: &random))
            kill(run.process.processIdentifier, SIGKILL)
            _ = try run.finish()
        }
        let last = try carry("--import")
        #expect(last.status == 0, "\(last), seed \(seed)")
        #expect(try people() == 300, "seed \(seed)")
        #expect(try program.run("sync", "--json").objects().first?["waiting"] as? Int == 0)
        #expect(try Journal(dataFolder: program.file("data")).unsettled().isEmpty)
    }

    @Test("a wrong passphrase, a torn file, another file and another event are refused, and nothing is taken in")
    func refused() throws {
        try keep(2)
        #expect(try carry("--export").status == 0)
        #expect(try carry("--export").errors.contains("already"))
        let other = program.file("other")
        try Self.write("열려라 참깨 2027", to: other)
        let wrong = try carry("--import", secret: other)
        #expect(wrong.status == 4 && wrong.errors.contains("passphrase"), "\(wrong)")
        // A file that was changed near its beginning opens with no passphrase either: nobody is to retype it for ever.
        #expect(wrong.errors.contains("the file was changed"), "\(wrong)")
        try Self.write("short", to: other)
        #expect(try carry("--import", secret: other).status == 2)
        try Self.write("열려라 참깨 2026", to: other, mode: 0o644)
        let open = try carry("--import", secret: other)
        #expect(open.status == 2 && open.errors.contains("chmod 600 \(other)"), "\(open)")
        #expect(try carry("--import", secret: program.file("nowhere")).status == 2)
        let unasked = try program.run("sync", "--import", file)
        #expect(unasked.status == 2 && unasked.errors.contains("--passphrase-file"), "\(unasked)")

        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        try whole.dropLast(25).write(to: URL(fileURLWithPath: file))
        let torn = try carry("--import")
        #expect(torn.status == 4 && torn.errors.contains("cut off"), "\(torn)")
        try Data("name\n김민준\n".utf8).write(to: URL(fileURLWithPath: file))
        let foreign = try carry("--import")
        #expect(foreign.status == 4 && foreign.errors.contains("no journal file"), "\(foreign)")
        try whole.write(to: URL(fileURLWithPath: file))

        #expect(try program.run("init", "--slug", "expo", "--title", "다른 행사").status == 0)
        let strange = try program.run("sync", "--import", file, "--passphrase-file", secret, "--event", "expo")
        #expect(strange.status == 1, "\(strange)")
        #expect(strange.errors.contains("fair") && strange.errors.contains("expo"), "\(strange)")
        let english = try program.run(
            ["sync", "--import", file, "--passphrase-file", secret, "--event", "expo"],
            environment: ["EXPODESK_LANGUAGE": "en"])
        #expect(english.errors.contains("fair (박람회)"), "\(english)")
        #expect(try people() == 0)
        #expect(try Journal(dataFolder: program.file("data")).unsettled().isEmpty)
        #expect(try program.run("sync", "--import", file, "--export", file).status == 2)
    }

    @Test(
        "without a line the file is kept at the importing desk, with or without a copy of the event, and sent later",
        arguments: [false, true])
    func withoutLine(_ hasCopy: Bool) throws {
        try keep(2)
        #expect(try carry("--export", online: false).status == 0)
        let third = [
            "EXPODESK_DATA_DIR": program.file("third"), "EXPODESK_DESK": "셋째", "EXPODESK_DATABASE": address,
        ]
        #expect(try program.run(["sync"], environment: third).status == 0)
        // A sync leaves a copy.
        if !hasCopy { try FileManager.default.removeItem(atPath: program.file("third/desk/event-fair.copy")) }
        let offline = third.merging(["EXPODESK_DATABASE": "host=/nowhere"]) { $1 }
        let kept = try program.run(
            ["sync", "--import", file, "--passphrase-file", secret], environment: offline)
        #expect(kept.status == 3 && kept.errors.contains("kept at this desk"), "\(kept)")
        #expect(try people() == 0)
        #expect(try program.run(["sync"], environment: third).status == 0)
        #expect(try people() == 2)
    }

    @Test("of a damaged journal all that can be read is written")
    func damaged() throws {
        try keep(60)
        let whole = try WholeJournal(laptop)
        var counts: [Int] = []
        for page in whole.pages {
            try whole.lay(noiseOver: page)
            let written = try carry("--export", online: false)
            #expect(written.status == 0, "page \(page): \(written)")
            let count = try #require(try written.objects().first?["commands"] as? Int)
            // As many as lay in the page are gone.
            #expect(count >= 45, "page \(page)")
            counts.append(count)
            #expect(try Journal(dataFolder: laptop).pendingCount() == count)
            if page == 0 { #expect(try carry("--import").objects().first?["new"] as? Int == count) }
            try FileManager.default.removeItem(atPath: file)
        }
        #expect(counts.first == 60 && counts.contains { $0 < 60 })
    }

    @Test("on a terminal the passphrase is asked for twice, and is not seen")
    func asked() throws {
        try keep(1)
        var environment = laptopEnvironment(online: false)
        environment["LANG"] = "C.UTF-8"
        environment["EXPODESK_LANGUAGE"] = "en"
        let pty = try Pty([Program.path, "sync", "--export", file], environment: environment)
        var seen = 0
        for (question, answer) in [
            ("Passphrase: ", "correct horse"), ("once more: ", "correct house"), ("Passphrase: ", "correct horse"),
            ("once more: ", "correct horse"),
        ] {
            #expect(pty.expect(question, from: seen))
            seen = pty.output.count
            pty.write(Array((answer + "\n").utf8))
        }
        #expect(pty.expect("1 command written"))
        #expect(pty.end() == .exited(0))
        #expect(String(decoding: pty.output, as: UTF8.self).contains("not the same"))
        #expect(!String(decoding: pty.output, as: UTF8.self).contains("horse"))
        try Data("correct horse\n".utf8).write(to: URL(fileURLWithPath: secret))
        #expect(try carry("--import").objects().first?["new"] as? Int == 1)
    }
}
