// A journal with everything in it that a journal can hold, and ways to damage its files.

import Foundation
import Journal
import TestSupport
import Testing

/// A folder whose journal is closed, and what it held.
struct DamagedDesk {
    static let event: Int32 = 7
    static let page = 4_096
    private static let firstSerial: Int64 = 100

    let folder: String
    private(set) var entries: [JournalEntry] = []
    private(set) var confirmed: [[UInt8]] = []
    private(set) var deskID: [UInt8] = []
    private let count: Int
    /// The bytes of its file.
    private(set) var whole = Data()

    var path: String { folder + "/desk/journal.sqlite" }
    var pages: Int { whole.count / Self.page }
    var takenSerials: ClosedRange<Int64> { Self.firstSerial...Self.firstSerial + Int64(count) - 1 }

    static func id(_ number: Int) -> [UInt8] { [0xEE, 0x01] + [UInt8](repeating: UInt8(number), count: 14) }

    /// `count` entries: of seven, one is set aside, one is done, one was confirmed, the others wait. The tenth is too long for
    /// a page.
    init(_ folder: String, count: Int = 140) throws {
        self.folder = folder
        self.count = count
        try fill(try Journal(dataFolder: folder))
        whole = try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private mutating func fill(_ journal: Journal) throws {
        try journal.addBlock(event: Self.event, first: Self.firstSerial, last: 99_999)
        for number in 0..<count {
            _ = try journal.append(id: Self.id(number), event: Self.event, takesSerial: true, madeAt: Int64(number)) {
                sequence, _ in
                [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: number == 9 ? 30_000 : 300)
            }
            switch number % 7 {
            case 3: try journal.setAside(id: Self.id(number), note: "conflict")
            case 4: try journal.settle(id: Self.id(number))
            case 5: try journal.confirm(id: Self.id(number), of: "expo", payload: Array("confirmed \(number)".utf8))
            default: break
            }
        }
        _ = try journal.discard(id: Self.id(3), note: "by hand")
        entries = try journal.unsettled()
        confirmed = try journal.confirmed(of: "expo")
        deskID = journal.deskID
    }

    /// Lays the file down as it was, but for noise over some of its bytes, and nothing that was made in its place.
    /// - Returns: the file as it lies there then.
    @discardableResult
    func spoil(_ range: Range<Int>, _ random: inout SeededRandom) throws -> Data {
        for number in 2...4 { unlink("\(folder)/desk/journal-\(number).sqlite") }
        for end in ["-wal", "-shm"] { unlink(path + end) }
        unlink(folder + "/desk/rebuilds.sealed")
        var bytes = whole
        for place in range { bytes[place] = UInt8(random.int(in: 0...255)) }
        try bytes.write(to: URL(fileURLWithPath: path))
        return bytes
    }

    /// What has to hold of whatever was made of it: every entry is as it was or counted as lost, nothing comes twice, and
    /// the desk goes on.
    /// - Returns: how many entries that were not settled are gone.
    func expectSound(_ journal: Journal, _ name: Comment) throws -> Int {
        let found = try journal.unsettled()
        #expect(
            found.allSatisfy { entry in entries.contains { $0.id == entry.id && $0.payload == entry.payload } }, name)
        #expect(
            Set(found.map(\.id)).count == found.count && found.map(\.sequence) == found.map(\.sequence).sorted(), name)
        let lost = entries.count - found.count
        let rebuild = journal.rebuilds.first
        #expect(lost <= rebuild?.unreadable ?? 0, name)
        #expect(rebuild.map { $0.kept == found.count && $0.file == path } ?? true, name)
        #expect(rebuild?.mayLackMore == true || journal.deskID == deskID, name)
        if try journal.serialsLeft(event: Self.event) == 0 {
            try journal.addBlock(event: Self.event, first: 200_000, last: 200_009)
        }
        let (entry, isNew) = try journal.append(id: Self.id(255), event: Self.event, takesSerial: true, madeAt: 1) {
            _, _ in [1]
        }
        // Also where the last ones are lost: a copy of the event that is open has heard of them.
        #expect(isNew && entry.sequence > Int64(count), name)
        #expect(entry.serial.map { !takenSerials.contains($0) } ?? false, name)
        #expect(try journal.unsettled().count == found.count + 1, name)
        return lost
    }
}
