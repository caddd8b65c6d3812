// What people call the columns of their lists.

import Text

enum ImportLabel {
    /// A heading as it is compared: NFC, lower case, one width, without blanks, signs and what stands in parentheses:
    /// `* 성 명 (필수)` is `성명`.
    static func folded(_ heading: String) -> String {
        let text = heading.foldedForSearch
        let outside = letters(withoutParentheses(text))
        return outside.isEmpty ? letters(text) : outside
    }

    private static func withoutParentheses(_ text: String) -> String {
        var depth = 0
        var kept = ""
        for character in text {
            switch character {
            case "(", "[", "<", "〈", "［": depth += 1
            case ")", "]", ">", "〉", "］": depth = max(0, depth - 1)
            default: if depth == 0 { kept.append(character) }
            }
        }
        return kept
    }

    private static func letters(_ text: String) -> String {
        String(text.filter { $0.isLetter || $0.isNumber })
    }

    /// A sum (`합계`, `총 123명`, `Total: 5`) or a remark (`※ …`), as they stand below and between people.
    static func isRemark(_ text: String) -> Bool {
        guard text.utf8.count <= longestSum || text.hasPrefix("※") else { return false }
        if text.hasPrefix("※") { return true }
        let word = text.foldedForSearch.filter(\.isLetter)
        if sums.contains(word) { return true }
        // Units only come after numbers: without them `총명` would be a sum.
        guard text.contains(where: \.isNumber), let unit = units.first(where: word.hasSuffix) else { return false }
        return sums.contains(String(word.dropLast(unit.count)))
    }

    private static let longestSum = 60
    private static let units = ["명", "건", "인", "개"]
    private static let sums: Set<String> = [
        "합계", "소계", "총계", "계", "합", "총", "총합", "총합계", "누계", "총원", "총인원", "인원", "인원수", "합계인원", "인원합계", "total",
        "totals", "subtotal", "grandtotal", "sum",
    ]

    /// How well a heading names each target: lower is better. By id, by label in either language, by what people say.
    struct Names {
        private var ranks: [String: [(target: ImportTarget, rank: Int)]] = [:]

        init(_ form: FormDefinition) {
            for field in form.fields {
                let target = ImportTarget.field(field.id)
                add(field.id.text, target, 1)
                add(field.label.ko, target, 2)
                add(field.label.en, target, 2)
                for (place, word) in (ImportLabel.usual[field.id] ?? []).enumerated() { add(word, target, 3 + place) }
            }
            for (place, word) in ImportLabel.statusWords.enumerated() { add(word, .status, 3 + place) }
            for (target, words) in ImportLabel.consentWords {
                for (place, word) in ([target.text] + words).enumerated() { add(word, target, 3 + place) }
            }
            for word in [ImportRefusal.heading.ko, ImportRefusal.heading.en] { add(word, .nothing, 0) }
        }

        private mutating func add(_ text: String, _ target: ImportTarget, _ rank: Int) {
            let key = ImportLabel.folded(text)
            guard !key.isEmpty, ranks[key]?.contains(where: { $0.target == target }) != true else { return }
            ranks[key, default: []].append((target, rank))
        }

        func meanings(of heading: String) -> [(target: ImportTarget, rank: Int)] {
            meanings(ofFolded: ImportLabel.folded(heading))
        }

        func meanings(ofFolded key: String) -> [(target: ImportTarget, rank: Int)] {
            ranks[key] ?? []
        }
    }

    /// The most telling first: where a list has a mobile and another telephone, the mobile is the person's.
    private static let usual: [FieldID: [String]] = [
        .name: [
            "성명", "이름", "성함", "참가자명", "참석자명", "신청자명", "참가자", "참석자", "신청자", "한글이름", "국문성명", "참가자성명",
            "참가자이름", "참석자성명", "참석자이름", "신청자성명", "신청자이름", "대표자성명", "대표자이름", "name", "full name",
            "attendee", "attendee name", "participant",
        ],
        .phone: [
            "휴대폰", "휴대폰번호", "휴대전화", "휴대전화번호", "핸드폰", "핸드폰번호", "연락처", "전화", "전화번호", "참가자연락처", "mobile",
            "mobile phone", "cell", "cell phone", "phone", "phone number", "telephone", "tel", "contact",
        ],
        .affiliation: [
            "소속", "소속기관", "기관", "기관명", "소속기관명", "학교", "학교명", "회사", "회사명", "단체", "단체명", "affiliation", "organization",
            "organisation", "company", "school", "institution",
        ],
        .category: ["구분", "참가구분", "참가자구분", "분류", "참가유형", "유형", "category", "type", "ticket type"],
        .email: ["이메일", "이메일주소", "메일", "메일주소", "전자우편", "e-mail", "email address", "mail"],
        .consent: [
            "개인정보동의", "개인정보동의여부", "개인정보수집동의", "개인정보이용동의", "개인정보수집이용동의", "개인정보수집및이용동의", "개인정보활용동의", "동의",
            "동의여부", "consent", "privacy consent", "privacy",
        ],
        .party: ["일행", "동행", "party", "group"],
    ]

    private static let consentWords: [(ImportTarget, [String])] = [
        (
            .consentAt,
            [
                "동의한때", "동의일시", "동의시각", "동의일자", "동의날짜", "동의일", "개인정보동의일시", "개인정보동의일자", "consent given at",
                "consented at", "consent date", "consent time",
            ]
        ),
        (.consentVersion, ["동의안내문버전", "consent text version", "consent version"]),
    ]

    private static let statusWords = ["상태", "승인여부", "승인상태", "심사결과", "심사", "승인", "진행상태", "status", "state"]
}
