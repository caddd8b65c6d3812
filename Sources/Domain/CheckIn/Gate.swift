// A gate: one way into an area, with rules of its own. Gates are in a desk's configuration.

/// A gate and its rules. A check-in carries the whole gate, so that whoever decides it needs no configuration.
public struct Gate: Hashable, Sendable, Codable {
    /// Whether people go in once or as often as they like.
    public enum Entry: String, Hashable, Sendable, Codable, CaseIterable {
        /// Once a day and area; coming back is a re-entry.
        case once
        /// Any number of times: passages are recorded, nobody is in or out.
        case `repeat`
    }

    /// The most characters of a gate's or an area's name.
    public static let maximumNameLength = 40

    public var name: String
    /// The area it leads into.
    public var area: String
    /// The ids of the categories it lets in; everybody where empty.
    public var categories: [String]
    /// From when it lets people in, on the event's wall clock; nil from midnight.
    public var opens: TimeOfDay?
    /// From when it lets nobody in any more; nil until midnight.
    public var closes: TimeOfDay?
    public var entry: Entry

    public init(
        name: String, area: String, categories: [String] = [], opens: TimeOfDay? = nil, closes: TimeOfDay? = nil,
        entry: Entry = .once
    ) {
        self.name = name
        self.area = area
        self.categories = categories
        self.opens = opens
        self.closes = closes
        self.entry = entry
    }

    /// What a desk has without a gate in its configuration.
    public static let main = Gate(name: "main", area: "main")

    public var place: Place { .area(area) }

    /// Nobody without a category passes a gate that names some.
    func admits(category: String?) -> Bool {
        categories.isEmpty || category.map(categories.contains) == true
    }

    /// Ids of categories that it names and the event does not have: nobody can be of them.
    public func categoriesUnknown(to event: Event) -> [String] {
        let known = Set(event.categories.map(\.id))
        return categories.filter { !known.contains($0) }
    }

    /// What is wrong with a gate in a configuration.
    public enum Flaw: Hashable, Sendable {
        /// Not a time like `09:00`.
        case badTime(String)
        /// It closes at or before it opens.
        case closesBeforeOpening
        /// Another gate has this name.
        case nameTaken(String)
        /// More than `maximumNameLength` characters.
        case nameTooLong
        /// No gate at all: leave the list out for the usual one.
        case none
    }
}
