// Telephone numbers: one telephone is one value however it was pasted, and what is none is refused.

import Domain
import TestSupport
import Testing

@Suite("PhoneNumber")
struct PhoneNumberTests {
    @Test(
        "one mobile number is one value in every form people paste",
        arguments: [
            "01012345678", "010-1234-5678", "010 1234 5678", "010.1234.5678", "010/1234/5678", "(010) 1234-5678",
            "+82 10-1234-5678", "+821012345678", "+82 (0)10 1234 5678", "0082 10 1234 5678", "82-10-1234-5678",
            "821012345678", "1012345678", "10-1234-5678", "０１０－１２３４－５６７８", "＋８２ １０ １２３４ ５６７８",
            "  010-1234-5678\n", "\t010\u{A0}1234\u{3000}5678", "010‐1234–5678", "010−1234−5678",
            "\u{202D}010-1234-5678\u{202C}", "\u{200E}+82 10-1234-5678\u{200E}", "010\u{200B}12345678",
            "\u{FEFF}010-1234-5678", "010\u{AD}1234\u{AD}5678",
        ])
    func sameMobile(_ form: String) {
        #expect(PhoneNumber(normalising: form)?.digits == "821012345678")
    }

    @Test(
        "land lines, old mobiles, internet and personal numbers are told apart and shown as people write them",
        arguments: [
            ("02-123-4567", "8221234567", "02-123-4567"), ("0212345678", "82212345678", "02-1234-5678"),
            ("031 123 4567", "82311234567", "031-123-4567"), ("06412345678", "826412345678", "064-1234-5678"),
            ("011-123-4567", "82111234567", "011-123-4567"), ("016 1234 5678", "821612345678", "016-1234-5678"),
            ("070-1234-5678", "827012345678", "070-1234-5678"), ("080-123-4567", "82801234567", "080-123-4567"),
            ("0501-1234-5678", "8250112345678", "0501-1234-5678"), ("+82-2-123-4567", "8221234567", "02-123-4567"),
            ("+1 (415) 555-0100", "14155550100", "+14155550100"),
            ("0044 20 7946 0958", "442079460958", "+442079460958"),
        ])
    func otherNumbers(_ raw: String, _ digits: String, _ display: String) {
        let phone = PhoneNumber(normalising: raw)
        #expect(phone?.digits == digits)
        #expect(phone?.display == display)
        #expect(phone?.e164 == "+" + digits)
    }

    @Test(
        "what is no telephone number is refused",
        arguments: [
            "", " ", "-", "+", "abc", "010-1234-567a", "공일공", "010-1234-567", "010-1234-56789", "0101234", "12345678",
            "012-1234-5678", "013-1234-5678", "014-123-4567", "015-1234-5678", "09012345678", "02-12345",
            "031-12-3456", "0000000000", "00", "0082", "+82", "+0821012345678", "82+1012345678", "++821012345678",
            "+1234567890123456", "+1234567", "010-1234-5678 ext 2", "📞01012345678", "0️⃣1️⃣0️⃣12345678", "010_1234_5678",
            "010-1234-5678\u{20E3}", "٠١٠١٢٣٤٥٦٧٨", "010,1234,5678", "#01012345678", "1588-1234",
            "010-1234-5678, 010-2222-3333",
        ])
    func notAPhone(_ raw: String) {
        #expect(PhoneNumber(normalising: raw) == nil)
    }

    @Test("normalising what was normalised changes nothing, in each of its own forms")
    func idempotent() throws {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<2_000 {
            let raw = Self.anyNumber(&random)
            let phone = try #require(PhoneNumber(normalising: raw), "seed \(random.seed): \(raw)")
            for form in [phone.e164, phone.display, Self.punctuated(phone.e164, &random)] {
                #expect(PhoneNumber(normalising: form) == phone, "seed \(random.seed): \(raw) as \(form)")
            }
            #expect(PhoneNumber(stored: phone.digits) == phone, "seed \(random.seed): \(raw)")
            #expect((7...15).contains(phone.digits.count), "seed \(random.seed): \(raw)")
        }
    }

    @Test("anything at all gives a number of digits only, or nothing")
    func neverMalformed() {
        var random = SeededRandom.fromEnvironment()
        let alphabet = Array("0123456789012345678901+-() ./０１９a가\u{200B}\u{202E}")
        for _ in 0..<5_000 {
            let raw = String((0..<random.int(in: 0...18)).map { _ in random.pick(alphabet) })
            guard let phone = PhoneNumber(normalising: raw) else { continue }
            #expect(phone.digits.allSatisfy { "0123456789".contains($0) }, "seed \(random.seed): \(raw)")
            #expect(PhoneNumber(normalising: phone.e164) == phone, "seed \(random.seed): \(raw)")
        }
    }

    @Test("what the store reads back must have the shape that is stored")
    func storedShape() {
        #expect(PhoneNumber(stored: "821012345678")?.nationalDigits == "01012345678")
        #expect(PhoneNumber(stored: "+821012345678") == nil)
        #expect(PhoneNumber(stored: "123456") == nil)
        #expect(PhoneNumber(stored: "1234567890123456") == nil)
    }

    private static func anyNumber(_ random: inout SeededRandom) -> String {
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(random.int(in: 0...9)) }.joined() }
        return switch random.int(in: 0...5) {
        case 0: "010" + digits(8)
        case 1: "02" + digits(random.int(in: 7...8))
        case 2: "0" + random.pick(["31", "42", "51", "64", "70"]) + digits(random.int(in: 7...8))
        case 3: "+82" + random.pick(["", "0"]) + "10" + digits(8)
        case 4: "0" + random.pick(["11", "16", "17", "18", "19"]) + digits(random.int(in: 7...8))
        default: "+" + random.pick(["1", "44", "49", "81", "86", "971"]) + digits(random.int(in: 8...11))
        }
    }

    private static func punctuated(_ text: String, _ random: inout SeededRandom) -> String {
        text.map { String($0) + random.pick(["", "", "-", " ", "\u{A0}", "\u{200B}"]) }.joined()
    }
}
