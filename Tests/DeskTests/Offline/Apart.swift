// A desk without its database.

import Domain
import Store
import TestSupport
import Testing

@testable import Desk

/// A desk whose line to the database can be taken away for good; what it leaves is taken up by `back`.
final class Apart {
    /// An answer that is none of those the test can go on with.
    struct Unexpected: Error {}

    let folder = TestRun.shared.makeFolder()
    let relay: Relay
    let desk: Desk
    private let rig: DeskRig
    private let name: String

    init(_ rig: DeskRig, _ name: String) throws {
        self.rig = rig
        self.name = name
        relay = try Relay(to: rig.conninfo)
        desk = try rig.desk(folder, name: name, address: rig.conninfo + " host=\(relay.folder)")
        _ = try desk.publish(People.form)
    }

    /// Leases serials, fetches the event, and loses the line.
    func cut() throws {
        _ = try desk.submit(try People.walkIn(desk, "먼저"))
        try desk.refreshCopy()
        relay.close()
    }

    /// The same data folder with a line again.
    func back() throws -> Desk {
        desk.share.line.close()
        return try rig.desk(folder, name: name)
    }

    func register(_ name: String, phone: String? = nil) throws -> Registration {
        guard case .kept(let receipt) = try desk.submit(try People.walkIn(desk, name, phone: phone)) else {
            throw Unexpected()
        }
        return try #require(receipt.row)
    }

    func scan(_ serial: Serial, _ mode: CheckIn.Mode = .enter, gate: Gate = .main) throws -> CheckInAnswer {
        try desk.checkIn(try desk.pass(of: serial).digits, mode: mode, gate: gate, id: desk.makeCommandID())
    }
}
