import Domain
import Testing

@testable import Screens

@Suite("Words for filters")
struct FilterWordsTests {
    private static let label = Localized(ko: "등록 유형", en: "source type")

    /// One of every kind. A new kind does not compile here until it has an example.
    private static func isListed(_ kind: FilterFault.Kind) -> Bool {
        switch kind {
        case .unknownField, .ambiguousField, .missingField, .missingValue, .unknownValue, .ambiguousValue, .badSerial,
            .badDate, .badNumber, .badDigits, .reversedRange, .rangeNotAlone, .keywordNotAlone, .unclosedQuote,
            .negatedWord, .tooMany:
            kinds.contains(kind)
        }
    }

    private static let kinds: [FilterFault.Kind] =
        [
            .unknownField("x", nearest: nil), .unknownField("x", nearest: label), .ambiguousField("x", [label, label]),
            .missingField, .missingValue(label), .unknownValue("x", field: label, nearest: nil, known: []),
            .unknownValue("x", field: label, nearest: label, known: [label]),
            .unknownValue("x", field: label, nearest: nil, known: Array(repeating: label, count: 7)),
            .ambiguousValue("x", [label, label]), .badSerial("x"), .badDate("x"), .badNumber("x"), .badDigits("x"),
            .reversedRange, .rangeNotAlone(label), .keywordNotAlone("x"), .unclosedQuote, .negatedWord("x"),
        ] + FilterFault.Counted.allCases.map { .tooMany($0, limit: 12) }

    @Test("Every fault is a sentence in both languages, and says what it is about", arguments: kinds)
    func sentences(kind: FilterFault.Kind) {
        #expect(Self.isListed(kind))
        let fault = FilterFault(0..<1, kind)
        let (ko, en) = (Words(.korean).fault(fault), Words(.english).fault(fault))
        #expect(ko.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(ko)")
        #expect(!en.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(en)")
        for sentence in [ko, en] {
            #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)")
            if "\(kind)".contains("\"x\"") { #expect(sentence.contains("x'"), "\(sentence)") }
        }
    }

    @Test("A nearest name is written as it can be typed")
    func nearest() {
        let fault = FilterFault(0..<1, .unknownField("유헝", nearest: Self.label))
        #expect(Words(.korean).fault(fault) == "'유헝' 항목은 없습니다. 혹시 등록유형인가요?")
    }

    @Test("people are asked for by what they are enrolled in, in either language")
    func programs() throws {
        let today = try #require(CalendarDate("2026-05-01"))
        let vocabulary = FilterVocabulary(categories: [], form: Fixture.form)
        for text in ["프로그램:강연", "program:강연", "회차:강연", "session:강연"] {
            let read = FilterText(text, vocabulary: vocabulary, today: today)
            #expect(read.faults.isEmpty && read.filter.clauses == [AttendeeFilter.Clause(.enrolled(["강연"]))], "\(text)")
        }
        let none = FilterText("프로그램:없음", vocabulary: vocabulary, today: today)
        #expect(none.filter.clauses == [AttendeeFilter.Clause(.isMissing(.program))])
    }
}
