// The schema's history: numbered, forward only, part of the program.

/// One step of the schema's history.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    /// What is run first.
    let begin: String
    /// The program writes every registration's search row in between.
    var fillsSearch = false
    /// What is run last.
    var end = ""

    /// What the checksum is of.
    public var sql: String { end.isEmpty ? begin : begin + "\n" + end }

    /// Every step, in order. A step that has been released never changes; its checksum is in every database.
    public static let all: [Migration] = [
        Migration(number: 1, name: "the first house", begin: firstHouse),
        Migration(
            number: 2, name: "everybody in order", begin: everybodyInOrder, fillsSearch: true,
            end: everybodyInOrderIndexes),
        Migration(number: 3, name: "shared views", begin: sharedViews),
        Migration(number: 4, name: "commands in time", begin: commandsInTime),
        Migration(number: 5, name: "admissions", begin: admissions),
        Migration(number: 6, name: "commands about several", begin: commandsAboutSeveral),
        Migration(number: 7, name: "imports", begin: imports),
        Migration(number: 8, name: "review", begin: review),
        Migration(number: 9, name: "admissions by place", begin: admissionsByPlace),
        Migration(number: 10, name: "programs", begin: programs),
        Migration(number: 11, name: "counters", begin: counters),
        Migration(number: 12, name: "reissues", begin: reissues),
        Migration(number: 13, name: "conflicts", begin: conflicts),
        Migration(number: 14, name: "grams in batches", begin: gramsInBatches),
        Migration(number: 15, name: "seats in batches", begin: seatsInBatches),
    ]
}
