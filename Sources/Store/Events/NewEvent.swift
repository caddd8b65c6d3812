// What it takes to set up an event.

public import Domain

/// An event to be set up.
public struct NewEvent: Hashable, Sendable {
    public var slug: String
    public var title: String
    public var firstDay: CalendarDate
    public var lastDay: CalendarDate
    public var timeZone: String
    public var isSample: Bool
    public var categories: [Category]
    /// The first key: 32 random bytes.
    public var secret: [UInt8]

    public init(
        slug: String, title: String, firstDay: CalendarDate, lastDay: CalendarDate, timeZone: String, isSample: Bool,
        categories: [Category], secret: [UInt8]
    ) {
        self.slug = slug
        self.title = title
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.timeZone = timeZone
        self.isSample = isSample
        self.categories = categories
        self.secret = secret
    }
}
