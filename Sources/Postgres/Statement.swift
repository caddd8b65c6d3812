// A named piece of SQL, prepared once per connection.

/// One SQL statement, mostly under a name of its own: a connection prepares it the first time it runs and again after a
/// reset.
public struct Statement: Sendable, Hashable {
    /// Unique in the program; at most 63 bytes, PostgreSQL's limit for names. Empty for a statement that is not kept.
    public let name: String
    /// One statement, with parameters `$1`, `$2`, …
    public let sql: String

    public init(_ name: String, _ sql: String) {
        precondition(!name.isEmpty && name.utf8.count <= 63, "A statement's name has 1 to 63 bytes")
        self.name = name
        self.sql = sql
    }

    private init(unnamed sql: String) {
        name = ""
        self.sql = sql
    }

    /// A statement that is planned anew each time it runs, with its actual values in view, and not kept.
    public static func unnamed(_ sql: String) -> Statement {
        Statement(unnamed: sql)
    }
}
