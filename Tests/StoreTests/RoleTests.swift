// What the desks' role may do, and what everybody else may not.

import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("Roles")
struct RoleTests {
    let fixture: Fixture

    /// One for all: nothing here is ever committed.
    private static let shared = Result {
        let fixture = try Fixture()
        _ = try fixture.store().apply(fixture.registration(1, phone: "01012345678"))
        return fixture
    }

    init() throws {
        fixture = try Self.shared.get()
    }

    private func isDenied(_ sql: String, as user: String = "expo_desk") throws -> Bool {
        let connection = try fixture.connection(user: user)
        do {
            try connection.script("BEGIN; \(sql)")
            return false
        } catch {
            guard error.sqlState == "42501" else { throw error }
            return true
        }
    }

    @Test(
        "a desk deletes nothing, an undone entry and an enrolment aside",
        arguments: [
            "event", "event_key", "category", "form", "desk", "serial_block", "registration", "search", "command",
            "command_detail", "migration", "revocation", "program", "session", "command_subject",
        ])
    func noDelete(_ table: String) throws {
        #expect(try isDenied("DELETE FROM expo.\(table)"))
        #expect(try isDenied("TRUNCATE expo.\(table)"))
    }

    @Test(
        "a desk changes nothing that is written once",
        arguments: [
            "command SET outcome = 'x'", "command_detail SET payload = ''", "event SET title = 'x'",
            "event_key SET secret = secret", "category SET label_en = 'x'", "form SET definition = ''",
            "serial_block SET last_serial = last_serial", "migration SET name = 'x'",
            "admission SET entered_at = now()", "admission SET serial = 1", "admission SET day = day",
            "revocation SET revoked_at = now()", "enrolment SET serial = 1", "enrolment SET ordinal = 1",
        ])
    func noUpdate(_ change: String) throws {
        #expect(try isDenied("UPDATE expo.\(change)"))
    }

    @Test(
        "a desk makes and drops nothing in the schema",
        arguments: [
            "CREATE TABLE expo.mine (a int)", "DROP TABLE expo.search", "ALTER TABLE expo.search ADD a int",
            "DROP INDEX expo.registration_phone", "CREATE FUNCTION expo.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE TABLE public.mine (a int)", "CREATE ROLE mine",
        ])
    func noDefinition(_ sql: String) throws {
        #expect(try isDenied(sql))
    }

    @Test("a desk adds no events, categories and keys")
    func noSetup() throws {
        #expect(try isDenied("INSERT INTO expo.category VALUES (\(fixture.event.rawValue), 'x', 'x', 'x', 9)"))
        #expect(
            try isDenied(
                "INSERT INTO expo.event_key VALUES (\(fixture.event.rawValue), 5, decode(repeat('00',32),'hex'))"))
        #expect(try isDenied("INSERT INTO expo.migration VALUES (99, 'x', '')"))
    }

    @Test("a desk is no superuser and makes neither roles nor databases")
    func attributes() throws {
        let row = try fixture.owner().run(
            Statement(
                "attributes",
                "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = 'expo_desk'"
            ))[0]
        #expect(try row.bool(0) == false)
    }

    @Test(
        "another login of the same server sees nothing of ours",
        arguments: ["event_key", "registration", "command_detail", "search", "admission"])
    func strangers(_ table: String) throws {
        try fixture.owner().script(
            """
            DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
            """)
        #expect(try isDenied("SELECT * FROM expo.\(table)", as: "stranger"))
    }

    @Test("nothing in the schema is granted to everybody")
    func nothingPublic() throws {
        #expect(
            try fixture.count(
                """
                SELECT count(*) FROM information_schema.table_privileges
                WHERE table_schema = 'expo' AND grantee = 'PUBLIC'
                """) == 0)
        #expect(
            try fixture.count(
                "SELECT count(*) FROM pg_namespace n, aclexplode(n.nspacl) a WHERE nspname = 'expo' AND a.grantee = 0")
                == 0)
    }
}
