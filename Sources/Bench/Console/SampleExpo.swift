// An expo with as many people as a measurement wants.

import Domain
import Glibc
import Postgres
import Store
import TestSupport

/// An expo set up by the program itself in an embedded server, and filled by COPY: a hundred thousand people one by one
/// would take longer than the measurement.
final class SampleExpo {
    static let slug = "bench"
    private static let columns = """
        event_id, serial, status, source, name, phone, affiliation, category, answers, form_id, form_version,
        consent_version, consent_at, public_id, version, registered_at
        """

    let server: PrivateServer
    private var count = 300

    init(_ program: String, dataFolder: String) throws {
        _ = try Tool.run(
            [program, "init", "--slug", Self.slug, "--title", "Bench", "--sample", "\(count)"],
            environment: ["EXPODESK_DATA_DIR": dataFolder, "HOME": dataFolder])
        server = PrivateServer(dataFolder: dataFolder)
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
        guard let row = template.first else { throw SupportError("the expo has nobody") }
        let (event, first) = (try row.int(0), try row.int(1))
        let form = FormReference(id: try row.string(2), version: Int(try row.int(3)))
        let consent = try row.string(4)
        let people = try (0..<(wanted - count)).map { index in
            try Self.person(first + Int64(index), form: form, consent: consent)
        }
        try connection.transaction {
            try connection.copyIn(
                "COPY expo.registration (\(Self.columns)) FROM STDIN",
                rows: try people.map { try Self.line($0, event) })
            try connection.copyIn(
                "COPY expo.search (event_id, serial, grams, haystack) FROM STDIN",
                rows: try people.map { person in
                    let index = SearchIndex(person)
                    return try CopyLine.bytes(of: [
                        .int(event), .int(person.serial.rawValue), .texts(index.grams), .text(index.haystack),
                    ])
                })
            _ = try connection.run(
                Statement("bench.next", "UPDATE expo.event SET next_serial = $2 WHERE event_id = $1"),
                [.int(event), .int(first + Int64(people.count))])
        }
        try connection.script("VACUUM (ANALYZE) expo.registration, expo.search")
        try connection.script("CHECKPOINT")
        count = wanted
    }

    private static let families = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황"]
    private static let firsts = ["민", "서", "지", "하", "도", "예", "수", "은", "현", "태", "유", "시", "채", "가", "주", "연"]
    private static let seconds = ["준", "연", "우", "윤", "현", "은", "진", "아", "호", "빈", "율", "원", "린", "혁", "나", "별"]
    private static let places = ["선린인터넷고등학교", "한빛초등학교", "가온중학교", "새봄대학교", "나래교육연구소", "(주)다온테크", "미래창업지원센터"]

    private static func person(_ number: Int64, form: FormReference, consent: String) throws -> Registration {
        // A multiplier that shares no factor with the lists, so that neighbours are not alike.
        let mixed = Int(number &* 2_654_435_761 >> 7 & 0xFFFF_FFFF)
        let name = families[mixed % 16] + firsts[mixed / 16 % 16] + seconds[mixed / 256 % 16]
        let tail = String(number)
        guard let serial = Serial(rawValue: number),
            let phone = PhoneNumber(normalising: "0103" + String(repeating: "0", count: 7 - tail.count) + tail)
        else { throw SupportError("no person number \(number)") }
        let moment = Timestamp(milliseconds: 1_790_000_000_000 + number * 1000)
        return Registration(
            serial: serial, status: .approved, source: .walkIn, name: name, phone: phone,
            affiliation: places[mixed / 4096 % places.count], category: "general", email: nil, answers: [:], form: form,
            consent: Consent(version: consent, at: moment), publicID: publicID(), version: 1, registeredAt: moment)
    }

    private static func publicID() -> String {
        (0..<32).map { _ in "0123456789abcdef".randomElement().map(String.init) ?? "0" }.joined()
    }

    private static func line(_ person: Registration, _ event: Int64) throws -> [UInt8] {
        let moment = "1970-01-01 00:00:\(person.registeredAt.milliseconds / 1000 % 60)+00"
        return try CopyLine.bytes(of: [
            .int(event), .int(person.serial.rawValue), .text(person.status.rawValue), .text(person.source.rawValue),
            .text(person.name), .optional(person.phone?.digits), .optional(person.affiliation),
            .optional(person.category), .text("{}"), .text(person.form.id), .int(Int64(person.form.version)),
            .text(person.consent.version), .text(moment), .text(person.publicID), .int(1), .text(moment),
        ])
    }
}
