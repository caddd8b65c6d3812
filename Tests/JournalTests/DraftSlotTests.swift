// Drafts: one a console, kept across its death, never another's.

import Foundation
import Journal
import TestSupport
import Testing

@Suite("Draft slots")
struct DraftSlotTests {
    private let scratch: ScratchFolder
    private let journal: Journal

    init() throws {
        scratch = try ScratchFolder()
        journal = try Journal(dataFolder: scratch.file("data"))
    }

    @Test("a draft comes back until it is cleared, also the empty one")
    func roundTrip() throws {
        let slot = try DraftSlot.take(in: journal)
        #expect(try slot.load() == nil)
        for draft in [Array("이름".utf8), [], [UInt8](repeating: 3, count: 100_000)] {
            try slot.save(draft)
            #expect(try slot.load() == draft)
        }
        try slot.clear()
        try slot.clear()
        #expect(try slot.load() == nil)
    }

    @Test("a form and an edit lie side by side, and either keeps the slot for the next console")
    func parts() throws {
        var slot: DraftSlot? = try DraftSlot.take(in: journal)
        let second = try DraftSlot.take(in: journal)
        try slot?.save([1])
        try second.save([2], .edit)
        #expect(try slot?.load(.edit) == nil)
        try slot?.save([3], .edit)
        #expect(try slot?.load() == [1] && slot?.load(.edit) == [3])
        try slot?.clear()
        #expect(try slot?.load() == nil && slot?.load(.edit) == [3])
        slot = nil
        #expect(try DraftSlot.take(in: journal).load(.edit) == [3])
        #expect(try second.load(.edit) == [2])
    }

    @Test("consoles alive at once have slots of their own, a freed one is taken again, lowest first")
    func numbers() throws {
        let first = try DraftSlot.take(in: journal)
        var second: DraftSlot? = try DraftSlot.take(in: journal)
        let third = try DraftSlot.take(in: journal)
        #expect([first.number, second?.number, third.number] == [1, 2, 3])
        second = nil
        #expect(try DraftSlot.take(in: journal).number == 2)
        withExtendedLifetime((first, third)) {}
    }

    @Test("a free slot with a draft goes before a free one without")
    func orphan() throws {
        var slots = try (1...3).map { _ in try DraftSlot.take(in: journal) }
        try slots[2].save([5])
        slots = []
        let next = try DraftSlot.take(in: journal)
        #expect(next.number == 3)
        #expect(try next.load() == [5])
        #expect(try DraftSlot.take(in: journal).number == 1)
    }

    @Test("a console killed with kill -9 leaves its draft to the next, a living one keeps its own")
    func killed() throws {
        let data = scratch.file("data")
        let alive = try Probe("draft", data, "alive")
        #expect(alive.line() == "1 -")
        let doomed = try Probe("draft", data, "doomed")
        #expect(doomed.line() == "2 -")
        doomed.kill9()
        try doomed.finish()
        let heir = try Probe("draft", data, "heir")
        #expect(heir.line() == "2 doomed")
        try heir.finish()
        try alive.finish()
        let after = try DraftSlot.take(in: journal)
        #expect(after.number == 1)
        #expect(try after.load() == Array("alive".utf8))
    }

    @Test("damaged drafts are kept aside and reported once each, and the slot goes on")
    func damaged() throws {
        let slot = try DraftSlot.take(in: journal)
        for name in ["draft-1.damaged", "draft-1.damaged-2"] {
            try scratch.write(Array(name.utf8), to: "data/desk/draft-1.sealed")
            let kept = scratch.file("data/desk/" + name)
            #expect(throws: JournalError.damagedDraft(path: kept)) { try slot.load() }
            #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == Data(name.utf8))
            #expect(try slot.load() == nil)
        }
        try slot.save([1])
        #expect(try slot.load() == [1])
    }

    @Test("bytes sealed for something else are no draft")
    func purposes() throws {
        let slot = try DraftSlot.take(in: journal)
        try scratch.write(journal.seal([1]), to: "data/desk/draft-1.sealed")
        #expect(throws: JournalError.damagedDraft(path: scratch.file("data/desk/draft-1.damaged"))) { try slot.load() }
    }
}
