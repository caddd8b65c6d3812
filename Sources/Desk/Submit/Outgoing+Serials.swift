// The serials that a desk has leased.

import Domain
import Journal
import Store

extension Outgoing {
    /// At least one serial, leasing a block when there is none.
    /// - Throws: `noSerials` where nobody answers: the line alone keeps no desk from registering, this does.
    func ensureSerials() throws(DeskError) {
        guard try DeskError.wrap({ try box.serialsLeft(event: sender.event.rawValue) }) == 0 else { return }
        do {
            try lease()
        } catch {
            guard case .outOfReach = error else { throw error }
            throw .journal(.noSerials(event: sender.event.rawValue))
        }
    }

    /// A serial that this desk's copy shows to be somebody's: the data folder was copied, and the other desk has used it. The
    /// database refuses those that the copy does not know of.
    func passOver(_ serial: Int64) throws(DeskError) {
        try DeskError.wrap { try box.passOver(serial: serial, event: sender.event.rawValue) }
    }

    /// Leases the next block early, while the line is there. Failing is no matter: there are serials left.
    func topUpSerials() {
        guard let left = try? box.serialsLeft(event: sender.event.rawValue), left <= sender.blockSize / 2 else {
            return
        }
        try? lease()
    }

    private func lease() throws(DeskError) {
        let block = try book.lease(sender.blockSize)
        try DeskError.wrap {
            try box.addBlock(
                event: sender.event.rawValue, first: block.first.rawValue, last: block.last.rawValue)
        }
    }
}
