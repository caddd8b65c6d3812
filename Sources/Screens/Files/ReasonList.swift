// The reasons of a configuration file: `[[reason]]` tables to ReasonTemplate values.

public import Domain

/// Reads templates of reasons.
///
///     [[reason]]
///     id = "late"
///     ko = "접수 기간이 지났습니다"
///     en = "Applied too late"
///     for = ["reject"]
public enum ReasonList {
    /// The list's key in the file.
    public static let key = "reason"
    static let reasonKeys = ["id", "ko", "en", "for"]

    /// The reasons of a document; none where it says nothing of them.
    public static func read(_ document: TOMLDocument) throws(ScreenFileErrors) -> [ReasonTemplate] {
        let collector = ErrorCollector(document)
        let root = TableReader(values: document.values, path: "", collector: collector)
        guard root.has(key) else { return [] }
        var reasons: [ReasonTemplate] = []
        for table in root.tables(key) ?? [] {
            guard let reason = reason(table) else { continue }
            if reasons.contains(where: { $0.id == reason.id }) { table.add("id", .taken(reason.id)) }
            reasons.append(reason)
        }
        guard collector.errors.isEmpty else { throw ScreenFileErrors(collector.errors) }
        return reasons
    }

    private static func reason(_ table: TableReader) -> ReasonTemplate? {
        table.checkKeys(reasonKeys)
        table.require("id", "ko", "en")
        let allowed = Review.Decision.allCases.map(\.rawValue)
        var decisions: Set<Review.Decision> = []
        for word in table.words("for") ?? allowed {
            if let decision = Review.Decision(rawValue: word) {
                decisions.insert(decision)
            } else {
                table.add("for", .unknownWord(word, allowed: allowed, nearest: NearestWord.of(word, in: allowed)))
            }
        }
        let (ko, en) = (text("ko", table), text("en", table))
        guard let id = table.text("id"), let ko, let en else { return nil }
        return ReasonTemplate(id: id, text: Localized(ko: ko, en: en), decisions: decisions)
    }

    private static func text(_ key: String, _ table: TableReader) -> String? {
        let text = table.text(key)
        if let text, text.count > CancelReason.maximumLength {
            table.add(key, .outOfRange(1...CancelReason.maximumLength))
        }
        return text
    }
}
