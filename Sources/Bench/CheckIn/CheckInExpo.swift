// A hundred thousand people before the doors, as a database of which fresh copies can be had.

import Domain
import Postgres
import Store
import TestSupport

/// An expo with desks, and people nobody has let in yet.
final class CheckInExpo {
    private static let original = "postgres"
    static let people = 100_000
    static let firstSerial = 1_000

    let event: EventID
    let desks: [DeskID]
    let version: String
    /// A moment of the event's first day.
    let moment: Timestamp
    private let server: RunningServer
    private var copies = 0

    /// - Parameter connections: the most that will be used at once.
    init(_ program: String, dataFolder: String, connections: Int) throws {
        _ = try Tool.run(
            [program, "init", "--slug", "bench", "--title", "Bench", "--sample", "1"],
            environment: ["EXPODESK_DATA_DIR": dataFolder, "HOME": dataFolder])
        server = try PrivateServer(dataFolder: dataFolder).ensureRunning()
        let connection = try Connection(server.conninfo(), applicationName: "bench")
        let store = Store(connection)
        guard let event = try store.events().first else { throw SupportError("no event was set up") }
        self.event = event.id
        moment = try store.serverTime()
        version = try connection.run(Statement("bench.version", "SHOW server_version"))[0].string(0)
            .prefix { $0 != " " }.description
        desks = (0..<connections).map { DeskID(bytes: [UInt8](repeating: 0xD0, count: 15) + [UInt8($0)]) }
        for (number, desk) in desks.enumerated() {
            try store.announce(desk: desk, name: "desk \(number)", event: event.id)
        }
        try connection.script(
            """
            INSERT INTO expo.registration (event_id, serial, status, source, name, affiliation, category, answers,
                form_id, form_version, consent_version, consent_at, public_id, version, registered_at)
            SELECT r.event_id, \(Self.firstSerial) + n, r.status, r.source, r.name, r.affiliation, r.category, r.answers,
                r.form_id, r.form_version, r.consent_version, r.consent_at, gen_random_uuid(), 1, r.registered_at
            FROM expo.registration r, generate_series(0, \(Self.people - 1)) n WHERE r.serial = 1
            """)
        try connection.script("VACUUM (ANALYZE)")
    }

    /// The scan of the `number`-th person who comes to one of `connections` desks: everybody comes once. Also in
    /// CheckInScript, as pgbench's arithmetic.
    func command(desk: Int, number: Int, connections: Int) throws -> Command {
        let person = number * connections + desk
        guard person < Self.people, let serial = Serial(rawValue: Int64(Self.firstSerial + person)) else {
            throw SupportError("nobody is left to be let in")
        }
        var random = SystemRandomNumberGenerator()
        let at = Timestamp(milliseconds: moment.milliseconds + Int64(number))
        return Command(
            id: CommandID(at: at, random: .random(10, using: &random)),
            event: event, desk: desks[desk], deskSequence: Int64(number + 1), actor: "desk \(desk)", madeAt: at,
            action: .checkIn(CheckIn(serial: serial, mode: .enter, gate: .main, at: moment)))
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
