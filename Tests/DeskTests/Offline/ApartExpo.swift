// What desks come back to that went on without the database.

import Domain
import Postgres
import Testing

@testable import Desk

/// An event that is on today, a desk that never loses its line, and somebody it has registered.
struct ApartExpo {
    let rig: DeskRig
    let home: Desk
    let person: Registration

    init() throws {
        rig = try DeskRig()
        try rig.owner().script("UPDATE expo.event SET first_day = current_date - 2, last_day = current_date + 2")
        home = try rig.desk(name: "home")
        person = try #require(try home.submit(try People.walkIn(home, "김민준", phone: "010-1234-5678")).row)
    }

    /// The conflicts that nobody has dealt with, in the order in which they came.
    func conflicts() throws -> [OpenConflict] {
        try home.openConflicts().reversed()
    }

    /// Changes something at the desk that has a line.
    @discardableResult
    func submit(_ change: Submission.Change) throws -> Registration? {
        try home.submit(Submission(id: home.makeCommandID(), change: change)).row
    }

    /// Cancels somebody, as they were registered.
    @discardableResult
    func cancel(_ row: Registration) throws -> Registration? {
        try submit(.cancel(serial: row.serial, version: row.version, reason: "x"))
    }
}
