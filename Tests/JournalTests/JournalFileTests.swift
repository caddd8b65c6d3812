// The file that carries a journal to another desk: whole or refused, for its passphrase only.

import Foundation
import Journal
import TestSupport
import Testing

@Suite("A journal file")
struct JournalFileTests {
    private let scratch: ScratchFolder
    private let path: String
    private let passphrase = Array("열려라 참깨, 오늘만".utf8)
    private let secret = "김민준 010-1234-5678"

    init() throws {
        scratch = try ScratchFolder()
        path = scratch.file("out.journal")
    }

    /// Bytes before the first frame.
    private static let heading = 72

    /// Where the next frame begins.
    private func end(ofFrameAt place: Int, _ bytes: [UInt8]) -> Int {
        var length = 0
        for byte in (0..<4).reversed() { length = length << 8 | Int(bytes[place + byte]) }
        return place + 4 + length
    }

    private func entry(_ number: UInt8, aside: Bool = false) -> JournalEntry {
        JournalEntry(
            sequence: Int64(number), id: [UInt8](repeating: number, count: 16), event: 1, serial: Int64(number) + 40,
            payload: Array("\(secret) \(number)".utf8), state: aside ? .aside : .pending,
            note: aside ? "duplicate" : nil, madeAt: 1_000 + Int64(number))
    }

    private func file(_ count: UInt8 = 3) -> JournalFile {
        JournalFile(about: Array("desk 1".utf8), entries: (1...count).map { entry($0, aside: $0 == 2) })
    }

