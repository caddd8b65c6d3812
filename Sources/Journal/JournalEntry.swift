// One row of the journal. What its payload means is the caller's.

/// A change that the desk has promised, and how far it has come.
public struct JournalEntry: Sendable, Equatable {
    public enum State: Int, Sendable, Equatable {
        /// Promised here, not yet known to be applied.
        case pending = 0
        /// Applied: the payload is wiped.
        case done = 1
        /// Refused in a way a person has to look at; the payload stays.
        case aside = 2
    }

    /// 1, 2, 3 … in the order of `append` at this desk, without gaps.
    public let sequence: Int64
    /// 16 bytes, chosen by the caller.
    public let id: [UInt8]
    public let event: Int32
    /// The serial taken for this entry, if one was.
    public let serial: Int64?
    /// Empty once `state` is `done`.
    public let payload: [UInt8]
    public let state: State
    /// Why it was set aside, or why it waits again after it was settled.
    public let note: String?
    /// Milliseconds since 1970, as the caller gave them.
    public let madeAt: Int64

    public init(
        sequence: Int64, id: [UInt8], event: Int32, serial: Int64?, payload: [UInt8], state: State, note: String?,
        madeAt: Int64
    ) {
        self.sequence = sequence
        self.id = id
        self.event = event
        self.serial = serial
        self.payload = payload
        self.state = state
        self.note = note
        self.madeAt = madeAt
    }
}
