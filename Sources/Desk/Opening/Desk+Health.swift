// How a desk and its database stand to each other, for `expodesk doctor`.

import Domain
import Store

extension Desk {
    /// The server's clock less the desk's, in milliseconds. Half of the way there and back is left out.
    public func clockDifference() throws(DeskError) -> Int64 {
        let before = clock()
        let server = try withStore { try $0.serverTime() }
        let after = clock()
        return server.milliseconds - (before.milliseconds + after.milliseconds) / 2
    }
}
