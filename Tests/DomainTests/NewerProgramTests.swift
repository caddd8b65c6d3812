// What a newer program may have written, as this one reads it.

import Domain
import Foundation
import Testing

@Suite("Written by a newer program")
struct NewerProgramTests {
    private func again<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    @Test("a field of a kind, or with a use at scans, that only a newer program knows is text that is shown")
    func field() throws {
        var field = FormField(id: Sample.id("n"), kind: .choices, label: Localized(ko: "가", en: "a"))
        for atScan in [FormField.AtScan.show, .hold(anyOf: ["a"]), nil] {
            field.atScan = atScan
            #expect(try again(field) == field)
        }
        field.atScan = .show
        let text = String(decoding: try JSONEncoder().encode(field), as: UTF8.self)
            .replacingOccurrences(of: "\"choices\"", with: "\"signature\"")
            .replacingOccurrences(of: "\"show\"", with: "\"ring\"")
        let read = try JSONDecoder().decode(FormField.self, from: Data(text.utf8))
        #expect(read.kind == .text && read.atScan == .show && read.label == field.label)
    }

    @Test("a conflict is what it was when it is read again, and unknown where only a part of it can be read")
    func conflict() throws {
        var conflict = Conflict(
            kind: .otherDay, asked: "check_in", serial: Sample.serial(1), other: Sample.serial(2), reason: .cancelled,
            admission: Arrival.inside, passage: Arrival.inside.entered)
        conflict.claimedDay = Arrival.day("2026-05-02")
        #expect(try again(conflict) == conflict)
        let text = String(decoding: try JSONEncoder().encode(conflict), as: UTF8.self)
        for (known, new) in [("\"other_day\"", "\"teleported\""), ("\"cancelled\"", "\"too_new\""), ("area:", "zone:")]
        {
            let read = try JSONDecoder().decode(
                Conflict.self, from: Data(text.replacingOccurrences(of: known, with: new).utf8))
            #expect(read.kind == .unknown && read.serial == conflict.serial && read.asked == "check_in", "\(new)")
        }
    }

    @Test("every word for what was carried out is known as one, and no reason of a refusal is but the word cancelled")
    func outcomeWords() throws {
        let (one, session) = (Sample.serial(1), try #require(SessionID("keynote-1")))
        let outcomes: [Outcome] = [
            .registered(one), .registeredApart(one, .waitlisted, into: nil), .registeredApart(one, .merged, into: one),
            .edited(one, version: 2), .cancelled(one, version: 2), .restored(one, version: 2),
            .passed(one, .enter, Arrival.inside), .passed(one, .leave, Arrival.inside),
            .passed(one, .reenter, Arrival.inside), .passageUndone(one, nil), .exported(rows: 1),
            .programsSet(sessions: 1, promoted: 0), .enrolled(one, session, .confirmed),
            .enrolled(one, session, .waiting(place: 1)), .enrolmentCancelled(one, session, promoted: nil),
            .reissued(one, Sample.serial(2), version: 1),
        ]
        #expect(outcomes.allSatisfy { Outcome.words.contains($0.word) })
        #expect(Outcome.words.compactMap(Refusal.Reason.init(rawValue:)) == [.cancelled])
    }
}