    private func bytes() throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }

    private func read(_ passphrase: [UInt8]? = nil) throws(JournalFileError) -> JournalFile {
        try JournalFile(reading: path, passphrase: passphrase ?? self.passphrase)
    }

    @Test("what was written is read again, in order; only the owner may read it, and nothing of it is in clear")
    func whole() throws {
        try file().write(to: path, passphrase: passphrase)
        let back = try read()
        #expect(back.about == file().about)
        #expect(back.entries.map(\.id) == file().entries.map(\.id))
        #expect(back.entries.map(\.payload) == file().entries.map(\.payload))
        #expect(back.entries.map(\.state) == [.pending, .aside, .pending])
        #expect(back.entries.map(\.note) == [nil, "duplicate", nil])
        #expect(back.entries.map(\.serial) == [41, 42, 43] && back.entries.map(\.madeAt) == [1_001, 1_002, 1_003])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let data = Data(try bytes())
        for part in ["김민준", "1234", "desk 1"] { #expect(data.range(of: Data(part.utf8)) == nil) }
        #expect(data.range(of: Data("expodesk journal file".utf8)) != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out.journal"])
    }

    @Test("another passphrase opens nothing")
    func wrongPassphrase() throws {
        try file().write(to: path, passphrase: passphrase)
        #expect(throws: JournalFileError.wrongPassphrase) { try read(Array("열려라 참깨, 내일만".utf8)) }
    }

    @Test("a file of that name is left as it is")
    func alreadyThere() throws {
        try scratch.write([1, 2, 3], to: "out.journal")
        #expect(throws: JournalFileError.alreadyThere(path: path)) {
            try file().write(to: path, passphrase: passphrase)
        }
        #expect(try bytes() == [1, 2, 3])
    }

    @Test("a file cut off anywhere is refused as a whole, also between two frames")
    func tornEnds() throws {
        try file().write(to: path, passphrase: passphrase)
        let whole = try bytes()
        // A key takes most of a second each: the places where something ends, and some in between.
        var ends: Set<Int> = [whole.count - 1, whole.count - 21, whole.count / 2]
        var place = Self.heading
        while place + 4 <= whole.count {
            ends.insert(place)
            place = end(ofFrameAt: place, whole)
        }
        #expect(place == whole.count && ends.count > 6)
        for end in ends.sorted() {
            try scratch.write(Array(whole[..<end]), to: "out.journal")
            #expect(throws: JournalFileError.damaged(path: path), "cut at \(end) of \(whole.count)") { try read() }
        }
        try scratch.write(whole + [0], to: "out.journal")
        #expect(throws: JournalFileError.damaged(path: path)) { try read() }
        #expect(throws: JournalFileError.foreign(path: path)) {
            try scratch.write([], to: "out.journal")
            try JournalFile.check(path)
        }
    }

    @Test("a changed byte is noticed wherever it is")
    func forged() throws {
        try file().write(to: path, passphrase: passphrase)
        let whole = try bytes()
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        // The version and how the key is made come first.
        let places =
            [21, 24, 28, 33, 60] + (0..<4).map { _ in Int.random(in: Self.heading..<whole.count, using: &random) }
        for place in places {
            var forged = whole
            forged[place] ^= 0x10
            try scratch.write(forged, to: "out.journal")
            #expect(throws: JournalFileError.self, "byte \(place) of \(whole.count), seed \(seed)") { try read() }
        }
    }

    @Test("two frames that changed places are noticed")
    func swapped() throws {
        try JournalFile(about: [1], entries: [entry(1), entry(3)]).write(to: path, passphrase: passphrase)
        let whole = try bytes()
        var starts = [Self.heading]
        while let last = starts.last, last < whole.count {
            starts.append(end(ofFrameAt: last, whole))
        }
        try #require(starts.count == 5)
        let (first, second) = (whole[starts[1]..<starts[2]], whole[starts[2]..<starts[3]])
        try scratch.write(Array(whole[..<starts[1]]) + second + first + whole[starts[3]...], to: "out.journal")
        #expect(throws: JournalFileError.damaged(path: path)) { try read() }
    }

    @Test("other files are told from journal files, newer ones too, before anybody types a passphrase")
    func foreign() throws {
        try scratch.write(Array("name,phone\n김민준,010\n".utf8), to: "out.journal")
        #expect(throws: JournalFileError.foreign(path: path)) { try JournalFile.check(path) }
        try scratch.write(Array("expodesk journal file 2\n and more".utf8), to: "out.journal")
        #expect(throws: JournalFileError.newerVersion(path: path)) { try JournalFile.check(path) }
        let nowhere = scratch.file("nowhere")
        #expect(throws: JournalFileError.unusable(path: nowhere, reason: "No such file or directory")) {
            try JournalFile.check(nowhere)
        }
        #expect(throws: JournalFileError.unusable(path: scratch.file("no/folder"), reason: "No such file or directory"))
        {
            try file().write(to: scratch.file("no/folder"), passphrase: passphrase)
        }
    }

    @Test("another journal takes the entries in as they stand, in order, once; what it knows stays as it is")
    func takenIn() throws {
        let journal = try Journal(dataFolder: scratch.file("data"))
        _ = try journal.append(id: [UInt8](repeating: 3, count: 16), event: 1, takesSerial: false, madeAt: 5) { _, _ in
            [7]
        }
        try journal.settle(id: [UInt8](repeating: 3, count: 16))
        #expect(try journal.takeIn(file(4).entries) == 3)
        #expect(try journal.pending().map(\.id) == [entry(1).id, entry(4).id])
        #expect(try journal.pending().map(\.sequence) == [2, 4])
        #expect(try journal.aside().map(\.note) == ["duplicate"])
        #expect(try journal.unsettled().map(\.payload) == [entry(1), entry(2), entry(4)].map(\.payload))
        #expect(try journal.entry(id: entry(3).id)?.state == .done)
        try journal.settle(id: entry(1).id)
        #expect(try journal.takeIn(file(4).entries) == 0)
        #expect(try journal.unsettled().map(\.id) == [entry(2).id, entry(4).id])
    }

    @Test("a sealed note is read again, is changed whole, and one that was damaged is none")
    func note() throws {
        let journal = try Journal(dataFolder: scratch.file("data"))
        let note = SealedNote("memory.sealed", of: journal)
        #expect(try note.read() == nil)
        try note.change { ($0 ?? []) + Array(secret.utf8) }
        try note.change { ($0 ?? []) + [1] }
        #expect(try note.read() == Array(secret.utf8) + [1])
        #expect(throws: CancellationError.self) { try note.change { _ in throw CancellationError() } }
        #expect(try note.read() == Array(secret.utf8) + [1])
        let file = scratch.file("data/desk/memory.sealed")
        var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: file)))
        #expect(Data(bytes).range(of: Data("김민준".utf8)) == nil)
        bytes[bytes.count - 1] ^= 1
        try scratch.write(bytes, to: "data/desk/memory.sealed")
        #expect(try note.read() == nil)
    }
}
