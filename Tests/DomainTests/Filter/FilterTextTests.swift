import Domain
import Testing

@Suite("The filter language")
struct FilterTextTests {
    typealias Test = AttendeeFilter.Test

    /// The conditions of a text that has no faults.
    private func clauses(_ text: String) -> [AttendeeFilter.Clause] {
        let read = FilterSample.read(text)
        #expect(read.faults.isEmpty, "\(text): \(read.faults)")
        return read.filter.clauses
    }

    private func expect(_ text: String, _ test: Test, negated: Bool = false) {
        #expect(clauses(text) == [AttendeeFilter.Clause(test, isNegated: negated)], "\(text)")
    }

    /// The one fault of a text, its kind and the part of the text it points at.
    private func fault(_ text: String) -> (kind: FilterFault.Kind?, part: String) {
        let faults = FilterSample.read(text).faults
        #expect(faults.count == 1, "\(text): \(faults)")
        guard let fault = faults.first else { return (nil, "") }
        return (fault.kind, String(Array(text)[fault.place]))
    }

    @Test("Words without a field are searched for, beside the conditions")
    func words() {
        let read = FilterSample.read("김 상태:대기 민준")
        #expect(read.filter.search == SearchQuery("김 민준"))
        #expect(read.filter.clauses == [AttendeeFilter.Clause(.status([.waitlisted]))])
        #expect(FilterSample.read("  ").filter.isEmpty)
        #expect(FilterSample.read("010 1234 5678").filter.search == SearchQuery("010 1234 5678"))
    }

    @Test("A quoted word is one word, and may have a colon in it")
    func quotedWords() {
        #expect(FilterSample.read("\"선린 인터넷\"").filter.search == SearchQuery("선린인터넷"))
        let read = FilterSample.read("\"10:30\"")
        #expect(read.faults.isEmpty && read.filter.clauses.isEmpty)
        #expect(read.filter.search == SearchQuery("10:30"))
    }

    @Test("Fields and values have their names in both languages, whatever case and width")
    func bothLanguages() {
        for text in ["상태:대기", "status:waitlisted", "상태:Waitlisted", "STATUS:대기", "ｓｔａｔｕｓ：ＷＡＩＴＬＩＳＴＥＤ"] {
            expect(text, .status([.waitlisted]))
        }
        expect("유형:현장등록", .source([.walkIn]))
        expect("유형:\"현장 등록\"", .source([.walkIn]))
        expect("아이수:2", .answerIs(FilterSample.children, ["2"]))
    }

