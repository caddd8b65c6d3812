// Telling other desks, for desks without a watcher: the command line's.

import Domain
import Store

extension Desk {
    /// Something was applied here: whoever watches for this desk is told, or `tellOthers` has something to tell.
    func applied(_ receipt: Receipt) {
        // A refusal changes nothing. A command that was applied before may be one whose reply was lost, and its notice.
        guard receipt.row != nil || receipt.outcome.concernsSeveral else { return }
        if let onChange {
            onChange(receipt.row)
        } else {
            notices.changed()
        }
    }

    /// Tells other desks, after the answer was given, that something has changed here: at most ten times a second, however
    /// often it is called. A notice that does not get through is no matter: they ask every few seconds.
    /// - Returns: milliseconds after which to call again, where the last change has to wait; nil when all is told.
    @discardableResult
    public func tellOthers() -> Int? {
        let now = Monotonic.milliseconds()
        guard let wait = notices.wait(at: now) else { return nil }
        guard wait == 0 else { return Int(wait) }
        notices.told(at: now)
        // Not over `withStore`: a lost line is not taken up for this.
        try? store?.notify(event.id, within: Self.noticePatience)
        return nil
    }

    /// Has `watcher` watch for this desk, from now on: before anything is read that is to be kept up to date.
    func tell(_ watcher: Watcher) throws(DeskError) {
        // Opened without a line: the watcher begins with what changes once it is there.
        watcher.begin(event.id, from: store == nil ? nil : try withStore { try $0.horizon() })
        onChange = { watcher.wrote($0) }
    }

    private static let noticePatience = 2_000
}

extension Outcome {
    /// It has changed people whom the receipt does not carry.
    fileprivate var concernsSeveral: Bool {
        switch self {
        case .reviewed, .reviewUndone, .capacitySet: true
        default: false
        }
    }
}
