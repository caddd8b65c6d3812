// A desk over a real database, and people in it, for tests of the table that go all the way.

import Desk
import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Screens

/// A desk that answers the table's requests at once, on the test's own thread.
final class RealTable {
    let desk: Desk
    private let form: FormReference

    init(_ names: [String]) throws {
        let conninfo = try TestCluster.shared.makeDatabase()
        let owner = try Connection(conninfo, applicationName: "owner")
        _ = try Migrator(owner).migrate()
        let day = try #require(CalendarDate("2026-05-01"))
        _ = try Store(owner).createEvent(
            NewEvent(
                slug: "expo", title: "expo", firstDay: day, lastDay: day, timeZone: "Asia/Seoul", isSample: false,
                categories: Category.usual, secret: [UInt8](repeating: 9, count: 32)))
        let folder = TestRun.shared.makeFolder()
        desk = try Desk(
            DeskSettings(
                dataFolder: folder, database: .server(conninfo + " user=expo_desk"), deskName: "desk", eventSlug: nil,
                blockSize: 500, patience: 0),
            journal: Journal(dataFolder: folder))
        form = try desk.publish(Fixture.form)
        for name in names { try register(name) }
    }

    func register(_ name: String) throws {
        try submit(
            .register(source: .walkIn, form: form, answers: [.name: .text(name), .consent: .flag(true)]))
    }

    func rename(_ row: Registration, _ name: String) throws {
        var answers = row.formAnswers
        answers[.name] = .text(name)
        try submit(.edit(serial: row.serial, version: row.version, form: form, answers: answers))
    }

    func cancel(_ row: Registration) throws {
        try submit(.cancel(serial: row.serial, version: row.version, reason: "test"))
    }

    private func submit(_ change: Submission.Change) throws {
        _ = try desk.submit(Submission(id: desk.makeCommandID(), change: change))
    }

    /// Everybody, by serial.
    func everybody() throws -> [Registration] {
        try desk.attendees(filter: .everybody, limit: 100_000).rows.map(\.registration)
    }

    func answer(_ request: DeskRequest) -> ConsoleMessage? {
        func result<Value>(_ body: () throws(DeskError) -> Value) -> Result<Value, DeskError> { Result(catching: body) }
        return switch request {
        case .page(let request):
            .page(
                request,
                result { () throws(DeskError) in
                    try desk.attendees(
                        filter: request.filter, sort: request.sort, start: request.start, limit: request.limit)
                })
        case .count(let filter): .counted(filter, result { () throws(DeskError) in try desk.count(filter) })
        case .estimate(let filter):
            .estimated(filter, result { () throws(DeskError) in try desk.estimatedCount(filter) })
        case .landmarks(let filter, let sort):
            .landmarks(filter, sort, result { () throws(DeskError) in try desk.landmarks(filter, sort) })
        case .person(let serial):
            .person(
                serial,
                result { () throws(DeskError) in
                    PersonCard(
                        row: try desk.registration(serial), form: Fixture.desk.form, pass: try desk.pass(of: serial))
                })
        default: nil
        }
    }
}
