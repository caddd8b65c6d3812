// Why the journal could not do what was asked, with what a person needs to mend it.

/// A refusal of `Journal` or `DraftSlot`. Nothing is stored when one is thrown.
public enum JournalError: Error, Equatable, Sendable {
    /// The file or folder cannot be made or written; `reason` is the system's own short text.
    case cannotWrite(path: String, reason: String)
    /// No room on the disk that holds `path`.
    case full(path: String)
    /// The journal `path` is damaged, and another could not be made in its place.
    case corrupted(path: String)
    /// A draft is damaged; it lies at `path` now.
    case damagedDraft(path: String)
    /// The key file `path` is gone, and the journal beside it is sealed under it.
    case lostKey(path: String)
    /// The key in `path` is not the one that the journal is sealed under.
    case otherKey(path: String)
    /// The key file `path` is not as it was written.
    case damagedKey(path: String)
    /// A newer expodesk wrote `path`.
    case newerVersion(path: String)
    /// The key in `path` lies under a passphrase, and none was given.
    case passphraseNeeded(path: String)
    /// The passphrase is not the one that the key lies under.
    case wrongPassphrase
    /// The key lies under a passphrase already.
    case passphraseIsSet
    /// The key lies under no passphrase.
    case noPassphraseIsSet
    /// The machine has not the memory that making a key of a passphrase takes.
    case noMemory
    /// Every serial leased for the event is taken.
    case noSerials(event: Int32)
    /// Other processes kept the journal busy for `Journal.patience` seconds.
    case locked
    /// The caller's `make` threw; `reason` describes its error.
    case notMade(reason: String)
}
