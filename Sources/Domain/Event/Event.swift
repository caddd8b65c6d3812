// An event: what a desk works for.

/// An expo, its days and its categories.
public struct Event: Hashable, Sendable {
    /// The name in commands and configuration: lower-case letters, digits and hyphens.
    public var slug: String
    public var id: EventID
    public var title: String
    /// First and last day, in the event's own time zone.
    public var firstDay: CalendarDate
    public var lastDay: CalendarDate
    /// An IANA name, `Asia/Seoul`.
    public var timeZone: String
    /// Random, 1000...9999: in every pass, so that one installation's passes are strangers to another.
    public var number: Int
    /// Made-up people, clearly marked on every screen.
    public var isSample: Bool
    public var categories: [Category]

    public init(
        id: EventID, slug: String, title: String, firstDay: CalendarDate, lastDay: CalendarDate, timeZone: String,
        number: Int, isSample: Bool, categories: [Category]
    ) {
        self.id = id
        self.slug = slug
        self.title = title
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.timeZone = timeZone
        self.number = number
        self.isSample = isSample
        self.categories = categories
    }

    /// In the event's own time zone.
    public func takesPlace(on day: CalendarDate) -> Bool { firstDay <= day && day <= lastDay }
}

/// A kind of attendee, from the event's own table.
public struct Category: Hashable, Sendable, Codable {
    public var id: String
    public var label: Localized

    public init(id: String, label: Localized) {
        self.id = id
        self.label = label
    }
}
