// What whoever imports decides for all rows.

/// What whoever imports decides for all rows of a file.
public struct ImportOptions: Hashable, Sendable, Codable {
    /// People without a status of their own are approved at once, and not applied.
    public var approves = false
    /// Whoever imports answers for it that everybody in the file agreed. A file's own column goes before it.
    public var hasConsent = false
    /// People who are there already get the file's data.
    public var updates = false
    /// What is right is stored though other rows are refused.
    public var isPartial = false

    public init(approves: Bool = false, hasConsent: Bool = false, updates: Bool = false, isPartial: Bool = false) {
        self.approves = approves
        self.hasConsent = hasConsent
        self.updates = updates
        self.isPartial = isPartial
    }
}

/// How many rows came to what.
public struct ImportCounts: Hashable, Sendable, Codable {
    public var new = 0
    /// Of those the ones that were to be approved, and wait because no seat is left.
    public var waiting = 0
    /// There already with these data, or said once more in the same file.
    public var same = 0
    /// Of those the ones of whom the file's own column says that they stand elsewhere than they do.
    public var elsewhere = 0
    /// Of those the ones that were rejected before, and stay so.
    public var rejectedBefore = 0
    /// There already with other data: updated where that was asked for, else left as they are.
    public var changed = 0
    public var refused = 0
    /// Rows in which nobody stands, or only what became part of somebody else.
    public var blank = 0

    public init(
        new: Int = 0, same: Int = 0, changed: Int = 0, refused: Int = 0, blank: Int = 0, waiting: Int = 0
    ) {
        self.new = new
        self.waiting = waiting
        self.same = same
        self.changed = changed
        self.refused = refused
        self.blank = blank
    }

    /// Imports of earlier programs did not count those rejected before, nor those who stand elsewhere.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        new = try values.decode(Int.self, forKey: .new)
        waiting = try values.decode(Int.self, forKey: .waiting)
        same = try values.decode(Int.self, forKey: .same)
        elsewhere = try values.decodeIfPresent(Int.self, forKey: .elsewhere) ?? 0
        rejectedBefore = try values.decodeIfPresent(Int.self, forKey: .rejectedBefore) ?? 0
        changed = try values.decode(Int.self, forKey: .changed)
        refused = try values.decode(Int.self, forKey: .refused)
        blank = try values.decode(Int.self, forKey: .blank)
    }

    /// Those that were read.
    public var rows: Int { new + same + changed + refused + blank }
}

/// An import as a command: which file, read how, and how many people it stored. Their data lie in rows of their own.
public struct ImportOrder: Hashable, Sendable, Codable {
    /// SHA-256 of the file's bytes, 64 hexadecimal digits.
    public var fileHash: String
    public var mapping: ImportMapping
    public var options: ImportOptions
    public var form: FormReference
    public var counts: ImportCounts

    public init(
        fileHash: String, mapping: ImportMapping, options: ImportOptions, form: FormReference, counts: ImportCounts
    ) {
        self.fileHash = fileHash
        self.mapping = mapping
        self.options = options
        self.form = form
        self.counts = counts
    }
}
