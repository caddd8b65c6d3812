import Domain
import Testing

@Suite("Completions of the filter language")
struct FilterCompletionTests {
    /// What a text could become, its caret at `|`.
    private func completed(_ marked: String, _ language: Language = .korean) -> [String] {
        let caret = marked.firstIndex(of: "|").map { marked.distance(from: marked.startIndex, to: $0) } ?? marked.count
        let text = Array(marked.filter { $0 != "|" })
        return FilterSample.read(String(text)).completions(at: caret).map {
            String(text[..<$0.replaces.lowerBound]) + $0.text[language] + String(text[$0.replaces.upperBound...])
        }
    }

    @Test("Fields are offered from the first letter of a name on, in the language of the screen")
    func fields() {
        #expect(completed("소") == ["소속:"])
        #expect(completed("김 상태:대기 -소") == ["김 상태:대기 -소속:"])
        #expect(completed("aff") == ["소속:"])
        #expect(completed("aff", .english) == ["affiliation:"])
        #expect(completed("아") == ["아이수:"])
        #expect(completed("") == [])
        #expect(completed("소속 ") == [])
        #expect(completed("김") == [])
        #expect(completed("\"소") == [])
    }

    @Test("Initial consonants and syllables that are not yet whole are completed")
    func hangul() {
        #expect(completed("ㅅㅅ") == ["소속:", "식사:"])
        #expect(completed("ㅇㅁㅇ") == ["이메일:"])
        #expect(completed("솟") == ["소속:"])
        #expect(completed("사") == ["상태:"])
        #expect(completed("ㅅ") == ["소속:", "상태:", "식사:"])
        #expect(completed("상태:ㄷ") == ["상태:대기"])
        #expect(completed("상태:보") == ["상태:보류"])
        #expect(completed("상태:ㅊㅅ") == ["상태:취소"])
    }

    @Test("After the colon the field's values are offered, and after a comma again")
    func values() {
        #expect(completed("구분:") == ["구분:일반", "구분:교사", "구분:없음", "구분:있음"])
        #expect(completed("상태:대기,보") == ["상태:대기,보류"])
        #expect(completed("status:w", .english) == ["status:waitlisted"])
        #expect(completed("유형:현") == ["유형:현장등록"])
        #expect(completed("전화:") == ["전화:없음", "전화:있음"])
        #expect(completed("등록:") == ["등록:오늘", "등록:어제"])
        #expect(completed("등록:어제..오") == ["등록:어제..오늘"])
        #expect(completed("번호:1") == [])
        #expect(completed("소속:선") == [])
        // Whole already.
        #expect(completed("상태:대기") == [])
        #expect(completed("모름:") == [])
    }

    @Test("A value that has a comma in it is completed in quotes, and read back as that value")
    func quoted() {
        #expect(completed("식사:채") == ["식사:\"채식, 우유 없이\""])
        #expect(
            FilterSample.read("식사:\"채식, 우유 없이\"").filter.clauses == [.init(.answerIs(FilterSample.diet, ["vegan"]))])
        #expect(completed("식사:\"채") == ["식사:\"채식, 우유 없이\""])
    }

    @Test("In the middle of a text only the part around the caret is replaced")
    func middle() {
        #expect(completed("소| 상태:대기") == ["소속: 상태:대기"])
        #expect(completed("상|:대기") == ["상태:대기"])
        #expect(completed("상태:보|대,취소 김") == ["상태:보류,취소 김"])
    }

    @Test("A name or value that two share is completed as what only one has")
    func shared() {
        let label = Localized(ko: "선택", en: "Choice")
        let choices = [
            FilterVocabulary.Choice(id: "one", label: Localized(ko: "같음", en: "Same")),
            FilterVocabulary.Choice(id: "two", label: Localized(ko: "같음", en: "Same")),
        ]
        let vocabulary = FilterVocabulary(
            ["first", "second"].map {
                .init(.answer(Sample.id($0)), label: label, kind: .choices(choices), mayBeMissing: false)
            })
        func completed(_ text: String) -> [String] {
            FilterText(text, vocabulary: vocabulary, today: FilterSample.today).completions(at: text.count).map(
                \.text.ko)
        }
        #expect(completed("선") == ["answer.first:", "answer.second:"])
        #expect(completed("first:") == ["one", "two"])
    }

    @Test("Every completion that is offered can be read back without a fault in the part it wrote")
    func readBack() {
        let starts = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎabcdefghijklmnopqrstuvwxyz".map(String.init)
        var seen = 0
        for start in starts {
            for field in completed(start) + completed(start, .english) {
                for whole in completed(field) + completed(field, .english) {
                    seen += 1
                    #expect(FilterSample.read(whole).faults.isEmpty, "\(whole)")
                }
            }
        }
        #expect(seen > 50)
    }
}
