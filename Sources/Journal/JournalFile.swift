// What a desk has not sent, as a file for another desk: sealed under a passphrase, for it holds personal data.
//
// A heading in the clear (what the file is, how the key is made), then libsodium's secretstream (XChaCha20-Poly1305): a
// frame for what the file is about, one for each entry, one for the end. None can be left out, doubled, moved or changed
// without being noticed, and a file whose end is missing is refused as a whole.

import CSodium
import FoundationEssentials
import Glibc

/// Entries on their way from one desk's journal to another's.
public struct JournalFile: Equatable, Sendable {
    private static let magic = Array("expodesk journal file ".utf8)
    private static let version = Array("1\n".utf8)
    private static let headingLength =
        magic.count + version.count + PassphraseKey.encodedLength + crypto_secretstream_xchacha20poly1305_headerbytes()
    private static let lengthBytes = 4

    /// Where the entries come from, in the caller's words.
    public var about: [UInt8]
    /// In the order in which they were made.
    public var entries: [JournalEntry]

    public init(about: [UInt8], entries: [JournalEntry]) {
        self.about = about
        self.entries = entries
    }

    // MARK: Writing

    /// Writes the file: there whole afterwards, readable by its owner only, or not at all. A file that is there is left
    /// alone.
    public func write(to path: String, passphrase: [UInt8]) throws(JournalFileError) {
        guard access(path, F_OK) != 0 else { throw .alreadyThere(path: path) }
        guard let way = PassphraseKey() else {
            throw .unusable(path: path, reason: "no random bytes")
        }
        guard var key = way.key(of: passphrase, length: crypto_secretstream_xchacha20poly1305_keybytes()) else {
            throw .noMemory
        }
        defer { sodium_memzero(&key, key.count) }
        var state = crypto_secretstream_xchacha20poly1305_state()
        defer { sodium_memzero(&state, MemoryLayout.size(ofValue: state)) }
        var opening = [UInt8](repeating: 0, count: crypto_secretstream_xchacha20poly1305_headerbytes())
        crypto_secretstream_xchacha20poly1305_init_push(&state, &opening, key)
        var bytes = Self.magic + Self.version + way.encoded + opening
        bytes += Self.frame(about, bound: bytes, &state)
        for entry in entries { bytes += Self.frame(try Self.line(entry, path), &state) }
        bytes += Self.frame([], isLast: true, &state)
        do {
            try DeskFolder.replace(path, with: bytes, lasting: true)
        } catch {
            throw JournalFileError(error, path: path)
        }
    }

    private static func frame(
        _ text: [UInt8], bound heading: [UInt8] = [], isLast: Bool = false,
        _ state: inout crypto_secretstream_xchacha20poly1305_state
    ) -> [UInt8] {
        let tag = isLast ? crypto_secretstream_xchacha20poly1305_tag_final() : 0
        var sealed = [UInt8](repeating: 0, count: text.count + crypto_secretstream_xchacha20poly1305_abytes())
        crypto_secretstream_xchacha20poly1305_push(
            &state, &sealed, nil, text, UInt64(text.count), heading, UInt64(heading.count), tag)
        return UInt32(sealed.count).littleEndianBytes + sealed
    }

    // MARK: Reading

    /// Throws unless `path` begins as a journal file of this version does. Needs no passphrase.
    public static func check(_ path: String) throws(JournalFileError) {
        _ = try bytes(path)
    }

