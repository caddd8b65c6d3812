// The test pass: like every pass to a scanner, nobody's to everything else, and as hard to forge.

import Domain
import TestSupport
import Testing

@Suite("The test pass")
struct TestPassTests {
    private let keys: [PassKey]
    private let digits: String

    init() throws {
        keys = [try #require(PassKey(id: 1, secret: PassTests.counting))]
        digits = TestPass(eventNumber: 4242, key: keys[0], mac: PassTests.mac).digits
    }

    private func fault(_ text: String, event: Int = 4242) -> PassFault? {
        do throws(PassFault) {
            _ = try TestPass(verifying: text, eventNumber: event, keys: keys, mac: PassTests.mac)
            return nil
        } catch {
            return error
        }
    }

    private func isSomebodys(_ text: String) -> Bool {
        (try? Pass(verifying: text, eventNumber: 4242, keys: keys, mac: PassTests.mac)) != nil
    }

    @Test("34 digits with the serial of nobody, signed by the event's key, the ones another program makes")
    func digitsOfNobody() {
        #expect(digits == "1424200000000062679150720641595733")
        #expect(fault(digits) == nil)
        #expect(fault(digits, event: 4243) == .wrongEvent)
        #expect(!isSomebodys(digits))
        #expect(fault(PassTests.digits) == .malformed)
    }

    @Test("another event's is told as another event's, not as something that is no pass")
    func ofAnotherEvent() {
        func fault(_ text: String, at event: Int) -> PassFault? {
            do throws(PassFault) {
                _ = try Pass(verifying: text, eventNumber: event, keys: keys, mac: PassTests.mac)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault(digits, at: 4243) == .wrongEvent)
        #expect(fault(digits, at: 4242) == .malformed)
    }

    @Test("a thousand mutations of it are neither a test pass nor anybody's")
    func mutations() {
        var random = SeededRandom.fromEnvironment()
        for _ in 0..<1_000 {
            var letters = Array(digits)
            for _ in 0...random.int(in: 0...3) {
                letters[random.int(in: 0...33)] = Array("0123456789")[random.int(in: 0...9)]
            }
            let text = String(letters)
            guard text != digits else { continue }
            #expect(fault(text) != nil && !isSomebodys(text), "seed \(random.seed): \(text)")
        }
    }
}
