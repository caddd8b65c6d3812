// A person's agreement to being stored.

/// Which consent text a person agreed to, and when. Without one nobody is stored.
public struct Consent: Hashable, Sendable, Codable {
    /// The version of the consent text, as the form names it.
    public var version: String
    public var at: Timestamp

    public init(version: String, at: Timestamp) {
        self.version = version
        self.at = at
    }
}
