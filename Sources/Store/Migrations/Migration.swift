// The schema's history: numbered, forward only, part of the program.

/// One step of the schema's history.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    public let sql: String

    /// Every step, in order. A step that has been released never changes; its checksum is in every database.
    public static let all: [Migration] = [
        Migration(number: 1, name: "the first house", sql: firstHouse),
        Migration(number: 2, name: "shared views", sql: sharedViews),
    ]
}
