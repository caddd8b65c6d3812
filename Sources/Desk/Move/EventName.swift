// Which event something belongs to, told apart from those of other installations.

public import Domain

/// An event as another desk can recognise it: the number of the database alone is the same in every installation.
public struct EventName: Hashable, Sendable, Codable {
    public var id: EventID
    public var slug: String
    public var title: String
    /// Random; in every pass of the event.
    public var number: Int

    public init(_ event: Event) {
        (id, slug, title, number) = (event.id, event.slug, event.title, event.number)
    }

    /// A title may have been mended in between.
    func isSame(as other: EventName) -> Bool {
        id == other.id && slug == other.slug && number == other.number
    }
}
