// Sending what waits in the journal, in order.

public import Domain
import Journal
import Store

/// What a sync did.
public struct SyncReport: Hashable, Sendable {
    /// Commands applied, refusals not counted.
    public var sent = 0
    /// Commands the rules or the database refused: set aside for a person to see.
    public var setAside: [SetAside] = []
    /// Commands still waiting.
    public var waiting = 0
    /// Another console of this desk was already sending.
    public var isBusyElsewhere = false

    public init(sent: Int = 0, setAside: [SetAside] = [], waiting: Int = 0, isBusyElsewhere: Bool = false) {
        self.sent = sent
        self.setAside = setAside
        self.waiting = waiting
        self.isBusyElsewhere = isBusyElsewhere
    }

    /// A command that did not go through.
    public struct SetAside: Hashable, Sendable {
        public var serial: Serial
        /// The command's kind and the reason's code.
        public var kind: String
        public var reason: String
    }
}

extension Desk {
    /// Sends what waits, oldest first, one process at a time. Stops where the line is lost; the rest waits on.
    public func sync() throws(DeskError) -> SyncReport {
        try DeskError.wrap {
            if let report = try journal.withDrainLock({ try drain() }) { return report }
            return SyncReport(waiting: try journal.pendingCount(), isBusyElsewhere: true)
        }
    }

    private func drain() throws -> SyncReport {
        var report = SyncReport()
        for entry in try journal.pending() {
            let command = try Self.command(of: entry)
            do throws(DeskError) {
                let receipt = try apply(command)
                if case .refused(let refusal) = receipt.outcome {
                    let reason = refusal.reason.rawValue
                    try DeskError.wrap { try journal.setAside(id: entry.id, note: reason) }
                    report.setAside.append(.init(command, reason))
                } else {
                    try DeskError.wrap { try journal.settle(id: entry.id) }
                    report.sent += 1
                }
            } catch {
                if case .outOfReach = error { break }
                if case .journal = error { throw error }
                let reason = String(describing: error)
                try journal.setAside(id: entry.id, note: reason)
                report.setAside.append(.init(command, reason))
            }
        }
        report.waiting = try journal.pendingCount()
        return report
    }
}

extension SyncReport.SetAside {
    init(_ command: Command, _ reason: String) {
        serial = command.action.serial
        kind = command.action.kind
        self.reason = reason
    }
}