    @Test("A beginning that only one name has will do")
    func beginnings() {
        expect("상태:대", .status([.waitlisted]))
        expect("상:보류", .status([.held]))
        expect("aff:한빛", .contains(.affiliation, ["한빛"]))
        // A whole name comes before the beginning of a longer one: 등록, and not 등록 유형.
        expect("등록:오늘", .registered(from: FilterSample.today, through: FilterSample.today))
        #expect(
            fault("상태:app").kind
                == .ambiguousValue(
                    "app", [Localized(ko: "신청", en: "applied"), Localized(ko: "승인", en: "approved")]))
        let field = fault("이:김")
        #expect(field.kind == .ambiguousField("이", [.init(ko: "이름", en: "name"), .init(ko: "이메일", en: "email")]))
        #expect(field.part == "이")
    }

    @Test("One of several values will do, and a comma at the end is one that something will follow")
    func lists() {
        expect("상태:대기,보류", .status([.waitlisted, .held]))
        expect("상태:대기，보류,", .status([.waitlisted, .held]))
        expect("소속:\"선린, 인터넷\",한빛", .contains(.affiliation, ["선린,인터넷", "한빛"]))
        expect("구분:일반,teacher", .category(["general", "teacher"]))
    }

    @Test("A minus asks for the others")
    func negation() {
        expect("-상태:취소", .status([.cancelled]), negated: true)
        expect("－전화:없음", .isMissing(.phone), negated: true)
        expect("-번호:1..9", .serial(from: Sample.serial(1), through: Sample.serial(9)), negated: true)
        #expect(fault("-김").kind == .negatedWord("김"))
        #expect(FilterSample.read("-1234").filter.search == SearchQuery("1234"))
        #expect(FilterSample.read("-").filter.isEmpty)
    }

    @Test("A range has two ends, one of them, or is one serial")
    func serials() {
        let (low, high) = (Sample.serial(100), Sample.serial(200))
        expect("번호:100..200", .serial(from: low, through: high))
        expect("번호:100~200", .serial(from: low, through: high))
        expect("serial:000100", .serial(from: low, through: low))
        expect("번호:１００..", .serial(from: low, through: nil))
        expect("번호:..200", .serial(from: nil, through: high))
        #expect(fault("번호:200..100").kind == .reversedRange)
        #expect(fault("번호:..").kind == .badSerial(".."))
        #expect(fault("번호:1000000000").kind == .badSerial("1000000000"))
        #expect(fault("번호:1..x").kind == .badSerial("x"))
        let several = fault("번호:1,2")
        #expect(several.kind == .rangeNotAlone(Localized(ko: "번호", en: "serial")) && several.part == "2")
    }

    @Test("Dates are days of the calendar, today or yesterday, and ranges of them")
    func dates() {
        let (first, today) = (FilterSample.Date.day(2026, 5, 1), FilterSample.today)
        expect("등록:2026-05-01..", .registered(from: first, through: nil))
        expect("등록:2026.5.1..2026/5/2", .registered(from: first, through: today))
        expect("등록:어제", .registered(from: first, through: first))
        expect("registered:yesterday..today", .registered(from: first, through: today))
        expect("등록:..오", .registered(from: nil, through: today))
        #expect(fault("등록:2026-02-30").kind == .badDate("2026-02-30"))
        #expect(fault("등록:내일").kind == .badDate("내일"))
        #expect(fault("등록:오늘..어제").kind == .reversedRange)
    }

    @Test("Nothing stored and something stored can be asked for, where that can be")
    func presence() {
        expect("전화:없음", .isMissing(.phone))
        expect("phone:any", .isMissing(.phone), negated: true)
        expect("-소속:있음", .isMissing(.affiliation))
        expect("소속:\"\"", .isMissing(.affiliation))
        // In quotes it is the word itself, and a name is never missing.
        expect("소속:\"없음\"", .contains(.affiliation, ["없음"]))
        expect("이름:없음", .contains(.name, ["없음"]))
        #expect(fault("전화:없음,1234").kind == .keywordNotAlone("없음"))
    }

    @Test("A choice that is called like a keyword is the choice")
    func choiceBeforeKeyword() {
        expect("식사:없음", .answerIs(FilterSample.diet, ["no"]))
        expect("식사:\"\"", .isMissing(.answer(FilterSample.diet)))
        expect("식사:있음", .isMissing(.answer(FilterSample.diet)), negated: true)
    }

    @Test("Answers are asked for by the form field's label or id")
    func answers() {
        expect("식사:채식", .answerIs(FilterSample.diet, ["vegan"]))
        expect("diet:usual", .answerIs(FilterSample.diet, ["usual"]))
        expect("answer.diet:usual", .answerIs(FilterSample.diet, ["usual"]))
        expect("버스:예", .answerIs(FilterSample.bus, ["true"]))
        expect("버스:no", .answerIs(FilterSample.bus, ["true"]), negated: true)
        expect("-버스:no", .answerIs(FilterSample.bus, ["true"]))
        expect("남길말:\"Hello  You\"", .answerContains(FilterSample.remark, ["Hello You"]))
        #expect(clauses("버스:예,아니오").isEmpty)
        #expect(fault("아이수:둘").kind == .badNumber("둘"))
    }

    @Test("A telephone is found by a run of its digits, and by the whole in any form")
    func phones() {
        expect("전화:1234-56", .phone(["123456"]))
        expect("전화:\"+82 10-1234-5678\"", .phone(["01012345678"]))
        #expect(fault("전화:12가").kind == .badDigits("12가"))
    }

    @Test("What is stored is compared folded, without blanks and without what a database cannot keep")
    func folded() {
        expect("소속:\"Sunrin  HIGH\"", .contains(.affiliation, ["sunrinhigh"]))
        expect("소속:\"a\u{0}b\u{7}\"", .contains(.affiliation, ["ab"]))
        #expect(fault("남길말:\u{200B}").kind == .missingValue(Localized(ko: "남길 말", en: "remark")))
    }

    @Test("A word with a colon that names no field is a fault with its nearest field, and is searched nowhere")
    func unknownFields() {
        let wrong = fault("상테:대기")
        #expect(wrong.kind == .unknownField("상테", nearest: Localized(ko: "상태", en: "status")))
        #expect(wrong.part == "상테:대기")
        #expect(fault("http://example.com").kind == .unknownField("http", nearest: nil))
        let read = FilterSample.read("김 10:30")
        #expect(read.filter == AttendeeFilter(search: SearchQuery("김")))
        #expect(fault(":대기").kind == .missingField)
    }

    @Test("A value that the field does not have is a fault with its nearest value")
    func unknownValues() {
        let wrong = fault("상태:대가,보류")
        guard case .unknownValue("대가", let field, let nearest, let known) = wrong.kind else {
            Issue.record("\(String(describing: wrong.kind))")
            return
        }
        #expect(field.ko == "상태" && nearest?.ko == "대기" && known.count == 7)
        #expect(wrong.part == "대가")
        // The other value holds.
        #expect(FilterSample.read("상태:대가,보류").filter.clauses == [.init(.status([.held]))])
        #expect(fault("상태:").kind == .missingValue(Localized(ko: "상태", en: "status")))
    }

    @Test("A quote that is not closed takes what follows, and says so")
    func unclosed() {
        let wrong = fault("김 소속:\"선린 인")
        #expect(wrong.kind == .unclosedQuote && wrong.part == "\"선린 인")
        #expect(
            FilterSample.read("소속:\"선린 인").filter.clauses == [.init(.contains(.affiliation, ["선린인"]))])
        #expect(fault("\"선린").kind == .unclosedQuote)
    }

    @Test("What is too much is left out, and says so")
    func limits() {
        let words = FilterSample.read((1...9).map { "말\($0)" }.joined(separator: " "))
        #expect(words.filter.search.terms.count == 8)
        #expect(words.faults.map(\.kind) == [.tooMany(.words, limit: 8)])
        let conditions = FilterSample.read(Array(repeating: "이름:김", count: 14).joined(separator: " "))
        #expect(conditions.filter.clauses.count == 12)
        #expect(conditions.faults.map(\.kind) == Array(repeating: .tooMany(.conditions, limit: 12), count: 2))
        #expect(fault("전화:" + (10...60).map(String.init).joined(separator: ",")).kind == .tooMany(.values, limit: 50))
        #expect(fault("소속:" + String(repeating: "가", count: 61)).kind == .tooMany(.valueCharacters, limit: 60))
        #expect(fault(String(repeating: " ", count: 1000) + "김").kind == .tooMany(.characters, limit: 1000))
    }

    @Test("Parts with faults ask for nothing, and the rest holds")
    func rest() {
        let read = FilterSample.read("상테:대기 번호:x 김 구분:교사 :x")
        #expect(read.filter == AttendeeFilter(clauses: [.init(.category(["teacher"]))], search: SearchQuery("김")))
        #expect(read.faults.count == 3)
        #expect(read.faults.map(\.place.lowerBound) == [0, 9, 19])
    }
}
