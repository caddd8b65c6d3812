// A row of expo.registration as the domain's Registration, and back.

import Domain
import Postgres

enum RegistrationRow {
    /// What every query of registrations selects, in the order `read` expects. `r` is expo.registration.
    static let columns = """
        r.serial, r.status, r.source, r.name, r.phone, r.affiliation, r.category, r.email, r.answers::text,
        r.form_id, r.form_version, r.consent_version, (extract(epoch FROM r.consent_at) * 1000)::bigint,
        r.public_id::text, r.version, (extract(epoch FROM r.registered_at) * 1000)::bigint, r.merged_into
        """

    /// How many columns that is; what a query selects beside them begins here.
    static let count = 17

    static func read(_ row: Row) throws -> Registration {
        guard let serial = Serial(rawValue: try row.int(0)),
            let status = Registration.Status(rawValue: try row.string(1)),
            let source = Registration.Source(rawValue: try row.string(2))
        else { throw StoreError.unreadable("registration") }
        return Registration(
            serial: serial, status: status, source: source, name: try row.string(3),
            phone: try row.optionalString(4).flatMap(PhoneNumber.init(stored:)),
            affiliation: try row.optionalString(5), category: try row.optionalString(6),
            email: try row.optionalString(7), answers: try PayloadCoding.value(Answers.self, from: try row.string(8)),
            form: FormReference(id: try row.string(9), version: Int(try row.int(10))),
            consent: Consent(version: try row.string(11), at: Timestamp(milliseconds: try row.int(12))),
            publicID: try row.string(13).filter { $0 != "-" }, version: Int(try row.int(14)),
            registeredAt: Timestamp(milliseconds: try row.int(15)),
            mergedInto: try row.optionalInt(16).flatMap(Serial.init(rawValue:)))
    }

    /// Where `values` has the moments: as numbers of milliseconds.
    static let (consentAt, registeredAt) = (13, 16)

    /// The values of `insert` and `update`, in the order of their parameters from `$1`.
    static func values(_ event: EventID, _ row: Registration) throws -> [Value] {
        [
            .int(Int64(event.rawValue)), .int(row.serial.rawValue), .text(row.status.rawValue),
            .text(row.source.rawValue), .text(row.name), .optional(row.phone?.digits), .optional(row.affiliation),
            .optional(row.category), .optional(row.email), .text(try PayloadCoding.text(row.answers)),
            .text(row.form.id),
            .int(Int64(row.form.version)), .text(row.consent.version), .int(row.consent.at.milliseconds),
            .text(row.publicID), .int(Int64(row.version)), .int(row.registeredAt.milliseconds),
            .optional(row.mergedInto?.rawValue),
        ]
    }
}
