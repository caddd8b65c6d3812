// A file that grows: sealed frames one after another, each bound to its place, so that none can be left out, doubled or
// moved without being noticed.

import Glibc

/// A file of sealed frames in the desk's folder, for what can be fetched again: replaced as a whole, and added to at its
/// end. A torn or damaged end is left out when it is read, and written over by the next frame.
///
/// One process writes at a time (`isWriter`); any may read. A value of this type belongs to one thread.
public final class SealedStream {
    /// The most bytes of one frame.
    public static let longestFrame = 1 << 24

    private static let magic = Array("expodesk stream 1\n".utf8)
    private static let identityLength = 16
    private static let lengthBytes = 4

    public let path: String
    private let seals: Seal
    private var lock: FileLock?
    /// Where the next frame goes; nil until the file was read or replaced.
    private var end: End?

    private struct End {
        var identity: [UInt8]
        var offset: Int
        var count: UInt64
    }

    /// - Parameters:
    ///   - name: of the file, in the desk's folder.
    ///   - readOnly: leaves the right to write it to others, also where nobody has it.
    public init(_ name: String, of journal: Journal, readOnly: Bool = false) throws(JournalError) {
        path = journal.folder.path + "/" + name
        seals = journal.seals
        lock = readOnly ? nil : try FileLock.immediate(path: path + ".lock")
    }

    /// Another process, or another value of this one, does not write this file.
    public var isWriter: Bool { lock != nil }

    /// Takes the right to write the file where whoever had it has ended. What the file holds by then is theirs: nothing can
    /// be added before it was read or replaced.
    /// - Returns: whether this is the writer now.
    public func takeOver() throws(JournalError) -> Bool {
        guard lock == nil else { return true }
        end = nil
        lock = try FileLock.immediate(path: path + ".lock")
        return lock != nil
    }

    /// Calls `body` with every whole frame, in order.
    /// - Returns: whether there is a file with a whole beginning.
    public func read(_ body: ([UInt8]) throws -> Void) throws -> Bool {
        end = nil
        guard let bytes = try DeskFolder.read(path) else { return false }
        let head = Self.magic.count + Self.identityLength
        guard bytes.count >= head, bytes.starts(with: Self.magic) else { return false }
        var end = End(identity: Array(bytes[Self.magic.count..<head]), offset: head, count: 0)
        while let frame = frame(in: bytes, at: end) {
            try body(frame.opened)
            end.offset += frame.length
            end.count += 1
        }
        self.end = end
        return true
    }

    /// Writes the file anew, with what `body` hands over: there whole afterwards, or as it was.
    public func replace(_ body: (_ add: ([UInt8]) throws -> Void) throws -> Void) throws {
        guard let identity = Seal.randomBytes(Self.identityLength) else {
            throw JournalError.cannotWrite(path: path, reason: "no random bytes")
        }
        let new = path + ".new"
        let descriptor = try DeskFolder.openFile(new, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        var end = End(identity: identity, offset: 0, count: 0)
        do {
            try DeskFolder.write(Self.magic + identity, to: descriptor, path: new)
            end.offset = Self.magic.count + identity.count
            try body { frame in
                let sealed = sealed(frame, end)
                try DeskFolder.write(sealed, to: descriptor, path: new)
                end.offset += sealed.count
                end.count += 1
            }
            guard fsync(descriptor) == 0, rename(new, path) == 0 else { throw DeskFolder.failure(new) }
        } catch {
            unlink(new)
            throw error
        }
        self.end = end
    }

    /// Adds a frame. Not synced: a power cut may take the last ones, and they are fetched again. Only after `read` or
    /// `replace` found or made a file; else no change.
    public func append(_ frame: [UInt8]) throws(JournalError) {
        guard var end else { return }
        let descriptor = try DeskFolder.openFile(path, O_WRONLY)
        defer { close(descriptor) }
        guard ftruncate(descriptor, end.offset) == 0, lseek(descriptor, end.offset, SEEK_SET) == end.offset else {
            throw DeskFolder.failure(path)
        }
        let sealed = sealed(frame, end)
        try DeskFolder.write(sealed, to: descriptor, path: path)
        end.offset += sealed.count
        end.count += 1
        self.end = end
    }

    /// Bytes of the file's whole frames.
    public var length: Int { end?.offset ?? 0 }

    private func sealed(_ frame: [UInt8], _ end: End) -> [UInt8] {
        precondition(frame.count <= Self.longestFrame, "a frame of a sealed stream is too long")
        let sealed = seals.seal(frame, purpose: Self.purpose(end))
        return (0..<Self.lengthBytes).map { UInt8(truncatingIfNeeded: sealed.count >> (8 * $0)) } + sealed
    }

    private func frame(in bytes: [UInt8], at end: End) -> (opened: [UInt8], length: Int)? {
        let start = end.offset + Self.lengthBytes
        guard start <= bytes.count else { return nil }
        let length = (0..<Self.lengthBytes).reduce(0) { $0 | Int(bytes[end.offset + $1]) << (8 * $1) }
        guard length <= bytes.count - start,
            let opened = seals.unseal(Array(bytes[start..<start + length]), purpose: Self.purpose(end))
        else { return nil }
        return (opened, Self.lengthBytes + length)
    }

    /// What a frame is sealed for: this file and this place in it.
    private static func purpose(_ end: End) -> [UInt8] {
        end.identity + (0..<8).map { UInt8(truncatingIfNeeded: end.count >> (8 * UInt64($0))) }
    }
}
