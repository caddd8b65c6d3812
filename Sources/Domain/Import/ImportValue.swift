// A cell as an answer: what people and spreadsheets make of telephones, dates, ticks and choices.

import Text

enum ImportValue {
    /// The answer that a cell holds; nil for an empty one, which says nothing.
    static func answer(_ text: String, to column: ImportReader.Column) throws(ImportRefusal.Problem) -> Answer? {
        guard !text.isEmpty, column.field.kind != .phone || !isNoPhone(text) else { return nil }
        switch column.field.kind {
        case .text, .longText, .email: return .text(text)
        case .phone: return .text(try phone(text))
        case .number: return .text(number(text))
        case .date: return .text(date(text))
        case .choice: return .text(option(text, in: column.options))
        case .choices: return .choices(choices(text, in: column.options))
        case .consent:
            guard let given = flag(text) else { throw .unclear }
            return .flag(given)
        }
    }

    /// Several options between separators. A label may have such signs in itself: the longest piece that is an option's
    /// goes before its parts.
    private static func choices(_ text: String, in options: [String: String]) -> [String] {
        let separators: Set<Character> = [",", ";", "/", "·", "、", "\n", "|"]
        var chosen: [String] = []
        let parts = text.split(whereSeparator: separators.contains)
        var next = parts.startIndex
        while next < parts.endIndex {
            let last = parts.indices[next...].last { last in
                options[ImportLabel.folded(String(text[parts[next].startIndex..<parts[last].endIndex]))] != nil
            }
            let piece = String(text[parts[next].startIndex..<parts[last ?? next].endIndex])
            let option = option(piece, in: options)
            if !option.isEmpty { chosen.append(option) }
            next = (last ?? next) + 1
        }
        return chosen
    }

    /// With the zero that spreadsheets take away from its beginning, where it is a telephone with it only.
    private static func phone(_ text: String) throws(ImportRefusal.Problem) -> String {
        let digits = try unfolded(whole(String(text.foldedForSearch.drop { $0 == "'" })))
        guard PhoneNumber(normalising: digits) == nil, !digits.hasPrefix("0") else { return digits }
        return PhoneNumber(normalising: "0" + digits) == nil ? digits : "0" + digits
    }

    /// A telephone and nothing else, at least nine digits of it.
    static func isPhone(_ text: String) -> Bool {
        guard text.count(where: \.isNumber) >= 9, let written = try? phone(text) else { return false }
        return PhoneNumber(normalising: written) != nil
    }

    /// What lists write where somebody has no telephone.
    static func isNoPhone(_ text: String) -> Bool {
        noPhone.contains(text.foldedForSearch.filter { $0 != " " && $0 != "." })
    }

    private static let noPhone: Set<String> = [
        "없음", "없습니다", "무", "無", "해당없음", "미기재", "-", "--", "–", "—", "x", "n/a", "na", "none", "no", "null",
    ]

    private static func number(_ text: String) -> String {
        whole(text.foldedForSearch).filter { $0 != "," }
    }

    /// `1.012345678e+09` with all its digits; one that has lost some by this way of writing is nobody's telephone.
    private static func unfolded(_ text: String) throws(ImportRefusal.Problem) -> String {
        guard text.contains("e+"), let match = text.wholeMatch(of: /(\d)\.?(\d*)e\+(\d{1,2})/) else { return text }
        guard match.2.count == Int(match.3) else { throw .rounded }
        return "\(match.1)\(match.2)"
    }

    /// `12.0` is how some programs write 12.
    private static func whole(_ text: String) -> String {
        text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A day as it is written, with whatever time comes after it, or as the number that spreadsheets keep it as: days
    /// since 1899-12-30 (ECMA-376 part 1, §18.17.4.1, from March 1900 on).
    private static func date(_ text: String) -> String {
        let folded = text.foldedForSearch
        if let days = Int(whole(folded)), (10_000...99_999).contains(days), folded.utf8.count <= 7,
            let date = CalendarDate(daysSince1970: days - 25_569)
        {
            return date.description
        }
        var written = ""
        for character in folded {
            switch character {
            case "년", "월": written.append("-")
            case "일", "t": return written
            case ":": return String(written.drop { $0 == " " }.split(separator: " ").dropLast().joined(separator: " "))
            default: written.append(character)
            }
        }
        return written
    }

    /// An option's id by its id or its label in either language; the text itself where there is none such.
    private static func option(_ text: String, in options: [String: String]) -> String {
        options[ImportLabel.folded(text)] ?? TextCleaning.line(text).text
    }

    /// What `option` looks a field's options up by: their folded ids and labels.
    static func options(of field: FormField) -> [String: String] {
        let names = field.options.flatMap { option in
            [option.id, option.label.ko, option.label.en].map { (ImportLabel.folded($0), option.id) }
        }
        return Dictionary(names.filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    }

    /// Yes or no as lists have it; nil where it is neither.
    static func flag(_ text: String) -> Bool? {
        let word = text.foldedForSearch.filter { $0 != " " }
        if yes.contains(word) { return true }
        return no.contains(word) ? false : nil
    }

    private static let yes: Set<String> = [
        "o", "ㅇ", "○", "◯", "〇", "●", "✓", "✔", "v", "y", "yes", "true", "1", "예", "네", "동의", "동의함", "동의합니다", "agree",
        "agreed", "t",
    ]
    private static let no: Set<String> = [
        "x", "×", "✕", "✗", "n", "no", "false", "0", "아니오", "아니요", "미동의", "동의안함", "동의하지않음", "비동의", "disagree", "f", "-",
    ]

    /// They became part of another registration, as exports say it.
    static func isMerged(_ text: String) -> Bool {
        let word = text.foldedForSearch.filter { $0 != " " }
        return word == Registration.Status.merged.rawValue || word == "합침"
    }

    /// Where somebody stands, by the word of a list; nil for a word that no list uses.
    static func status(_ text: String) -> Registration.Status? {
        let word = text.foldedForSearch.filter { $0 != " " }
        if let status = Registration.Status(rawValue: word) { return status == .merged ? nil : status }
        return statuses[word]
    }

    private static let statuses: [String: Registration.Status] = [
        "신청": .applied, "접수": .applied, "신청완료": .applied, "접수완료": .applied, "심사중": .applied, "applied": .applied,
        "pending": .applied, "승인": .approved, "확정": .approved, "승인완료": .approved, "승인됨": .approved, "o": .approved,
        "confirmed": .approved, "거절": .rejected, "반려": .rejected, "불승인": .rejected, "대기": .waitlisted,
        "대기자": .waitlisted, "waiting": .waitlisted, "waitlist": .waitlisted, "보류": .held, "hold": .held,
        "취소": .cancelled, "canceled": .cancelled,
    ]
}
