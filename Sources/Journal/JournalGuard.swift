// What stands between somebody who has the desk's files and what is in them.

/// How the key that journal, copy and drafts are sealed with is guarded.
public enum JournalGuard: String, Hashable, Sendable {
    /// The key lies beside them in a file that only its owner can read: who takes the folder has it too.
    case keyFile = "key_file"
    /// The key lies beside them under a passphrase that is nowhere in the folder.
    case passphrase

    /// How a data folder's key is guarded; nil where there is none yet. Makes nothing. Throws `cannotWrite` where the key
    /// file cannot be read, `damagedKey` or `newerVersion`.
    public init?(dataFolder: String) throws(JournalError) {
        guard let file = try DeskFolder(existingIn: dataFolder).keyFile() else { return nil }
        self = file.journalGuard
    }
}
