// Commands that nobody had decided, and that the database answered with what was so already.

public import Domain
import Store

extension SyncReport {
    /// What was asked for was so already: whoever was scanned is in. Nobody has to do anything.
    public struct Answered: Hashable, Sendable {
        public var serial: Serial
        public var name: String?
        /// The command's kind and the reason's code.
        public var kind: String
        public var reason: String
        /// The entry that stands: when, where, and who let them in.
        public var admission: Admission?

        public init(serial: Serial, name: String? = nil, kind: String, reason: String, admission: Admission? = nil) {
            self.serial = serial
            self.name = name
            self.kind = kind
            self.reason = reason
            self.admission = admission
        }
    }

    /// A scan that a desk could only keep, as the database has answered it since.
    public struct DecidedScan: Hashable, Sendable {
        /// The scan's own, which is its command's.
        public var id: CommandID
        public var answer: CheckInAnswer

        public init(id: CommandID, answer: CheckInAnswer) {
            self.id = id
            self.answer = answer
        }
    }

    /// What the desk has decided by its copy was told then.
    mutating func noteScan(_ receipt: Receipt, of command: Command) {
        guard command.apart == nil, case .checkIn = command.action,
            let answer = CheckInAnswer(.applied(receipt))
        else { return }
        scans.append(DecidedScan(id: command.id, answer: answer))
    }

    /// What a desk let happen by itself is told as a conflict, unless that makes no difference.
    mutating func noteAnswer(_ receipt: Receipt, to command: Command) {
        guard case .refused(let refusal) = receipt.outcome, let serial = command.action.serial,
            command.apart == nil || refusal.makesNoDifference(to: command.action)
        else { return }
        answered.append(
            Answered(
                serial: serial, name: receipt.existing?.name, kind: command.action.kind,
                reason: refusal.reason.rawValue, admission: refusal.admission))
    }
}
