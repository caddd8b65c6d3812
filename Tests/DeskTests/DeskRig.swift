// Desks over a database of a test's own, on the tests' shared server or on one that the test may stop.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport
import Testing

/// A migrated database with one event, and desks over it.
final class DeskRig: Sendable {
    /// As the owner.
    let conninfo: String
    /// The server, where the test has one of its own.
    let server: PrivateServer?

    init(ownServer: Bool = false, slugs: [String] = ["expo"], isMigrated: Bool = true) throws {
        if ownServer {
            let server = PrivateServer(
                dataFolder: TestRun.shared.makeFolder(), settings: ["fsync": "off", "synchronous_commit": "off"])
            self.server = server
            conninfo = try server.ensureRunning().conninfo()
        } else {
            server = nil
            conninfo = try TestCluster.shared.makeDatabase()
        }
        guard isMigrated else { return }
        let owner = try owner()
        _ = try Migrator(owner).migrate()
        for slug in slugs { try createEvent(slug, Store(owner)) }
    }

    private func createEvent(_ slug: String, _ store: Store) throws {
        let day = try #require(CalendarDate("2026-05-01"))
        _ = try store.createEvent(
            NewEvent(
                slug: slug, title: slug, firstDay: day, lastDay: day, timeZone: "Asia/Seoul", isSample: false,
                categories: Category.usual, secret: [UInt8](repeating: 9, count: 32)))
    }

    func owner() throws -> Connection {
        try Connection(conninfo, applicationName: "owner")
    }

    func settings(
        _ folder: String, name: String = "desk 1", slug: String? = nil, blockSize: Int = 10, address: String? = nil
    ) -> DeskSettings {
        DeskSettings(
            dataFolder: folder, database: .server((address ?? conninfo) + " user=expo_desk"), deskName: name,
            eventSlug: slug, blockSize: blockSize, patience: 0)
    }

    /// A desk over a data folder: a new one unless `folder` names it.
    func desk(
        _ folder: String = TestRun.shared.makeFolder(), name: String = "desk 1", blockSize: Int = 10,
        address: String? = nil
    ) throws -> Desk {
        try Desk(
            settings(folder, name: name, blockSize: blockSize, address: address), journal: Journal(dataFolder: folder))
    }

    func count(_ sql: String) throws -> Int {
        Int(try owner().run(Statement("count", sql))[0].int(0))
    }
}

enum People {
    static var form: FormDefinition {
        func field(_ id: FieldID, _ kind: FormField.Kind) -> FormField {
            var field = FormField(id: id, kind: kind, label: Localized(ko: id.text, en: id.text))
            field.required = id == .name || id == .consent
            field.optionsAreCategories = id == .category
            if kind == .consent {
                field.consentText = Localized(ko: "동의", en: "I agree")
                field.consentVersion = "2026-1"
            }
            return field
        }
        return FormDefinition(
            id: "walk-in", title: Localized(ko: "현장 등록", en: "Walk-in"),
            fields: [
                field(.name, .text), field(.phone, .phone), field(.affiliation, .text), field(.category, .choice),
                field(.consent, .consent),
            ])
    }

    static func walkIn(_ desk: Desk, _ name: String, phone: String? = nil) throws -> Submission {
        var answers: Answers = [.name: .text(name), .consent: .flag(true)]
        answers[.phone] = phone.map { .text($0) }
        return Submission(
            id: desk.makeCommandID(),
            change: .register(source: .walkIn, form: try desk.publish(form), answers: answers))
    }
}

extension SubmissionResult {
    var receipt: Receipt? {
        if case .applied(let receipt) = self { receipt } else { nil }
    }

    var queued: Serial? {
        if case .queued(let serial) = self { serial } else { nil }
    }

    var row: Registration? { receipt?.row }
}

/// Asks again and again, for twenty seconds at the most, until `condition` holds.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<10_000 {
        if try condition() { return true }
        usleep(2_000)
    }
    return false
}

/// What `body` throws, as the desk's own error.
func fault(_ body: () throws -> Void) -> DeskError? {
    do {
        try body()
        return nil
    } catch {
        return error as? DeskError
    }
}
