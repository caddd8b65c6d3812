// Whether notices arrive at all, for `expodesk doctor`.

import Postgres
import Store

extension Database {
    /// Whether what one connection says is heard by another. Where it is not, a pooler stands in between, and a console asks
    /// every two seconds instead.
    public func hearsNotices() throws(DeskError) -> Bool {
        let listener = Store(try connectToWatch())
        let speaker = Store(try connectToWatch())
        let word = String(UInt64.random(in: .min ... .max), radix: 36)
        return try DeskError.wrap {
            try listener.listen(within: Self.hearingPatience)
            try speaker.greet(word, within: Self.hearingPatience)
            let end = Monotonic.milliseconds() + Int64(Self.hearingPatience)
            while true {
                let left = end - Monotonic.milliseconds()
                guard left > 0 else { return false }
                if try listener.notices(waiting: Int(left)).contains(.greeting(word)) { return true }
            }
        }
    }

    private static let hearingPatience = 2_000
}
