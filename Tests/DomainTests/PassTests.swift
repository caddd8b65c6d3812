// The pass, against vectors computed by another program, and against forgery.
//
// The vectors are Python's:
//   body = f"{key_id}{event:04d}{serial:09d}"
//   mac  = int.from_bytes(hmac.new(key, body.encode(), hashlib.sha256).digest()[:16], "big") % 10**20
//   pass = body + f"{mac:020d}"

import CSodium
import Domain
import TestSupport
import Testing

struct PassVector: Sendable {
    var key: Int
    var event: Int
    var serial: Int64
    var secret: [UInt8]
    var digits: String
}

@Suite("Pass")
struct PassTests {
    static let mac: MACFunction = { key, message in
        var out = [UInt8](repeating: 0, count: cs_hmac_sha256_bytes())
        cs_hmac_sha256(&out, key, key.count, message, message.count)
        return out
    }

    static let counting = Array(UInt8(0)..<32)

    static let vectors: [PassVector] = [
        PassVector(
            key: 1, event: 1000, serial: 1, secret: [UInt8](repeating: 0, count: 32),
            digits: "1100000000000196354227741540602371"),
        PassVector(key: 1, event: 4242, serial: 1, secret: counting, digits: "1424200000000105892642233023425840"),
        PassVector(key: 1, event: 4242, serial: 2, secret: counting, digits: "1424200000000249589402318749709688"),
        PassVector(
            key: 0, event: 9999, serial: 999_999_999, secret: [UInt8](repeating: 255, count: 32),
            digits: "0999999999999942183108059043818892"),
        PassVector(
            key: 9, event: 1234, serial: 123_456_789, secret: counting.reversed(),
            digits: "9123412345678978271084360131251952"),
        // A MAC that begins with zeros keeps its twenty digits.
        PassVector(key: 3, event: 2026, serial: 965, secret: counting, digits: "3202600000096500065769195424052358"),
    ]

    @Test("passes are the ones another program makes, and verify", arguments: vectors)
    func madeElsewhere(_ vector: PassVector) throws {
        let key = try #require(PassKey(id: vector.key, secret: vector.secret))
        let serial = Sample.serial(vector.serial)
        let made = Pass(serial: serial, eventNumber: vector.event, key: key, mac: Self.mac)
        #expect(made.digits == vector.digits)
        let verified = try Pass(verifying: vector.digits, eventNumber: vector.event, keys: [key], mac: Self.mac)
        #expect(verified == made)
        #expect(verified.serial == serial)
    }

    static let key = PassKey(id: 1, secret: counting)
    static let digits = "1424200000000105892642233023425840"

    private func fault(_ text: String, event: Int = 4242, keys: [PassKey]? = nil) -> PassFault? {
        do throws(PassFault) {
            _ = try Pass(
                verifying: text, eventNumber: event, keys: keys ?? [Self.key].compactMap { $0 }, mac: Self.mac)
            return nil
        } catch {
            return error
        }
    }

    private static let misshapen: [String] = {
        let rest = String(digits.dropFirst())
        var all = ["", "1", rest, digits + "0", " " + rest, "+" + rest, "１" + rest, "٣" + rest, digits + "\n"]
        all.append(String(digits.dropLast()) + "x")
        // Serial zero.
        all.append("14242000000000" + String(digits.dropFirst(14)))
        return all
    }()

    @Test("what is not 34 digits with a serial is malformed", arguments: misshapen)
    func malformed(_ text: String) {
        #expect(fault(text) == .malformed)
    }

    @Test("faults are told in order: the event before the key, the key before the MAC")
    func order() {
        let strange = "7" + "1111" + Self.digits.dropFirst(5).dropLast() + "9"
        #expect(fault(String(strange.dropLast())) == .malformed)
        #expect(fault(strange) == .wrongEvent)
        #expect(fault(strange, event: 1111) == .unknownKey)
        #expect(fault("1" + strange.dropFirst(), event: 1111) == .badMAC)
        #expect(fault(Self.digits, keys: []) == .unknownKey)
        #expect(fault(Self.digits) == nil)
    }

    @Test("changing any one digit of a pass makes it worthless")
    func mutations() {
        let letters = Array(Self.digits)
        for index in letters.indices {
            for digit in "0123456789" where digit != letters[index] {
                var changed = letters
                changed[index] = digit
                let found = fault(String(changed))
                let expected: PassFault = index == 0 ? .unknownKey : (1...4).contains(index) ? .wrongEvent : .badMAC
                let isSerialZero = index == 13 && digit == "0"
                #expect(found == (isSerialZero ? .malformed : expected), "digit \(index) as \(digit)")
            }
        }
    }

    @Test("neighbouring digits swapped are refused")
    func transpositions() {
        let letters = Array(Self.digits)
        for index in letters.indices.dropLast() where letters[index] != letters[index + 1] {
            var changed = letters
            changed.swapAt(index, index + 1)
            #expect(fault(String(changed)) != nil, "at \(index)")
        }
    }

    @Test("ten thousand random numbers of 34 digits are no passes, nor with our event and key in front")
    func random() throws {
        var random = SeededRandom.fromEnvironment()
        let keys = try (0...9).map { try #require(PassKey(id: $0, secret: Self.counting)) }
        for round in 0..<10_000 {
            var text = (0..<34).map { _ in String(random.int(in: 0...9)) }.joined()
            if round.isMultiple(of: 2) { text = "14242" + text.dropFirst(5) }
            #expect(fault(text, keys: keys) != nil, "seed \(random.seed): \(text)")
        }
    }

    @Test("a pass made under one key does not verify under another of the same id")
    func otherSecret() throws {
        let other = try #require(PassKey(id: 1, secret: Self.counting.reversed()))
        #expect(fault(Self.digits, keys: [other]) == .badMAC)
    }

    @Test("after a rotation passes of the old key still verify")
    func rotation() throws {
        let new = try #require(PassKey(id: 2, secret: Self.counting.reversed()))
        let old = try #require(Self.key)
        let made = Pass(serial: Sample.serial(5), eventNumber: 4242, key: new, mac: Self.mac)
        #expect(fault(made.digits, keys: [new, old]) == nil)
        #expect(fault(Self.digits, keys: [new, old]) == nil)
        #expect(fault(Self.digits, keys: [new]) == .unknownKey)
    }

    @Test("a key has an id of one digit and 32 bytes")
    func keys() {
        #expect(PassKey(id: 10, secret: Self.counting) == nil)
        #expect(PassKey(id: -1, secret: Self.counting) == nil)
        #expect(PassKey(id: 1, secret: Array(Self.counting.dropLast())) == nil)
    }

    @Test("faults are spelled as scripts read them")
    func spelling() {
        #expect(PassFault.malformed.rawValue == "malformed")
        #expect(PassFault.wrongEvent.rawValue == "wrong_event")
        #expect(PassFault.unknownKey.rawValue == "unknown_key")
        #expect(PassFault.badMAC.rawValue == "bad_mac")
    }
}
