// Which column of a file holds the answers to which field.

/// What a column is for.
public enum ImportTarget: Hashable, Sendable, Codable {
    case field(FieldID)
    /// Where the registration stands: `승인`, `대기`.
    case status
    /// When somebody agreed to being stored, and which version of the text they agreed to.
    case consentAt, consentVersion
    /// Nothing: somebody said so, or it is the column in which an earlier import wrote its reasons.
    case nothing

    /// Reads what people write: a field's id, `status`, `consent.at`, `consent.version`, or `-` for nothing.
    public init?(_ text: String) {
        switch text {
        case "-", "": self = .nothing
        case FieldID.status.text: self = .status
        case Self.consentAt.text: self = .consentAt
        case Self.consentVersion.text: self = .consentVersion
        default:
            guard let field = FieldID(text) else { return nil }
            self = .field(field)
        }
    }

    public var text: String {
        switch self {
        case .field(let field): field.text
        case .status: FieldID.status.text
        // No field's id has a dot in it.
        case .consentAt: "consent.at"
        case .consentVersion: "consent.version"
        case .nothing: "-"
        }
    }
}

/// The columns of a file, in its order.
public struct ImportMapping: Hashable, Sendable, Codable {
    public struct Column: Hashable, Sendable, Codable {
        /// As the file has it; empty where it has none.
        public var heading: String
        /// Nil where nobody knows what it is for.
        public var target: ImportTarget?

        public init(heading: String, target: ImportTarget?) {
            self.heading = heading
            self.target = target
        }
    }

    public var columns: [Column]

    public init(columns: [Column]) {
        self.columns = columns
    }

    /// Where the answers to `target` stand.
    public func place(of target: ImportTarget) -> Int? {
        columns.firstIndex { $0.target == target }
    }

    /// Headings that nothing is taken from though nobody said so.
    public var unmapped: [String] {
        columns.filter { $0.target == nil && !$0.heading.isEmpty }.map(\.heading)
    }

    /// Headings that nothing is taken from, whether somebody said so or not; not that of the reasons in a file of refused
    /// rows.
    public var unused: [String] {
        let reasons = [ImportRefusal.heading.ko, ImportRefusal.heading.en]
        return columns.filter { column in
            (column.target ?? .nothing) == .nothing && !column.heading.isEmpty && !reasons.contains(column.heading)
        }.map(\.heading)
    }

    /// The same for every file with these headings, however they are spaced, and for the rows refused of one.
    public var key: String {
        let reasons = [ImportRefusal.heading.ko, ImportRefusal.heading.en].map(ImportLabel.folded)
        return columns.map { ImportLabel.folded($0.heading) }.filter { !reasons.contains($0) }.joined(separator: "|")
    }

    /// What spreadsheets call a column, counted from 0: A, B, … Z, AA, …
    public static func columnName(_ place: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return (place < letters.count ? "" : columnName(place / letters.count - 1))
            + String(letters[max(place, 0) % letters.count])
    }
}

/// Why a file as a whole cannot be imported.
public enum ImportObstacle: Error, Hashable, Sendable {
    case empty
    /// No row of the first ones has a heading that says whose names these are.
    case noHeading(found: [String])
    /// The file has no heading, and nobody said which of its columns has the names.
    case noNames(found: [String])
    /// Somebody mapped a column that the file does not have.
    case noColumn(String, known: [String])
    /// Somebody mapped a column to a field that the form does not have.
    case noField(String)
    /// Neither a column nor whoever imports says that the people agreed to being stored.
    case noConsent
}
