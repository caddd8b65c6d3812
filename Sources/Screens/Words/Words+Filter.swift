// What is wrong in a filter, and what to write instead.

public import Domain

extension Words {
    /// What takes everybody that a filter leaves is not done while it may leave too many.
    func filterStandsInTheWay(_ fault: FilterFault) -> String {
        say("찾기부터 고쳐 주세요: \(self.fault(fault))", "Mend the filter first: \(self.fault(fault))")
    }

    /// A sentence for one fault. Short: it stands on one line of the screen, beside the part it is about.
    public func fault(_ fault: FilterFault) -> String {
        switch fault.kind {
        case .unknownField(let name, let nearest): unknownField(name, nearest)
        case .ambiguousField(let name, let fields):
            say(
                "'\(name)': \(list(fields)) 가운데 어느 것인지 더 적으세요.", "'\(name)' could be \(list(fields)): write more of it."
            )
        case .missingField:
            say("':' 앞에 항목 이름이 없습니다. 상태:대기처럼 적으세요.", "There is no field before ':'. Write status:waitlisted.")
        case .missingValue(let field):
            say("\(field.ko): 찾을 값을 ':' 뒤에 적으세요.", "\(field.en): write what to look for after ':'.")
        case .unknownValue(let word, let field, let nearest, let known): unknownValue(word, field, nearest, known)
        case .ambiguousValue(let word, let values):
            say(
                "'\(word)': \(list(values)) 가운데 어느 것인지 더 적으세요.", "'\(word)' could be \(list(values)): write more of it."
            )
        case .badSerial(let word):
            say("'\(word)': 번호가 아닙니다. 번호:100..200처럼 적으세요.", "'\(word)' is no serial. Write serial:100..200.")
        case .badDate(let word):
            say("'\(word)': 날짜가 아닙니다. 2026-05-01이나 오늘처럼 적으세요.", "'\(word)' is no date. Write 2026-05-01 or today.")
        case .badNumber(let word):
            say("'\(word)': 숫자가 아닙니다. 숫자만 적으세요.", "'\(word)' is no number. Use digits only.")
        case .badDigits(let word):
            say("'\(word)': 연락처의 숫자가 아닙니다. 숫자만 적으세요.", "'\(word)' is no part of a telephone. Use digits only.")
        case .reversedRange:
            say("범위의 끝이 처음보다 앞입니다. 앞뒤를 바꾸세요.", "The range ends before it begins. Swap its ends.")
        case .rangeNotAlone(let field):
            say(
                "\(field.ko): 값이나 범위를 하나만 적을 수 있습니다. 쉼표 뒤를 지우세요.",
                "\(field.en) takes one value or range. Take out what follows the comma.")
        case .keywordNotAlone(let word):
            say("'\(word)' 옆에는 다른 값을 적을 수 없습니다. 하나만 남기세요.", "'\(word)' stands alone. Keep it or the other values.")
        case .unclosedQuote:
            say("닫는 따옴표(\")가 없습니다. 끝에 적으세요.", "The closing quote (\") is missing. Write it at the end.")
        case .negatedWord(let word):
            say(
                "'-\(word)': '-'는 -상태:취소처럼 조건 앞에만 적습니다.",
                "'-\(word)': a minus goes before a condition, as in -status:cancelled.")
        case .tooMany(let counted, let limit): tooMany(counted, limit)
        }
    }

    private func unknownField(_ name: String, _ nearest: Localized?) -> String {
        if let nearest {
            let field = typed(nearest)
            return say(
                "'\(name)' 항목은 없습니다. 혹시 \(field)인가요?",
                "There is no field '\(name)'. Did you mean \(field)?")
        }
        return say(
            "'\(name)' 항목은 없습니다. 글자 그대로 찾으려면 따옴표(\")로 묶으세요.",
            "There is no field '\(name)'. To search for the word itself, put it in quotes (\").")
    }

    private func unknownValue(
        _ word: String, _ field: Localized, _ nearest: Localized?, _ known: [Localized]
    ) -> String {
        let start = say("\(field.ko)에 없는 값입니다: '\(word)'.", "\(field.en) has no '\(word)'.")
        if let nearest {
            let value = typed(nearest)
            return start + say(" 혹시 \(value)인가요?", " Did you mean \(value)?")
        }
        guard !known.isEmpty else { return start + say(" 목록에서 고르세요.", " Choose one from the list.") }
        return start + say(" \(list(known)) 가운데 고르세요.", " Choose from \(list(known)).")
    }

    private func tooMany(_ counted: FilterFault.Counted, _ limit: Int) -> String {
        switch counted {
        case .characters:
            say(
                "필터가 너무 깁니다. \(count(limit))자까지만 읽었습니다.",
                "The filter is too long; only \(count(limit)) characters were read.")
        case .conditions:
            say("조건은 \(limit)개까지입니다. 이 조건은 빼고 찾습니다.", "At most \(limit) conditions; this one is left out.")
        case .values:
            say("한 조건의 값은 \(limit)개까지입니다. 이 뒤는 빼고 찾습니다.", "At most \(limit) values a condition; the rest is left out.")
        case .words:
            say("찾을 말은 \(limit)개까지입니다. 이 뒤는 빼고 찾습니다.", "At most \(limit) words to search for; the rest is left out.")
        case .valueCharacters:
            say("값 하나는 \(limit)자까지입니다. 줄여 적으세요.", "A value has at most \(limit) characters. Shorten it.")
        }
    }

    /// At most five, in this language, and a sign that there are more.
    private func list(_ names: [Localized]) -> String {
        names.prefix(5).map(typed).joined(separator: ", ") + (names.count > 5 ? " …" : "")
    }

    /// A name in this language, as it can be typed: without its blanks.
    private func typed(_ name: Localized) -> String {
        say(name).filter { $0 != " " }
    }
}
