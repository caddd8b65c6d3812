// What scanners put around a pass, and forged passes by the thousand.

import Domain
import TestSupport
import Testing

@Suite("Scanned text")
struct ScannedTextTests {
    private static let pass = PassTests.digits

    @Test(
        "blanks, line ends, framing, AIM identifiers and full-width digits come off",
        arguments: [
            pass, " \(pass)\t", "\(pass)\r", "\u{2}\(pass)\u{3}", "]Q1\(pass)", "]Q3\(pass)\r", "]d2\(pass)",
            "\u{FEFF}\(pass)", "\u{3000}\(pass)",
            String(String.UnicodeScalarView(pass.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) })),
        ])
    func cleaned(_ raw: String) {
        #expect(ScannedText.cleaned(raw) == Self.pass)
    }

    @Test(
        "nothing inside is dropped, so that halves, doubles and mixtures stay no passes",
        arguments: [
            String(pass.prefix(17)), pass + pass, pass.prefix(17) + " " + pass.suffix(17), "ㅁ" + pass, "]Q" + pass,
            "]11" + pass, "]Q1]Q1" + pass, "٣" + pass.dropFirst(), "", "   ", "]Q1",
        ])
    func kept(_ raw: String) throws {
        let key = try #require(PassTests.key)
        #expect(throws: PassFault.malformed) {
            try Pass(verifying: ScannedText.cleaned(raw), eventNumber: 4242, keys: [key], mac: PassTests.mac)
        }
    }

    @Test("ten thousand forged and mutated passes: none is accepted, none ends the program")
    func forged() throws {
        var random = SeededRandom.fromEnvironment()
        let key = try #require(PassTests.key)
        let genuine = (1...50).map {
            Pass(serial: Sample.serial($0 * 7), eventNumber: 4242, key: key, mac: PassTests.mac).digits
        }
        let scalars: [Unicode.Scalar] = ["0", "9", "a", "가", "ㅂ", "\u{0}", "]", "５", "👍", "\u{301}", "-", "."]
        for _ in 0..<10_000 {
            var letters = Array(random.pick(genuine).unicodeScalars)
            for _ in 0...random.int(in: 0...3) {
                let place = random.int(in: 0...(letters.count - 1))
                switch random.int(in: 0...4) {
                case 0: letters[place] = random.pick(scalars)
                case 1: letters.insert(random.pick(scalars), at: place)
                case 2: if letters.count > 1 { letters.remove(at: place) }
                case 3: letters.swapAt(place, random.int(in: 0...(letters.count - 1)))
                default: letters[place] = Unicode.Scalar(UInt32(0x30 + random.int(in: 0...9))) ?? "0"
                }
            }
            let text = ScannedText.cleaned(String(String.UnicodeScalarView(letters)))
            // Mutations may cancel out, or only dress it up.
            guard !genuine.contains(text) else { continue }
            #expect(throws: PassFault.self, "seed \(random.seed): \(text)") {
                try Pass(verifying: text, eventNumber: 4242, keys: [key], mac: PassTests.mac)
            }
        }
    }
}
