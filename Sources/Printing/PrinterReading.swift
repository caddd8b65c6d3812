// What is known of the printer that a desk would print on.

/// What the print service of this computer says of its standard printer.
public enum PrinterReading: Hashable, Sendable {
    /// No print service (CUPS) answers.
    case noService
    /// There is a service, and no printer that it prints on unless told otherwise.
    case noPrinter
    /// The printer that this user or this computer prints on has gone.
    case missing(name: String)
    case printer(Printer)

    /// What is sent to it now will not be printed until somebody does something.
    public var isStuck: Bool {
        switch self {
        case .missing: true
        case .printer(let printer): printer.isStuck
        case .noService, .noPrinter: false
        }
    }
}

/// A printer as its queue stands.
public struct Printer: Hashable, Sendable {
    /// RFC 8011 §5.4.11, `printer-state`.
    public enum State: String, Hashable, Sendable {
        case idle, processing, stopped
    }

    public var name: String
    public var state: State
    /// What keeps it from printing, or soon will: keywords of RFC 8011 §5.4.12, each with `-error`, `-warning` or
    /// `-report` behind it where the printer says how bad it is. Never `none`.
    public var reasons: [String]
    /// What the service or whoever stopped it has said, in their own words; empty for nothing.
    public var message: String
    public var takesJobs: Bool
    /// Jobs that were sent and are not printed yet, the one being printed included.
    public var jobs: Int

    public init(
        name: String, state: State, reasons: [String] = [], message: String = "", takesJobs: Bool = true, jobs: Int = 0
    ) {
        self.name = name
        self.state = state
        self.reasons = reasons
        self.message = message
        self.takesJobs = takesJobs
        self.jobs = jobs
    }

    var isStuck: Bool { state == .stopped || !takesJobs || reasons.contains { $0.hasSuffix("-error") } }
}
