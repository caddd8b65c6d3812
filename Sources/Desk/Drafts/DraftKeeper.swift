// Keeping one console's draft in the desk's folder.

public import Journal
import Store

/// Keeps one console's draft: each console of a desk has its own, and a console that died leaves it to the next one.
public final class DraftKeeper: Sendable {
    private let slot: DraftSlot

    public init(_ journal: Journal) throws(DeskError) {
        slot = try DeskError.wrap { try DraftSlot.take(in: journal) }
    }

    /// The draft that was left; nil when there is none or it cannot be read any more (it is kept aside then).
    public func load() throws(DeskError) -> Draft? {
        try DeskError.wrap {
            guard let bytes = try slot.load() else { return nil }
            return try? PayloadCoding.value(Draft.self, from: String(decoding: bytes, as: UTF8.self))
        }
    }

    public func save(_ draft: Draft) throws(DeskError) {
        try DeskError.wrap { try slot.save(Array(try PayloadCoding.text(draft).utf8)) }
    }

    public func clear() throws(DeskError) {
        try DeskError.wrap { try slot.clear() }
    }
}
