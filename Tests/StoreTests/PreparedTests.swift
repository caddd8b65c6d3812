// What the server does with the statements of the commonest commands once it has met them a few times.

import Domain
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Prepared statements")
struct PreparedTests {
    /// The server plans a statement's first five calls each by itself; what differs in cost by what a call brings, it
    /// goes on planning for ever ("PREPARE", notes on generic and custom plans, in PostgreSQL's manual). Twenty calls
    /// tell one from the other.
    private static let calls: Int64 = 20

    @Test("walk-ins and check-ins are planned a few times on a connection, not each time")
    func plannedOnce() throws {
        let fixture = try Fixture()
        let connection = try fixture.connection()
        let store = Store(connection)
        for serial in 1...Self.calls {
            _ = try store.apply(fixture.registration(serial, phone: nil))
            guard case .passed = try store.apply(fixture.scan(serial)).outcome else {
                Issue.record("\(serial) was not let in")
                return
            }
        }
        let rows = try connection.run(
            Statement(
                "planned",
                """
                SELECT name, generic_plans, custom_plans FROM pg_prepared_statements
                WHERE name ~ '^(apply|gate)[.]' ORDER BY name
                """))
        let names = try rows.map { try $0.string(0) }
        #expect(Set(names).isSuperset(of: ["apply.book", "apply.insert", "apply.record", "gate.admit", "gate.person"]))
        for row in rows {
            let (name, generic, custom) = (try row.string(0), try row.int(1), try row.int(2))
            #expect(generic >= custom, "\(name): \(custom) plans of \(generic + custom) calls")
        }
    }
}
