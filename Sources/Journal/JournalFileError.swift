// Why a journal file could not be written or read.

/// A refusal of `JournalFile`. No file is made, and nothing is read of one, when it is thrown.
public enum JournalFileError: Error, Equatable, Sendable {
    /// Some other file.
    case foreign(path: String)
    /// A newer expodesk wrote it.
    case newerVersion(path: String)
    /// The passphrase is another one, or the beginning of the file was changed.
    case wrongPassphrase
    /// Its end is missing, or something in it was changed.
    case damaged(path: String)
    /// There is a file of this name, which is left as it is.
    case alreadyThere(path: String)
    /// The machine has not the memory that making a key of a passphrase takes.
    case noMemory
    /// It cannot be read or written; `reason` is the system's own short text.
    case unusable(path: String, reason: String)
    /// No room on the disk that holds `path`.
    case full(path: String)

    init(_ error: JournalError, path: String) {
        switch error {
        case .cannotWrite(_, let reason), .notMade(let reason): self = .unusable(path: path, reason: reason)
        case .full: self = .full(path: path)
        case .noMemory: self = .noMemory
        case .corrupted, .damagedDraft, .lostKey, .otherKey, .damagedKey, .newerVersion, .noSerials, .locked,
            .passphraseNeeded, .wrongPassphrase,
            .passphraseIsSet, .noPassphraseIsSet:
            self = .unusable(path: path, reason: "\(error)")
        }
    }
}
