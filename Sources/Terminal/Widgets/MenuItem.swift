// One line of a numbered menu.

public struct MenuItem: Hashable, Sendable {
    public var title: String
    /// Why it cannot be chosen now; nil when it can.
    public var disabledReason: String?

    public init(_ title: String, disabledReason: String? = nil) {
        self.title = title
        self.disabledReason = disabledReason
    }
}
