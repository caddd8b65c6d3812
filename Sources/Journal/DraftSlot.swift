// The half-filled forms of a console, a new one and an edit, and the decision it is carrying out, kept across crashes.

import Glibc

/// A place for one draft of each part, held by one console while it lives; another console takes another. Beside the
/// journal as `draft-N.sealed`, `edit-N.sealed` and `review-N.sealed`, with a lock on `draft-N.lock`.
///
/// Calls from several threads must not overlap.
public final class DraftSlot: Sendable {
    /// What is kept, each in a file of its own.
    public enum Part: String, CaseIterable, Sendable {
        /// The form of somebody new.
        case form = "draft"
        /// Somebody's answers being changed.
        case edit
        /// A decision on many under way.
        case review
    }

    private static let most = 1_000

    /// 1, 2, 3 …
    public let number: Int

    private let folder: DeskFolder
    private let seals: Seal
    private let lock: FileLock

    private init(number: Int, lock: FileLock, journal: Journal) {
        self.number = number
        self.lock = lock
        folder = journal.folder
        seals = journal.seals
    }

    /// The lowest free slot that holds a draft, as a dead console leaves it, else the lowest free one. Throws
    /// `cannotWrite`, `full`, or `locked` when a thousand consoles live.
    public static func take(in journal: Journal) throws(JournalError) -> DraftSlot {
        var number = 1
        while number <= most, access(journal.folder.draftLock(number), F_OK) == 0 {
            let isOrphan = Part.allCases.contains { access(journal.folder.draft(number, $0), F_OK) == 0 }
            if isOrphan, let slot = try take(number, in: journal) { return slot }
            number += 1
        }
        for number in 1...most {
            if let slot = try take(number, in: journal) { return slot }
        }
        throw .locked
    }

    private static func take(_ number: Int, in journal: Journal) throws(JournalError) -> DraftSlot? {
        guard let lock = try FileLock.immediate(path: journal.folder.draftLock(number)) else { return nil }
        return DraftSlot(number: number, lock: lock, journal: journal)
    }

    /// The draft, or nil when there is none. One that cannot be unsealed is renamed to `….damaged` and reported by
    /// throwing `damagedDraft` with that path; the slot is empty then and can be used. Throws `cannotWrite` too.
    public func load(_ part: Part = .form) throws(JournalError) -> [UInt8]? {
        let path = folder.draft(number, part)
        guard let sealed = try DeskFolder.read(path) else { return nil }
        if let bytes = seals.unseal(sealed, purpose: Self.purpose(part)) { return bytes }
        var copy = 1
        while access(folder.damagedDraft(number, part, copy: copy), F_OK) == 0 {
            copy += 1
        }
        let damaged = folder.damagedDraft(number, part, copy: copy)
        guard rename(path, damaged) == 0 else { throw DeskFolder.failure(damaged) }
        throw .damagedDraft(path: damaged)
    }

    /// Replaces the draft in one step: after a crash it is the old one or the new one, whole. Throws `cannotWrite` or
    /// `full`; the old draft stays then.
    public func save(_ bytes: [UInt8], _ part: Part = .form) throws(JournalError) {
        // Not lasting: after a power cut the draft before this one will do, and typing costs half the syncs.
        try DeskFolder.replace(
            folder.draft(number, part), with: seals.seal(bytes, purpose: Self.purpose(part)), lasting: false)
    }

    /// Removes the draft. No change when there is none.
    public func clear(_ part: Part = .form) throws(JournalError) {
        if unlink(folder.draft(number, part)) != 0, errno != ENOENT {
            throw DeskFolder.failure(folder.draft(number, part))
        }
    }

    /// What a seal is bound to: one part is not taken for the other.
    private static func purpose(_ part: Part) -> [UInt8] { Array(part.rawValue.utf8) }
}
