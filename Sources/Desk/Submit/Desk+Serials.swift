// The desk's own serials: leased in blocks, so that a serial is known before anything is sent.

import Domain
import Journal
import Store

extension Desk {
    /// At least one serial, leasing a block when there is none.
    func ensureSerials() throws(DeskError) {
        let left = try DeskError.wrap { try journal.serialsLeft(event: event.id.rawValue) }
        if left == 0 { try lease() }
    }

    /// Leases the next block early, while the line is there. Failing is no matter: there are serials left.
    func topUpSerials() {
        guard let left = try? journal.serialsLeft(event: event.id.rawValue), left <= settings.blockSize / 2 else {
            return
        }
        try? lease()
    }

    private func lease() throws(DeskError) {
        let block = try withStore { try $0.leaseBlock(event: event.id, desk: id, size: settings.blockSize) }
        try DeskError.wrap {
            try journal.addBlock(
                event: event.id.rawValue, first: block.first.rawValue, last: block.last.rawValue)
        }
    }
}
