// What the command line of the measurements asks for.

import TestSupport

/// The options of `Bench`.
struct Options {
    enum Part: String, CaseIterable {
        case qr, console, search, store
        case checkIn = "check-in"
        case review, `import`, export, journal, offline
    }

    /// What to measure; everything unless named.
    var parts = Set(Part.allCases)
    /// Print a table for a document.
    var isMarkdown = false
    /// A tenth of the rounds: to see that it works, not to believe the numbers.
    var isQuick = false
    /// Rows behind the attendee table.
    var crowds = [300, 1_000_000]
    /// The folder of the compiled programs to compare with.
    var peers = "bench-results/peers"
    /// The program to measure.
    let program: String

    init(_ arguments: some Sequence<String>) throws {
        program = try Product.path("expodesk")
        var rest = Array(arguments)[...]
        var named: Set<Part> = []
        while let word = rest.popFirst() {
            switch word {
            case "--markdown": isMarkdown = true
            case "--quick": isQuick = true
            case "--peers": peers = try Self.value(of: word, &rest)
            case "--crowd":
                guard let count = Int(try Self.value(of: word, &rest)), count > 0 else {
                    throw SupportError("--crowd takes a number of registrations")
                }
                crowds = [count]
            default:
                guard let part = Part(rawValue: word) else {
                    let parts = Part.allCases.map(\.rawValue).joined(separator: "|")
                    throw SupportError("usage: Bench [--markdown] [--quick] [--crowd N] [--peers FOLDER] [\(parts) …]")
                }
                named.insert(part)
            }
        }
        if !named.isEmpty { parts = named }
    }

    private static func value(of option: String, _ rest: inout ArraySlice<String>) throws -> String {
        guard let value = rest.popFirst() else { throw SupportError("\(option) takes a value") }
        return value
    }
}
