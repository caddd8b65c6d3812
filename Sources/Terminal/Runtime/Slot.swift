// Where an effect lives: the name under which a newer one replaces an older one.

/// A named place that holds at most one running request or one timer, "attendees.page" for example.
///
/// Using a slot again, in whatever way, ends what was in it: the newest intent wins.
public struct Slot: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    public init(stringLiteral value: String) {
        name = value
    }

    public var description: String { name }
}
