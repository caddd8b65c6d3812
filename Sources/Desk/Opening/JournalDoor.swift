// The one way to a data folder's journal, so that nobody is asked twice for what opens it.

public import Journal
internal import Synchronization

/// Opens a data folder's journal once, by its key file or by a passphrase, and holds it open: whatever a program does with
/// journal, copy and drafts goes through the journal it gives.
public final class JournalDoor: Sendable {
    private let dataFolder: String
    private let opened = Mutex<Journal?>(nil)

    public init(dataFolder: String) {
        self.dataFolder = dataFolder
    }

    /// How the folder's key is guarded; nil where there is none yet. Makes nothing. Throws `journal`.
    public func readGuard() throws(DeskError) -> JournalGuard? {
        try DeskError.wrap { try JournalGuard(dataFolder: dataFolder) }
    }

    /// The journal; the open one where there is one. Makes what is missing. Throws `journal`, of which `passphraseNeeded`
    /// and `wrongPassphrase` leave the door as it was.
    public func open(_ passphrase: Passphrase? = nil) throws(DeskError) -> Journal {
        try opened.withLock { held throws(DeskError) in
            if let held { return held }
            let journal = try DeskError.wrap { try Journal(dataFolder: dataFolder, passphrase: passphrase?.bytes) }
            held = journal
            return journal
        }
    }

    /// Puts the key under a passphrase. Throws `journal`, of which `passphraseIsSet` where it lies under one.
    public func setPassphrase(_ new: Passphrase) throws(DeskError) {
        let journal = try open()
        try DeskError.wrap { try journal.setPassphrase(new.bytes) }
    }

    /// Puts the key under another passphrase. Throws `journal`, of which `wrongPassphrase` and `noPassphraseIsSet`.
    public func changePassphrase(from old: Passphrase, to new: Passphrase) throws(DeskError) {
        let journal = try open(old)
        try DeskError.wrap { try journal.changePassphrase(from: old.bytes, to: new.bytes) }
    }

    /// Leaves the key in its file. Throws as `changePassphrase`.
    public func removePassphrase(_ old: Passphrase) throws(DeskError) {
        let journal = try open(old)
        try DeskError.wrap { try journal.removePassphrase(old.bytes) }
    }
}
