// Imports that meet others at the database.

import Domain
import Postgres
import Store
import Testing

@Suite("Imports that meet others")
struct ImportRaceTests {
    @Test("a deadlock or a serialization failure while an import judges ends that try only: it is judged anew")
    func judgedAnew() throws {
        let fixture = try Fixture()
        let store = try fixture.store()
        for state in ["40P01", "40001"] {
            let met = StoreError.postgres(PostgresError(kind: .server, sqlState: state, message: "met another"))
            let ending = try store.importRows(event: fixture.event) { () throws -> ImportedList? in
                _ = try store.lockSeats(of: fixture.event)
                throw met
            } isWanted: { _ in
                true
            }
            #expect(ending == .overtaken, "\(state)")
        }
        // What is wrong otherwise is told, and either way the connection is out of the transaction.
        let wrong = StoreError.postgres(PostgresError(kind: .server, sqlState: "42P01", message: "no table"))
        #expect(throws: StoreError.self) {
            try store.importRows(event: fixture.event, judge: { throw wrong }, isWanted: { _ in true })
        }
        #expect(try store.importRows(event: fixture.event, judge: { nil }, isWanted: { _ in true }) == .nothing)
    }
}
