// Imports where seats are limited: what they hold other desks up with, and what not.

import Domain
import Journal
import Postgres
import Store
import TestSupport
import Testing

@testable import Desk

@Suite("Imports and seats")
struct ImportSeatTests: ImportSuite {
    let lists: ImportRig

    init() throws { lists = try ImportRig() }

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
        "a list that takes seats takes them at its end: a walk-in in the middle of it gets one, and nobody one too many"
    )
    func seatsAtTheEnd() throws {
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 3_000), id: desk.makeCommandID())
        let approves = ImportOptions(approves: true, hasConsent: true)
        let met = try walkInMeanwhile(crowd(2_500), approves, name: "room.csv")
        #expect(met.walkIn == "registered" && met.new == 2_500)
        #expect(try desk.seats().event?.taken == 2_501)
        // Counted once for all of them, not once each: each time the same row is written, it is read past all that it was.
        #expect(try rig.count("SELECT pg_relation_size('expo.seats')") <= 2 * 8_192)
        #expect(try desk.counterFlaws().isEmpty)
    }

    @Test(
        "where a seat is gone at the end the list is judged anew, and then holds the seats until it is stored",
        .timeLimit(.minutes(1)))
    func seatGone() throws {
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 3), id: desk.makeCommandID())
        let walkIn = try rig.desk(name: "desk 2")
        let other = try rig.owner()
        let approves = ImportOptions(approves: true, hasConsent: true)
        var isRegistered = false
        var wasLocked: Bool?
        let report = try desk.runImport(try work(crowd(4), approves, name: "approved.csv")) { progress in
            guard progress.phase == .storing else { return }
            if !isRegistered {
                isRegistered = (try? People.walkIn(walkIn, "현장 등록")).flatMap { try? walkIn.submit($0) } != nil
            } else if wasLocked == nil {
                wasLocked = (try? other.run(.unnamed("SELECT FROM expo.seats FOR UPDATE NOWAIT"))) == nil
            }
        }
        #expect(isRegistered && wasLocked == true && report.counts == ImportCounts(new: 4, waiting: 2))
        let seats = try desk.seats()
        #expect(seats.event?.taken == 3)
        #expect(try rig.count("SELECT count(*) FROM expo.registration WHERE status = 'waitlisted'") == 2)
    }

    @Test("whoever waits gets a seat that came free while a list was being stored")
    func seatFreed() throws {
        _ = try desk.setCapacity(CapacityChange(category: nil, capacity: 1), id: desk.makeCommandID())
        let other = try rig.desk(name: "desk 2")
        let first = try #require(try other.submit(People.walkIn(other, "먼저 온 사람")).receipt?.row)
        var isCancelled = false
        let approves = ImportOptions(approves: true, hasConsent: true)
        let report = try desk.runImport(try work(crowd(2), approves, name: "waiting.csv")) { progress in
            guard progress.phase == .storing, !isCancelled else { return }
            let change = Submission.Change.cancel(serial: first.serial, version: first.version, reason: "본인 요청")
            isCancelled = (try? other.submit(Submission(id: other.makeCommandID(), change: change))) != nil
        }
        #expect(isCancelled && report.counts == ImportCounts(new: 2, waiting: 2))
        let standing = try rig.owner().run(
            .unnamed("SELECT string_agg(name || ' ' || status, ',' ORDER BY serial) FROM expo.registration"))[0].string(
                0)
        #expect(standing.contains("사람1 approved") && standing.contains("사람2 waitlisted"), "\(standing)")
        #expect(try desk.seats().event?.taken == 1)
    }
}
