// A small thing the desk remembers beside its journal, sealed like everything else it keeps.

/// A sealed file in the desk's folder: there whole or not at all.
public struct SealedNote: Sendable {
    private let path: String
    private let seals: Seal
    private let purpose: [UInt8]

    /// - Parameter name: of the file, in the desk's folder.
    public init(_ name: String, of journal: Journal) {
        self.init(name, in: journal.folder, journal.seals)
    }

    init(_ name: String, in folder: DeskFolder, _ seals: Seal) {
        path = folder.path + "/" + name
        self.seals = seals
        purpose = Array(name.utf8)
    }

    /// What was kept; nil when there is nothing, or nothing that can be read. Throws `cannotWrite` where the file cannot
    /// be opened.
    public func read() throws(JournalError) -> [UInt8]? {
        try DeskFolder.read(path).flatMap { seals.unseal($0, purpose: purpose) }
    }

    /// Replaces what is kept by what `body` makes of it; other programs of this desk wait. What `body` throws leaves it as
    /// it was.
    public func change(_ body: ([UInt8]?) throws -> [UInt8]) throws {
        let held = try FileLock.waiting(path: path + ".lock")
        defer { withExtendedLifetime(held) {} }
        try DeskFolder.replace(path, with: seals.seal(try body(try read()), purpose: purpose), lasting: true)
    }
}
