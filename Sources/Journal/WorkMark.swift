// What a program of this desk is in the middle of, for whoever comes after it should it die.

import Glibc

/// A sealed file beside a lock that its program holds as long as it lives. A program that dies leaves the file to the next
/// one; what of it is told is for that one to find out.
public final class WorkMark: Sendable {
    /// What was written down.
    public let bytes: [UInt8]
    private let path: String
    private let lock: FileLock

    private static let most = 1_000

    private init(_ bytes: [UInt8], path: String, lock: FileLock) {
        self.bytes = bytes
        self.path = path
        self.lock = lock
    }

    /// Writes down what begins. It lasts when this returns.
    /// - Parameter name: of the kind of work: a lower-case word.
    public static func make(_ name: String, _ bytes: [UInt8], in journal: Journal) throws(JournalError) -> WorkMark {
        for number in 1...most {
            let base = base(name, number, journal)
            guard let lock = try FileLock.immediate(path: base + ".lock"), access(base + ".sealed", F_OK) != 0 else {
                continue
            }
            let sealed = journal.seals.seal(bytes, purpose: Array(name.utf8))
            try DeskFolder.replace(base + ".sealed", with: sealed, lasting: true)
            return WorkMark(bytes, path: base + ".sealed", lock: lock)
        }
        throw .locked
    }

    /// Whether there may be some that were left, without a look into them.
    public static func areLeft(_ name: String, in journal: Journal) -> Bool {
        numbers(name, journal).contains { access(base(name, $0, journal) + ".sealed", F_OK) == 0 }
    }

    /// Those whose programs are gone. As long as one of them is held, nobody else finds it.
    public static func left(_ name: String, in journal: Journal) throws(JournalError) -> [WorkMark] {
        var left: [WorkMark] = []
        for number in numbers(name, journal) {
            let base = base(name, number, journal)
            guard let lock = try FileLock.immediate(path: base + ".lock"),
                let sealed = try DeskFolder.read(base + ".sealed")
            else { continue }
            // What cannot be read any more says nothing to anybody, but is no longer in the way once it is removed.
            let bytes = journal.seals.unseal(sealed, purpose: Array(name.utf8)) ?? []
            left.append(WorkMark(bytes, path: base + ".sealed", lock: lock))
        }
        return left
    }

    /// The work is over, and whoever began it knows how it ended.
    public func remove() throws(JournalError) {
        if unlink(path) != 0, errno != ENOENT { throw DeskFolder.failure(path) }
    }

    private static func numbers(_ name: String, _ journal: Journal) -> [Int] {
        Array((1...most).prefix { access(base(name, $0, journal) + ".lock", F_OK) == 0 })
    }

    private static func base(_ name: String, _ number: Int, _ journal: Journal) -> String {
        "\(journal.folder.path)/\(name)-\(number)"
    }
}
