// An expo on a server of its own, of which fresh copies can be had.

import Domain
import Postgres
import Store
import TestSupport

/// An expo with eight desks and nobody registered, as a database to copy; and the people who will come.
final class WalkInExpo {
    private static let original = "postgres"
    private static let people: [(name: String, affiliation: String)] = [
        ("김민준", "선린인터넷고등학교"), ("이서연", "한빛초등학교"), ("박도윤", "가온중학교"), ("최지우", "새봄대학교"),
        ("정하은", "나래교육연구소"), ("강시우", "(주)다온테크"), ("Emma Smith", "Northwind Robotics"), ("남궁수아", "미래창업지원센터"),
    ]

    let event: EventID
    let form: FormReference
    let desks: [DeskID]
    let version: String
    private let server: RunningServer
    private var copies = 0

    init(_ program: String, dataFolder: String) throws {
        _ = try Tool.run(
            [program, "init", "--slug", "bench", "--title", "Bench", "--sample", "1"],
            environment: ["EXPODESK_DATA_DIR": dataFolder, "HOME": dataFolder])
        server = try PrivateServer(dataFolder: dataFolder).ensureRunning()
        let connection = try Connection(server.conninfo(), applicationName: "bench")
        let store = Store(connection)
        guard let event = try store.events().first else { throw SupportError("no event was set up") }
        self.event = event.id
        let row = try connection.run(
            Statement("bench.form", "SELECT id, max(version), version() FROM expo.form GROUP BY id"))[0]
        form = FormReference(id: try row.string(0), version: Int(try row.int(1)))
        version = try row.string(2).split(separator: " ").dropFirst().first.map(String.init) ?? ""
        desks = (0..<StoreMeasurement.connections).map { number in
            DeskID(bytes: [UInt8](repeating: 0xD0, count: 15) + [UInt8(number)])
        }
        for (number, desk) in desks.enumerated() {
            try store.announce(desk: desk, name: "desk \(number)", event: event.id)
        }
        try connection.script("VACUUM (ANALYZE)")
    }

    /// How many different people come; after that they come again under other numbers.
    static var variants: Int { people.count }

    /// The registration of one person. Everybody has a serial and a telephone of their own.
    func command(desk number: Int, person: Int) throws -> Command {
        let who = Self.people[person % Self.people.count]
        var random = SystemRandomNumberGenerator()
        func bytes(_ count: Int) -> [UInt8] { .random(count, using: &random) }
        let now = Timestamp(milliseconds: 1_790_000_000_000 + Int64(person))
        guard let serial = Serial(rawValue: Self.serial(desk: number, person: person)) else {
            throw SupportError("too many people for one desk")
        }
        let digits = Self.phone(desk: number, person: person) % 100_000_000
        let publicID = bytes(16).map { String($0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined()
        let answers: Answers = [
            .name: .text(who.name), .phone: .text("010\(digits)"), .affiliation: .text(who.affiliation),
            .category: .text("general"), .consent: .flag(true),
        ]
        return Command(
            id: CommandID(at: now, random: bytes(10)), event: event, desk: desks[number],
            deskSequence: Int64(person + 1), actor: "desk \(number)", madeAt: now,
            action: .register(
                NewRegistration(
                    serial: serial, publicID: publicID, source: .walkIn, form: form, answers: answers)))
    }

    /// Also in PgbenchScript, as pgbench's arithmetic.
    static func serial(desk: Int, person: Int) -> Int64 { Int64(desk) * 1_000_000 + 1_000 + Int64(person) }
    /// E.164 digits, 8210 and eight more.
    static func phone(desk: Int, person: Int) -> Int64 {
        821_000_000_000 + Int64(desk + 1) * 10_000_000 + Int64(person)
    }

    /// Calls `body` with the address of a fresh copy, as a desk sees it.
    func withFreshDatabase<T>(_ body: (String) throws -> T) throws -> T {
        copies += 1
        let name = "copy_\(copies)"
        let keeper = try Connection(server.conninfo(database: "template1"), applicationName: "bench")
        try keeper.script("CREATE DATABASE \(name) TEMPLATE \(Self.original)")
        try keeper.script("CHECKPOINT")
        let result = try body(server.conninfo(database: name, user: "expo_desk"))
        try keeper.script("DROP DATABASE \(name) WITH (FORCE)")
        return result
    }
}
