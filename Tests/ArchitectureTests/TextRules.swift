// What strings and files must not hold: SQL outside its rooms, and the paths of somebody's machine.

import Foundation

/// Checks texts.
enum TextRules {
    /// The rooms that speak SQL: the store, the connection under it, the journal's own file, and the measurements, which
    /// are not part of the product.
    static let roomsWithSQL = ["Store", "Postgres", "Journal", "Bench"]

    static func sqlComplaints(about file: SwiftSource) -> [String] {
        // Upper case, as all SQL here is written, and a word that never stands alone in a sentence.
        let sql =
            /\b(?:SELECT\s|INSERT\s+INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:TABLE|INDEX|UNIQUE|ROLE|SCHEMA|DATABASE)\b|ALTER\s+(?:TABLE|ROLE)\b|DROP\s+(?:TABLE|SCHEMA|DATABASE)\b|GRANT\s|TRUNCATE\s|LISTEN\s|NOTIFY\s|COPY\s|ROLLBACK\b|FROM\s+expo\.)/
        return file.literals.compactMap { literal in
            guard let match = literal.text.firstMatch(of: sql) else { return nil }
            return "\(file.path):\(literal.line): SQL outside the store: \(match.output)"
        }
    }

    /// Complaints about places that exist on one machine only: homes (apart from `/home/me`, everybody's), mounts, and
    /// scratch folders other than the program's own, which all begin with its name.
    static func pathComplaints(about text: String, in path: String) -> [String] {
        let place =
            /(?:^|[^\w.~\/$})-])(?<place>\/(?!home\/me\b)(?:(?:home|Users|mnt|media|opt|root|work|farm|workspace)\/[\w.][\w.\/-]*|root\b|(?:var\/)?tmp\/(?!expodesk)[\w.][\w.\/-]*))/
        var found: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.utf8.contains(UInt8(ascii: "/")) else { continue }
            for match in line.matches(of: place) {
                found.append("\(path):\(index + 1): a path of one machine: \(match.place)")
            }
        }
        return found
    }

    /// Complaints about Korean particles behind a quoted word that is only known when the sentence is said. Typed or foreign
    /// words sound as nobody can tell from their letters, so such a sentence does without a particle; nor does it offer two.
    static func particleComplaints(about text: String, in path: String) -> [String] {
        let particle = /Particle\.\w+\.after\("'|\)'(?:은|는|이|가|을|를|과|와|으로|로)[ .,?"]|은\(는\)|이\(가\)|을\(를\)|\(으\)로/
        var found: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let match = line.firstMatch(of: particle) else { continue }
            found.append("\(path):\(index + 1): a particle that depends on a quoted word: \(match.output)")
        }
        return found
    }
}
