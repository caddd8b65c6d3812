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
    /// Commands set aside by earlier ones, until somebody deals with them.
    public var setAsideBefore: [SetAside] = []
    /// Commands still waiting.
    public var waiting = 0
    /// Another console of this desk was already sending.
    public var isBusyElsewhere = false

    public init(
        sent: Int = 0, setAside: [SetAside] = [], setAsideBefore: [SetAside] = [], waiting: Int = 0,
        isBusyElsewhere: Bool = false
    ) {
        self.sent = sent
        self.setAside = setAside
        self.setAsideBefore = setAsideBefore
        self.waiting = waiting
        self.isBusyElsewhere = isBusyElsewhere
    }

    /// A command that did not go through.
    public struct SetAside: Hashable, Sendable {
        public var serial: Serial
        /// Whom a registration or an edit was about: their name lies in this desk's journal only.
        public var name: String?
        /// The command's kind and the reason's code.
        public var kind: String
        public var reason: String

        public init(serial: Serial, name: String? = nil, kind: String, reason: String) {
            self.serial = serial
            self.name = name
            self.kind = kind
            self.reason = reason
        }
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
        report.setAsideBefore = try journal.aside().compactMap { entry in
            Self.setAside(entry, try? Self.command(of: entry), entry.note ?? "")
        }
        for entry in try journal.pending() {
            var command: Command?
            do throws(DeskError) {
                let readable = try Self.command(of: entry)
                command = readable
                let receipt = try apply(readable)
                if case .refused(let refusal) = receipt.outcome {
                    try setAside(entry, readable, refusal.reason.rawValue, &report)
                } else {
                    try DeskError.wrap { try journal.settle(id: entry.id) }
                    report.sent += 1
                }
            } catch {
                if case .journal = error { throw error }
                guard error.concernsCommand else { break }
                try setAside(entry, command, error.word, &report)
            }
        }
        report.waiting = try journal.pendingCount()
        return report
    }

    private func setAside(
        _ entry: JournalEntry, _ command: Command?, _ reason: String, _ report: inout SyncReport
    ) throws(DeskError) {
        try DeskError.wrap { try journal.setAside(id: entry.id, note: reason) }
        if let entry = Self.setAside(entry, command, reason) { report.setAside.append(entry) }
    }

    private static func setAside(
        _ entry: JournalEntry, _ command: Command?, _ reason: String
    ) -> SyncReport.SetAside? {
        guard let serial = command?.action.serial ?? entry.serial.flatMap(Serial.init(rawValue:)) else { return nil }
        return SyncReport.SetAside(
            serial: serial, name: command?.action.answers?[.name]?.text, kind: command?.action.kind ?? "unreadable",
            reason: reason)
    }
}
