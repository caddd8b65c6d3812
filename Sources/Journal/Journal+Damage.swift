// A journal whose file is damaged: finding that out, and saving what can still be read.

import GRDB

/// What is wrong with a journal's file.
public struct JournalDamage: Hashable, Sendable {
    /// The file.
    public var path: String
    /// What SQLite says of its pages, in its own words; at most twenty lines.
    public var pages: [String]
    /// Something that waits or was set aside cannot be unsealed.
    public var hasUnreadable: Bool

    public init(path: String, pages: [String], hasUnreadable: Bool) {
        self.path = path
        self.pages = pages
        self.hasUnreadable = hasUnreadable
    }
}

extension Journal {
    /// Looks through the whole file (SQLite's `PRAGMA quick_check`) and at everything that is not settled. Nil where nothing
    /// is wrong with it, or where it cannot be looked at now.
    public func findDamage() -> JournalDamage? {
        var damage = JournalDamage(path: folder.database, pages: [], hasUnreadable: false)
        do throws(JournalError) {
            damage.pages = try read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(20)") }
                .filter { $0 != "ok" }
        } catch .corrupted {
            damage.pages = ["database disk image is malformed"]
        } catch {
            return nil
        }
        do throws(JournalError) {
            _ = try unsettled()
        } catch .corrupted {
            damage.hasUnreadable = true
        } catch {
            return nil
        }
        return damage.pages.isEmpty && !damage.hasUnreadable ? nil : damage
    }

    /// What is not settled and can be read, in sequence order, one row at a time around what is damaged.
    /// - Returns: also how many rows could not be read; settled ones may be among them.
    public func readable() throws(JournalError) -> (entries: [JournalEntry], unreadable: Int) {
        let last = try read { db in try Int64.fetchOne(db, sql: "SELECT last_sequence FROM desk") ?? 0 }
        var entries: [JournalEntry] = []
        var unreadable = 0
        for sequence in stride(from: Int64(1), through: last, by: 1) {
            do throws(JournalError) {
                if let entry = try entry(sequence: sequence), entry.state != .done { entries.append(entry) }
            } catch .corrupted {
                unreadable += 1
            }
        }
        return (entries, unreadable)
    }
}
