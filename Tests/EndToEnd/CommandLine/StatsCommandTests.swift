// `expodesk stats`, and doctor's word on the counters.

import Foundation
import Testing

@Suite("expodesk stats", .serialized)
struct StatsCommandTests {
    @Test("the numbers follow what the command line does, as lines and as JSON; doctor agrees with them")
    func numbers() throws {
        let program = try Program()
        let made = try program.run("init", "--slug", "fair", "--title", "Fair", "--sample", "12", "--language", "en")
        #expect(made.status == 0, "\(made)")
        let passes = try program.run("attendees", "--json").objects().compactMap { $0["pass"] as? String }
        for pass in passes.prefix(3) { #expect(try program.run("check-in", pass).status == 0) }
        #expect(try program.run("check-in", passes[0]).status == 1)
        #expect(try program.run("check-in", passes[1], "--mode", "leave").status == 0)
        let stats = try #require(try program.run("stats", "--json").objects().first)
        for (key, count) in [
            ("registered", 12), ("approved", 12), ("waiting", 0), ("arrived", 3), ("noShows", 9), ("enteredToday", 3),
            ("insideNow", 2),
        ] {
            #expect(stats[key] as? Int == count, "\(key): \(stats)")
        }
        #expect(stats["byStatus"] as? [String: Int] == ["approved": 12])
        #expect(stats["byGate"] as? [String: Int] == ["main": 3])
        #expect((stats["byDesk"] as? [String: Int])?.values.reduce(0, +) == 15)
        #expect((stats["perHour"] as? [String: Int])?.values.reduce(0, +) == 3)
        let lines = try program.run("stats", "--language", "en").output.split(separator: "\n")
        #expect(lines.contains("Registered: 12"))
        #expect(lines.contains("No-shows: 9") && lines.contains("  main: 3"), "\(lines)")
        #expect(try program.run("stats", "--language", "ko").output.contains("미입장: 9"))

        let doctor = try program.run("doctor", "--json", "--recount").objects()
        let counters = try #require(doctor.first { $0["check"] as? String == "counters" })
        #expect(counters["state"] as? String == "good", "\(counters)")
        let again = try #require(try program.run("stats", "--json").objects().first)
        #expect(again["noShows"] as? Int == 9 && again["insideNow"] as? Int == 2)
    }

    @Test("without an event it is wrong usage")
    func noEvent() throws {
        #expect(try Program().run("stats").status == 2)
    }
}
