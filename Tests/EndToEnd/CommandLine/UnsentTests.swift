// What the built program says of a desk that cannot send: without a line, over a damaged journal, after a loss.

import Domain
import Foundation
import Journal
import Postgres
import TestSupport
import Testing

@testable import Desk

@Suite("A desk that cannot send, by the command line", .serialized)
struct UnsentTests {
    /// The desk with the database, and a gate over the same database that has a data folder of its own.
    let program: Program
    let gate: String
    let address: String

    init() throws {
        program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "12", "--language", "en")
        #expect(made.status == 0, "\(made)")
        gate = program.file("gate")
        guard case .running(let running) = try PrivateServer(dataFolder: program.file("data")).status() else {
            throw Program.NotStarted()
        }
        address = running.conninfo(user: "expo_desk")
    }

    private func run(_ words: String..., online: Bool, copy: Bool = true, korean: Bool = false) throws -> Program.Result
    {
        try program.run(
            words,
            environment: [
                "EXPODESK_DATA_DIR": gate, "EXPODESK_DESK": "gate", "EXPODESK_LANGUAGE": korean ? "ko" : "en",
                "EXPODESK_DATABASE": online ? address : "host=/nowhere",
                "EXPODESK_OFFLINE_COPY": copy ? "true" : "false",
            ])
    }

    private func findings(_ run: Program.Result) throws -> [String: [String: Any]] {
        Dictionary(
            try run.objects().map { ($0["check"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test(
        "without a line and a copy sync says how much waits, since when and why, and so does doctor; both say more in JSON"
    )
    func unsent() throws {
        #expect(try run("sync", online: true, copy: false).status == 0)
        let empty = try run("sync", online: false, copy: false)
        #expect(empty.status == 3 && empty.output.contains("Nothing waits"), "\(empty)")
        do {
            let journal = try Journal(dataFolder: gate)
            for number in UInt8(1)...2 {
                // 2026-05-01 00:12 UTC, and a minute later.
                _ = try journal.append(
                    id: [UInt8](repeating: number, count: 16), event: 1, takesSerial: false,
                    madeAt: 1_777_594_260_000 + Int64(number) * 60_000
                ) { _, _ in [1] }
            }
        }
        let said = try run("sync", online: false, copy: false)
        #expect(said.status == 3 && said.errors.contains("cannot be reached"), "\(said)")
        for part in [
            "Not sent and waiting: 2 (since 2026-05-01 00:12 (UTC))", "disconnected · last answer 20",
            "Copy: switched off by configuration",
        ] { #expect(said.output.contains(part), "\(part): \(said)") }
        let korean = try run("sync", online: false, copy: false, korean: true)
        for part in ["기다리는 것 2건 (2026-05-01 00:12 (UTC)부터)", "연결 끊김 · 마지막 응답 20", "행사 사본: 설정으로 꺼 둠"] {
            #expect(korean.output.contains(part), "\(part): \(korean)")
        }
        let json = try #require(try run("sync", "--json", online: false, copy: false).objects().first)
        #expect(
            json["waiting"] as? Int == 2 && json["sent"] as? Int == 0 && json["reason"] as? String == "out_of_reach")
        #expect(json["waitingSince"] as? String == "2026-05-01T00:12:00+00:00" && json["lastContact"] is String)
        #expect(json["offlineCopy"] as? Bool == false && json["diskFreeBytes"] is Int && json["serialsLeft"] is Int)

        let doctor = try run("doctor", "--json", online: false, copy: false)
        let found = try findings(doctor)
        #expect(found["journal"]?["waiting"] as? Int == 2, "\(doctor)")
        #expect(found["journal"]?["waitingSince"] as? String == "2026-05-01T00:12:00+00:00")
        #expect(found["server"]?["lastContact"] as? String == json["lastContact"] as? String)
        #expect(found["copy"]?["offlineCopy"] as? Bool == false && found["copy"]?["copyPeople"] == nil)
        #expect(found["lease"]?["serialsLeft"] is Int && found["disk"]?["diskFreeBytes"] is Int)
        let plain = try run("doctor", online: false, copy: false)
        #expect(plain.output.contains("waiting: 2 (since 2026-05-01 00:12 (UTC))"), "\(plain)")
        #expect(plain.output.contains("last answer 20"))
    }

    @Test("over a copy sync opens without a line, and says of what stays the same; with a line doctor has every figure")
    func overCopy() throws {
        #expect(try run("sync", online: true).status == 0)
        let kept = try run("register", "--name", "이서연", "--consent", "--json", online: false)
        #expect(kept.status == 0, "\(kept)")
        let said = try run("sync", online: false)
        #expect(said.status == 3 && said.output.contains("Not sent and waiting: 1 (since 20"), "\(said)")
        #expect(said.output.contains("disconnected · last answer 20"), "\(said)")
        #expect(!said.output.contains("UTC"), "\(said)")
        #expect(said.errors.contains("nothing more was sent") && !said.errors.contains("Run expodesk"), "\(said)")
        let json = try #require(try run("sync", "--json", online: false).objects().first)
        #expect(json["reason"] as? String == "out_of_reach" && json["waitingSince"] is String)
        #expect(json["lastContact"] is String && json["copyAgeSeconds"] is Int && json["offlineCopy"] as? Bool == true)
        let found = try findings(try run("doctor", "--json", online: true))
        #expect(found["copy"]?["copyPeople"] as? Int == 12 && found["copy"]?["copyAgeSeconds"] is Int)
        #expect(found["server"]?["lastContact"] is String && found["clock"]?["clockAheadMilliseconds"] is Int)
        let sent = try #require(try run("sync", "--json", online: true).objects().first)
        #expect(sent["sent"] as? Int == 1 && sent["reason"] == nil && sent["waitingSince"] == nil)
    }

    @Test("of more to look into than are listed sync lists the newest, and says how many there are")
    func manyConflicts() throws {
        #expect(try run("sync", online: true).status == 0)
        let owner = try Connection(address + " user=expo", applicationName: "owner")
        try owner.script(
            """
            INSERT INTO expo.conflict (event_id, id, kind, serial, detail, desk_id, made_at, found_at)
            SELECT d.event_id, gen_random_uuid(), 'revoked_pass', n,
                '{"kind":"revoked_pass","asked":"check_in","serial":' || n || '}', d.id, now(),
                now() - make_interval(mins => 71 - n)
            FROM expo.desk d, generate_series(1, 71) n WHERE d.name = 'gate'
            """)
        let said = try run("sync", online: true)
        #expect(said.output.contains("To look into: the latest 50 of 71"), "\(said)")
        #expect(said.output.contains("000071") && !said.output.contains("000021"), "\(said)")
        #expect(try run("sync", online: true, korean: true).output.contains("확인할 것 71건 가운데 최근 50건"))
        let json = try #require(try run("sync", "--json", online: true).objects().first)
        #expect(json["conflictCount"] as? Int == 71)
        let listed = try #require(json["conflicts"] as? [[String: Any]])
        #expect(listed.count == 50 && listed.first?["serial"] as? Int == 71)
        try owner.script("UPDATE expo.conflict SET settled_at = now(), settled_by = 'x' WHERE serial > 50")
        #expect(try !run("sync", online: true).output.contains("of 50"))
    }

    @Test("what a database had lost, whichever program sent it again, is told by sync and by doctor")
    func lost() throws {
        #expect(try run("sync", online: true).status == 0)
        let journal = try Journal(dataFolder: gate)
        let event = try #require(try DeskMemory.read(journal).events.last?.id)
        try DeskMemory.change(journal) { memory in
            memory.remember([
                LostChange(
                    event: event, serial: Serial(rawValue: 3), kind: "check_in",
                    foundAt: Timestamp(milliseconds: 1_777_594_320_000))
            ])
        }
        let said = try run("sync", online: true)
        #expect(said.output.contains("Lost by the database and sent again: 1\n    2026-05-01 09:12 000003"), "\(said)")
        let entry = (try run("sync", "--json", online: true).objects().first?["lost"] as? [[String: Any]])?.first
        #expect(entry?["serial"] as? Int == 3 && entry?["kind"] as? String == "check_in" && entry?["name"] is String)
        #expect(entry?["foundAt"] as? String == "2026-05-01T09:12:00+09:00")
        let doctor = try run("doctor", online: true, korean: true)
        #expect(doctor.output.contains("잃어버려 다시 보낸 것 1건\n    2026-05-01 09:12 000003"), "\(doctor)")
        #expect(try findings(try run("doctor", "--json", online: true))["lost"]?["lost"] is [Any])
        try DeskMemory.change(journal) { $0.lostCounts = [event: 94] }
        #expect(try run("sync", online: true).output.contains("sent again: 94 … 93 more\n    2026-05-01 09:12 000003"))
        #expect(try run("sync", "--json", online: true).objects().first?["lostCount"] as? Int == 94)
        #expect(try run("doctor", online: true).output.contains("sent again: 94 … 93 more"))
    }

    @Test(
        "a damaged journal is made anew by whichever command meets it, which does its work; sync and doctor tell of it")
    func damaged() throws {
        #expect(try run("register", "--name", "이서연", "--consent", online: true).status == 0)
        let whole = try WholeJournal(gate)
        let commands = ["sync", "doctor", "register", "gate", "stats"]
        #expect(whole.pages.count >= commands.count)
        for (page, command) in zip(whole.pages, commands) {
            try whole.lay(noiseOver: page)
            let name: Comment = "page \(page), \(command)"
            switch command {
            case "register": #expect(try run("register", "--name", "손님", "--consent", online: true).status == 0, name)
            case "gate":
                let stream = try run("check-in", "-", online: true, korean: true)
                #expect(stream.status == 0 && stream.errors.contains("저널이 깨져 새로 만들었습니다"), "\(stream)")
            default: _ = try run(command, online: true)
            }
            let said = try run("sync", online: true)
            #expect(said.status == 0 && said.output.contains("damaged and made anew"), "\(said)")
            #expect(said.output.contains(whole.path) && said.output.contains("remove it"), "\(said)")
            let json = try #require(try run("sync", "--json", online: true).objects().first)
            let rebuild = try #require((json["journalRebuilt"] as? [[String: Any]])?.first, name)
            #expect(rebuild["file"] as? String == whole.path && rebuild["at"] is String && rebuild["kept"] as? Int == 0)
            let offline = try run("sync", online: false)
            #expect(offline.output.contains("damaged and made anew"), "\(offline)")
            let doctor = try findings(try run("doctor", "--json", online: true))
            #expect(doctor["rebuilds"]?["journalRebuilt"] is [Any] && doctor["journal"]?["state"] as? String == "good")
        }
        try FileManager.default.removeItem(atPath: whole.path)
        #expect(try findings(try run("doctor", "--json", online: true))["rebuilds"] == nil)
    }
}
