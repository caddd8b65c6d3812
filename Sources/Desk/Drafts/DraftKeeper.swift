// Keeping one console's drafts in the desk's folder.

public import Journal
import Store

/// Keeps one console's drafts, of a new form, of an edit and of a decision on many: each console of a desk has its own, and a console that died
/// leaves them to the next one.
public final class DraftKeeper: Sendable {
    private let slot: DraftSlot

    public init(_ journal: Journal) throws(DeskError) {
        slot = try DeskError.wrap { try DraftSlot.take(in: journal) }
    }

    /// The draft that was left; nil when there is none or it cannot be read any more (it is kept aside then).
    public func load() throws(DeskError) -> Draft? { try load(.form) }

    public func save(_ draft: Draft) throws(DeskError) { try save(draft, .form) }

    public func clear() throws(DeskError) {
        try DeskError.wrap { try slot.clear() }
    }

    /// The edit that was left, as `load`.
    public func loadEdit() throws(DeskError) -> EditDraft? { try load(.edit) }

    public func save(_ edit: EditDraft) throws(DeskError) { try save(edit, .edit) }

    public func clearEdit() throws(DeskError) {
        try DeskError.wrap { try slot.clear(.edit) }
    }

    /// The decision on many that a console died over, as `load`.
    public func loadReview() throws(DeskError) -> ReviewDraft? { try load(.review) }

    public func save(_ review: ReviewDraft) throws(DeskError) { try save(review, .review) }

    public func clearReview() throws(DeskError) {
        try DeskError.wrap { try slot.clear(.review) }
    }

    private func load<Kept: Decodable>(_ part: DraftSlot.Part) throws(DeskError) -> Kept? {
        try DeskError.wrap {
            guard let bytes = try slot.load(part) else { return nil }
            return try? PayloadCoding.value(Kept.self, from: String(decoding: bytes, as: UTF8.self))
        }
    }

    private func save(_ kept: some Encodable, _ part: DraftSlot.Part) throws(DeskError) {
        try DeskError.wrap { try slot.save(Array(try PayloadCoding.text(kept).utf8), part) }
    }
}
