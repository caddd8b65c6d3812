// The desk's key under a passphrase: what opens it, what does not, and what lies in the file.

import CSodium
import Foundation
import Journal
import TestSupport
import Testing

@Suite("A desk's passphrase")
struct PassphraseTests {
    private let scratch: ScratchFolder
    private let journal: Journal
    private let id = [UInt8](repeating: 9, count: 16)
    private let first = Array("열려라 참깨".utf8)
    private let second = Array("열려라 들깨".utf8)
    private let cheap = Journal.leastPassphraseCost

    private var data: String { scratch.file("data") }
    private var key: String { scratch.file("data/desk/journal.key") }

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
        _ = try journal.append(id: id, event: 1, takesSerial: false, madeAt: 0) { _, _ in Array("김민준".utf8) }
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// Opens the folder as another process would.
    private func open(_ passphrase: [UInt8]? = nil) throws -> Journal {
        try Journal(dataFolder: data, passphrase: passphrase)
    }

    private func expectOpen(_ passphrase: [UInt8]?, _ comment: Comment? = nil) throws {
        let opened = try open(passphrase)
        #expect(opened.deskID == journal.deskID, comment)
        #expect(try opened.entry(id: id)?.payload == Array("김민준".utf8), comment)
        let files = try FileManager.default.contentsOfDirectory(atPath: data + "/desk")
        #expect(files.filter { $0.hasPrefix("journal.key") } == ["journal.key"], comment)
    }

    @Test("set, changed and removed, the same journal, drafts and notes open each time, and by nothing else")
    func roundTrip() throws {
        let plain = try bytes(key)
        try journal.keep([1, 2], as: "note.sealed")
        try DraftSlot.take(in: journal).save([3, 4])
        #expect(try journal.readGuard() == .keyFile)

        try journal.setPassphrase(first, cost: cheap)
        #expect(try journal.readGuard() == .passphrase)
        #expect(try JournalGuard(dataFolder: data) == .passphrase)
        #expect(throws: JournalError.passphraseNeeded(path: key)) { try open() }
        #expect(throws: JournalError.wrongPassphrase) { try open(second) }
        try expectOpen(first)

        try journal.changePassphrase(from: first, to: second, cost: cheap)
        #expect(throws: JournalError.wrongPassphrase) { try open(first) }
        try expectOpen(second)
        let opened = try open(second)
        #expect(opened.kept(as: "note.sealed") == [1, 2])
        #expect(try DraftSlot.take(in: opened).load() == [3, 4])

        try opened.removePassphrase(second)
        #expect(try bytes(key) == plain)
        try expectOpen(nil)
        // Not needed any more, it does no harm.
        try expectOpen(second)
    }

    @Test("a program that was open before goes on, and what it writes opens with the passphrase")
    func openMeanwhile() throws {
        try open().setPassphrase(first, cost: cheap)
        let other = [UInt8](repeating: 8, count: 16)
        _ = try journal.append(id: other, event: 1, takesSerial: false, madeAt: 0) { _, _ in [5] }
        #expect(try open(first).entry(id: other)?.payload == [5])
    }

    @Test("the file holds a heading, the sealed key and a checksum, is its owner's only, and not the key itself")
    func file() throws {
        let plain = try bytes(key)
        try journal.setPassphrase(first, cost: cheap)
        let sealed = try bytes(key)
        #expect(sealed.starts(with: Array("expodesk key 1\n".utf8)))
        #expect(sealed.count == 15 + 24 + 24 + 32 + 16 + 32)
        #expect(Data(sealed).range(of: Data(plain)) == nil)
        #expect(Data(sealed).range(of: Data(plain.prefix(8))) == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        // A fresh salt each time: the same passphrase gives another file.
        try journal.changePassphrase(from: first, to: first, cost: cheap)
        #expect(try bytes(key) != sealed)
    }

    @Test("what the program asks of a guesser is libsodium's moderate cost")
    func usualCost() throws {
        try journal.setPassphrase(first)
        let heading = try bytes(key)[15..<23]
        #expect(Array(heading) == [3, 0, 0, 0, 0, 0, 0, 16])
        try expectOpen(first)
    }

    @Test("the bytes of the key file before are overwritten, also where they have another name")
    func overwritten() throws {
        // What a file undeleter would see of it.
        let seen = scratch.file("seen")
        #expect(link(key, seen) == 0)
        try journal.setPassphrase(first, cost: cheap)
        #expect(try bytes(seen) == [UInt8](repeating: 0, count: 32))
        let sealed = scratch.file("sealed")
        #expect(link(key, sealed) == 0)
        try journal.changePassphrase(from: first, to: second, cost: cheap)
        #expect(try bytes(sealed).allSatisfy { $0 == 0 })
        try expectOpen(second)
    }

