// Imports where seats are limited: what they hold other desks up with, and what not.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Imports and seats")
struct ImportSeatTests {
    private let rig: DeskRig
    private let desk: Desk
    private let scratch: ScratchFolder

    init() throws {
        rig = try DeskRig()
        desk = try rig.desk()
        scratch = try ScratchFolder()
    }

    private static let yes = ImportOptions(hasConsent: true)

    private func work(_ text: String, _ options: ImportOptions, name: String) throws -> ImportWork {
        let path = try scratch.write(Array(text.utf8), to: name)
        return ImportWork(try ImportFile(path: path), form: People.form, options: options)
    }

    private func crowd(_ count: Int) -> String {
        "이름,연락처,소속\n" + (1...count).map { "사람\($0),010\(30_000_000 + $0),소속 \($0 % 50)\n" }.joined()
    }

    /// What another desk's walk-in came to while the import `text` had its transaction open, and what the import stored.
    private func walkInMeanwhile(
        _ text: String, _ options: ImportOptions, name: String
    ) throws -> (walkIn: String?, new: Int) {
        let other = try rig.desk(name: "desk 2")
        var met: String?
        let report = try desk.runImport(try work(text, options, name: name)) { progress in
            guard progress.phase == .storing, met == nil else { return }
            let walkIn = try? People.walkIn(other, "현장 \(name)")
            met = walkIn.flatMap { try? other.submit($0).receipt?.outcome.word } ?? "not answered"
        }
        return (met, report.counts.new)
    }

    @Test(
        "with a limit set a list of applications locks no seat: a walk-in at another desk is stored in the middle of it"
    )
    func unlockedSeats() throws {
        for capacity in [CapacityChange(category: nil, capacity: 50), CapacityChange(category: "teacher", capacity: 5)]
        {
            _ = try desk.setCapacity(capacity, id: desk.makeCommandID())
        }
        let met = try walkInMeanwhile(crowd(2_500), Self.yes, name: "applied.csv")
        #expect(met.walkIn == "registered" && met.new == 2_500)
        // So does an update that moves nobody to another category.
        var options = Self.yes
        options.updates = true
        let update = "이름,연락처,소속\n사람1,01030000001,다른 곳\n"
        let other = try walkInMeanwhile(update, options, name: "update.csv")
        #expect(other.walkIn == "registered")
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE affiliation = '다른 곳'") == 1)
        #expect(try desk.seats().event?.taken == 2)
    }

    @Test(
        "a list that takes seats holds them until it is stored: nobody else gets one that somebody in it was promised")
    func lockedSeats() throws {
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 3), id: desk.makeCommandID())
        let other = try rig.owner()
        let approves = ImportOptions(approves: true, hasConsent: true)
        var isLocked: Bool?
        let report = try desk.runImport(try work(crowd(4), approves, name: "approved.csv")) { progress in
            guard progress.phase == .storing, isLocked == nil else { return }
            let free = try? other.run(.unnamed("SELECT FROM expo.seats FOR UPDATE NOWAIT"))
            isLocked = free == nil
        }
        #expect(isLocked == true && report.counts == ImportCounts(new: 4, waiting: 1))
    }
}