    private static func bytes(_ path: String) throws(JournalFileError) -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try DeskFolder.read(path)
        } catch {
            throw JournalFileError(error, path: path)
        }
        guard let bytes else {
            throw .unusable(path: path, reason: String(cString: strerror(ENOENT)))
        }
        guard bytes.starts(with: magic) else { throw .foreign(path: path) }
        guard bytes.dropFirst(magic.count).starts(with: version) else { throw .newerVersion(path: path) }
        guard bytes.count >= headingLength else { throw .damaged(path: path) }
        return bytes
    }

    /// What the file holds; nothing of it where anything is missing or was changed.
    public init(reading path: String, passphrase: [UInt8]) throws(JournalFileError) {
        let bytes = try Self.bytes(path)
        let start = Self.magic.count + Self.version.count
        let heading = Array(bytes[..<Self.headingLength])
        guard let way = PassphraseKey(Array(bytes[start..<start + PassphraseKey.encodedLength])) else {
            throw .damaged(path: path)
        }
        guard var key = way.key(of: passphrase, length: crypto_secretstream_xchacha20poly1305_keybytes()) else {
            throw .noMemory
        }
        defer { sodium_memzero(&key, key.count) }
        var state = crypto_secretstream_xchacha20poly1305_state()
        defer { sodium_memzero(&state, MemoryLayout.size(ofValue: state)) }
        let opening = Array(heading[(start + PassphraseKey.encodedLength)...])
        guard crypto_secretstream_xchacha20poly1305_init_pull(&state, opening, key) == 0 else {
            throw .damaged(path: path)
        }
        var place = Self.headingLength
        guard let first = Self.frame(in: bytes, at: &place) else { throw .damaged(path: path) }
        guard let about = Self.open(first, bound: heading, &state), !about.isLast else { throw .wrongPassphrase }
        self.init(about: about.text, entries: [])
        while true {
            guard let sealed = Self.frame(in: bytes, at: &place), let opened = Self.open(sealed, &state) else {
                throw .damaged(path: path)
            }
            if opened.isLast { break }
            guard let entry = Self.entry(opened.text) else { throw .damaged(path: path) }
            entries.append(entry)
        }
        guard place == bytes.count else { throw .damaged(path: path) }
    }

    /// The sealed frame at `place`, which moves behind it; nil where there is no whole one.
    private static func frame(in bytes: [UInt8], at place: inout Int) -> [UInt8]? {
        let start = place + lengthBytes
        guard start <= bytes.count else { return nil }
        let length = Int(bytes.littleEndian(at: place))
        guard length <= bytes.count - start, length >= crypto_secretstream_xchacha20poly1305_abytes() else {
            return nil
        }
        place = start + length
        return Array(bytes[start..<place])
    }

    private static func open(
        _ sealed: [UInt8], bound heading: [UInt8] = [], _ state: inout crypto_secretstream_xchacha20poly1305_state
    ) -> (text: [UInt8], isLast: Bool)? {
        let length = sealed.count - crypto_secretstream_xchacha20poly1305_abytes()
        var text = [UInt8](repeating: 0, count: max(length, 1))
        var tag: UInt8 = 0
        guard
            crypto_secretstream_xchacha20poly1305_pull(
                &state, &text, nil, &tag, sealed, UInt64(sealed.count), heading, UInt64(heading.count)) == 0
        else { return nil }
        return (Array(text[..<length]), tag == crypto_secretstream_xchacha20poly1305_tag_final())
    }

    // MARK: Entries

    /// An entry as it lies in the file: what another journal needs of it.
    private struct Line: Codable {
        var id: Data
        var event: Int32
        var serial: Int64?
        var payload: Data
        var isAside: Bool
        var note: String?
        var madeAt: Int64
    }

    private static func line(_ entry: JournalEntry, _ path: String) throws(JournalFileError) -> [UInt8] {
        let line = Line(
            id: Data(entry.id), event: entry.event, serial: entry.serial, payload: Data(entry.payload),
            isAside: entry.state == .aside, note: entry.note, madeAt: entry.madeAt)
        guard let data = try? JSONEncoder().encode(line) else {
            throw .unusable(path: path, reason: "entry \(entry.sequence)")
        }
        return Array(data)
    }

    /// Its sequence is the other journal's to give.
    private static func entry(_ text: [UInt8]) -> JournalEntry? {
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(text)), line.id.count == 16 else { return nil }
        return JournalEntry(
            sequence: 0, id: Array(line.id), event: line.event, serial: line.serial, payload: Array(line.payload),
            state: line.isAside ? .aside : .pending, note: line.note, madeAt: line.madeAt)
    }
}
