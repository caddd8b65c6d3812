// The one way to a journal: opened once, by whatever keyboard the passphrase was typed on.

import Foundation
import Journal
import TestSupport
import Testing

@testable import Desk

@Suite("The way to the journal")
struct JournalDoorTests {
    private let scratch: ScratchFolder
    private var folder: String { scratch.file("data") }

    init() throws {
        scratch = try ScratchFolder()
    }

    private func fault<T>(_ body: () throws(DeskError) -> T) -> JournalError? {
        do throws(DeskError) {
            _ = try body()
            return nil
        } catch {
            if case .journal(let error) = error { return error }
            return nil
        }
    }

    @Test("a passphrase in Hangul is the same composed and in parts, whichever of them it was set by")
    func composed() throws {
        let text = "열려라 참깨 카페"
        let parts = try #require(Passphrase(text.decomposedStringWithCanonicalMapping))
        let whole = try #require(Passphrase(text.precomposedStringWithCanonicalMapping))
        let journal = try Journal(dataFolder: folder)
        try journal.setPassphrase(parts.bytes, cost: Journal.leastPassphraseCost)
        #expect(try JournalDoor(dataFolder: folder).open(whole).deskID == journal.deskID)
        try journal.changePassphrase(from: whole.bytes, to: whole.bytes, cost: Journal.leastPassphraseCost)
        #expect(try JournalDoor(dataFolder: folder).open(parts).deskID == journal.deskID)
    }

    @Test("it is opened once and held; a wrong passphrase leaves it closed, and is told as such")
    func once() throws {
        let right = try #require(Passphrase("열려라 참깨 하나"))
        let wrong = try #require(Passphrase("열려라 참깨 둘"))
        try Journal(dataFolder: folder).setPassphrase(right.bytes, cost: Journal.leastPassphraseCost)
        let door = JournalDoor(dataFolder: folder)
        #expect(try door.readGuard() == .passphrase)
        #expect(
            fault { () throws(DeskError) in try door.open() } == .passphraseNeeded(path: folder + "/desk/journal.key"))
        #expect(fault { () throws(DeskError) in try door.open(wrong) } == .wrongPassphrase)
        let opened = try door.open(right)
        #expect(try door.open() === opened)
        #expect(try door.open(wrong) === opened)
        // What is open does not stand for knowing the passphrase.
        #expect(fault { () throws(DeskError) in try door.removePassphrase(wrong) } == .wrongPassphrase)
        #expect(fault { () throws(DeskError) in try door.changePassphrase(from: wrong, to: wrong) } == .wrongPassphrase)
        #expect(fault { () throws(DeskError) in try door.setPassphrase(wrong) } == .passphraseIsSet)
        try door.removePassphrase(right)
        #expect(try door.readGuard() == .keyFile)
    }

    @Test("a new folder is made, with a key file; how one is guarded that is not there makes nothing")
    func fresh() throws {
        let door = JournalDoor(dataFolder: folder)
        #expect(try door.readGuard() == nil)
        #expect(!FileManager.default.fileExists(atPath: folder))
        _ = try door.open()
        #expect(try door.readGuard() == .keyFile)
        let figures = try DeskFigures(
            reading: door.open(), DeskSettings(dataFolder: folder, database: .embedded, deskName: "desk"))
        #expect(figures.journalGuard == .keyFile)
    }
}
