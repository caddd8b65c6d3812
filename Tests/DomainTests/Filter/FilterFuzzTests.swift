import Domain
import TestSupport
import Testing

@Suite("Any text as a filter")
struct FilterFuzzTests {
    private static let tokens = [
        "소속", "상태", "status", "번호", "등록", "전화", "식사", "버스", "아이수", "남길말", ":", "：", ",", "，", "\"", "“", "-", "－",
        "..", "~", "대기", "보류", "app", "없음", "any", "오늘", "2026-05-01", "200", "1", "김", "ㅅㅅ", " ", " ", "\t", "x", "//",
        "\u{301}", "👨‍👩‍👧", "é", "\u{200B}", "\u{0}", "\u{FEFF}", "\r\n",
    ]

    private func check(_ text: String, _ seed: UInt64) {
        let read = FilterSample.read(text)
        let length = text.count
        for fault in read.faults {
            #expect(
                fault.place.lowerBound >= 0 && fault.place.upperBound <= length && !fault.place.isEmpty,
                "seed \(seed): \(fault) in \(text.debugDescription)")
        }
        for caret in 0...length {
            for completion in read.completions(at: caret) {
                #expect(
                    completion.replaces.lowerBound >= 0 && completion.replaces.upperBound <= length,
                    "seed \(seed): \(completion) in \(text.debugDescription)")
            }
        }
        #expect(read.filter.clauses.count <= FilterText.mostConditions, "seed \(seed)")
        #expect(read.filter.search.terms.count <= FilterText.mostWords, "seed \(seed)")
    }

    @Test("A soup of the language's own tokens is read, and every fault and completion lies in the text")
    func soup() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<3000 {
            let count = random.int(in: 0...14)
            check((0..<count).map { _ in random.pick(Self.tokens) }.joined(), random.seed)
        }
    }

    @Test("Random scalars are read, and every fault and completion lies in the text")
    func scalars() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<600 {
            var text = ""
            for _ in 0..<random.int(in: 0...30) {
                let value = UInt32(random.int(in: 0...(random.int(in: 0...3) == 0 ? 0x10FFFF : 0xD7A3)))
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            check(text, random.seed)
        }
    }

    @Test("Every text asks for no more than the text without its faulty parts")
    func withoutFaults() {
        var random = SeededRandom.fromEnvironment()
        let whole = ["상태:대기", "-구분:교사", "번호:1..9", "등록:오늘", "전화:없음", "김", "\"선린 인터넷\""]
        let faulty = ["상테:대기", "번호:x", "등록:9..1", "상태:", ":대기", "-김", "이:김", "버스:x"]
        for _ in 0..<500 {
            var parts = (0..<random.int(in: 0...5)).map { _ in random.pick(whole) }
            let clean = FilterSample.read(parts.joined(separator: " "))
            #expect(clean.faults.isEmpty, "seed \(random.seed): \(clean.text)")
            let count = random.int(in: 1...3)
            for _ in 0..<count { parts.insert(random.pick(faulty), at: random.int(in: 0...parts.count)) }
            let read = FilterSample.read(parts.joined(separator: " "))
            #expect(read.filter == clean.filter, "seed \(random.seed): \(read.text)")
            #expect(read.faults.count == count, "seed \(random.seed): \(read.text)")
        }
    }

    @Test("Ten thousand characters are read as far as the limit, whatever they are")
    func long() {
        for part in ["\"", ":", "상태:", "-", "김 ", "소속:\"선린\",", "가", "번호:1..", "\u{301}"] {
            let text = String(repeating: part, count: 10_000 / part.count)
            let read = FilterSample.read(text)
            #expect(read.faults.last?.place.upperBound ?? 0 <= text.count)
            #expect(read.completions(at: text.count).isEmpty || text.count <= FilterText.mostCharacters)
        }
    }
}