    @Test("what does not fit is refused by its name and changes nothing")
    func refused() throws {
        let plain = try bytes(key)
        #expect(throws: JournalError.noPassphraseIsSet) {
            try journal.changePassphrase(from: first, to: second, cost: cheap)
        }
        #expect(throws: JournalError.noPassphraseIsSet) { try journal.removePassphrase(first) }
        #expect(try bytes(key) == plain)
        try journal.setPassphrase(first, cost: cheap)
        let sealed = try bytes(key)
        #expect(throws: JournalError.passphraseIsSet) { try journal.setPassphrase(second, cost: cheap) }
        #expect(throws: JournalError.wrongPassphrase) {
            try journal.changePassphrase(from: second, to: second, cost: cheap)
        }
        #expect(throws: JournalError.wrongPassphrase) { try journal.removePassphrase(second) }
        #expect(try bytes(key) == sealed)
        // Another folder's key file must not be taken for this one's.
        let other = try Journal(dataFolder: scratch.file("other"))
        try write(try bytes(scratch.file("other/desk/journal.key")), to: key)
        #expect(throws: JournalError.otherKey(path: key)) { try journal.setPassphrase(first, cost: cheap) }
        #expect(other.deskID != journal.deskID)
    }

    /// The file as another program would write it: the checksum fits.
    private func withChecksum(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&hash, 32, bytes, UInt64(bytes.count), nil, 0)
        return bytes + hash
    }

    @Test("a changed byte is told as damage, whichever it is and whatever passphrase is given, and so is a cut file")
    func damaged() throws {
        try journal.setPassphrase(first, cost: cheap)
        let sealed = try bytes(key)
        let changed = sealed.indices.map { place in
            var bytes = sealed
            bytes[place] ^= 1
            return bytes
        }
        let cut = [0, 12, 31, 33, 110, sealed.count - 1].map { Array(sealed.prefix($0)) }
        for bytes in changed + cut + [sealed + [0]] {
            try write(bytes, to: key)
            for passphrase in [nil, first, second] {
                #expect(throws: JournalError.damagedKey(path: key)) { try open(passphrase) }
            }
            #expect(throws: JournalError.damagedKey(path: key)) { try journal.removePassphrase(first) }
            #expect(throws: JournalError.damagedKey(path: key)) { _ = try JournalGuard(dataFolder: data) }
            #expect(try self.bytes(key) == bytes)
        }
        try write(sealed, to: key)
        try expectOpen(first)
    }

    @Test("what another program wrote so is no damage: another seal opens by no passphrase, a newer layout is newer")
    func foreign() throws {
        try journal.setPassphrase(first, cost: cheap)
        let sealed = Array(try bytes(key).dropLast(32))
        // The salt; nonce and seal.
        for place in [23, 38, 39, 62, 63, 94, 95, 110] {
            var bytes = sealed
            bytes[place] ^= 1
            try write(withChecksum(bytes), to: key)
            #expect(throws: JournalError.wrongPassphrase, "\(place)") { try open(first) }
        }
        // A cost that would take hours, or all memory.
        try write(withChecksum(Array(sealed[..<15]) + [255, 255, 255, 255] + Array(sealed[19...])), to: key)
        #expect(throws: JournalError.damagedKey(path: key)) { try open(first) }
        try write(withChecksum(Array("expodesk key 2\n".utf8) + [1, 2, 3]), to: key)
        #expect(throws: JournalError.newerVersion(path: key)) { try open(first) }
        #expect(throws: JournalError.newerVersion(path: key)) { _ = try JournalGuard(dataFolder: data) }
        try write(withChecksum(sealed), to: key)
        try expectOpen(first)
    }

    @Test("asking how a folder is guarded makes nothing")
    func guardOfNothing() throws {
        #expect(try JournalGuard(dataFolder: scratch.file("nowhere")) == nil)
        #expect(!FileManager.default.fileExists(atPath: scratch.file("nowhere")))
    }

    // MARK: Left behind

    /// Every file that a desk killed on its way from `before` to `after` may leave, by what stands under which name.
    private func leftovers(_ before: [UInt8], _ after: [UInt8]) -> [(key: [UInt8], new: [UInt8]?, old: Old)] {
        [
            (before, [], .none), (before, Array(after.prefix(20)), .none), (before, after, .none),
            (before, after, .link), (after, nil, .bytes(before)),
            (after, nil, .bytes([UInt8](repeating: 0, count: 9) + before.dropFirst(9))),
        ]
    }

    private enum Old {
        case none
        /// A second name of the key file itself.
        case link
        case bytes([UInt8])
    }

    @Test("whatever a killed desk has left, the key file's way opens, and the rest is overwritten and gone")
    func leftBehind() throws {
        let plain = try bytes(key)
        try journal.setPassphrase(first, cost: cheap)
        let sealed = try bytes(key)
        for (before, after) in [(plain, sealed), (sealed, plain)] {
            for (number, state) in leftovers(before, after).enumerated() {
                try? FileManager.default.removeItem(atPath: key)
                try write(state.key, to: key)
                var names: [String] = []
                if let new = state.new {
                    try write(new, to: key + ".new")
                    names.append(".new")
                }
                switch state.old {
                case .none: break
                case .link: #expect(link(key, key + ".old") == 0)
                case .bytes(let old):
                    try write(old, to: key + ".old")
                    names.append(".old")
                }
                for name in names { #expect(link(key + name, scratch.file("seen\(name)")) == 0) }
                try expectOpen(state.key.count == 32 ? nil : first, "\(number)")
                for name in names {
                    #expect(try bytes(scratch.file("seen\(name)")).allSatisfy { $0 == 0 }, "\(number) \(name)")
                    try FileManager.default.removeItem(atPath: scratch.file("seen\(name)"))
                }
                #expect(try bytes(key) == state.key, "\(number)")
            }
        }
    }

    @Test("where the key file is lost or damaged, nothing that may hold the key is touched")
    func lastCopy() throws {
        let plain = try bytes(key)
        let cases: [([UInt8]?, JournalError)] = [
            (nil, .lostKey(path: key)), (Array(plain.prefix(7)), .damagedKey(path: key)),
        ]
        for (left, fault) in cases {
            try? FileManager.default.removeItem(atPath: key)
            if let left { try write(left, to: key) }
            try write(plain, to: key + ".old")
            try write(plain, to: key + ".new")
            #expect(throws: fault) { try open() }
            #expect(try bytes(key + ".old") == plain && bytes(key + ".new") == plain)
        }
    }
}
