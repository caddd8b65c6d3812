// Which attendees to read, and where from.

public import Domain

/// A page of attendees: who, and from where on. Pages are keyset pages: by serial, never by offset.
public struct AttendeeQuery: Hashable, Sendable {
    public enum Start: Hashable, Sendable {
        /// The first page.
        case first
        /// The last page.
        case last
        /// The page after, or before, this serial.
        case after(Serial)
        /// The page that begins with this serial, or the next one there is.
        case at(Serial)
        case before(Serial)
    }

    public var event: EventID
    public var search: SearchQuery
    public var status: Registration.Status?
    public var start: Start
    /// How many rows at the most.
    public var limit: Int

    public init(
        event: EventID, search: SearchQuery = SearchQuery(""), status: Registration.Status? = nil,
        start: Start = .first, limit: Int
    ) {
        self.event = event
        self.search = search
        self.status = status
        self.start = start
        self.limit = limit
    }
}

/// Some attendees in the order of their serials.
public struct AttendeePage: Hashable, Sendable {
    public var rows: [Registration]
    /// There are more in the direction the page was read.
    public var hasMore: Bool

    public init(rows: [Registration], hasMore: Bool) {
        self.rows = rows
        self.hasMore = hasMore
    }
}
