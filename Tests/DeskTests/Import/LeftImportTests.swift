// Imports that nobody was told the end of: what the next program of the desk finds, and says once.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Imports left in the middle")
struct LeftImportTests: ImportSuite {
    let lists: ImportRig

    init() throws { lists = try ImportRig() }

    /// As a program that died leaves it.
    private func leave(_ id: CommandID, _ path: String, _ event: EventID? = nil) throws {
        _ = try ImportMark(command: id, event: event ?? desk.event.id, path: path).leave(in: desk.journal)
    }

    @Test("an import is written down while it is under way, held by its program, and no longer than that")
    func whileUnderWay() throws {
        var seen: (isThere: Bool, others: Int)?
        _ = try desk.runImport(try work(crowd(10))) { progress in
            guard progress.phase == .storing, seen == nil else { return }
            let others = try? WorkMark.left(ImportMark.name, in: desk.journal).count
            seen = (LeftImport.mayBe(in: desk.journal), others ?? -1)
        }
        #expect(seen?.isThere == true && seen?.others == 0)
        #expect(!LeftImport.mayBe(in: desk.journal))
        // So does one that is stopped.
        let stop = WorkStop()
        #expect(throws: ImportError.self) {
            try desk.runImport(try work(crowd(3_000), name: "stopped.csv"), stop: stop) { progress in
                if progress.phase == .storing { stop.ask() }
            }
        }
        #expect(!LeftImport.mayBe(in: desk.journal))
    }

    @Test("what its program did not live to tell is told by the next one, once: stored or not")
    func told() throws {
        _ = try desk.runImport(try work(crowd(3)))
        let id = try rig.owner().run(.unnamed("SELECT id FROM expo.command WHERE kind = 'import'"))[0].uuid(0)
        let stored = try #require(CommandID(bytes: id))
        try leave(stored, "/srv/stored.csv")
        try leave(desk.makeCommandID(), "/srv/lost.csv")
        try leave(desk.makeCommandID(), "/srv/other.csv", EventID(rawValue: 999))
        #expect(LeftImport.mayBe(in: desk.journal))
        #expect(
            try desk.leftImports() == [
                LeftImport(path: "/srv/stored.csv", isStored: true), LeftImport(path: "/srv/lost.csv", isStored: false),
            ])
        #expect(try desk.leftImports().isEmpty)
        #expect(LeftImport.mayBe(in: desk.journal), "another event's is for whoever works there")
    }

    @Test("while an import may be on its way nothing is said yet, and nothing forgotten")
    func underWay() throws {
        try leave(desk.makeCommandID(), "/srv/lost.csv")
        let other = try rig.owner()
        try other.script("BEGIN; SELECT pg_advisory_xact_lock(2, \(desk.event.id.rawValue))")
        #expect(throws: DeskError.self) { try desk.leftImports() }
        try other.script("ROLLBACK")
        #expect(try desk.leftImports() == [LeftImport(path: "/srv/lost.csv", isStored: false)])
    }

    @Test("where the last answer of an import is lost, what came of it is found afterwards")
    func unanswered() throws {
        let relay = try Relay(to: rig.conninfo)
        let cutOff = try rig.desk(desk.settings.dataFolder, address: rig.conninfo + " host=\(relay.folder)")
        let list = try work(crowd(5))
        var fault: ImportError?
        do throws(ImportError) {
            _ = try cutOff.runImport(list) { progress in
                if progress.phase == .storing { relay.swallowNextCommit() }
            }
        } catch {
            fault = error
        }
        guard case .unanswered? = fault else {
            Issue.record("told as \(String(describing: fault))")
            return
        }
        let stored = try rig.count("SELECT count(*) FROM expo.registration") == 5
        #expect(try desk.leftImports() == [LeftImport(path: list.file.path, isStored: stored)])
    }
}
