// A desk process for the journal's tests: it opens a data folder, does one thing, and says on standard output what has
// been promised, a line at a time and never before it is.

import Glibc
import Journal

@main
enum JournalProbe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(2) }
        let journal = try Journal(dataFolder: arguments[2])
        switch arguments[1] {
        case "append":
            if arguments.count > 4 {
                try journal.addBlock(event: 7, first: 1, last: 100_000)
            }
            try append(journal, count: Int(arguments[3]) ?? 0)
        case "drain": try hold(journal)
        case "draft": try draft(journal, text: arguments[3])
        case "passphrases": try turnKey(journal)
        default: exit(2)
        }
    }

    /// `append FOLDER COUNT [own-block]`: entries with a serial each, of a block that own-block adds; a line is `desk id sequence serial`.
    private static func append(_ journal: Journal, count: Int) throws {
        for _ in 0..<count {
            let id = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
            let (entry, _) = try journal.append(id: id, event: 7, takesSerial: true, madeAt: 1) { sequence, serial in
                Array("secret \(sequence) \(serial ?? 0)".utf8)
            }
            say("\(hex(journal.deskID)) \(hex(id)) \(entry.sequence) \(entry.serial ?? 0)")
        }
    }

    /// `drain FOLDER`: says whether it holds the drain lock, until standard input ends.
    private static func hold(_ journal: Journal) throws {
        let held: Void? = try journal.withDrainLock {
            say("held")
            _ = readLine()
        }
        if held == nil {
            say("busy")
        }
    }

    /// `draft FOLDER TEXT`: takes a slot, says its number and what it held, saves TEXT, until standard input ends.
    private static func draft(_ journal: Journal, text: String) throws {
        let slot = try DraftSlot.take(in: journal)
        let found = try slot.load().map { String(decoding: $0, as: UTF8.self) } ?? "-"
        try slot.save(Array(text.utf8))
        say("\(slot.number) \(found)")
        withExtendedLifetime(slot) { _ = readLine() }
    }

    /// `passphrases FOLDER`: sets a passphrase, changes and removes it, over and over; says how the key lies after each step.
    private static func turnKey(_ journal: Journal) throws {
        let cost = Journal.leastPassphraseCost
        while true {
            try journal.setPassphrase(Array("first".utf8), cost: cost)
            say("first")
            try journal.changePassphrase(from: Array("first".utf8), to: Array("second".utf8), cost: cost)
            say("second")
            try journal.removePassphrase(Array("second".utf8))
            say("file")
        }
    }

    /// One write: a line is whole even when the process is killed next.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
