// The number a request runs under.

/// Stands for one `ask` or `tell`. Numbers rise and are never used twice in a program.
public struct Ticket: Hashable, Sendable {
    /// The number, from 1.
    public let number: UInt64
    /// The slot of an `ask`; nil for a `tell`.
    public let slot: Slot?

    init(number: UInt64, slot: Slot?) {
        self.number = number
        self.slot = slot
    }
}
