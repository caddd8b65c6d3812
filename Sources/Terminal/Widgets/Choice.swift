// One option of a choice.

public struct Choice: Hashable, Sendable {
    /// What is stored.
    public let id: String
    /// What is shown.
    public var title: String

    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}
