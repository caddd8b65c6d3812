// An expo with as many people as a measurement wants.

import Domain
import Postgres
import Store
import TestSupport

/// An expo set up by the program itself in an embedded server, and filled by COPY: a hundred thousand people one by one
/// would take longer than the measurement.
final class SampleExpo {
    static let slug = "bench"
    let server: PrivateServer
    /// Once there is a crowd.
    private(set) var event = EventID(rawValue: 0)
    private var count = 300

    init(_ program: String, dataFolder: String) throws {
        _ = try Tool.run(
            [program, "init", "--slug", Self.slug, "--title", "Bench", "--sample", "\(count)"],
            environment: ["EXPODESK_DATA_DIR": dataFolder, "HOME": dataFolder])
        server = PrivateServer(dataFolder: dataFolder)
    }

    /// Passes of people who may enter and have not yet.
    func passes(_ program: String, _ folder: String, count: Int) throws -> [String] {
        let listed = try Tool.run(
            [program, "attendees", "--status", "approved", "--limit", "\(count * 4)", "--json"],
            environment: ["EXPODESK_DATA_DIR": folder, "HOME": folder])
        let marks = #""pass":""#
        let passes = listed.split(separator: "\n").filter { !$0.contains("checkedInAt") }.compactMap { line in
            line.firstRange(of: marks).map { String(line[$0.upperBound...].prefix(34)) }
        }
        guard passes.count >= count else { throw SupportError("too few people for \(count) scans: \(passes.count)") }
        return Array(passes.prefix(count))
    }

    /// Adds people until there are `wanted`.
    func grow(to wanted: Int) throws {
        guard wanted > count else { return }
        let connection = try Connection(try server.ensureRunning().conninfo(), applicationName: "bench")
        let template = try connection.run(
            Statement(
                "bench.template",
                """
                SELECT e.event_id, e.next_serial, r.form_id, r.form_version, r.consent_version
                FROM expo.event e JOIN expo.registration r USING (event_id) WHERE e.slug = $1 LIMIT 1
                """), [.text(Self.slug)])
        guard let row = template.first, let day = CalendarDate("2026-05-01") else {
            throw SupportError("the expo has nobody")
        }
        event = EventID(rawValue: Int32(try row.int(0)))
        let crowd = SampleCrowd(
            seed: 2026, count: wanted - count, firstSerial: try row.int(1),
            categories: "general 34,elementary 9,middle 10,high 17,teacher 14,student-teacher 5,parent 9,exhibitor 2",
            form: FormReference(id: try row.string(2), version: Int(try row.int(3))),
            consentVersion: try row.string(4), firstDay: day)
        try CrowdLoader(connection, event: event).load(crowd)
        count = wanted
    }
}
