// Everybody in plain arrays: the same answers as a plain dictionary gives, whatever was put in and in which order.

import Domain
import TestSupport
import Testing

@testable import Desk

@Suite("Roster")
struct RosterTests {
    /// Made-up people with whom every part of a row is used by somebody.
    static func people(_ count: Int, seed: UInt64) throws -> [Registration] {
        var random = SeededRandom(seed: seed)
        return try (1...count).map { try person($0 * 3, &random) }
    }

    static func person(_ serial: Int, _ random: inout SeededRandom) throws -> Registration {
        let families = ["김", "이", "박", "최", "정", "van der Berg ", "O"]
        let given = ["민준", "서연", "도윤", "하은", "지우", "é", "Zoë"]
        let phone =
            random.next() % 5 == 0
            ? nil : PhoneNumber(normalising: "010" + String(10_000_000 + Int(random.next() % 500)))
        return Registration(
            serial: try #require(Serial(rawValue: Int64(serial))),
            status: try #require(
                Registration.Status.allCases.filter { $0 != .merged }.randomElement(using: &random)),
            source: try #require([.walkIn, .preApplication, .import].randomElement(using: &random)),
            name: try #require(families.randomElement(using: &random)) + (given.randomElement(using: &random) ?? ""),
            phone: phone,
            affiliation: random.next() % 3 == 0 ? nil : "한빛고 \(random.next() % 9)", category: "teacher",
            email: random.next() % 2 == 0 ? nil : "a\(serial)@example.org",
            answers: [
                try #require(FieldID("diet")): .choices(["vegan", "halal"]),
                try #require(FieldID("age")): .number(-Int(random.next() % 90)),
                try #require(FieldID("remarks")): .text("비고 \u{0}…"),
                try #require(FieldID("photo")): .flag(random.next() % 2 == 0),
            ],
            form: FormReference(id: "walk-in", version: 2),
            consent: Consent(version: "2026-01", at: Timestamp(milliseconds: 1_790_000_000_000)),
            publicID: String(repeating: "a", count: 32), version: 1 + Int(random.next() % 9),
            registeredAt: Timestamp(milliseconds: 1_790_000_000_000 + Int64(random.next() % 1_000_000)))
    }

    @Test("a registration comes back from its bytes as it went in", arguments: [1, 2, 3] as [UInt64])
    func bytes(seed: UInt64) throws {
        for row in try Self.people(100, seed: seed) {
            var writer = ByteWriter()
            writer.add(row)
            var reader = ByteReader(writer.bytes)
            #expect(try reader.registration() == row)
            #expect(reader.isAtEnd)
            for cut in stride(from: 0, to: writer.bytes.count, by: 7) {
                var reader = ByteReader(Array(writer.bytes[..<cut]))
                #expect(throws: UnreadableBytes.self) { try reader.registration() }
            }
        }
    }

    @Test("people, telephones and searches are as in a dictionary", arguments: 1...8 as ClosedRange<UInt64>)
    func model(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let base = try Self.people(200, seed: seed)
        var roster = Roster(base)
        var model = Dictionary(uniqueKeysWithValues: base.map { ($0.serial, $0) })
        for _ in 0..<150 {
            let row = try Self.person(1 + Int(random.next() % 700), &random)
            roster.put(row)
            model[row.serial] = row
        }
        #expect(roster.count == model.count)
        for serial in 1...720 {
            let serial = try #require(Serial(rawValue: Int64(serial)))
            #expect(roster.registration(serial) == model[serial])
        }
        for end in 0..<520 {
            let number = PhoneNumber(normalising: "010" + String(10_000_000 + end))
            let phone = try #require(number)
            let holders = model.values.filter { $0.phone == phone && $0.status.isLiving }
            let holder = roster.holder(of: phone)
            #expect(holder == nil ? holders.isEmpty : holders.contains { $0 == holder })
        }
        for text in ["김", "ㅁㅈ", "한빛고 3", "0001", "12", "zoe", "Zoë", "berg", "김 민준 한빛", "010-1000-0042", "", "\u{0}"] {
            let query = SearchQuery(text)
            let expected = model.values.filter { query.matches(SearchIndex($0), serial: $0.serial) }
                .sorted { $0.serial < $1.serial }
            #expect(roster.search(query, limit: 1_000) == expected, "seed \(seed), '\(text)'")
            let page = roster.search(query, limit: 3)
            #expect(page == Array(expected.prefix(3)))
            if let last = page.last {
                #expect(roster.search(query, after: last.serial, limit: 3) == Array(expected.dropFirst(3).prefix(3)))
            }
        }
        var all: [Registration] = []
        roster.forEach { all.append($0) }
        #expect(all == model.values.sorted { $0.serial < $1.serial })
    }
}
