// A simulated desk: a data folder on a machine, and the programs that work over it.

import Domain
import Store

@testable import Desk

/// A data folder: what outlives its programs.
final class SimDesk {
    let number: Int
    let id: DeskID
    let machine: SimMachine
    let outbox: any Outbox
    let blockSize: Int
    /// The copy on its disk.
    var saved: EventSnapshot?
    /// What was submitted here, the last last: forms that may be saved again.
    var submitted: [Submission] = []

    init(_ number: Int, machine: SimMachine, outbox: any Outbox, blockSize: Int) {
        self.number = number
        id = DeskID(bytes: [UInt8](repeating: 0xD0, count: 15) + [UInt8(number)])
        self.machine = machine
        self.outbox = outbox
        self.blockSize = blockSize
    }

    var name: String { "desk \(number)" }
}

/// One program over a data folder, from its start to its death.
final class SimConsole {
    let desk: SimDesk
    let life = Life()
    let link: SimLink
    let copy = EventCopy()
    private let box: MortalOutbox
    private var publicIDs: Int

    init(_ desk: SimDesk, _ server: SimServer, isCut: Bool, publicIDs: Int) {
        self.desk = desk
        self.publicIDs = publicIDs
        link = SimLink(server, desk.machine, life)
        link.isCut = isCut
        box = MortalOutbox(desk.outbox, life)
        if let saved = desk.saved { copy.put(saved) }
        if isCut { link.findLost() } else { try? link.askTheTime() }
    }

    var outgoing: Outgoing<MortalOutbox, SimLink> {
        let machine = desk.machine
        return Outgoing(
            sender: .init(
                event: EventID(rawValue: 1), desk: desk.id, actor: desk.name, blockSize: desk.blockSize,
                origin: "expo"),
            box: box, book: link, copy: copy.snapshot == nil ? nil : copy,
            now: { .init(at: machine.clock.now, machine: machine.clock.machineMoment) },
            onTime: { $0.onTime(machine.clock, minutesAheadOfUTC: 540) },
            makePublicID: { [unowned self] in
                publicIDs += 1
                return Hexadecimal.text((0..<16).map { UInt8(truncatingIfNeeded: publicIDs >> (8 * (15 - $0))) })
            })
    }

    /// Brings the copy up to the server, as a whole or by what has changed.
    func refresh() throws(DeskError) {
        let moment = desk.machine.trueTime
        let confirmed = try DeskError.wrap { try box.lastConfirmed() }
        if let known = copy.snapshot {
            var change = try link.read { $0.changes(since: known.horizon, at: moment) }
            change.confirmed = confirmed
            copy.change { $0.apply(change) }
        } else {
            var snapshot = try link.read { $0.snapshot(at: moment) }
            snapshot.confirmed = confirmed
            copy.put(snapshot)
        }
        desk.saved = copy.snapshot
        try DeskError.wrap { try copy.catchUp(with: box) }
    }

    /// What somebody at this program sees.
    func seen(_ server: SimServer) -> Roster {
        if let local = copy.local { return local.roster }
        return server.snapshot(at: desk.machine.trueTime).roster
    }
}
