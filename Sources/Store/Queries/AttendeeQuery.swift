// Which attendees to read, in which order, and where from.

public import Domain

/// A page of attendees: who, in which order, and from where on. Pages are keyset pages: they begin at a row's place in
/// the order, so that rows which come or go before it move nothing.
public struct AttendeeQuery: Hashable, Sendable {
    public enum Start: Hashable, Sendable {
        /// The first page.
        case first
        /// The last page.
        case last
        /// The page after this place, without the first `skipping` rows of it. At most `mostSkipped` are left out.
        case after(AttendeeKey, skipping: Int)
        /// The page before this place, without the `skipping` rows nearest to it.
        case before(AttendeeKey, skipping: Int)
        /// The page that begins at this place, or with the next row there is.
        case from(AttendeeKey)
        /// The page with this person in its middle, wherever they stand now. The first page when they are not among
        /// those the filter leaves.
        case around(Serial)

        public static func after(_ key: AttendeeKey) -> Start { .after(key, skipping: 0) }
        public static func before(_ key: AttendeeKey) -> Start { .before(key, skipping: 0) }
    }

    /// Rows left out are still read by the server; a jump further than this goes by a landmark.
    public static let mostSkipped = 100_000

    public var event: EventID
    public var filter: AttendeeFilter
    public var sort: AttendeeSort
    public var start: Start
    /// How many rows at the most.
    public var limit: Int

    public init(
        event: EventID, filter: AttendeeFilter = .everybody, sort: AttendeeSort = .standard, start: Start = .first,
        limit: Int
    ) {
        self.event = event
        self.filter = filter
        self.sort = sort
        self.start = start
        self.limit = limit
    }
}

/// One attendee, and where they stand in the order they were read in.
public struct AttendeeRow: Hashable, Sendable {
    public var registration: Registration
    public var key: AttendeeKey

    public init(registration: Registration, key: AttendeeKey) {
        self.registration = registration
        self.key = key
    }
}

/// Some attendees in the order of the query, whichever way they were read.
public struct AttendeePage: Hashable, Sendable {
    public var rows: [AttendeeRow]
    /// There are rows before these. Exact where the page was read backward; true where nobody looked.
    public var hasMoreBefore: Bool
    /// There are rows after these. Exact where the page was read forward; true where nobody looked.
    public var hasMoreAfter: Bool

    public init(rows: [AttendeeRow], hasMoreBefore: Bool, hasMoreAfter: Bool) {
        self.rows = rows
        self.hasMoreBefore = hasMoreBefore
        self.hasMoreAfter = hasMoreAfter
    }
}
