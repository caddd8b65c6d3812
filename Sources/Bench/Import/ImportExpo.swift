// An expo that a list is brought into: a server of its own, fresh databases, and the list.

import Domain
import Foundation
import Postgres
import TestSupport

/// An expo with nobody in it, and a list of people who apply.
final class ImportExpo {
    let list: String
    let count: Int
    private let program: String
    private let server: RunningServer
    private let folder: String
    private var copies = 0

    init(_ program: String, count: Int) throws {
        self.program = program
        self.count = count
        folder = TestRun.shared.makeFolder()
        let data = TestRun.shared.makeFolder()
        _ = try Tool.run(
            [program, "init", "--slug", "bench", "--title", "Bench"],
            environment: ["EXPODESK_DATA_DIR": data, "HOME": data])
        server = try PrivateServer(dataFolder: data).ensureRunning()
        list = folder + "/list.csv"
        try Self.rows(count).write(toFile: list, atomically: true, encoding: .utf8)
    }

    /// As an office has them: telephones without their zero, categories by their labels, one in twelve without a telephone.
    private static func rows(_ count: Int) throws -> String {
        guard let day = CalendarDate("2026-05-01") else { throw SupportError("no day") }
        let crowd = SampleCrowd(
            seed: 7, count: count, categories: "일반인 34,고등학생 17,교사 14,학부모 9",
            form: FormReference(id: "walk-in", version: 1), consentVersion: "2026-1", firstDay: day)
        var text = "\u{FEFF}성명,휴대폰,소속,구분\r\n"
        for number in 0..<count {
            guard let person = crowd.person(number) else { throw SupportError("the crowd has run out") }
            // Without telephones a name alone would be many people.
            let hasPhone = !number.isMultiple(of: 12)
            let name = hasPhone ? person.name : "\(person.name) \(number)"
            let phone = hasPhone ? "10\(30_000_000 + number)" : ""
            text += "\(name),\(phone),\"\(person.affiliation ?? "")\",\(person.category ?? "")\r\n"
        }
        return text
    }

    /// Calls `body` with the addresses of a fresh database, as a desk and as its owner.
    func withFreshDatabase<T>(_ body: (_ desk: String, _ owner: String) throws -> T) throws -> T {
        copies += 1
        let name = "copy_\(copies)"
        let keeper = try Connection(server.conninfo(database: "template1"), applicationName: "bench")
        try keeper.script("CREATE DATABASE \(name) TEMPLATE postgres")
        try keeper.script("CHECKPOINT")
        let result = try body(
            server.conninfo(database: name, user: "expo_desk"), server.conninfo(database: name))
        try keeper.script("DROP DATABASE \(name) WITH (FORCE)")
        return result
    }

    /// The program brings the list in. Gives seconds and megabytes.
    func bringIn(_ desk: String) throws -> (seconds: Double, peak: Double) {
        // A data folder is a desk, whose journal belongs to one database.
        let data = TestRun.shared.makeFolder()
        return try Tool.measure(
            [program, "import", list, "--consent", "--database", desk],
            environment: ["EXPODESK_DATA_DIR": data, "HOME": data])
    }

    /// What psql says to do.
    func psql(_ address: String, _ words: String...) throws {
        let commands = words.flatMap { ["--command", $0] }
        _ = try Tool.run(
            [try Tool.ofPostgres("psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"] + commands + [address],
            seconds: 600)
    }

    func file(_ name: String) -> String { folder + "/" + name }
}
