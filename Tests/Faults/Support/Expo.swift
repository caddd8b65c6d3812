// An expo on a server that a test may kill.

import Desk
import Domain
import Glibc
import Journal
import Postgres
import Store
import TestSupport

/// One event, from yesterday to the day after tomorrow, on a PostgreSQL server of its own.
final class Expo: Sendable {
    let server: PrivateServer
    /// As the owner.
    let conninfo: String
    let event: EventID
    let form: FormReference

    /// - Parameter settings: of the server. It does not wait for the disk: processes are killed here, not machines.
    init(settings: [String: String] = [:]) throws {
        server = PrivateServer(
            dataFolder: TestRun.shared.makeFolder(), settings: ["fsync": "off"].merging(settings) { $1 })
        conninfo = try server.ensureRunning().conninfo()
        let owner = try Connection(conninfo, applicationName: "owner")
        _ = try Migrator(owner).migrate()
        let day = try owner.run(
            Statement(
                "days",
                """
                SELECT ((now() AT TIME ZONE 'Asia/Seoul')::date - 1)::text,
                    ((now() AT TIME ZONE 'Asia/Seoul')::date + 2)::text
                """))[0]
        guard let first = CalendarDate(try day.string(0)), let last = CalendarDate(try day.string(1)) else {
            throw SupportError("no days")
        }
        let store = Store(owner)
        event = try store.createEvent(
            NewEvent(
                slug: "expo", title: "expo", firstDay: first, lastDay: last, timeZone: "Asia/Seoul", isSample: false,
                categories: Category.usual, secret: [UInt8](repeating: 9, count: 32))
        ).event.id
        form = try store.publish(Self.walkIn, event: event)
    }

    /// Each server must not outlive its test: the next one wants its memory.
    deinit {
        _ = try? server.stop()
    }

    func owner() throws -> Connection {
        try Connection(conninfo, applicationName: "owner")
    }

    /// A desk over a data folder.
    /// - Parameter address: what a desk's configuration would say; the server itself unless given.
    func desk(
        _ folder: String, name: String, address: String? = nil, clock: @escaping Clock = Timestamp.now
    ) throws -> Desk {
        try Desk(
            DeskSettings(
                dataFolder: folder, database: .server((address ?? conninfo) + " user=expo_desk"), deskName: name,
                blockSize: 20, patience: 200),
            journal: Journal(dataFolder: folder), clock: clock, answerPatience: 300)
    }

    private static var walkIn: FormDefinition {
        func field(_ id: FieldID, _ kind: FormField.Kind) -> FormField {
            var field = FormField(id: id, kind: kind, label: Localized(ko: id.text, en: id.text))
            field.required = id == .name || id == .consent
            if kind == .consent {
                field.consentText = Localized(ko: "동의", en: "I agree")
                field.consentVersion = "2026-1"
            }
            return field
        }
        return FormDefinition(
            id: "walk-in", title: Localized(ko: "현장 등록", en: "Walk-in"),
            fields: [field(.name, .text), field(.phone, .phone), field(.consent, .consent)])
    }
}
