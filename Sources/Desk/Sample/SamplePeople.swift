// Made-up people for a sample event: the same ones for the same number, in Korean and English.

import Domain

/// Made-up people. Their telephones begin with 010-0, which no operator gives out.
struct SamplePeople {
    private var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private static let families = [
        "김", "김", "김", "김", "이", "이", "이", "박", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권",
        "황", "안", "송", "류", "홍", "남궁",
    ]
    private static let firsts = ["민", "서", "지", "하", "도", "예", "수", "은", "현", "태", "유", "시", "채", "가", "주", "연"]
    private static let seconds = ["준", "연", "우", "윤", "현", "은", "진", "아", "호", "빈", "율", "원", "린", "혁", "나", "별"]
    private static let givenEnglish = [
        "Olivia", "Noah", "Emma", "Liam", "Sofia", "Lucas", "Mia", "Ethan", "Chloe", "Daniel", "Grace", "Ryan",
    ]
    private static let familiesEnglish = [
        "Smith", "Nguyen", "García", "Müller", "Tanaka", "O'Brien", "Kowalski", "Chen", "Rossi", "Johnson",
    ]
    private static let affiliations = [
        "선린인터넷고등학교", "한빛초등학교", "가온중학교", "새봄대학교", "나래교육연구소", "(주)다온테크", "미래창업지원센터", "푸른도서관",
        "Harbor International School", "Northwind Robotics", "온누리고등학교", "별빛메이커스페이스",
    ]

    /// The next person's answers to the walk-in form.
    mutating func next(number: Int, categories: [Category]) -> Answers {
        var answers: Answers = [.consent: .flag(true)]
        let isEnglish = below(6) == 0
        let name =
            isEnglish
            ? pick(Self.givenEnglish) + " " + pick(Self.familiesEnglish)
            : pick(Self.families) + pick(Self.firsts) + pick(Self.seconds)
        answers[.name] = .text(name)
        // One in twenty has no telephone.
        if below(20) != 0 {
            let tail = String(number % 10_000_000)
            answers[.phone] = .text("0100" + String(repeating: "0", count: 7 - tail.count) + tail)
        }
        if below(5) != 0 { answers[.affiliation] = .text(pick(Self.affiliations)) }
        if !categories.isEmpty { answers[.category] = .text(pick(categories).id) }
        return answers
    }

    private mutating func below(_ bound: Int) -> Int {
        Int(random.next() % UInt64(bound))
    }

    private mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }
}
